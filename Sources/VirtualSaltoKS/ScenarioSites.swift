/// The equipment of a site: its gateway, its locks, and groups that open them at any time.
struct Furniture: Sendable {
  typealias Door = (id: String, name: String, type: String)
  typealias Group = (id: String, name: String, doors: [String])

  var iqID: String
  var doors: [Door]
  var groups: [Group]
  /// The first number in the schedules' IDs and the locks' addresses.
  var offset = 0
}

extension Scenario {
  static let buildingA = Furniture(
    iqID: "19000000-0000-4000-8000-000000000001",
    doors: [
      ("10c00000-0000-4000-8000-000000000001", "Main Entrance", "wall_reader_pin"),
      ("10c00000-0000-4000-8000-000000000002", "Elevator Lobby", "wall_reader_pin"),
      ("10c00000-0000-4000-8000-000000000003", "Apartment 4B", "escutcheon_pin"),
      ("10c00000-0000-4000-8000-000000000004", "Bicycle Storage", "escutcheon"),
    ],
    groups: groups.map { ($0.id, $0.name, $0.locks) })

  private static let mainSite = Furniture(
    iqID: "19000000-0000-4000-8000-000000000002",
    doors: [
      ("10c00000-0000-4000-8000-000000000005", "FRONT DOOR", "wall_reader_pin"),
      ("10c00000-0000-4000-8000-000000000006", "BACK DOOR", "wall_reader_pin"),
      ("10c00000-0000-4000-8000-000000000007", "EXTRA DOOR", "escutcheon"),
    ],
    groups: [
      ("6a000000-0000-4000-8000-000000000004", "Main Group", ["FRONT DOOR", "BACK DOOR", "EXTRA DOOR"])
    ], offset: 4)

  private static let annex = Furniture(
    iqID: "19000000-0000-4000-8000-000000000003",
    doors: [
      ("10c00000-0000-4000-8000-000000000008", "GARDEN DOOR", "wall_reader_pin"),
      ("10c00000-0000-4000-8000-000000000009", "WORKSHOP", "escutcheon_pin"),
    ],
    groups: [("6a000000-0000-4000-8000-000000000005", "Annex Group", ["GARDEN DOOR", "WORKSHOP"])], offset: 7)

  /// Two sites of Jane's without the integration as a member.
  func sandboxState(_ platform: Platform) -> CloudState {
    var main = Site(
      SiteDetails(
        id: "5c0f1d1e-0000-4000-8000-000000000002", uid: "NL0000B", name: "Main Site", timeZone: "Europe/Amsterdam",
        seats: seats))
    main.furnish(Self.mainSite)
    var annex = Site(
      SiteDetails(
        id: "5c0f1d1e-0000-4000-8000-000000000003", uid: "NL0000C", name: "Annex", timeZone: "America/New_York",
        seats: 5))
    annex.furnish(Self.annex)
    var state = CloudState(platform: platform, sites: [main, annex])
    state.welcome(
      SandboxPeople.jane, personID: "ad000000-0000-4000-8000-000000000003",
      userIDs: [
        "ad000000-0000-4000-8000-000000000004", "ad000000-0000-4000-8000-000000000005",
      ], salt: "virtual-salto-ks", role: "site_owner")
    return state
  }
}

/// The people who administer a sandbox's sites: every address at example.com, with one password.
enum SandboxPeople {
  static let jane = "jane@example.com"
  /// The owner of the site in connected scenarios, who edits it in Salto's web app.
  static let owner = "owner@example.com"
  static let password = "1234"

  static func include(_ email: String, password: String) -> Bool {
    email.lowercased().hasSuffix("@example.com") && password == Self.password
  }
}

extension Site {
  mutating func furnish(_ furniture: Furniture) {
    let iq = IQ(id: furniture.iqID, name: "\(details.name) IQ", timeZone: details.timeZone)
    put(iq)
    for (index, door) in furniture.doors.enumerated() {
      put(
        Lock(
          id: door.id, name: door.name, type: door.type, iqID: iq.id,
          mac: "0A:00:00:00:00:0\(furniture.offset + index + 1)"))
    }
    for (index, group) in furniture.groups.enumerated() {
      let always = TimeSchedule(
        id: "75000000-0000-4000-8000-00000000000\(furniture.offset + index + 1)",
        days: Array(repeating: true, count: 7),
        startTime: "00:00:00", endTime: "23:59:59", startDate: nil, endDate: nil,
        exists: Timeline(true, at: Scenario.past))
      let ids = furniture.doors.filter { group.doors.contains($0.name) }.map(\.id)
      put(
        AccessGroup(
          id: group.id, name: group.name,
          locks: Dictionary(uniqueKeysWithValues: ids.map { ($0, Timeline(true, at: Scenario.past)) }),
          schedules: [always]))
    }
  }
}

extension CloudState {
  /// Creates a person with an account, who has administered every site for a long time.
  mutating func welcome(_ email: String, personID: String, userIDs: [String], salt: String, role: String) {
    let name = email.split(separator: "@").first.map { $0.prefix(1).uppercased() + $0.dropFirst() } ?? email
    platform.put(Profile(email: email, personID: personID, password: SandboxPeople.password, salt: salt))
    for (index, id) in zip(sites.indices, userIDs) {
      sites[index].put(User.administrator(id: id, personID: personID, name, "Sandbox", email: email, role: role))
    }
  }
}

extension User {
  /// A long-standing administrator of a site, who takes no seat.
  static func administrator(
    id: String, personID: String, _ firstName: String, _ lastName: String, email: String, role: String
  ) -> User {
    let past = Scenario.past
    return User(
      id: id, personID: personID, firstName: firstName, lastName: lastName, email: email, roles: [role],
      createdAt: past, settledAt: past, blocked: Timeline(false, at: past), subscribed: Timeline(false, at: past),
      exists: Timeline(true, at: past))
  }
}
