/// The initial state of a virtual cloud. It exists in the cloud only; clients read it through the Connect API.
package struct Scenario: Sendable {
  package let name: String
  /// The maximum number of subscribed users.
  package let seats: Int
  /// The start of the cloud's clock, in microseconds since 1970; nil for the current time.
  package let startsAt: Int64?
  /// The number of people from other sources, and of additional doors.
  package let crowd: Int
  package let moreDoors: Int

  /// The stay of the guide. Its clock starts at 2024-10-31T09:00:00Z.
  package static let guide = Scenario(name: "guide", seats: 20, startsAt: guideStart)

  /// Unconnected sites and their administrators. Its clock starts now.
  package static let sandbox = Scenario(name: "sandbox", seats: 20, startsAt: nil)

  /// The guide's site with another number of seats, for many simultaneous stays.
  package static func stays(seats: Int) -> Scenario {
    Scenario(name: "stays:\(seats)", seats: seats, startsAt: guideStart)
  }

  /// The guide's site with thousands of people from other sources, and hundreds of doors in groups of ten.
  package static func crowd(_ people: Int, doors: Int) -> Scenario {
    Scenario(
      name: "crowd:\(people):\(doors)", seats: people + 20, startsAt: guideStart, crowd: people, moreDoors: doors)
  }

  private static let guideStart: Int64 = 1_730_365_200_000_000

  /// Parses `guide`, `sandbox`, `stays:10000` or `crowd:10000:500`.
  package init?(_ text: String) {
    if text == "guide" {
      self = .guide
    } else if text == "sandbox" {
      self = .sandbox
    } else if text.hasPrefix("stays:"), let seats = Int(text.dropFirst(6)), (1...1_000_000).contains(seats) {
      self = .stays(seats: seats)
    } else if text.hasPrefix("crowd:"), case let counts = text.dropFirst(6).split(separator: ":").map({ Int($0) }),
      counts.count == 2, let people = counts[0], let doors = counts[1], (0...100_000).contains(people),
      (0...10_000).contains(doors)
    {
      self = .crowd(people, doors: doors)
    } else {
      return nil
    }
  }

  private init(name: String, seats: Int, startsAt: Int64?, crowd: Int = 0, moreDoors: Int = 0) {
    self.crowd = crowd
    self.moreDoors = moreDoors
    self.name = name
    self.seats = seats
    self.startsAt = startsAt
  }

  /// Whether an account is connected to the cloud's sites from the start.
  package var isConnected: Bool { startsAt != nil }

  /// The integration's login. It is valid at virtual clouds only.
  package static let username = "integration@latchkey.example"
  package static let password = "virtual-salto-ks"
  package static let clientID = "latchkey-virtual"
  package static let clientSecret = "latchkey-virtual-secret"
  /// The public client for the sign-in of guests, by authorization code with PKCE.
  package static let guestClientID = "latchkey-virtual-guest"
  /// The public client for the sign-in of administrators.
  package static let signInClientID = "latchkey-virtual-sign-in"
  static let publicClientIDs: Set<String> = [guestClientID, signInClientID]
  static let integrationPersonID = "ad000000-0000-4000-8000-000000000002"

  package static let siteID = "5c0f1d1e-0000-4000-8000-000000000001"
  /// The access groups in order: the two of the guide's listing, and one more.
  package static let groups: [(id: String, name: String, locks: [String])] = [
    ("6a000000-0000-4000-8000-000000000001", "Common Areas", ["Main Entrance", "Elevator Lobby"]),
    ("6a000000-0000-4000-8000-000000000002", "Apartment 4B", ["Apartment 4B"]),
    ("6a000000-0000-4000-8000-000000000003", "Bicycle Storage", ["Bicycle Storage"]),
  ]

  /// Long before any scenario starts, so everything has been rolled out.
  static let past = guideStart - 30 * 86_400_000_000

  /// The cloud's state before the first call.
  func state(keys: SiteKeys, randomness: Randomness) -> CloudState {
    let platform = Platform(keys: keys, randomness: randomness)
    var state = isConnected ? connectedState(platform) : sandboxState(platform)
    // The integration signs in like a person, and administers only the sites that it was added to.
    state.platform.put(
      Profile(
        email: Self.username, personID: Self.integrationPersonID, password: Self.password, salt: "virtual-salto-ks"))
    return state
  }

  private func connectedState(_ platform: Platform) -> CloudState {
    var site = Site(
      SiteDetails(id: Self.siteID, uid: "NL0000A", name: "Building A", timeZone: "Europe/Amsterdam", seats: seats))
    site.furnish(Self.buildingA)
    site.put(
      User.administrator(
        id: "ad000000-0000-4000-8000-000000000001", personID: Self.integrationPersonID, "Latchkey", "Integration",
        email: Self.username, role: "site_admin"))
    var state = CloudState(platform: platform, sites: [site])
    state.welcome(
      SandboxPeople.owner, personID: "ad000000-0000-4000-8000-000000000006",
      userIDs: ["ad000000-0000-4000-8000-000000000007"], salt: "virtual-salto-ks", role: "site_owner")
    state.sites[0].gather(people: crowd, doors: moreDoors)
    return state
  }
}
