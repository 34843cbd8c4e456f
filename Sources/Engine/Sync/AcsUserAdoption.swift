import Core
import Store
import Wire

extension AcsUserWork {
  /// Takes a person whom others added at the site as the user who is about to be made, where both have one e-mail
  /// address.
  ///
  /// - Returns: whether the user is not to be made any more.
  func adopt(_ user: inout AcsUserRecord, _ connection: Connection, now: Instant) throws -> Bool {
    guard let email = user.providerEmailAddress,
      let found = try connection.siteUser(emailAddress: email, at: system.id, in: system.workspaceID)
    else { return false }
    guard found.shown.isOrdinary else {
      user.progress.refusals.append(
        Refused(
          stage: .creation,
          refusal: Refusal(
            .invalidValue,
            "The e-mail address is that of \(found.shown.profile.fullName), who has another role at the site. "
              + "Give the user another address, or none."),
          at: now))
      return true
    }
    var observed = AcsUserRecord.Observed(found.shown, at: now, after: nil)
    observed.createdAt = found.createdAt
    user.observed = observed
    try connection.adopt(user, in: found.groups, at: now)
    try connection.remove(found)
    return true
  }
}

extension AcsUserRecord {
  /// The address by which the provider may know the person already.
  var providerEmailAddress: String? { wanted.invitedEmailAddress ?? wanted.emailAddress }
}
