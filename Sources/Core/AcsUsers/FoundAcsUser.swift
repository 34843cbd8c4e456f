import API
package import Wire

/// How long a recovered user without a record keeps its access. This leaves time to book the stay again or to set a
/// schedule for the user.
package let foundUserTime = Duration.seconds(86_400)

extension SiteUserRecord {
  /// Whether Latchkey created the person in this workspace. Marks of other workspaces do not count.
  package var isOurs: Bool { AcsUserMark.isMark(shown.profile.reference, of: workspaceID) }

  /// Whether the person has been known long enough that no creation or deletion by Latchkey is in progress.
  package func isSettled(at now: Instant, _ brand: Brand) -> Bool { now >= createdAt + brand.settling.newUser }

  /// The ACS user for a person whom Latchkey created and has no record of. It keeps its observed state, but its access
  /// ends after `foundUserTime`. A person without access gets none.
  package func found(sequence: Int, at now: Instant) -> AcsUserRecord {
    let profile = shown.profile
    var wanted = AcsUserRecord.Wanted(fullName: profile.fullName, emailAddress: profile.emailAddress)
    wanted.setOwn(Schedule(startsAt: createdAt, endsAt: shown.isSubscribed ? now + foundUserTime : now))
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
  /// Applies the observed state of a recovered user. Rights that nothing here requests are revoked. A PIN with unknown
  /// digits is replaced.
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
