import API
import Wire

/// An access group that a person can be added to, or was added to by the last form.
struct PersonGroup: Sendable {
  private let group: AcsAccessGroup
  private let facts: PersonFacts
  private let address: String

  /// The group that would open a door. Nil if another change is needed, or if the operator may not add to it.
  init?(of change: AccessChange, _ facts: PersonFacts, _ visit: ConsoleVisit) async throws {
    guard visit.may(.frontDesk), facts.user != nil, change.code == .addToAccessGroup,
      let id = change.acsAccessGroupID
    else { return nil }
    var get = AcsAccessGroups.Get()
    get.acsAccessGroupID = id
    let group = try await visit.call(get)
    self.init(group, facts, visit)
  }

  /// The group that the address names after a form of the same session. Nil if the person is no longer in it.
  init?(joinedBy facts: PersonFacts, _ visit: ConsoleVisit) async throws {
    guard visit.query["done"] == PersonDeed.groupJoined.rawValue,
      let id = visit.mark.text(of: visit.query["before"], about: facts.id.text)
    else { return nil }
    var list = AcsAccessGroups.List()
    list.acsUserID = facts.id
    guard let group = try await visit.call(list).first(where: { $0.acsAccessGroupID.text == id }) else { return nil }
    self.init(group, facts, visit)
  }

  private init(_ group: AcsAccessGroup, _ facts: PersonFacts, _ visit: ConsoleVisit) {
    self.group = group
    self.facts = facts
    address = visit.link("people/\(facts.id)")
  }

  /// What the form adds, as a sentence.
  func doors(_ visit: ConsoleVisit) async throws -> String {
    var list = AcsAccessGroups.ListAccessibleEntrances()
    list.acsAccessGroupID = group.acsAccessGroupID
    let names = try await visit.call(list).map(\.displayName).sorted()
    return "The group opens \(StayWords.list(names)), at the times at which \(facts.firstName) has access."
  }

  /// A form of one button that gives access, so it does not ask first.
  var addition: ConsoleForm { form(.joinGroup, "Add to “\(group.displayName)”") }

  /// That the person was added, with the way back.
  func notice(_ visit: ConsoleVisit) -> ConsoleNotice {
    ConsoleNotice(
      .ok, "\(facts.name) is added to “\(group.displayName)”.", "The locks know usually within a minute.",
      undo: visit.may(.frontDesk) ? form(.leaveGroup, "Take out of “\(group.displayName)”") : nil)
  }

  private func form(_ step: PersonStep, _ button: String) -> ConsoleForm {
    ConsoleForm(
      action: address, step: step.rawValue, button: button,
      values: [(name: "group", value: group.acsAccessGroupID.text)])
  }
}
