import Foundation

/// Cards and fobs: registered at a lock, listed, and assigned to one user at a time.
extension Site {
  func listTags(_ call: Call) throws -> Reply {
    try call.page((details.tags ?? []).map { ["id": $0.id, "tag_number": $0.number] })
  }

  /// Assigns a card to a user. An empty ID removes the user's card.
  func give(_ tagID: String, to user: inout User, _ call: Call) throws {
    var number = ""
    if !tagID.isEmpty {
      guard let tag = details.tags?.first(where: { $0.id == tagID }) else { throw ConnectRefusal.notFound("Tag") }
      let holder = users.values.first { $0.tagNumber == tag.number && $0.deletedAt == nil && $0.id != user.id }
      guard holder == nil else { throw ConnectRefusal.invalidValue("The tag is assigned to another user") }
      number = tag.number
    }
    if number != user.tagNumber ?? "" { user.cards.append(Pin(digits: number, at: call.now)) }
  }

  /// The user of a PIN or a card, as a lock knows it. A lock that still knows a deleted user takes it for that user's.
  func holder(at known: Int64, where has: (User) -> Bool) -> User? {
    let holders = users.values.filter(has)
    return holders.first { $0.exists.value(at: known) } ?? holders.first
  }

  /// The lock's decision about a card, and the user it belongs to.
  func decide(_ lock: Lock, tag: String, now: Int64, _ platform: Platform) -> (decision: DoorDecision, user: User?) {
    if lock.isOfficeMode { return (.officeMode, nil) }
    guard let iq = iqs[lock.iqID] else { return (.unknownUser, nil) }
    let known = iq.heard(until: now)
    guard let user = holder(at: known, where: { $0.tag(at: known) == tag }) else { return (.unknownUser, nil) }
    return (decide(lock, user, now: now, platform), user)
  }

  /// A person holds a card to a lock.
  mutating func tryLock(_ lock: Lock, tag: String, now: Int64, _ platform: inout Platform) -> DoorDecision {
    let (decision, user) = decide(lock, tag: tag, now: now, platform)
    enter(lock, decision, person: user?.personID, by: .tag, tag: tag, now: now, &platform)
    return decision
  }
}
