package import API
package import Wire

/// Capacity for requests of pages. Visitors have their own, so that they do not block callers. Signed-in operators share
/// that of callers.
package protocol PageRoom: Sendable {
  /// Names the session of a signed-in operator as the sender of the request, for the log.
  func recognize(_ session: ID<OperatorSession>)

  /// Runs a part of a visitor's request.
  ///
  /// - Throws: ``APIError/overloaded`` if the server is at capacity.
  func work<T>(_ body: () async throws -> T) async throws -> T

  /// Receives a visitor's form of an existing page without blocking other requests.
  ///
  /// - Throws: ``APIError/overloaded`` if too many forms are being received.
  func form<T>(of page: String, _ body: () async throws -> T) async throws -> T

  /// Counts a request of a signed-in operator, as those of callers.
  ///
  /// - Throws: 429 if the session has reached its rate limit.
  func count(_ session: ID<OperatorSession>) throws

  /// Runs a part of a signed-in operator's request.
  ///
  /// - Throws: ``APIError/overloaded`` if the server is at capacity.
  func workSignedIn<T>(_ body: () async throws -> T) async throws -> T

  /// Receives a signed-in operator's form.
  ///
  /// - Throws: ``APIError/overloaded`` if too many bodies are being received.
  func formSignedIn<T>(_ body: () async throws -> T) async throws -> T

  /// Reserves a place for a stream of a signed-in operator. It is free again once the last reference to it ends.
  ///
  /// - Throws: 429 or 503 if the session or the server has no place left.
  func streamPlace(of session: ID<OperatorSession>) throws -> any Sendable
}
