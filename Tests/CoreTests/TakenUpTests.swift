import API
import TestKit
import Testing
import Wire

@testable import Core

private let checkIn = Instant("2024-11-01T15:00:00Z") ?? .blank
private let checkOut = Instant("2024-11-04T11:00:00Z") ?? .blank

@Suite("Marks") struct Marks {
  @Test("an alias names workspace and user and fits") func anAliasNamesWorkspaceAndUserAndFits() {
    let users = (0..<2000).map { ID<AcsUser>("user-\($0)") } + [ID("ключ"), ID(String(repeating: "x", count: 200))]
    let aliases = users.map { AcsUserMark.alias(of: $0, in: "house") }
    #expect(Set(aliases).count == users.count)
    #expect(aliases.allSatisfy { $0.utf8.count == 28 && AcsUserMark.isMark($0, of: "house") })
    #expect(aliases.allSatisfy { !AcsUserMark.isMark($0, of: "other") })
    let mark = AcsUserMark.alias(of: "user", in: "house")
    for other in ["", "lk-", "Carla", String(mark.dropLast()), mark + "0", String(mark.dropLast()) + "É"] {
      #expect(!AcsUserMark.isMark(other, of: "house"), "\(other)")
    }
  }
}

/// A user created by the site's staff, with random wanted and site states. Seeded.
private struct Person {
  var user: AcsUserRecord
  var memberships: [Membership]

  init(_ chance: inout SplitMix) {
    func flag() -> Bool { chance.next() % 2 == 0 }
    var wanted = AcsUserRecord.Wanted(fullName: "A stay", emailAddress: "stay@example.com")
    if flag() { wanted.schedule = Schedule(startsAt: checkIn, endsAt: flag() ? checkOut : nil) }
    (wanted.isSuspended, wanted.isDeleted, wanted.mayHoldMobileKey) = (flag(), flag(), flag())
    (wanted.cancelsKeys, wanted.invitedEmailAddress) = (flag(), flag() ? "stay@example.com" : nil)
    if flag() { (wanted.pin, wanted.governsPins) = ("pin", true) }
    if flag() { (wanted.tag, wanted.governsTags) = (Tag(id: ExternalID("t"), number: "1"), true) }
    user = AcsUserRecord.example(createdAt: checkIn, wanted: wanted)
    user.origin = .takenUp
    user.additions = .init(mobileKey: flag(), pin: flag(), tag: flag())
    let shown = ObservedUser(
      siteUser: ExternalID("s"), person: ExternalID("p"),
      profile: UserProfile(
        fullName: "Carla", reference: "", emailAddress: "carla@example.com", mayHoldMobileKey: flag(), mayUsePin: flag()
      ),
      isSubscribed: flag(), isBlocked: flag(), tagNumber: flag() ? "1" : nil)
    user.observed = AcsUserRecord.Observed(shown, at: checkIn, after: nil)
    memberships = ["g1", "g2", "g3"].map { group in
      Membership(
        acsAccessGroupID: ID(group), group: ExternalID(group), isWanted: flag(), isObserved: flag(), wantedAt: checkIn,
        isOwn: flag())
    }
  }

  /// The observation that the site returns for a call.
  func shown(after call: ProviderCall) -> Observation? {
    guard let observed = user.observed else { return nil }
    var profile = UserProfile(
      fullName: observed.fullName, reference: "", emailAddress: observed.emailAddress,
      mayHoldMobileKey: observed.mayHoldMobileKey, mayUsePin: observed.mayUsePin)
    var tagNumber = observed.tagNumber
    switch call {
    case .setMeans(_, let change):
      profile.mayHoldMobileKey = change.mobileKey ?? observed.mayHoldMobileKey
      profile.mayUsePin = change.pin ?? observed.mayUsePin
    case .setTag(_, let tag): tagNumber = tag.map { _ in "1" }
    case .makePin: return Pin("123456").map { .pin($0) }
    case .addToAccessGroup: return .membership(true)
    case .removeFromAccessGroup: return .membership(false)
    default: return nil
    }
    return .user(
      ObservedUser(
        siteUser: observed.siteUser, person: observed.person, profile: profile, isSubscribed: observed.isSubscribed,
        isBlocked: observed.isBlocked, tagNumber: tagNumber))
  }
}

@Suite("Taken up") struct TakenUp {
  @Test("nothing is done but to add and to take back what was added")
  func nothingIsDoneButToAddAndToTakeBackWhatWasAdded() {
    for seed: UInt64 in 1...2000 {
      var chance = SplitMix(state: seed)
      var person = Person(&chance)
      let now = [checkIn - .seconds(1), checkIn, checkOut][Int(chance.next() % 3)]
      let (given, places) = (person.user, person.memberships)
      var isAtRest = false
      for _ in 0..<20 where !isAtRest {
        let step = plan(person.user, person.memberships, seatIsGranted: true, now: now, .acme).step
        guard case .call(let call, let open) = step else {
          isAtRest = true
          #expect(step == (given.wanted.isDeleted ? .forget : .rest), "seed \(seed)")
          continue
        }
        guard let shown = person.shown(after: call) else {
          Issue.record("seed \(seed): \(call) is not ours to make")
          return
        }
        check(call, given, places, "seed \(seed)")
        if let open { person.user.begin(call, as: open, at: now) }
        let after = settled(person.user, person.memberships, after: call, .done(shown), now: now, .acme)
        (person.user, person.memberships) = (after.user, after.memberships)
      }
      #expect(isAtRest, "seed \(seed)")
    }
  }

  /// Latchkey removes only what it has added.
  private func check(
    _ call: ProviderCall, _ given: AcsUserRecord, _ places: [Membership], _ seed: Comment
  ) {
    switch call {
    case .setMeans(_, let change):
      if change.mobileKey == false { #expect(given.additions.mobileKey, seed) }
      if change.pin == false { #expect(given.additions.pin, seed) }
    case .setTag(_, nil): #expect(given.additions.tag, seed)
    case .makePin: #expect(given.additions.pin || given.observed?.mayUsePin == false, seed)
    case .removeFromAccessGroup(let group, _): #expect(places.contains { $0.group == group && $0.isOwn }, seed)
    default: break
    }
  }

  @Test("what the site gives meanwhile is the site's") func whatTheSiteGivesMeanwhileIsTheSites() {
    var chance = SplitMix(state: 7)
    var user = Person(&chance).user
    user.wanted.isDeleted = false
    let place = Membership(
      acsAccessGroupID: "g", group: ExternalID("g"), isWanted: true, isObserved: false, wantedAt: checkIn)
    guard let observed = user.observed else { return }
    let shown = ObservedUser(
      siteUser: observed.siteUser, person: observed.person,
      profile: UserProfile(
        fullName: observed.fullName, reference: "", emailAddress: nil, mayHoldMobileKey: true, mayUsePin: true),
      isSubscribed: true, isBlocked: true)
    let drift = user.drift([place], shown: shown, in: [ExternalID("g")], [], now: checkIn + .seconds(600))
    #expect(drift?.memberships.first?.isOwn == false)
    #expect(drift?.user.wanted.isSuspended == user.wanted.isSuspended)
  }

  @Test("aliases identify the users of an earlier version") func aliasesIdentifyTheUsersOfAnEarlierVersion() {
    var chance = SplitMix(state: 1)
    var user = Person(&chance).user
    user.origin = .unproven
    user.wanted.isDeleted = false
    for (alias, origin) in [(user.reference, AcsUserRecord.Origin.made), (user.formerReference, .made), ("", .takenUp)]
    {
      guard let observed = user.observed else { return }
      let shown = ObservedUser(
        siteUser: observed.siteUser, person: observed.person,
        profile: UserProfile(fullName: "Carla", reference: alias, emailAddress: nil, mayHoldMobileKey: false),
        isSubscribed: true, isBlocked: false)
      #expect(user.drift([], shown: shown, in: [], [], now: checkIn + .seconds(600))?.user.origin == origin, "\(alias)")
    }
  }
}
