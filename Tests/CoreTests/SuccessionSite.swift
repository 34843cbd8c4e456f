import API
import Wire

@testable import Core

/// A simulated site where users are persons with e-mail addresses. Two users never share an address, and an invitation
/// creates an account for the person that it was sent to. It randomly loses responses, throttles and omits results.
struct SuccessionSite {
  enum EmailByPatch: CaseIterable { case taken, ignored, refused }

  struct SiteUser {
    var shown: ObservedUser
    var createdAt: Instant
    var settledAt: Instant
    var deletedAt: Instant?
    var pin: Pin?
    var groups: [String: Instant] = [:]

    var isThere: Bool { deletedAt == nil }
  }

  var users: [SiteUser] = []
  /// The persons with an account, by address.
  var accounts: [String: String] = [:]
  /// The invitations sent: the address and the person.
  var invitations: [(address: String, person: String)] = []
  var seats: Int
  var emailByPatch: EmailByPatch
  var isFlawless = false
  private var made = 0

  init(seats: Int, emailByPatch: EmailByPatch) {
    self.seats = seats
    self.emailByPatch = emailByPatch
  }

  var present: [SiteUser] { users.filter(\.isThere) }
  var seatsUsed: Int { present.filter(\.shown.isSubscribed).count }

  /// A person creates an account from an invitation, unless the address already has one.
  ///
  /// - Returns: The person whose account has the address.
  mutating func signUp(by mail: (address: String, person: String)) -> GuestPerson {
    let person = accounts[mail.address] ?? mail.person
    accounts[mail.address] = person
    for index in users.indices where users[index].shown.person.text == person { users[index].shown.hasAccount = true }
    return GuestPerson(person: ExternalID(person), emailAddress: mail.address)
  }

  mutating func perform(_ call: ProviderCall, now: Instant, chance: inout SplitMix) -> Outcome {
    let fate = isFlawless ? 9 : chance.next() % 12
    if fate == 0 { return call.isMutating ? .later(.throttled, after: .seconds(2)) : .later(.unavailable, after: nil) }
    if fate == 1, call.isMutating { return .unknown("before") }
    let outcome = answer(call, now: now, chance: &chance)
    if fate == 2, call.isMutating { return .unknown("after") }
    return outcome
  }

  private mutating func answer(_ call: ProviderCall, now: Instant, chance: inout SplitMix) -> Outcome {
    switch call {
    case .createUser(let profile): return create(profile, now: now, chance: &chance)
    case .findUser(let reference):
      let found = present.first { $0.shown.profile.reference == reference && now >= $0.settledAt }
      return .done(found.map { .user($0.shown) } ?? .absent)
    case .readUser(let id):
      let found = users.first {
        $0.shown.siteUser == id && $0.deletedAt.map { now < $0 + .seconds(8) } ?? true
      }
      return .done(found.map { .user($0.shown) } ?? .absent)
    case .updateUser(let id, let profile):
      return change(id) {
        let (address, reference) = ($0.shown.profile.emailAddress, $0.shown.profile.reference)
        $0.shown.profile = profile
        ($0.shown.profile.emailAddress, $0.shown.profile.reference) = (address, reference)
      }
    case .setMeans(let id, let means):
      return change(id) {
        $0.shown.profile.mayHoldMobileKey = means.mobileKey ?? $0.shown.profile.mayHoldMobileKey
        $0.shown.profile.mayUsePin = means.pin ?? $0.shown.profile.mayUsePin
      }
    case .setEmailAddress(let id, let address): return patch(address, of: id)
    case .makePin(let id):
      made += 1
      guard let pin = Pin(String(100_000 + made)), case .done = change(id, { $0.pin = pin }) else {
        return .refused(Refusal(.notFound, "gone"))
      }
      return .done(.pin(pin))
    case .setPin(_, let pin): return .done(.pin(pin))
    case .setTag(let id, let tag): return change(id) { $0.shown.tagNumber = tag?.text }
    case .setSubscribed(let id, let isSubscribed):
      let isFull = seatsUsed >= seats
      return change(id) {
        if !isSubscribed || !isFull { $0.shown.isSubscribed = isSubscribed }
      }
    case .setBlocked(let id, let isBlocked): return change(id) { $0.shown.isBlocked = isBlocked }
    case .addToAccessGroup(let group, let person):
      guard let index = index(of: person), now >= users[index].settledAt else { return .later(.notSettled, after: nil) }
      users[index].groups[group.text] = users[index].groups[group.text] ?? now
      return .done(.membership(true))
    case .removeFromAccessGroup(let group, let person):
      if let index = index(of: person) { users[index].groups[group.text] = nil }
      return .done(.membership(false))
    case .readMembership(let group, let person):
      return .done(.membership(index(of: person).map { users[$0].groups[group.text] != nil } ?? false))
    case .deleteUser(let id):
      if let index = users.firstIndex(where: { $0.shown.siteUser == id && $0.isThere }) {
        users[index].deletedAt = now
        users[index].shown.isSubscribed = false
      }
      return .done(.absent)
    }
  }

  private func index(of person: ExternalID<ProviderPerson>) -> Int? {
    users.firstIndex { $0.shown.person == person && $0.isThere }
  }

  private func isTaken(_ address: String, except id: ExternalID<ProviderSiteUser>? = nil) -> Bool {
    present.contains { $0.shown.profile.emailAddress == address && $0.shown.siteUser != id }
  }

  private mutating func create(_ profile: UserProfile, now: Instant, chance: inout SplitMix) -> Outcome {
    if let address = profile.emailAddress, isTaken(address) {
      return .refused(Refusal(.invalidValue, "Email is used by another user of the site"))
    }
    made += 1
    let known = profile.emailAddress.flatMap { accounts[$0] }.flatMap { index(of: ExternalID($0)) == nil ? $0 : nil }
    let person = known ?? "p\(made)"
    let shown = ObservedUser(
      siteUser: ExternalID("s\(made)"), person: ExternalID(person), profile: profile, isSubscribed: false,
      isBlocked: false, hasAccount: known != nil)
    let settledAt = isFlawless ? now : now + .seconds(Int(chance.next() % 40))
    users.append(SiteUser(shown: shown, createdAt: now, settledAt: settledAt))
    if let address = profile.emailAddress { invitations.append((address, person)) }
    return .done(.user(shown))
  }

  private mutating func patch(_ address: String, of id: ExternalID<ProviderSiteUser>) -> Outcome {
    guard let user = present.first(where: { $0.shown.siteUser == id }) else {
      return .refused(Refusal(.notFound, "gone"))
    }
    switch emailByPatch {
    case .ignored: return .done(.user(user.shown))
    case .refused: return .refused(Refusal(.invalidValue, "Email cannot be changed"))
    case .taken: break
    }
    if user.shown.hasAccount { return .refused(Refusal(.notAllowed, "managed by the user")) }
    if isTaken(address, except: id) { return .refused(Refusal(.invalidValue, "Email is used by another user")) }
    invitations.append((address, user.shown.person.text))
    return change(id) { $0.shown.profile.emailAddress = address }
  }

  private mutating func change(_ id: ExternalID<ProviderSiteUser>, _ body: (inout SiteUser) -> Void) -> Outcome {
    guard let index = users.firstIndex(where: { $0.shown.siteUser == id && $0.isThere }) else {
      return .refused(Refusal(.notFound, "gone"))
    }
    body(&users[index])
    return .done(.user(users[index].shown))
  }

  /// Whether a user can open the doors of the groups at a moment. The locks' knowledge of groups is 45 seconds old.
  func opens(_ groups: Set<String>, now: Instant) -> Bool {
    present.contains { user in
      user.shown.isSubscribed && !user.shown.isBlocked
        && groups.allSatisfy { name in user.groups[name].map { $0 + .seconds(45) <= now } ?? false }
    }
  }
}
