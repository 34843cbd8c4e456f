import API
import TestKit
import Testing
import Wire

@testable import Core

private let start = Instant("2024-11-01T15:00:00Z") ?? .blank
private let end = start + .seconds(86_400)
private let during = start + .seconds(3600)

/// A guest whose observed state equals the wanted one.
private func guest(_ change: (inout AcsUserRecord) -> Void = { _ in }) -> AcsUserRecord {
  var wanted = AcsUserRecord.Wanted(fullName: "Jane", schedule: Schedule(startsAt: start, endsAt: end))
  wanted.mayHoldMobileKey = true
  wanted.pin = ID("pin")
  wanted.governsPins = true
  wanted.tag = Tag(id: ExternalID("tag"), number: "7")
  wanted.governsTags = true
  let observed = AcsUserRecord.Observed(
    siteUser: ExternalID("s"), person: ExternalID("p"), fullName: "Jane", emailAddress: nil, mayHoldMobileKey: true,
    isBlocked: false, isSubscribed: true, mayUsePin: true, pin: ID("pin"), tagNumber: "7",
    subscriptionChangedAt: start, observedAt: start, createdAt: start)
  var user = AcsUserRecord.example(createdAt: start, wanted: wanted, observed: observed)
  change(&user)
  return user
}

private func place(isWanted: Bool, isRefused: Bool = false) -> Membership {
  Membership(
    acsAccessGroupID: ID("g"), group: ExternalID("g"), isWanted: isWanted, isObserved: true, wantedAt: during,
    isRefused: isRefused)
}

@Suite("Open revocations") struct OpenRevocations {
  @Test("what the provider still gives is open") func whatTheProviderStillGivesIsOpen() {
    func open(
      at now: Instant = during, _ places: [Membership] = [place(isWanted: true)],
      with change: (inout AcsUserRecord) -> Void
    ) -> [OpenRevocation] { guest(change).openRevocations(places, now: now) }

    #expect(open { _ in } == [])
    #expect(open(at: end) { _ in } == [.subscription])
    #expect(open(at: start - .seconds(1)) { _ in } == [.subscription])
    #expect(open { $0.wanted.isSuspended = true } == [.suspension])
    #expect(open { $0.wanted.isDeleted = true } == [.user])
    #expect(open { $0.wanted.mayHoldMobileKey = false } == [.mobileKey])
    #expect(open { $0.wanted.cancelsKeys = true } == [.mobileKey])
    #expect(open { $0.wanted.pin = nil } == [.pin])
    #expect(open { $0.wanted.tag = nil } == [.card])
    #expect(open(at: during, [place(isWanted: false)]) { _ in } == [.place(ID("g"))])
    // A call with an unknown outcome may have granted the access that is to be revoked.
    let subscribing = open(at: end) {
      $0.observed?.isSubscribed = false
      $0.progress.openCall = OpenCall(kind: .subscribe, at: during)
    }
    #expect(subscribing == [.subscription])
    let unblocking = open {
      $0.wanted.isSuspended = true
      $0.observed?.isBlocked = true
      $0.progress.openCall = OpenCall(kind: .unblock, at: during)
    }
    #expect(unblocking == [.suspension])
    // If the provider refuses a revocation, access continues, and there is no retry for now.
    func refuse(_ user: inout AcsUserRecord) {
      user.wanted.isSuspended = true
      user.progress.refusals = [Refused(stage: .blocking, refusal: Refusal(.other, "no"), at: during)]
    }
    #expect(open(with: refuse) == [.suspension] && !guest(refuse).isBeingRevoked([]))
    #expect(guest { $0.wanted.isSuspended = true }.isBeingRevoked([]))
    #expect(!guest().isBeingRevoked([place(isWanted: false, isRefused: true)]))
  }

  @Test("each is shown on the user") func eachIsShownOnTheUser() {
    func codes(
      at now: Instant = during, _ places: [Membership] = [], with change: (inout AcsUserRecord) -> Void = { _ in }
    ) -> [String] { guest(change).pendingMutations(places, now: now, .acme).map(\.code) }

    #expect(codes() == [])
    #expect(codes(at: end) == ["updating_access_schedule"])
    #expect(codes(at: start - .seconds(1)) == ["updating_access_schedule"])
    #expect(codes { $0.wanted.isSuspended = true } == ["updating_suspension_state"])
    #expect(codes { $0.wanted.isDeleted = true } == ["deleting"])
    #expect(codes(at: during, [place(isWanted: false)]) == ["updating_group_membership"])
    for change: (inout AcsUserRecord) -> Void in [
      { $0.wanted.mayHoldMobileKey = false }, { $0.wanted.pin = nil }, { $0.wanted.tag = nil },
    ] { #expect(codes(with: change) == ["updating_credential_assignment"]) }
    guard
      case .updatingAccessSchedule(let shown)? = guest().pendingMutations([], now: end + .seconds(5), .acme).first
    else {
      return #expect(Bool(false), "the end of the stay is not shown")
    }
    #expect(shown.from == .init(startsAt: start, endsAt: end) && shown.to == .init(startsAt: nil, endsAt: nil))
    #expect(shown.createdAt == end)
  }

  @Test("a stay that is over waits for no seat") func aStayThatIsOverWaitsForNoSeat() {
    let user = guest {
      $0.observed?.isSubscribed = false
      $0.progress.seat = .exceeded
    }
    func said(at now: Instant) -> String? {
      user.warnings(now: now, .acme).first { $0.code == .known(.inactive) }?.message
    }
    #expect(said(at: during)?.hasSuffix("the site has no free seat.") == true)
    #expect(said(at: end)?.hasSuffix("the access schedule has ended.") == true)
  }

  @Test("it is noted since when") func itIsNotedSinceWhen() {
    var user = guest()
    user.noteRevocations([], now: end - .seconds(1))
    #expect(user.progress.revokingSince == nil)
    user.noteRevocations([], now: end + .seconds(300))
    #expect(user.progress.revokingSince == end, "since the stay ended, not since it was noticed")
    user.noteRevocations([], now: end + .seconds(900))
    #expect(user.progress.revokingSince == end)
    user.observed?.isSubscribed = false
    user.noteRevocations([], now: end + .seconds(900))
    #expect(user.progress.revokingSince == nil)
    user.noteRevocations([place(isWanted: false)], now: end + .seconds(900))
    #expect(user.progress.revokingSince == during)
  }

  @Test("the end of a stay is noted though nothing may be called yet")
  func theEndOfAStayIsNotedThoughNothingMayBeCalledYet() {
    let waiting = guest { $0.progress.notBefore = end + .seconds(3600) }
    let planned = plan(waiting, [], seatIsGranted: false, now: during, .acme)
    #expect(planned.step == .rest && planned.lookAgainAt == end)
  }
}
