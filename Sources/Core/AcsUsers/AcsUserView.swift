package import API
package import Wire

/// An ACS user with the other data of its API resource.
package struct AcsUserRow: Sendable {
  package var user: AcsUserRecord
  package var identity: LinkedIdentity?
  /// Whether the user belongs to a credential manager, and so exists only in Latchkey.
  package var isOfCredentialManager: Bool
  /// Only those whose wanted and observed state differ.
  package var openMemberships: [Membership] = []

  package init(user: AcsUserRecord, identity: LinkedIdentity?, isOfCredentialManager: Bool) {
    self.user = user
    self.identity = identity
    self.isOfCredentialManager = isOfCredentialManager
  }

  package struct LinkedIdentity: Hashable, Sendable {
    package var id: ID<UserIdentity>
    package var emailAddress: String?
    package var fullName: String?
    package var phoneNumber: String?
    package init(id: ID<UserIdentity>, emailAddress: String?, fullName: String?, phoneNumber: String?) {
      self.id = id
      self.emailAddress = emailAddress
      self.fullName = fullName
      self.phoneNumber = phoneNumber
    }

    package init(_ identity: UserIdentityRecord) {
      self.init(
        id: identity.id, emailAddress: identity.emailAddress, fullName: identity.fullName,
        phoneNumber: identity.phoneNumber)
    }
  }

  /// A period in which the API resource changes only with the user, its memberships or its identity.
  package struct Period: Hashable, Sendable {
    /// Inclusive. Nil for any time before the end.
    package var start: Instant?
    /// Exclusive. Nil for any time after the start.
    package var end: Instant?

    package func contains(_ moment: Instant) -> Bool {
      (start.map { $0 <= moment } ?? true) && (end.map { moment < $0 } ?? true)
    }
  }

  /// The period around a moment: between two edges of the user's schedules.
  package func period(around now: Instant) -> Period {
    let schedules = [user.wanted.schedule, user.wanted.own.schedule].compactMap(\.self)
    let edges = schedules.flatMap { [$0.startsAt, $0.endsAt] }.compactMap(\.self)
    return Period(start: edges.filter { $0 <= now }.max(), end: edges.filter { $0 > now }.min())
  }

  /// The user's own schedule. A user that exists only for access grants has their period.
  private var shownSchedule: Schedule? {
    switch user.wanted.own {
    case .always: nil
    case .schedule(let schedule): schedule
    case .none: user.wanted.schedule
    }
  }

  /// The API resource. Its data about the provider is the last observed state.
  package func resource(now: Instant, _ brand: Brand) -> AcsUser {
    let wanted = user.wanted
    var resource = AcsUser(
      acsUserID: user.id, acsSystemID: user.acsSystemID, connectedAccountID: user.connectedAccountID,
      workspaceID: user.workspaceID, createdAt: user.createdAt, displayName: user.displayName)
    resource.fullName = wanted.fullName
    resource.emailAddress = wanted.emailAddress
    resource.phoneNumber = wanted.phoneNumber
    resource.accessSchedule = shownSchedule.map { AccessSchedule(startsAt: $0.startsAt, endsAt: $0.endsAt) }
    resource.lastSuccessfulSyncAt = Nullable(user.observed?.observedAt)
    if let identity {
      resource.userIdentityID = identity.id
      resource.userIdentityEmailAddress = Nullable(identity.emailAddress)
      resource.userIdentityFullName = Nullable(identity.fullName)
      resource.userIdentityPhoneNumber = Nullable(identity.phoneNumber)
    }
    if isOfCredentialManager {
      resource.lastSuccessfulSyncAt = .value(user.createdAt)
      return resource
    }
    resource.isSuspended = user.isShownSuspended
    resource.externalType = .known(brand.kinds.siteUser.kind)
    resource.externalTypeDisplayName = brand.kinds.siteUser.name
    resource.saltoKSMetadata = AcsUser.SaltoKSMetadata(isSubscribed: user.observed?.isSubscribed ?? false)
    resource.errors = user.errors
    resource.warnings = user.warnings(now: now, brand)
    resource.pendingMutations = user.pendingMutations(openMemberships, now: now, brand)
    return resource
  }
}

extension AcsUserRecord {
  package var displayName: String { wanted.fullName ?? wanted.emailAddress ?? "ACS user" }

  /// The user's errors.
  package var errors: [Notice<AcsUser.ErrorCode>] {
    // PIN problems are reported by the credential. A rejected e-mail address is first tried in another way before it is
    // an error.
    var errors = progress.refusals
      .filter { $0.stage != .pin && ($0.stage != .emailAddress || $0.refusal.reason == .ownAddress) }
      .map { Notice($0.errorCode, since: $0.at, $0.refusal.message) }
    if progress.seat == .exceeded {
      errors.append(
        Notice(
          .saltoKSSubscriptionLimitExceeded, since: max(wanted.schedule?.startsAt ?? createdAt, createdAt),
          "The site has no free seat for this user. The user gets a seat as soon as one is free."))
    }
    return errors
  }

  func warnings(now: Instant, _ brand: Brand) -> [Notice<AcsUser.WarningCode>] {
    var warnings: [Notice<AcsUser.WarningCode>] = []
    if wanted.isDeleted {
      warnings.append(Notice(.beingDeleted, since: observed?.observedAt ?? createdAt, "The user is being deleted."))
    }
    if let warning = originWarning { warnings.append(warning) }
    if observed?.isSubscribed != true {
      let since = observed?.subscriptionChangedAt ?? createdAt
      let reason = "The user is not subscribed at \(brand.name) and opens no door: " + unsubscribedReason(now: now)
      warnings.append(Notice(.saltoKSUserNotSubscribed, since: since, reason))
      warnings.append(Notice(.inactive, since: since, reason))
    }
    return warnings
  }

  /// The warnings of a user that Latchkey did not create or has no record of.
  private var originWarning: Notice<AcsUser.WarningCode>? {
    switch origin {
    case .made, .unproven: return nil
    case .found:
      return Notice(
        .unknownIssue, since: createdAt,
        "Latchkey created this user, but lost its record, as after a restore from a backup. Access ends with the access "
          + "schedule. Change the schedule, book the stay again with the same e-mail address, or delete the user.")
    case .takenUp:
      let bar = observed?.isBlocked == true ? " The site's staff have blocked the person." : ""
      return Notice(
        .unknownIssue, since: createdAt,
        "The site's staff created this person. Latchkey does not subscribe, unsubscribe, block, rename or delete the "
          + "person. The access schedule and a suspension affect only access that Latchkey added; other access stays."
          + bar)
    }
  }

  private func unsubscribedReason(now: Instant) -> String {
    if !origin.isOurs { return "the site's staff have not subscribed this person, and Latchkey does not do so." }
    // In the order of reasons.
    if wanted.schedule?.isOver(at: now) == true { return "the access schedule has ended." }
    if progress.seat == .exceeded { return "the site has no free seat." }
    guard let schedule = wanted.schedule else { return "the subscription is pending." }
    // Based on the last observation, so that the warning does not change without a new observation.
    let hadBegun = schedule.covers(observed?.observedAt ?? createdAt)
    return hadBegun ? "the subscription is pending." : "the access schedule has not started."
  }
}

extension Refused {
  fileprivate var errorCode: AcsUser.ErrorCode {
    switch stage {
    case .creation: refusal.reason == .notFound ? .deletedExternally : .failedToCreate
    case .deletion: .failedToDelete
    case .profile, .emailAddress, .succession, .pin, .tag, .blocking, .subscription, .membership: .failedToUpdate
    }
  }
}
