import API
package import Wire

/// How long somebody keeps access whom Latchkey made and whom nothing here knows any more: long enough for whoever
/// manages the stays to book them again, or to give the user that was found a schedule of its own.
package let foundUserTime = Duration.seconds(86_400)

extension SiteUserRecord {
  /// Whether Latchkey created the person in this workspace. Marks of other workspaces do not count.
  package var isOurs: Bool { AcsUserMark.isMark(shown.profile.reference, of: workspaceID) }

  /// Whether the person was known for so long that it is no user of ours who is just being made or deleted.
  package func isSettled(at now: Instant, _ brand: Brand) -> Bool { now >= createdAt + brand.settling.newUser }

  /// The ACS user that a person becomes whom Latchkey made and nothing here knows. It stays as the provider shows it,
  /// but who has access loses it after `foundUserTime`, and who has none gets none.
  package func found(sequence: Int, at now: Instant) -> AcsUserRecord {
    let profile = shown.profile
    var wanted = AcsUserRecord.Wanted(fullName: profile.fullName, emailAddress: profile.emailAddress)
    wanted.schedule = Schedule(startsAt: createdAt, endsAt: shown.isSubscribed ? now + foundUserTime : now)
    wanted.isSuspended = shown.isBlocked
    wanted.mayHoldMobileKey = profile.mayHoldMobileKey
    wanted.invitedEmailAddress = profile.emailAddress
    var user = AcsUserRecord(
      id: id, workspaceID: workspaceID, acsSystemID: acsSystemID, connectedAccountID: connectedAccountID,
      userIdentityID: nil, sequence: sequence, createdAt: now, wanted: wanted)
    user.origin = .found
    user.observed = AcsUserRecord.Observed(shown, at: now, after: nil)
    return user
  }
}

extension AcsUserRecord {
  /// Takes over what the provider shows of a user of ours who was found again. Rights that nothing here asks for are
  /// to be taken away; a PIN whose digits nobody here knows is made anew.
  package mutating func resume(_ found: Observed?) {
    guard let found else { return }
    observed = found
    observed?.pin = nil
    if found.mayUsePin { wanted.governsPins = true }
    if found.tagNumber != nil { wanted.governsTags = true }
    progress.refusals.removeAll { $0.stage == .creation }
  }

  /// Why the provider did not create the user. Also nil for a user that was deleted there.
  package var creationRefusal: Refusal? {
    progress.refusals.first { $0.stage == .creation && $0.refusal.reason != .notFound }?.refusal
  }
}
