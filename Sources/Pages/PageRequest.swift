import API
package import Core
package import Hummingbird
package import NIOCore
package import Operations

/// An unauthenticated request for a page, which has its own capacity.
package struct PageRequest: Sendable {
  package let request: Request
  /// The address of the sender. Nil if unknown.
  package let sender: IPAddress?
  private let room: any PublicRoom

  package init(_ request: Request, from sender: IPAddress?, in room: any PublicRoom) {
    self.request = request
    self.sender = sender
    self.room = room
  }

  /// Runs a part of the request.
  ///
  /// - Throws: 503 if the server is at capacity.
  package func work<T>(_ body: () async throws -> T) async throws -> T { try await room.work(body) }

  /// Receives the submitted form without blocking other requests.
  ///
  /// - Parameters:
  ///   - page: the page of the form, which must exist.
  ///   - limit: the maximum size of the form, in bytes.
  /// - Throws: 503 if too many forms are being received, `NIOTooManyBytesError` if the form is too large, and 400 if it
  ///   is incomplete.
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
