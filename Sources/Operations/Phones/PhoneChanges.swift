import API
import Core
import Store
import Wire

extension Platform.Change {
  /// A new phone, not stored yet.
  func newPhone(
    of identity: ID<UserIdentity>, _ installation: String, _ kind: Phone.Kind, _ name: String
  ) throws -> PhoneRecord {
    PhoneRecord(
      id: identifiers.next(), workspaceID: workspaceID,
      sequence: try transaction.nextPhoneSequence(), userIdentityID: identity,
      installationID: installation, kind: kind, displayName: name, createdAt: now)
  }

  /// Deactivates a phone: its parts of credentials end, and its installation gets nothing more.
  ///
  /// - Parameter way: how the provider revokes its keys. `roleTakenAway` only starts here.
  @discardableResult
  mutating func stop(_ phone: PhoneRecord, _ way: PhoneRemoval.Way) throws -> PhoneRemoval {
    if let removal = phone.removalResource { return removal }
    // Without the permission to have keys, all keys are already canceled.
    let holders = way == .roleTakenAway ? try transaction.keyHolders(of: phone.userIdentityID, in: workspaceID) : []
    for holder in holders {
      try transaction.awaitRemoval(of: phone, from: holder)
      // Only the site's staff can remove a role that they gave. The removal waits for them.
      let isOurs = holder.origin.isOurs || holder.additions.mobileKey
      if isOurs, !holder.wanted.isDeleted { try change(holder) { $0.wanted.cancelsKeys = true } }
    }
    let isUnderWay = !holders.isEmpty
    try transaction.endKey(of: phone, isCancelled: !isUnderWay)
    var stopped = phone
    let removal = PhoneRecord.Removal(way: way, requestedAt: now, removedAt: isUnderWay ? nil : now)
    stopped.removal = removal
    stopped.key = nil
    try transaction.save(stopped)
    try transaction.append(.phoneDeactivated, about: .of(phone))
    return PhoneRemoval(deviceID: phone.id, way: way, requestedAt: now, removedAt: removal.removedAt)
  }
}
