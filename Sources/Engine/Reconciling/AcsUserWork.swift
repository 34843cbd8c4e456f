import API
import Core
import Store
import Wire

/// The next step for an ACS user.
typealias AcsUserNext = NextStep<ProviderCall, AskedOfUser>

/// A planned call for an ACS user.
typealias PlannedCall = PlannedStep<ProviderCall, AskedOfUser>

/// The two halves of a step for one ACS user, each a transaction: planning a call and storing its outcome.
struct AcsUserWork: SubjectWork {
  let system: AcsSystemRecord
  let secrets: Secrets

  private var workspace: ID<Workspace> { system.workspaceID }

  func subject(_ id: ID<AcsUser>) -> Subject { .user(id) }

  func perform(_ call: ProviderCall, at site: ExternalID<ProviderSite>, of provider: any Provider) async -> Outcome {
    await provider.perform(call, at: site)
  }

  /// Plans and stores the next call, or the time of the next check.
  func next(_ id: ID<AcsUser>, _ transaction: Transaction) throws -> AcsUserNext {
    guard let before = try transaction.acsUser(id, in: workspace) else { return .rest(revokesAt: nil) }
    if before.wanted.followsGrants, try transaction.endAccessCodes(ofUser: id) { return try next(id, transaction) }
    let memberships = try transaction.memberships(of: before)
    var user = before
    let grantEdge = try transaction.followGrants(of: &user)
    if before.wanted.followsGrants || !before.origin.isOurs { try transaction.noteProgress(ofGrantsOf: id) }
    user.noteOwnAddress(now: transaction.now, transaction.brand)
    user.noteRevocations(memberships, now: transaction.now)
    let (now, brand) = (transaction.now, transaction.brand)
    var planned = plan(user, memberships, seatIsGranted: user.progress.seat == .reserved, now: now, brand)
    if case .call(.createUser, let open?) = planned.step, open.isCreation,
      try meetsHolder(of: &user, transaction)
    {
      try transaction.save(user, was: before)
      return try next(id, transaction)
    }
    try assignSeat(to: &user, memberships, &planned, transaction)
    let rollout =
      before.wanted.followsGrants ? try transaction.nextRollout(ofCodesOf: id, after: now, in: workspace) : nil
    planned.lookAgainAt = [planned.lookAgainAt, grantEdge, rollout].compactMap(\.self).min()
    let isUrgent = user.isBeingRevoked(memberships)
    switch planned.step {
    case .forget:
      try forget(user, transaction)
      return .rest(revokesAt: nil)
    case .rest:
      // A membership that was requested and withdrawn before it was made leaves nothing.
      if memberships.contains(where: { !$0.isWanted && !$0.isObserved }) {
        try transaction.save(memberships, was: memberships, of: user)
      }
      // Another change must be retried first, so the place in the queue is released until then.
      if user.progress.seat == .waiting { user.progress.seat = .none }
      try transaction.save(user, was: before)
      try transaction.setDue(id, at: system.id, planned.lookAgainAt, isUrgent: isUrgent)
      let isWaiting = user.progress.notBefore.map { transaction.now < $0 } ?? false
      return .rest(revokesAt: isUrgent ? planned.lookAgainAt : nil, isWaiting: isWaiting)
    case .awaitSeat:
      try transaction.save(user, was: before)
      let recheck = transaction.now + seatRecheckTime
      try transaction.setDue(
        id, at: system.id, min(planned.lookAgainAt ?? recheck, recheck), isUrgent: false)
      return .rest(revokesAt: nil)
    case .call(let call, let open):
      if let open { user.begin(call, as: open, at: transaction.now) }
      try transaction.save(user, was: before)
      let call = try withChosenPin(call, of: user, transaction)
      // It stays due during the call, so that it is found again after a crash.
      try transaction.setDue(id, at: system.id, transaction.now, isUrgent: isUrgent)
      return .call(try making(call, of: user, memberships, isUrgent: isUrgent, transaction))
    }
  }

  private func making(
    _ call: ProviderCall, of user: AcsUserRecord, _ memberships: [Membership], isUrgent: Bool, _ connection: Connection
  ) throws -> PlannedCall {
    PlannedCall(
      call: call, kind: CallKind(call), isMutating: call.isMutating, isUrgent: isUrgent,
      asked: try AskedOfUser(user, memberships, connection),
      kindInDoubt: user.progress.openCall.map { CallKind($0.kind) })
  }

  /// Reserves a seat if the plan needs one, and gives up a seat that is not needed.
  private func assignSeat(
    to user: inout AcsUserRecord, _ memberships: [Membership], _ planned: inout AcsUserPlan, _ transaction: Transaction
  ) throws {
    let (now, brand) = (transaction.now, transaction.brand)
    if planned.step == .awaitSeat {
      user.progress.seat = try seat(for: user, transaction)
      if user.progress.seat == .reserved {
        planned = plan(user, memberships, seatIsGranted: true, now: now, brand)
      } else if user.successor != nil, user.observed?.isSubscribed == true {
        // Without a second seat, the successor gets the seat of its predecessor.
        planned = plan(user, memberships, seatIsGranted: false, now: now, brand)
        user.progress.seat = .none
      }
    } else if user.progress.seat != .none, user.progress.openCall == nil, !user.wantsSeat(at: now) {
      user.progress.seat = .none
    }
  }

  /// Whether a call that waited for its turn is still wanted.
  func isAsked(_ id: ID<AcsUser>, _ planned: PlannedCall, _ connection: Connection) throws -> Bool {
    guard let user = try connection.acsUser(id, in: workspace) else { return false }
    return try AskedOfUser(user, connection.memberships(of: user), connection) == planned.asked
  }

  /// Withdraws a call that was not made, and plans again.
  func takeBack(
    _ id: ID<AcsUser>, _ planned: PlannedCall, _ transaction: Transaction
  ) throws -> AcsUserNext {
    guard let before = try transaction.acsUser(id, in: workspace) else { return .rest(revokesAt: nil) }
    var user = before
    if planned.isMutating { user.progress.openCall = nil }
    user.dropAdditionsNotShown()
    try transaction.save(user, was: before)
    return try next(id, transaction)
  }

  /// Stores the outcome of a call and plans the next one, unless the program is about to stop.
  ///
  /// - Parameter planned: the wanted state when the call was planned. Nil for incidental reads.
  func settle(
    _ id: ID<AcsUser>, after call: ProviderCall, planned: AskedOfUser? = nil, _ outcome: Outcome,
    _ transaction: Transaction, plansOn: Bool
  ) throws -> AcsUserNext {
    guard let before = try transaction.acsUser(id, in: workspace) else { return .rest(revokesAt: nil) }
    let memberships = try transaction.memberships(of: before)
    let asked = try AskedOfUser(before, memberships, transaction)
    let isOutdated = planned.map { $0 != asked } ?? false
    var after = settled(
      before, memberships, after: call, outcome, isOutdated: isOutdated, now: transaction.now, transaction.brand)
    if isOutdated, asked.chosenPin != planned?.chosenPin { after.dropPin() }
    try transaction.save(after.user, was: before)
    let mayHold = after.user.observed?.mayHoldMobileKey ?? false
    if before.observed?.mayHoldMobileKey == true, !mayHold { try transaction.endKeys(of: before) }
    try transaction.saveCards(of: after.user, was: before)
    try transaction.save(after.memberships, was: memberships, of: after.user)
    try transaction.followGuest(of: after.user, was: before)
    try withdrawPin(after, was: before, transaction)
    try transaction.addSeatsUsed(
      after.seatsTaken, isFull: after.siteIsFull, of: system.id)
    try keepPin(after, call, outcome, transaction)
    if after.seatsTaken < 0 { try transaction.offerFreeSeats(of: system.id) }
    if let address = before.observed?.emailAddress, !isSameAddress(address, after.user.observed?.emailAddress) {
      try RefusedAddresses(system: system).tryAgain(address, transaction)
    }
    if before.observed != nil, after.user.observed == nil, !after.user.wanted.isDeleted {
      try transaction.noteLostPerson(id)
    }
    try transaction.noteProgress(ofGrantsOf: id)
    return plansOn ? try next(id, transaction) : .rest(revokesAt: nil, isWaiting: true)
  }

  /// A chosen PIN is sent instead of requesting one.
  private func withChosenPin(
    _ call: ProviderCall, of user: AcsUserRecord, _ connection: Connection
  ) throws -> ProviderCall {
    guard case .makePin(let siteUser) = call, let credential = user.wanted.pin,
      let sealed = try connection.chosenCode(of: credential, in: workspace),
      let digits = secrets.opened(sealed, place: AcsCredentialRecord.codePlace(of: credential, in: workspace)),
      let pin = Pin(String(decoding: digits, as: UTF8.self))
    else { return call }
    return .setPin(siteUser, pin)
  }

  /// A PIN is deleted with its site user.
  private func withdrawPin(
    _ after: AcsUserAfterCall, was before: AcsUserRecord, _ transaction: Transaction
  ) throws {
    guard let pin = before.observed?.pin, pin == after.user.wanted.pin, after.user.observed?.pin != pin,
      after.madePin == nil, let credential = try transaction.awaitReissue(of: pin)
    else { return }
    try transaction.append(.acsCredentialInvalidated, about: .of(credential))
  }

  /// Stores a new PIN and wakes its waiters, or wakes them if it will not come soon.
  private func keepPin(
    _ after: AcsUserAfterCall, _ call: ProviderCall, _ outcome: Outcome, _ transaction: Transaction
  ) throws {
    if let (pin, id) = after.madePin, id == after.user.wanted.pin {
      let sealed = try secrets.seal.sealed(
        Array(pin.digits.utf8), place: AcsCredentialRecord.codePlace(of: id, in: workspace))
      guard let row = try transaction.saveCode(sealed, of: id) else { return }
      let isFirst = row.issuedAt == nil && !row.awaitsReissue
      let type: EventType = isFirst ? .acsCredentialIssued : .acsCredentialReissued
      try transaction.append(type, about: .of(row.credential))
    }
    guard let credential = after.user.wanted.pin,
      after.madePin?.credential == credential || isHeldUp(call, outcome, after.user)
    else { return }
    transaction.ring(.pin(credential))
  }

  /// Whether the user's pending changes will take longer than seconds.
  private func isHeldUp(_ call: ProviderCall, _ outcome: Outcome, _ user: AcsUserRecord) -> Bool {
    switch outcome {
    case .done, .later(.notSettled, _): false
    case .refused: !user.progress.refusals.isEmpty
    case .later, .unknown: user.progress.attempts > 2
    }
  }

  /// Whether the user gets one of the free seats, among all who want one.
  private func seat(for user: AcsUserRecord, _ connection: Connection) throws -> AcsUserRecord.Seat {
    let site = try connection.seats(of: system.id, in: workspace)
    let others = try connection.seatClaims(of: system.id, in: workspace, limit: site.free + 1)
    let own = SeatClaim(
      claimant: user.id, isReserved: false, startsAt: user.wanted.schedule?.startsAt, sequence: user.sequence)
    let granted = seats(wanting: others.filter { $0.claimant != user.id } + [own], at: site)
    if granted.contains(user.id) { return .reserved }
    return user.progress.seat == .exceeded ? .exceeded : .waiting
  }

  private func forget(_ user: AcsUserRecord, _ transaction: Transaction) throws {
    if user.observed == nil { try transaction.remove(user) } else { try transaction.letGo(user) }
    try transaction.append(.acsUserDeleted, about: .of(system) { $0.acsUserID = user.id })
  }
}

/// The wanted state of an ACS user when a call is planned. If it has changed when the call is made or has
/// ended, the outcome no longer matters.
struct AskedOfUser: Hashable, Sendable {
  var wanted: AcsUserRecord.Wanted
  /// The wanted groups of the user.
  var groups: Set<ID<AcsAccessGroup>>
  /// The chosen PIN, sealed. Nil to let the provider choose one.
  var chosenPin: [UInt8]?

  init(_ user: AcsUserRecord, _ memberships: [Membership], _ connection: Connection) throws {
    wanted = user.wanted
    groups = Set(memberships.filter(\.isWanted).map(\.acsAccessGroupID))
    chosenPin = try user.wanted.pin.flatMap { try connection.chosenCode(of: $0, in: user.workspaceID) }
  }
}
