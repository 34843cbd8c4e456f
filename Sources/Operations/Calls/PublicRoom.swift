/// Room for what is done for people who have proven nothing, so that they keep no proven caller out.
package protocol PublicRoom: Sendable {
  /// Does a part of what is asked for.
  ///
  /// - Throws: 503 where there is no room.
  func work<T>(_ body: () async throws -> T) async throws -> T

  /// Waits for the form that is sent, for one page, which must be known to be there. Nothing else waits for it.
  ///
  /// - Throws: 503 where too many forms are on their way.
  func form<T>(of page: String, _ body: () async throws -> T) async throws -> T
}
