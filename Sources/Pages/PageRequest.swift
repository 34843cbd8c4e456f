import API
package import Core
package import Hummingbird
package import NIOCore
package import Operations

/// A request for a page.
package struct PageRequest: Sendable {
  package let request: Request
  /// The address of the sender. Nil if unknown.
  package let sender: IPAddress?
  /// The ID of the request, as in its response and in the log.
  let id: String
  let room: any PageRoom

  package init(_ request: Request, from sender: IPAddress?, id: String, in room: any PageRoom) {
    self.request = request
    self.sender = sender
    self.id = id
    self.room = room
  }

  /// Runs a part of a visitor's request.
  ///
  /// - Throws: 503 if the server is at capacity.
  package func work<T>(_ body: () async throws -> T) async throws -> T { try await room.work(body) }

  /// Receives a visitor's form without blocking other requests.
  ///
  /// - Parameters:
  ///   - page: the page of the form, which must exist.
  ///   - limit: the maximum size of the form, in bytes.
  /// - Throws: 503 if too many forms are being received, `NIOTooManyBytesError` if the form is too large, and 400 if it
  ///   is incomplete.
  package func form(of page: String, upTo limit: Int) async throws -> ByteBuffer {
    try await room.form(of: page) { try await body(upTo: limit) }
  }

  /// Receives the form of a signed-in operator.
  ///
  /// - Parameter limit: the maximum size of the form, in bytes.
  /// - Throws: 503 if the server is at capacity, `NIOTooManyBytesError` if the form is too large, and 400 if it is
  ///   incomplete.
  func formSignedIn(upTo limit: Int) async throws -> ByteBuffer {
    try await room.formSignedIn { try await body(upTo: limit) }
  }

  private func body(upTo limit: Int) async throws -> ByteBuffer {
    do { return try await request.body.collect(upTo: limit) } catch
      where !(error is NIOTooManyBytesError || error is CancellationError)
    {
      throw APIError.bodyIsCutOff
    }
  }
}
