/// What a virtual cloud begins with. It exists at the cloud only; whoever connects reads it through the Connect API.
public struct Scenario: Sendable {
  public let name: String
  /// How many users may be subscribed.
  public let seats: Int
  /// When the cloud's clock begins, in microseconds since 1970.
  public let startsAt: Int64

  /// The stay of the guide, whose clock begins at 2024-10-31T09:00:00Z.
  public static let guide = Scenario(name: "guide", seats: 20, startsAt: 1_730_365_200_000_000)

  /// The same site with other seats, for many stays at once.
  public static func stays(seats: Int) -> Scenario {
    Scenario(name: "stays:\(seats)", seats: seats, startsAt: guide.startsAt)
  }

  /// Reads `guide` or `stays:10000`.
  public init?(_ text: String) {
    if text == "guide" {
      self = .guide
    } else if text.hasPrefix("stays:"), let seats = Int(text.dropFirst(6)), (1...1_000_000).contains(seats) {
      self = .stays(seats: seats)
    } else {
      return nil
    }
  }

  private init(name: String, seats: Int, startsAt: Int64) {
    self.name = name
    self.seats = seats
    self.startsAt = startsAt
  }

  /// The virtual account's login. It opens nothing but virtual doors.
  public static let username = "integration@latchkey.example"
  public static let password = "virtual-salto-ks"
  public static let clientID = "latchkey-virtual"
  public static let clientSecret = "latchkey-virtual-secret"
  /// The public client with which people sign in themselves, by authorization code with PKCE.
  public static let guestClientID = "latchkey-virtual-guest"

  public static let siteID = "5c0f1d1e-0000-4000-8000-000000000001"
  /// The access groups in their order: the two of the guide's listing, and one more.
  public static let groups: [(id: String, name: String, locks: [String])] = [
    ("6a000000-0000-4000-8000-000000000001", "Common Areas", ["Main Entrance", "Elevator Lobby"]),
    ("6a000000-0000-4000-8000-000000000002", "Apartment 4B", ["Apartment 4B"]),
    ("6a000000-0000-4000-8000-000000000003", "Bicycle Storage", ["Bicycle Storage"]),
  ]

  private static let locks = [
    ("10c00000-0000-4000-8000-000000000001", "Main Entrance", "wall_reader_pin"),
    ("10c00000-0000-4000-8000-000000000002", "Elevator Lobby", "wall_reader_pin"),
    ("10c00000-0000-4000-8000-000000000003", "Apartment 4B", "escutcheon_pin"),
    ("10c00000-0000-4000-8000-000000000004", "Bicycle Storage", "escutcheon"),
  ]

  /// The cloud's state before anyone called.
  func state(keys: SiteKeys) -> CloudState {
    // Long before the start, so that everything was rolled out by then.
    let past = startsAt - 30 * 86_400_000_000
    var state = CloudState(
      site: Site(id: Self.siteID, uid: "NL0000A", name: "Building A", timeZone: "Europe/Amsterdam", seats: seats),
      keys: keys)
    let iq = IQ(id: "19000000-0000-4000-8000-000000000001", name: "Building A IQ", timeZone: "Europe/Amsterdam")
    state.put(iq)
    for (index, lock) in Self.locks.enumerated() {
      let mac = "0A:00:00:00:00:0\(index + 1)"
      state.put(Lock(id: lock.0, name: lock.1, type: lock.2, iqID: iq.id, mac: mac))
    }
    for (index, group) in Self.groups.enumerated() {
      let ids = Self.locks.filter { group.locks.contains($0.1) }.map(\.0)
      let always = TimeSchedule(
        id: "75000000-0000-4000-8000-00000000000\(index + 1)", days: Array(repeating: true, count: 7),
        startTime: "00:00:00", endTime: "23:59:59", startDate: nil, endDate: nil, exists: Timeline(true, at: past))
      state.put(
        AccessGroup(
          id: group.id, name: group.name,
          locks: Dictionary(uniqueKeysWithValues: ids.map { ($0, Timeline(true, at: past)) }), schedules: [always]))
    }
    state.put(
      User(
        id: "ad000000-0000-4000-8000-000000000001", personID: "ad000000-0000-4000-8000-000000000002",
        firstName: "Latchkey", lastName: "Integration", email: Self.username, roles: ["site_admin"],
        isAdministrator: true, createdAt: past, settledAt: past, blocked: Timeline(false, at: past),
        subscribed: Timeline(false, at: past), exists: Timeline(true, at: past)))
    return state
  }
}
