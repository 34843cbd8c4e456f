/// Capacity for unauthenticated requests, so that they do not block authenticated callers.
package protocol PublicRoom: Sendable {
  /// Runs a part of the request.
  ///
  /// - Throws: ``APIError/overloaded`` if the server is at capacity.
  func work<T>(_ body: () async throws -> T) async throws -> T

  /// Receives the form of an existing page without blocking other requests.
  ///
  /// - Throws: ``APIError/overloaded`` if too many forms are being received.
  func form<T>(of page: String, _ body: () async throws -> T) async throws -> T
}
