package import API
package import Wire

/// A grant with everything that decides what works of it.
package struct AccessGrantState: Sendable {
  package var grant: AccessGrantRecord
  package var spaces: [GrantSpace] = []
  /// The doors of the grant now: those that it names and those of its spaces, each once.
  package var doors: [AcsEntranceRecord] = []
  package var requests: [MethodRequestRecord] = []
  package var methods: [AccessMethodState] = []
  package var sites: [GrantAtSite] = []

  package init(_ grant: AccessGrantRecord) { self.grant = grant }

  /// The sites at which a method opens doors.
  func sites(of method: AccessMethodRecord) -> [GrantAtSite] {
    sites.filter { $0.acsSystemID == method.acsSystemID && $0.acsUserID == method.acsUserID }
  }

  /// The doors that a method opens.
  package func doors(of method: AccessMethodRecord) -> [ID<AcsEntrance>] {
    doors.filter { $0.acsSystemID == method.acsSystemID && $0.takes(method.mode.credential) }.map(\.id)
  }

  /// The doors that open at their sites in the grant's period.
  package var openDoors: Set<ID<AcsEntrance>> {
    Set(sites.flatMap { site in site.wanted.filter(site.opens) })
  }

  /// The same doors, and those of a running grant that open by the times from before a change.
  package func openDoors(at now: Instant) -> Set<ID<AcsEntrance>> {
    Set(sites.flatMap { site in site.wanted.filter { opens($0, at: site, now: now) } })
  }

  /// Locks keep the former times until they have the new ones, so a door that both open is open all the time.
  private func opens(_ door: ID<AcsEntrance>, at site: GrantAtSite, now: Instant) -> Bool {
    site.opens(door) || grant.schedule.covers(now) && site.opensByFormerTimes(door, at: now)
  }

  /// The doors that a method can open.
  var reachableDoors: Set<ID<AcsEntrance>> { Set(methods.flatMap { doors(of: $0.method) }) }

  /// The doors that open at their sites by a method that the user can use there.
  package func grantedDoors(at now: Instant) -> Set<ID<AcsEntrance>> {
    let usable = methods.filter { $0.isUsable(grant.schedule, at: now) }
    return openDoors(at: now).intersection(usable.flatMap { doors(of: $0.method) })
  }

  /// Whether all doors that a method can open are open.
  func isGrantedToAll(at now: Instant) -> Bool {
    let reachable = reachableDoors
    return !reachable.isEmpty && reachable.isSubset(of: grantedDoors(at: now))
  }

  /// Whether each site with a door that takes a requested method has it, for a person whom nobody deleted there.
  package func isProvided(_ request: MethodRequestRecord) -> Bool {
    let wanting = Set(doors.filter { $0.takes(request.mode.credential) }.map(\.acsSystemID))
    let provided = methods.filter { $0.method.request == request.id && $0.user?.wasDeletedAtProvider != true }
    return wanting.isSubset(of: provided.map(\.method.acsSystemID))
  }

  /// Whether no means of access was requested, or the methods of all requests were deleted.
  var isWithoutMeans: Bool { requests.isEmpty && methods.isEmpty }

  /// Whether all that was made for a deleted grant is gone.
  package var isGone: Bool { grant.isDeleted && sites.allSatisfy { $0.acsAccessGroupID == nil && $0.held.isEmpty } }

  /// Whether the sites should have the grant's groups now.
  func isDue(_ site: GrantAtSite, at now: Instant) -> Bool { site.leadsAt <= now && !grant.schedule.isOver(at: now) }
}

/// An access method with its user and credential.
package struct AccessMethodState: Sendable {
  package var method: AccessMethodRecord
  package var user: AcsUserRecord?
  package var credential: AcsCredentialRow?
  /// The link of a mobile key.
  package var instantKey: InstantKeyRecord?

  package init(
    method: AccessMethodRecord, user: AcsUserRecord?, credential: AcsCredentialRow?,
    instantKey: InstantKeyRecord? = nil
  ) {
    self.method = method
    self.user = user
    self.credential = credential
    self.instantKey = instantKey
  }

  /// Whether the provider has the PIN, the card, the permission for a key, or the user.
  fileprivate var isMade: Bool {
    guard let observed = user?.observed else { return false }
    switch method.mode {
    case .code: return credential?.issuedAt != nil && observed.pin == method.acsCredentialID
    case .card: return credential?.credential.tag.map { $0.number == observed.tagNumber } ?? false
    case .mobileKey: return observed.mayHoldMobileKey && user?.isInvited == true
    case .cloudKey: return true
    }
  }

  /// Whether the user waits for a seat or is not subscribed although the access has started.
  fileprivate func lacksSeat(_ schedule: Schedule, at now: Instant) -> Bool {
    guard let user, let observed = user.observed else { return true }
    return user.progress.seat == .exceeded || schedule.startsAt <= now && !observed.isSubscribed
  }

  /// Whether nobody can fetch the mobile key, since there is no e-mail address for the provider's invitation.
  package var lacksAddress: Bool {
    method.mode == .mobileKey && user?.cannotBeInvited == true
  }

  /// Whether only the missing e-mail address keeps the provider from inviting the person.
  var awaitsAddress: Bool { method.mode == .mobileKey && user?.awaitsAddress == true }

  /// Why the method is not issued, however long one waits. Nil if waiting may help.
  var lastingObstacle: String? {
    if user?.wasDeletedAtProvider == true { return deletedPerson }
    return awaitsAddress ? missingAddress : nil
  }

  /// Whether its PIN is made only once the user is subscribed.
  fileprivate var waitsForSubscription: Bool { method.mode == .code && user?.wanted.pinWaits == true }

  /// Whether the user can use the method: the user is not suspended, was invited to a mobile key, and has a seat when the
  /// access has started.
  fileprivate func isUsable(_ schedule: Schedule, at now: Instant) -> Bool {
    guard let user, !user.isBarred, method.mode != .mobileKey || user.isInvited else { return false }
    // A remote unlock needs no seat.
    return method.mode == .cloudKey || !lacksSeat(schedule, at: now)
  }

  /// Why the method does not work, if that is known.
  func obstacle(_ sites: [GrantAtSite], now: Instant) -> String? {
    guard let user else { return "The ACS user of the grant was deleted." }
    if user.wasDeletedAtProvider { return deletedPerson }
    if let error = user.errors.first { return error.message }
    if let refusal = sites.compactMap(\.refusal).first { return refusal.message }
    if user.wanted.isSuspended { return "The ACS user is suspended." }
    return nil
  }
}

/// How long a site may take to make what a grant needs before that is reported.
package let issuingPatience = Duration.seconds(600)

extension AccessGrantState {
  /// Whether a method opens its doors, or will from the start on.
  ///
  /// A PIN and a card count as soon as they exist: until shortly before the start there is nothing to open.
  package func isIssued(_ state: AccessMethodState, now: Instant) -> Bool {
    guard state.isMade else { return false }
    // A remote unlock needs no group and no seat.
    if state.method.mode == .cloudKey { return state.user?.isBarred == false }
    if state.lacksSeat(grant.schedule, at: now) || doors(of: state.method).isEmpty { return false }
    let isEarly = now < grant.schedule.startsAt - subscriptionLead
    if isEarly, state.method.mode == .code || state.method.mode == .card { return true }
    // A group without doors is about to be deleted, such as one for a former time zone of an IQ.
    let sites = sites(of: state.method).filter { !$0.wanted.isEmpty }
    // While doors are added, a method that already works goes on working.
    if state.method.issuedAt != nil {
      return !sites.isEmpty && sites.allSatisfy { site in site.wanted.contains { opens($0, at: site, now: now) } }
    }
    return !sites.isEmpty && sites.allSatisfy { site in site.wanted.allSatisfy { opens($0, at: site, now: now) } }
  }

  /// When the locks have an issued method at the latest, if their IQs are online. Later changes keep what they have.
  func reachesLocks(_ state: AccessMethodState, _ windows: RolloutWindows) -> Instant? {
    guard let issuedAt = state.method.issuedAt else { return nil }
    let schedules = sites(of: state.method).compactMap(\.schedulesAt).map { $0 + windows.schedule }
    let changes = [state.user?.observed?.subscriptionChangedAt, state.credential?.issuedAt].compactMap(\.self)
    let latest = changes.map { $0 + windows.person }.reduce(schedules.max() ?? issuedAt) { max($0, $1) }
    return min(latest, issuedAt + windows.schedule)
  }

  /// Whether the PIN of a running grant may not be at its locks yet.
  package func isRollingOut(_ state: AccessMethodState, now: Instant, _ windows: RolloutWindows) -> Bool {
    guard state.method.mode == .code, grant.schedule.startsAt <= now else { return false }
    return reachesLocks(state, windows).map { now < $0 } ?? false
  }

  /// When a door refused an issued PIN, unless its lock could not have it yet, clocks repeated an hour, or the PIN has
  /// opened a door or the access has changed since.
  func pinRefusal(of state: AccessMethodState, _ windows: RolloutWindows) -> Instant? {
    let method = state.method
    guard let refusedAt = method.pinRefusedAt, let arrivesAt = reachesLocks(state, windows) else { return nil }
    let isOutdated = refusedAt < max(arrivesAt, grant.changedAt) || method.pinOpenedAt.map { refusedAt < $0 } ?? false
    let isExpected = sites(of: method).flatMap(\.shortfalls).contains { $0.covers(refusedAt) }
    return isOutdated || isExpected ? nil : refusedAt
  }

  /// Since when the site has had to make what a method needs. A PIN that waits for the subscription is not made before.
  func waitingSince(_ state: AccessMethodState) -> Instant {
    let since = max(grant.changedAt, state.method.createdAt)
    return state.waitsForSubscription ? max(since, grant.schedule.startsAt - subscriptionLead) : since
  }

  /// The delay of a method that is not issued.
  package func delay(of state: AccessMethodState, now: Instant) -> AccessMethodRecord.Delay {
    if state.method.awaitsCard || grant.schedule.isOver(at: now) || isIssued(state, now: now) { return .none }
    let wait = now - waitingSince(state)
    if now >= grant.schedule.startsAt, wait >= issuingPatience { return .failed }
    return now >= grant.schedule.startsAt - subscriptionLead && wait >= issuingPatience / 2 ? .delayed : .none
  }
}
