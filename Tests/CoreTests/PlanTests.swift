import API
import Foundation
import TestKit
import Testing
import Wire

@testable import Core

private let settlingTime = Brand.acme.settling.newUser

/// A simulated site that executes calls, but randomly loses responses, fails or omits results. Seeded.
private struct Provider {
  var user: ObservedUser?
  var members: Set<String> = []
  /// The valid PIN. It is returned only once.
  var pin: Pin?
  var effects: [String: Int] = [:]

  mutating func perform(_ call: ProviderCall, chance: inout SplitMix) -> Outcome {
    let fate = chance.next() % 10
    if fate == 0 { return call.isMutating ? .later(.throttled, after: .seconds(2)) : .later(.unavailable, after: nil) }
    if fate == 1, call.isMutating { return .unknown("before") }
    let outcome = answer(call)
    if fate == 2, call.isMutating { return .unknown("after") }
    return outcome
  }

  private mutating func count(_ effect: String) { effects[effect, default: 0] += 1 }

  private mutating func answer(_ call: ProviderCall) -> Outcome {
    switch call {
    case .createUser(let profile):
      count("created")
      let made = ObservedUser(
        siteUser: ExternalID("s"), person: ExternalID("p"), profile: profile, isSubscribed: false, isBlocked: false)
      user = made
      return .done(.user(made))
    case .findUser, .readUser: return .done(user.map { .user($0) } ?? .absent)
    case .updateUser(_, let profile): return change("updated") { $0.profile = profile }
    case .setMeans(_, let means):
      return change("means") {
        $0.profile.mayHoldMobileKey = means.mobileKey ?? $0.profile.mayHoldMobileKey
        $0.profile.mayUsePin = means.pin ?? $0.profile.mayUsePin
      }
    case .setEmailAddress(_, let address): return change("addressed") { $0.profile.emailAddress = address }
    case .makePin:
      guard user?.profile.mayUsePin == true else { return .refused(Refusal(.notAllowed, "no PIN")) }
      count("pin")
      let made = Pin(String(100_000 + (effects["pin"] ?? 0)))
      pin = made
      return made.map { .done(.pin($0)) } ?? .unknown("no digits")
    case .setPin(_, let chosen):
      pin = chosen
      return .done(.pin(chosen))
    case .setTag(_, let tag): return change("tagged") { $0.tagNumber = tag?.text }
    case .setSubscribed(_, let isSubscribed):
      return change(isSubscribed ? "subscribed" : "suspended") { $0.isSubscribed = isSubscribed }
    case .setBlocked(_, let isBlocked): return change("blocked") { $0.isBlocked = isBlocked }
    case .addToAccessGroup(let group, _):
      if members.insert(group.text).inserted { count("added") }
      return .done(.membership(true))
    case .removeFromAccessGroup(let group, _):
      members.remove(group.text)
      return .done(.membership(false))
    case .readMembership(let group, _): return .done(.membership(members.contains(group.text)))
    case .deleteUser:
      user = nil
      return .done(.absent)
    }
  }

  private mutating func change(_ effect: String, _ body: (inout ObservedUser) -> Void) -> Outcome {
    guard var changed = user else { return .refused(Refusal(.notFound, "gone")) }
    count(effect)
    body(&changed)
    user = changed
    return .done(.user(changed))
  }
}

struct SplitMix {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

private let checkIn = Instant("2024-11-01T15:00:00Z") ?? .blank
private let checkOut = Instant("2024-11-04T11:00:00Z") ?? .blank

private func newUser() -> AcsUserRecord {
  AcsUserRecord.example(
    id: ID("01a20e5b-ca8b-759e-95c6-835b909ce80a"), createdAt: checkIn - Instant.day,
    wanted: AcsUserRecord.Wanted(fullName: "Jane", schedule: Schedule(startsAt: checkIn, endsAt: checkOut)))
}

/// A user that the provider shows with a seat and the wanted name.
private func seen() -> AcsUserRecord {
  var user = newUser()
  let profile = user.wantedProfile
  let observed = ObservedUser(
    siteUser: ExternalID("s"), person: ExternalID("p"), profile: profile, isSubscribed: true, isBlocked: false)
  user.observed = AcsUserRecord.Observed(observed, at: checkIn, after: nil)
  return user
}

extension Instant {
  fileprivate static let day = Duration.seconds(86_400)
}

/// Runs plans until nothing is left to do, and jumps to the time of each retry.
private func converge(
  _ user: inout AcsUserRecord, _ memberships: inout [Membership], _ provider: inout Provider, _ chance: inout SplitMix,
  from start: Instant, until end: Instant, told: (Pin, ID<AcsCredential>) -> Void = { _, _ in }
) {
  var now = start
  for _ in 0..<2000 {
    var planned = plan(user, memberships, seatIsGranted: true, now: now, .acme)
    if planned.step == .rest || planned.step == .forget {
      guard let next = planned.lookAgainAt, next <= end else { return }
      now = max(now, next)
      planned = plan(user, memberships, seatIsGranted: true, now: now, .acme)
    }
    guard case .call(let call, let open) = planned.step else { continue }
    if let open { user.begin(call, as: open, at: now) }
    let outcome = provider.perform(call, chance: &chance)
    let after = settled(user, memberships, after: call, outcome, now: now, .acme)
    (user, memberships) = (after.user, after.memberships)
    if let (pin, credential) = after.madePin { told(pin, credential) }
  }
  Issue.record("the plan did not come to rest")
}

@Suite("Plans") struct Plans {
  @Test("a stay is made once whatever goes wrong") func aStayIsMadeOnceWhateverGoesWrong() {
    let runs = ProcessInfo.processInfo.environment["LATCHKEY_RUNS"].flatMap { UInt64($0) } ?? 500
    for seed in 1...runs {
      var chance = SplitMix(state: seed)
      var user = newUser()
      var memberships = ["g1", "g2"].map { group in
        Membership(
          acsAccessGroupID: ID(group), group: ExternalID(group), isWanted: true, isObserved: false, wantedAt: checkIn)
      }
      var provider = Provider()
      converge(&user, &memberships, &provider, &chance, from: checkIn - Instant.day, until: checkIn - .seconds(1))
      #expect(provider.user?.isSubscribed == false, "seed \(seed)")
      #expect(provider.members == ["g1", "g2"], "seed \(seed)")
      converge(&user, &memberships, &provider, &chance, from: checkIn, until: checkOut - .seconds(1))
      #expect(provider.user?.isSubscribed == true, "seed \(seed)")
      converge(&user, &memberships, &provider, &chance, from: checkOut, until: checkOut + Instant.day)
      #expect(provider.user?.isSubscribed == false, "seed \(seed)")
      #expect(
        provider.effects == ["created": 1, "added": 2, "subscribed": 1, "suspended": 1], "seed \(seed)")
    }
  }

  @Test("the PIN that is shown opens the door whatever faults occur")
  func thePinThatIsShownOpensTheDoorWhateverFaultsOccur() {
    let runs = ProcessInfo.processInfo.environment["LATCHKEY_RUNS"].flatMap { UInt64($0) } ?? 500
    for seed in 1...runs {
      var chance = SplitMix(state: seed)
      var user = newUser()
      var (memberships, provider) = ([Membership](), Provider())
      var told: (pin: Pin, credential: ID<AcsCredential>)?
      for credential in ["first", "second"] {
        user.wanted.pin = ID(credential)
        user.wanted.governsPins = true
        converge(
          &user, &memberships, &provider, &chance, from: checkIn - Instant.day, until: checkIn - .seconds(1)
        ) { told = ($0, $1) }
        #expect(told?.credential == ID(credential) && told?.pin == provider.pin, "seed \(seed)")
        #expect(provider.user?.profile.mayUsePin == true, "seed \(seed)")
      }
      user.wanted.pin = nil
      converge(&user, &memberships, &provider, &chance, from: checkIn - Instant.day, until: checkIn - .seconds(1))
      #expect(provider.user?.profile.mayUsePin == false, "seed \(seed)")
    }
  }

  @Test("a user without a PIN of Latchkey stays as the site's staff set it")
  func aUserWithoutAPinOfLatchkeyStaysAsTheSitesStaffSetIt() {
    var user = newUser()
    let observed = ObservedUser(
      siteUser: ExternalID("s"), person: ExternalID("p"),
      profile: UserProfile(
        fullName: "Jane", reference: user.reference, emailAddress: nil, mayHoldMobileKey: false, mayUsePin: true),
      isSubscribed: false, isBlocked: false)
    user.observed = AcsUserRecord.Observed(observed, at: checkIn, after: nil)
    #expect(plan(user, [], seatIsGranted: true, now: checkIn - Instant.day, .acme).step == .rest)
  }

  @Test("a lost creation is not repeated before new users have settled")
  func aLostCreationIsNotRepeatedBeforeNewUsersHaveSettled() {
    var user = newUser()
    let made = checkIn - Instant.day
    user.progress.openCall = OpenCall(kind: .create, at: made)
    let call = ProviderCall.findUser(reference: user.reference)
    let early = settled(user, [], after: call, .done(.absent), now: made + .seconds(30), .acme).user
    #expect(early.progress.openCall != nil)
    let late = settled(user, [], after: call, .done(.absent), now: made + settlingTime, .acme).user
    #expect(late.progress.openCall == nil)
  }

  @Test("an account that cannot read the site keeps the doubt") func anAccountThatCannotReadTheSiteKeepsTheDoubt() {
    var user = newUser()
    user.progress.openCall = OpenCall(kind: .create, at: checkIn)
    for reason in [Refusal.Reason.notAllowed, .notFound, .noSubscription, .other] {
      let outcome = Outcome.refused(Refusal(reason, "no"))
      let after = settled(
        user, [], after: .findUser(reference: user.reference), outcome, now: checkIn + .seconds(200), .acme)
      #expect(after.user.progress.openCall != nil)
      #expect(plan(after.user, [], seatIsGranted: true, now: checkIn + .seconds(201), .acme).step == .rest)
    }
  }

  @Test("what takes access away comes first") func whatTakesAccessAwayComesFirst() {
    var user = newUser()
    let observed = ObservedUser(
      siteUser: ExternalID("s"), person: ExternalID("p"),
      profile: UserProfile(fullName: "Old", reference: user.reference, emailAddress: nil, mayHoldMobileKey: false),
      isSubscribed: true, isBlocked: false)
    user.observed = AcsUserRecord.Observed(observed, at: checkIn, after: nil)
    user.wanted.isSuspended = true
    let memberships = [
      Membership(
        acsAccessGroupID: ID("g"), group: ExternalID("g"), isWanted: true, isObserved: false, wantedAt: checkIn)
    ]
    let step = plan(user, memberships, seatIsGranted: true, now: checkIn, .acme).step
    #expect(step == .call(.setBlocked(ExternalID("s"), true), open: .block))
  }

  @Test("a refusal of a change that is no longer wanted delays nothing")
  func aRefusalOfAChangeThatIsNoLongerWantedDelaysNothing() {
    var user = seen()
    user.progress.openCall = OpenCall(kind: .update, at: checkIn)
    let call = ProviderCall.updateUser(ExternalID("s"), user.wantedProfile)
    for reason in [Refusal.Reason.notAllowed, .noSubscription, .siteNotReleased, .other] {
      let outcome = Outcome.refused(Refusal(reason, "no"))
      var after = settled(user, [], after: call, outcome, isOutdated: true, now: checkIn, .acme).user
      #expect(after.progress.refusals.isEmpty && after.progress.openCall == nil)
      after.wanted.isSuspended = true
      let step = plan(after, [], seatIsGranted: true, now: checkIn, .acme).step
      #expect(step == .call(.setBlocked(ExternalID("s"), true), open: .block))
    }
  }

  @Test("a PIN that the site refuses holds up nothing else") func aPinThatTheSiteRefusesHoldsUpNothingElse() {
    var user = seen()
    user.wanted.pin = ID("code")
    user.observed?.mayUsePin = true
    let memberships = [
      Membership(
        acsAccessGroupID: ID("g"), group: ExternalID("g"), isWanted: true, isObserved: false, wantedAt: checkIn)
    ]
    let asked = plan(user, memberships, seatIsGranted: true, now: checkIn, .acme)
    #expect(asked.step == .call(.makePin(ExternalID("s")), open: .makePin(ID("code"))))
    let refused = Outcome.refused(Refusal(.notAllowed, "no PIN"))
    let after = settled(
      user, memberships, after: .makePin(ExternalID("s")), refused, now: checkIn + settlingTime, .acme
    ).user
    let next = plan(after, memberships, seatIsGranted: true, now: checkIn + settlingTime, .acme)
    #expect(next.step == .call(.addToAccessGroup(ExternalID("g"), ExternalID("p")), open: .add(ExternalID("g"))))
    #expect(next.lookAgainAt == checkIn + settlingTime + .seconds(300))
    let later = plan(after, memberships, seatIsGranted: true, now: checkIn + settlingTime + .seconds(300), .acme)
    #expect(later.step == asked.step)
  }

  @Test("the end of a stay waits for nothing that failed before") func theEndOfAStayWaitsForNothingThatFailedBefore() {
    var user = seen()
    let before = checkOut - .seconds(10)
    let call = ProviderCall.updateUser(ExternalID("s"), user.wantedProfile)
    user.progress.attempts = 20
    for outcome in [Outcome.refused(Refusal(.notAllowed, "no")), .later(.unavailable, after: nil), .unknown("lost")] {
      let after = settled(user, [], after: call, outcome, now: before, .acme).user
      #expect(after.progress.notBefore == checkOut)
      let step = plan(after, [], seatIsGranted: true, now: checkOut, .acme).step
      #expect(step == .call(.setSubscribed(ExternalID("s"), false), open: .unsubscribe))
    }
    user.progress.openCall = OpenCall(kind: .update, at: before)
    let unread = settled(
      user, [], after: .readUser(ExternalID("s")), .refused(Refusal(.notAllowed, "no")), now: before, .acme
    )
    .user
    #expect(unread.progress.notBefore == checkOut)
    // The delay that the provider requests is respected.
    let throttled = settled(user, [], after: call, .later(.throttled, after: .seconds(60)), now: before, .acme).user
    #expect(throttled.progress.notBefore.map { $0 >= before + .seconds(60) } == true)
  }

  @Test("a stay that is over makes nobody") func aStayThatIsOverMakesNobody() {
    #expect(plan(newUser(), [], seatIsGranted: true, now: checkOut, .acme).step == .rest)
  }

  @Test("start is inclusive and end exclusive") func startIsInclusiveAndEndExclusive() {
    let schedule = Schedule(startsAt: checkIn, endsAt: checkOut)
    #expect(schedule.covers(checkIn))
    #expect(!schedule.covers(checkIn - .microseconds(1)))
    #expect(!schedule.covers(checkOut))
    #expect(schedule.covers(checkOut - .microseconds(1)))
  }
}

@Suite("Seat order") struct SeatOrder {
  private func claim(_ name: String, _ startsAt: Int64?, _ sequence: Int, reserved: Bool = false) -> SeatClaim<String> {
    SeatClaim(
      claimant: name, isReserved: reserved, startsAt: startsAt.map { Instant(microseconds: $0) }, sequence: sequence)
  }

  @Test("the user who began first comes first") func theUserWhoBeganFirstComesFirst() {
    let claims = [claim("late", 9, 1), claim("early", 3, 3), claim("twin", 3, 4), claim("always", nil, 5)]
    #expect(seats(wanting: claims, at: Seats(limit: 2, used: 0, reserved: 0)) == ["always", "early"])
  }

  @Test("a reserved seat is kept") func aReservedSeatIsKept() {
    let claims = [claim("late", 9, 9, reserved: true), claim("early", 3, 1)]
    #expect(seats(wanting: claims, at: Seats(limit: 1, used: 0, reserved: 1)) == ["late"])
  }

  @Test("the warning begins above four fifths") func theWarningBeginsAboveFourFifths() {
    #expect(!Seats(limit: 20, used: 16, reserved: 0).isAlmostReached)
    #expect(Seats(limit: 20, used: 17, reserved: 0).isAlmostReached)
  }
}

@Suite("Revocation wait") struct RevocationWaitTests {
  /// The delay before the next call after a number of failures.
  private func wait(_ user: AcsUserRecord, _ call: ProviderCall, at now: Instant) -> Duration {
    var user = user
    for _ in 0..<12 { user = settled(user, [], after: call, .unknown("no answer"), now: now, .acme).user }
    return (user.progress.notBefore ?? now) - now
  }

  @Test("A revocation is retried within half a minute, whatever failed before.")
  func revocationRetriedSoon() {
    var suspended = seen()
    suspended.wanted.isSuspended = true
    #expect(wait(suspended, .setBlocked(ExternalID("s"), true), at: checkIn + .seconds(60)) == .seconds(30))
    #expect(wait(seen(), .setSubscribed(ExternalID("s"), false), at: checkOut + .seconds(60)) == .seconds(30))
    #expect(
      wait(seen(), .updateUser(ExternalID("s"), seen().wantedProfile), at: checkIn + .seconds(60)) == .seconds(300))
  }
}
