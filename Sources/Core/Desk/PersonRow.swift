package import API
package import Wire

/// A person at a site with everything that the desk shows.
package struct PersonRow: Sendable {
  package var id: ID<AcsUser>
  /// Nil once the ACS user is deleted.
  package var user: AcsUserRow?
  /// The identity of the person, also of a deleted ACS user.
  package var identity: AcsUserRow.LinkedIdentity?
  package var stays: [PersonStay]
  package var means: [DeskPerson.Means] = []
  package var lastEntry: DeskEntry?

  package init(
    id: ID<AcsUser>, user: AcsUserRow?, identity: AcsUserRow.LinkedIdentity?, stays: [PersonStay]
  ) {
    self.id = id
    self.user = user
    self.identity = identity
    self.stays = stays
  }

  package var displayName: String {
    user?.user.wanted.fullName ?? identity?.fullName ?? user?.user.wanted.emailAddress ?? identity?.emailAddress
      ?? "ACS user"
  }

  /// The ACS system of the site. Nil if nothing is known of the person.
  private var acsSystemID: ID<AcsSystem>? { user?.user.acsSystemID ?? stays.first?.acsSystemID }

  /// The API resource. Nil if nothing is known of the person, and for a credential manager's users.
  package func resource(now: Instant) -> DeskPerson? {
    guard let acsSystemID, user?.isOfCredentialManager != true else { return nil }
    var person = DeskPerson(
      acsUserID: id, acsSystemID: acsSystemID, displayName: displayName, phase: stays.phase(at: now))
    person.userIdentityID = identity?.id
    person.emailAddress = user?.user.wanted.emailAddress ?? identity?.emailAddress
    person.phoneNumber = user?.user.wanted.phoneNumber ?? identity?.phoneNumber
    let shown = stays.resources(at: now)
    (person.stays, person.stay) = (shown.all, shown.shown)
    person.isSuspended = user?.user.isShownSuspended ?? false
    person.errors = user?.user.deskErrors ?? []
    person.means = means
    person.lastEntry = lastEntry
    return person
  }

  /// What will happen to the person's access, in order.
  package func nextMoments(after now: Instant) -> [DeskMoment] {
    guard let acsSystemID else { return [] }
    func moment(_ kind: DeskMoment.Kind, _ at: Instant?, _ grant: ID<AccessGrant>? = nil) -> DeskMoment? {
      guard let at, at > now else { return nil }
      return DeskMoment(
        kind, at: at, acsUserID: id, acsSystemID: acsSystemID, displayName: displayName, accessGrantID: grant)
    }
    var moments = stays.flatMap { stay -> [DeskMoment?] in
      [
        moment(.stayStarts, stay.schedule?.startsAt, stay.accessGrantID),
        moment(.stayEnds, stay.schedule?.endsAt, stay.accessGrantID),
      ]
    }
    if let user = user?.user, !user.wanted.isDeleted {
      if user.observed == nil { moments.append(moment(.creation, user.wanted.neededFrom)) }
      moments.append(moment(.mobileKeyInvitation, user.wanted.mobileKeyFrom))
      moments.append(moment(.retry, user.progress.notBefore))
    }
    return moments.compactMap(\.self).sorted { ($0.at, $0.kind.rawValue) < ($1.at, $1.kind.rawValue) }
  }
}

extension AcsUserRecord {
  /// Whether the user is suspended here, or blocked by the site's staff.
  var isShownSuspended: Bool { wanted.isSuspended || !origin.isOurs && observed?.isBlocked == true }

  /// The user's errors, and those of the PIN.
  fileprivate var deskErrors: [FreeNotice] {
    let own = errors.map { FreeNotice(errorCode: $0.code.rawValue, createdAt: $0.createdAt, message: $0.message) }
    let pins = progress.refusals.filter { $0.stage == .pin }.map {
      FreeNotice(
        errorCode: AcsCredential.ErrorCode.pinRefused.rawValue, createdAt: $0.at, message: $0.refusal.message)
    }
    return own + pins
  }
}
