import Core
import Hummingbird
import NIOCore

/// A request for a page, whose sender has proven nothing: what is done for it has room of its own.
public struct PageRequest: Sendable {
  public let request: Request
  /// Where it comes from; nil where that is not known.
  public let sender: IPAddress?
  private let gate: RequestGate

  init(_ request: Request, from sender: IPAddress?, _ gate: RequestGate) {
    self.request = request
    self.sender = sender
    self.gate = gate
  }

  /// Does a part of what is asked for.
  ///
  /// - Throws: 503 where there is no room.
  public func work<T>(_ body: () async throws -> T) async throws -> T { try await gate.pass(.open, body) }

  /// Waits for the form that is sent. Nothing else waits for it.
  ///
  /// - Parameters:
  ///   - page: what the form is for; it must be known to be there.
  ///   - limit: the largest form that is read, in bytes.
  /// - Throws: 503 where too many forms are on their way, `NIOTooManyBytesError` for a larger one.
  public func form(of page: String, upTo limit: Int) async throws -> ByteBuffer {
    try await gate.passForm(of: page) { try await request.body.collect(upTo: limit) }
  }
}
