import API
import Core
import Hummingbird
import NIOCore
import Operations

/// A request for a page, whose sender has proven nothing: what is done for it has room of its own.
package struct PageRequest: Sendable {
  package let request: Request
  /// Where it comes from; nil where that is not known.
  package let sender: IPAddress?
  private let room: any PublicRoom

  package init(_ request: Request, from sender: IPAddress?, in room: any PublicRoom) {
    self.request = request
    self.sender = sender
    self.room = room
  }

  /// Does a part of what is asked for.
  ///
  /// - Throws: 503 where there is no room.
  package func work<T>(_ body: () async throws -> T) async throws -> T { try await room.work(body) }

  /// Waits for the form that is sent. Nothing else waits for it.
  ///
  /// - Parameters:
  ///   - page: what the form is for; it must be known to be there.
  ///   - limit: the largest form that is read, in bytes.
  /// - Throws: 503 where too many forms are on their way, `NIOTooManyBytesError` for a larger one, and 400 for one that
  ///   is cut off, which nobody hears.
  package func form(of page: String, upTo limit: Int) async throws -> ByteBuffer {
    try await room.form(of: page) {
      do { return try await request.body.collect(upTo: limit) } catch
        where !(error is NIOTooManyBytesError || error is CancellationError)
      {
        throw APIError.bodyIsCutOff
      }
    }
  }
}
