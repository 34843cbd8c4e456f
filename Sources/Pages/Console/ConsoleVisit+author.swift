import API
import Wire

extension ConsoleVisit {
  private static let entryMax = 10
  /// They leave entries and change nothing.
  private static let notings: Set = [DeskPeople.ShowPin.operation.path, DeskStays.ShowLink.operation.path]

  /// Who made the last change of a resource, to begin a sentence such as "Ann changed the end". Nil if that is unknown, or
  /// if the operator may not read the audit.
  ///
  /// - Parameters:
  ///   - id: the ID of the resource.
  ///   - members: the names in the audit of what was changed. Another change says nothing about these.
  func author(ofChange id: String, of members: Set<String>) async throws -> String? {
    guard may(.administrator) else { return nil }
    var list = Audit.List()
    list.subjectID = id
    list.sort = .newestFirst
    list.limit = Self.entryMax
    guard let entry = try await call(list).items.first(where: { !Self.notings.contains($0.operation) }),
      entry.changes.contains(where: { change in change.members.contains { members.contains($0.name) } })
    else { return nil }
    let author = entry.author
    switch author.kind.known {
    case .personalAccessToken, .operatorSession: return author.operatorID == operatorID ? "You" : author.name
    case .apiKey: return author.name.map { "The key “\($0)”" }
    case .clientSession, .publishableKey, .visitor, .commandLine, .rule, nil: return nil
    }
  }
}
