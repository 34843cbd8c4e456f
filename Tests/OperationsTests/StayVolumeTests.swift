import Foundation
import Testing
import Wire

@testable import VirtualSaltoKS

/// Measures pushed reservations. `LATCHKEY_STAYS` sets their number, and `LATCHKEY_STAY_DAYS` how many days are lived.
@Suite("The reservations of a large house", .world("crowd:0:100"))
struct StayVolumeTests {
  private let world = World.here
  private let stays = ProcessInfo.processInfo.environment["LATCHKEY_STAYS"].flatMap(Int.init) ?? 60
  /// The rooms, all of which are taken at once. The lobby's door belongs to every stay.
  private var rooms: Int { max(20, stays / 100) }
  /// The days until the last stay is over, with a day for what is left.
  private var allDays: Int { (stays - 1) / rooms * 3 + 6 }
  private let start = Instant("2024-11-01T15:00:00Z") ?? .blank
  private let day = 86_400

  /// Each room is taken for two nights, and the next guest comes a day later.
  private func stay(_ number: Int, nights: Int = 2) -> Value {
    let arrival = start + .seconds(number / rooms * 3 * day)
    return [
      "reservation_key": "r\(number)", "guest_key": "g\(number)", "room_keys": ["\(number % rooms)", "lobby"],
      "starts_at": "\(arrival)", "ends_at": "\(arrival + .seconds(nights * day))",
    ]
  }

  private var push: Value {
    [
      "customer_key": "house", "reservations": Value((0..<stays).map { stay($0) }),
      "guests": Value((0..<stays).map { ["guest_key": "g\($0)", "name": "Guest \($0)"] }),
    ]
  }

  private func furnish() async throws {
    try await world.virtual.post("site", ["seats": 1000])
    let devices = try await world.ok("/devices/list", ["limit": 200]).devices.items.map(\.device_id)
    for (index, key) in ((0..<rooms).map(String.init) + ["lobby"]).enumerated() {
      try await world.ok(
        "/spaces/create",
        [
          "name": "Room \(key)", "space_key": "\(key)", "customer_key": "house",
          "device_ids": [devices[index % devices.count]],
        ])
    }
  }

  private func ledger() async -> [LedgerEntry] { await world.virtual.cloud.state.platform.ledger }

  /// Does an action, and prints and returns how many seconds it took and how many calls changed the site.
  @discardableResult
  private func measure(_ title: String, _ body: () async throws -> Void) async throws -> [LedgerEntry] {
    let clock = ContinuousClock()
    let before = await ledger().count
    let time = try await clock.measure(body)
    let calls = await ledger().dropFirst(before)
    let effective = calls.filter { $0.effect != nil }
    let perStay = Double(effective.count) / Double(stays)
    print(
      "\(stays) stays, \(title): \(time), \(calls.count) calls, \(effective.count) with an effect,",
      String(format: "%.2f a stay", perStay))
    return Array(effective)
  }

  private func pushed(_ data: Value) async throws -> Value {
    try await world.ok("/customers/push_data", data)
    let runs = try await world.ok("/latchkey/v1/customers/list_runs").customer_runs.items
    return runs.last ?? .null
  }

  @Test("cost a few calls each, and only those that differ cost more")
  func volume() async throws {
    try await furnish()
    try await measure("pushed") {
      let run = try await pushed(push)
      #expect(run.created_count == Value(.int(2 * stays)))
      #expect(run.refused_count == 0)
    }
    try await measure("settled after booking") { try await settle() }
    let again = try await measure("pushed again") {
      let run = try await pushed(push)
      #expect(run.unchanged_count == Value(.int(2 * stays)))
      try await settle()
    }
    #expect(again.isEmpty)

    let longer = try await measure("pushed with one longer stay") {
      let run = try await pushed(["customer_key": "house", "reservations": [stay(0, nights: 3)]])
      #expect(run.changed_count == 1)
      try await settle()
    }
    #expect(longer.compactMap(\.effect) == ["schedule_updated"])

    let first = await ledger().count
    try await measure("lived through") {
      let days = (stays - 1) / rooms * 3 + 4
      for _ in 0..<(days * 2) { try await world.advance(day / 2) }
    }
    #expect(try await world.ok("/latchkey/v1/clock/get").clock.is_settled == true)
    let peak = await peaks()
    print(
      "\(stays) stays, most at once: \(peak.users) users, \(peak.groups) groups,", "\(first) calls before the first")
    #expect(peak.groups <= 2 * rooms)
    #expect(peak.groups >= min(stays, rooms))
    let left = await ledger().compactMap(\.effect)
    #expect(left.count { $0 == "user_created" || $0 == "guest_created" } == left.count { $0 == "user_deleted" })
    #expect(left.count { $0 == "group_created" } == left.count { $0 == "group_deleted" })
    #expect(left.count { $0 == "group_created" } == stays)
  }

  /// Does all that is due now.
  private func settle() async throws { await world.settle() }

  /// The largest numbers of the stays' users and groups that lived at the site at once.
  private func peaks() async -> (users: Int, groups: Int) {
    var (users, groups, most) = (0, 0, (users: 0, groups: 0))
    for entry in await ledger() {
      switch entry.effect {
      case "user_created", "guest_created": users += 1
      case "user_deleted": users -= 1
      case "group_created": groups += 1
      case "group_deleted": groups -= 1
      default: continue
      }
      most = (max(most.users, users), max(most.groups, groups))
    }
    return most
  }
}
