import API
import Core
import Wire

extension AcsUserRecord: Updatable {
  static let table = Table<AcsUserRecord>("acs_users", counter: "revision")

  static func row(_ column: inout some ColumnVisitor<AcsUserRecord>) -> AcsUserRecord {
    var user = AcsUserRecord(
      id: column(key: "acs_user_id", \.id), workspaceID: column(key: "workspace_id", \.workspaceID),
      acsSystemID: column(once: "acs_system_id", \.acsSystemID),
      connectedAccountID: column(once: "connected_account_id", \.connectedAccountID),
      userIdentityID: column("user_identity_id", \.userIdentityID), sequence: column(once: "sequence", \.sequence),
      createdAt: column(once: "created_at", \.createdAt), wanted: wanted(&column), observed: observed(&column),
      progress: progress(&column))
    user.origin = Origin(rawValue: column("origin", \.origin.rawValue)) ?? .unproven
    user.additions = Additions(
      mobileKey: column("added_mobile_key", \.additions.mobileKey), pin: column("added_pin", \.additions.pin),
      tag: column("added_tag", \.additions.tag))
    user.generation = column("generation", \.generation)
    user.succession = Store.succession(column("succession") { $0.succession.map(successionText) })
    column(unread: "successor_person_id", \.successor?.observed.person)
    column(unread: "search_text") {
      foldedText($0.wanted.fullName, $0.wanted.phoneNumber, $0.wanted.emailAddress, $0.id.text)
    }
    return user
  }

  private static func wanted(_ column: inout some ColumnVisitor<AcsUserRecord>) -> Wanted {
    let startsAt = column("starts_at", \.wanted.schedule?.startsAt)
    let endsAt = column("ends_at", \.wanted.schedule?.endsAt)
    var wanted = Wanted(
      fullName: column("full_name", \.wanted.fullName), emailAddress: column("email_address", \.wanted.emailAddress),
      phoneNumber: column("phone_number", \.wanted.phoneNumber),
      schedule: startsAt.map { Schedule(startsAt: $0, endsAt: endsAt) })
    wanted.own = own(&column) ?? wanted.own
    wanted.followsGrants = column("follows_grants", \.wanted.followsGrants)
    wanted.neededFrom = column("needed_from", \.wanted.neededFrom)
    wanted.mobileKeyFrom = column("mobile_key_from", \.wanted.mobileKeyFrom)
    wanted.pinWaits = column("pin_waits", \.wanted.pinWaits)
    wanted.isSuspended = column("is_suspended", \.wanted.isSuspended)
    wanted.isDeleted = column("is_deleted", \.wanted.isDeleted)
    wanted.mayHoldMobileKey = column("may_hold_mobile_key", \.wanted.mayHoldMobileKey)
    wanted.invitedEmailAddress = column("invited_email_address", \.wanted.invitedEmailAddress)
    wanted.cancelsKeys = column("cancels_keys", \.wanted.cancelsKeys)
    wanted.pin = column("pin_credential_id", \.wanted.pin)
    wanted.governsPins = column("governs_pins", \.wanted.governsPins)
    let tag = column("tag_id", \.wanted.tag?.id)
    let number = column("tag_number", \.wanted.tag?.number)
    if let tag, let number { wanted.tag = Tag(id: tag, number: number) }
    wanted.governsTags = column("governs_tags", \.wanted.governsTags)
    let guest = column("guest_person_id", \.wanted.guest?.person)
    let address = column("guest_email_address", \.wanted.guest?.emailAddress)
    wanted.guest = guest.map { GuestPerson(person: $0, emailAddress: address) }
    wanted.formerGuest = column("former_guest_person_id", \.wanted.formerGuest)
    return wanted
  }

  /// Nil for users from before access grants, whose schedule is their own.
  private static func own(_ column: inout some ColumnVisitor<AcsUserRecord>) -> OwnAccess? {
    let kind: String? = column("own_access") { OwnKind($0.wanted.own).rawValue }
    let startsAt = column("own_starts_at", \.wanted.own.schedule?.startsAt)
    let endsAt = column("own_ends_at", \.wanted.own.schedule?.endsAt)
    switch kind.flatMap(OwnKind.init(rawValue:)) {
    case .none?: return OwnAccess.none
    case .always?: return .always
    case .schedule?: return startsAt.map { .schedule(Schedule(startsAt: $0, endsAt: endsAt)) }
    case nil: return nil
    }
  }

  private static func observed(_ column: inout some ColumnVisitor<AcsUserRecord>) -> Observed? {
    let siteUser = column("site_user_id", \.observed?.siteUser)
    let person = column("person_id", \.observed?.person)
    let fullName = column("observed_full_name", \.observed?.fullName)
    let emailAddress = column("observed_email_address", \.observed?.emailAddress)
    let mayHoldMobileKey = column("observed_mobile_key") { $0.observed?.mayHoldMobileKey ?? false }
    let isBlocked = column("observed_blocked") { $0.observed?.isBlocked ?? false }
    let isSubscribed = column("observed_subscribed") { $0.observed?.isSubscribed ?? false }
    let mayUsePin = column("observed_may_use_pin") { $0.observed?.mayUsePin ?? false }
    let pin = column("observed_pin_credential_id", \.observed?.pin)
    let tagNumber = column("observed_tag_number", \.observed?.tagNumber)
    let subscriptionChangedAt = column("subscription_changed_at", \.observed?.subscriptionChangedAt)
    let observedAt = column("observed_at", \.observed?.observedAt)
    let createdAt = column("provider_created_at", \.observed?.createdAt)
    let hasAccount = column("observed_has_account") { $0.observed?.hasAccount ?? false }
    guard let siteUser, let person, let subscriptionChangedAt, let observedAt, let createdAt else { return nil }
    var observed = Observed(
      siteUser: siteUser, person: person, fullName: fullName ?? "", emailAddress: emailAddress,
      mayHoldMobileKey: mayHoldMobileKey, isBlocked: isBlocked, isSubscribed: isSubscribed, mayUsePin: mayUsePin,
      pin: pin, tagNumber: tagNumber, subscriptionChangedAt: subscriptionChangedAt, observedAt: observedAt,
      createdAt: createdAt)
    observed.hasAccount = hasAccount
    return observed
  }

  private static func progress(_ column: inout some ColumnVisitor<AcsUserRecord>) -> Progress {
    var progress = Progress()
    let call = column("open_call", \.progress.openCall?.kind.text)
    let at = column("open_call_at", \.progress.openCall?.at)
    if let kind = call.flatMap(OpenCall.Kind.init(text:)), let at { progress.openCall = OpenCall(kind: kind, at: at) }
    progress.attempts = column("attempts", \.progress.attempts)
    progress.notBefore = column("not_before", \.progress.notBefore)
    progress.refusals = refusals(column("refusals") { refusalsText($0.progress.refusals) })
    progress.seat = Seat(rawValue: column("seat", \.progress.seat.rawValue)) ?? .none
    progress.revokingSince = column("revoking_since", \.progress.revokingSince)
    return progress
  }
}

/// The stored kind of a user's own access.
enum OwnKind: String {
  case none, always, schedule

  init(_ own: OwnAccess) {
    switch own {
    case .none: self = .none
    case .always: self = .always
    case .schedule: self = .schedule
    }
  }
}
