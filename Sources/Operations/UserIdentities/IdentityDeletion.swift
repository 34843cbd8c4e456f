import API
import Core
import Store
import Wire

extension Platform.Change {
  /// Deletes an identity with all its resources: its client sessions, grants, enrollments and phones, the credentials
  /// of its ACS users, and the ACS users that were created here.
  mutating func delete(_ identity: UserIdentityRecord) throws {
    for session in try transaction.clientSessions(of: identity.id, in: workspaceID) { try delete(session) }
    try transaction.revokeGrants(from: identity.id)
    try endGrants(of: identity)
    for automation in try transaction.enrollmentAutomations(of: identity.id, in: workspaceID) {
      try remove(automation)
    }
    for phone in try transaction.phones(of: identity.id, in: workspaceID) {
      try stop(phone, phone.key?.providerDeviceID == nil ? .neverIssued : .roleTakenAway)
    }
    try transaction.removeGuestAccounts(of: identity.id)
    for user in try transaction.acsUsers(of: identity.id, in: workspaceID) {
      if user.origin.isOurs { try delete(user) } else { try release(user) }
    }
    try transaction.remove(identity)
  }

  /// Revokes the rights that Latchkey added to a person whom the site's staff created. The person stays.
  private mutating func release(_ user: AcsUserRecord) throws {
    for credential in try credentials(of: user) where credential.tag == nil || user.additions.tag {
      try take(credential)
    }
    for membership in try transaction.memberships(of: user) where membership.isWanted && membership.isOwn {
      try transaction.want(false, user, in: membership.acsAccessGroupID)
    }
    try unlink(try change(try self.user(user.id), retrying: .membership))
  }

  /// Removes a credential from its owner. A card stays at its site. Any other credential is deleted.
  private mutating func take(_ credential: AcsCredentialRecord) throws {
    if credential.tag == nil {
      try remove(credential)
    } else {
      try transaction.saveOwner(nil, of: credential)
    }
    try withdraw(credential)
  }
}
