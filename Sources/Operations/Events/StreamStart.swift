package import API
package import Store
package import Wire

/// Where a stream of a workspace's log begins.
package enum StreamStart {
  /// The time without news after which a stream writes something anyway, to detect lost clients.
  package static let silence = Duration.seconds(15)

  /// The number of the last event that a client received, or else that of the latest event.
  ///
  /// - Parameter given: the client's number, unchecked.
  /// - Throws: ``APIError`` for a number that no event has, and for one whose events have been deleted.
  package static func number(_ given: String?, in workspace: ID<Workspace>, _ database: Database) async throws -> Int {
    let (first, last) = try await database.read { connection in
      (try connection.firstEventSequence(in: workspace), try connection.lastEventSequence(in: workspace))
    }
    guard let given else { return last }
    guard let number = Int(given), (0...last).contains(number) else {
      throw APIError.invalidInput("after", "Expected the sequence number of an event. The latest is \(last)")
    }
    if let first, number < first - 1, number > 0 || first > 1 { throw APIError.eventsForgotten(first: first) }
    return number
  }
}
