import API
import Core
import Store
import TestKit
import Testing
import Wire

@testable import latchkey

@Suite("What needs attention", .world)
struct AttentionTests {
  private let world = World.here

  private func list(_ parameters: Value = [:]) async throws -> Value {
    try await world.ok("/latchkey/v1/attention/list", parameters)
  }

  private func items() async throws -> Value { try await list().attention }

  @Test("is nothing at a site that works")
  func nothing() async throws {
    _ = try await world.guest("Jane Doe")
    try await world.sync()
    try await world.advance(60)
    let found = try await items()
    #expect(found == [])
  }

  @Test("is an account whose login was rejected, before all else")
  func accounts() async throws {
    try await world.virtual.post("locks/\(world.virtual.lock("Main Entrance"))", ["battery_level": "critical"])
    try await world.sync()
    let battery = try await items()
    #expect(battery.each("kind") == ["battery"])
    #expect(battery[0].subject_name == "Main Entrance")
    #expect(battery[0].next_step == "replace_battery")
    try await world.ok(
      "/connected_accounts/simulate/disconnect", ["connected_account_id": world.account().connected_account_id])
    let both = try await items()
    #expect(both.each("kind") == ["account", "battery"])
    #expect(both[0].severity == "critical")
    #expect(both[0].next_step == "connect_account")
    let first = try await list(["limit": 1])
    #expect(first.pagination.total_count == 2)
    #expect(try await world.follow(first.pagination.next_page_url).body.attention.items == [both[1]])
  }

  @Test("is an IQ that is offline, with the number of its doors")
  func iqs() async throws {
    let iq = try await world.virtual.site().iqs[0].id.text
    try await world.virtual.post("iqs/\(iq)", ["state": "no_internet"])
    try await world.advance(600)
    let away = try await items().first("kind", "iq")
    #expect(away.iq_id == "\(iq)")
    #expect(away.acs_system_id == buildingA)
    #expect(away.severity == "critical")
    try await world.virtual.post("iqs/\(iq)", ["state": "online"])
    try await world.advance(600)
    #expect(try await items().first("kind", "iq").isMissing)
  }

  @Test("is a webhook that is paused, with the number of its events")
  func webhooks() async throws {
    world.receiver.answer(500)
    let made = try await world.ok("/webhooks/create", ["url": "https://receiver.example/events"]).webhook
    _ = try await world.staff("Bo")
    #expect(try await items().first("kind", "webhook").isMissing)
    let (id, workspace, now) = (ID<Webhook>(made.webhook_id.text), world.workspace, world.clock.now)
    try await world.premises.database.write(in: workspace, at: now) { transaction in
      guard var webhook = try transaction.webhook(id, in: workspace) else { return }
      webhook.pausedAt = now
      try transaction.save(webhook)
    }
    let paused = try await items().first("kind", "webhook")
    #expect(paused.webhook_id == made.webhook_id)
    #expect(paused.subject_name == "https://receiver.example/events")
    #expect(paused.next_step == "resume_webhook")
  }

  @Test("is a shortage of seats to come, on the first day that the forecast shows")
  func seats() async throws {
    try await world.setClock("2024-11-01T08:00:00.000Z")
    try await world.virtual.post("site", ["seats": 1])
    try await world.sync()
    for number in 0..<3 {
      _ = try await world.staff(
        "Guest \(number)", ["access_schedule": ["starts_at": checkIn, "ends_at": checkOut]])
    }
    let forecast = try await world.ok("/latchkey/v1/seats/forecast", ["acs_system_id": buildingA]).forecast
    let short = try #require(forecast.days.items.first { $0.is_short == true })
    let item = try await items().first("kind", "seats")
    #expect(item.severity == "coming")
    #expect(item.since == short.starts_at)
    #expect(item.next_step == "add_seats")
  }

  @Test("is a grant whose doors take none of its methods")
  func access() async throws {
    try await world.setClock("2024-11-01T08:00:00.000Z")
    let plain = try await world.ok("/devices/list").devices.first("can_unlock_with_code", false).device_id
    let grant = try await world.ok(
      "/access_grants/create",
      [
        "user_identity": ["full_name": "Gwen"], "starts_at": checkIn, "ends_at": checkOut,
        "device_ids": Value([plain]), "requested_access_methods": [["mode": "code"]],
      ]
    ).access_grant
    let errors = try await world.ok("/access_grants/get", ["access_grant_id": grant.access_grant_id]).access_grant
      .errors
    let found = try await items().items.filter { $0.access_grant_id == grant.access_grant_id }
    #expect(found.map(\.message) == errors.each("message"))
  }
  @Test("is a grant without any access method, once it runs or is about to start")
  func meansless() async throws {
    try await world.setClock("2024-10-20T08:00:00.000Z")
    let grant = try await world.ok(
      "/access_grants/create",
      [
        "user_identity": ["full_name": "Gwen"], "starts_at": checkIn, "ends_at": checkOut,
        "device_ids": Value([try await world.door()]), "requested_access_methods": [],
      ]
    ).access_grant.access_grant_id
    #expect(try await items().first("access_grant_id", grant).isMissing)
    try await world.setClock("2024-10-31T08:00:00.000Z")
    let coming = try await items().first("access_grant_id", grant)
    #expect(coming.severity == "coming")
    #expect(coming.since == checkIn)
    #expect(coming.next_step == "change_grant")
    try await world.setClock(checkIn)
    #expect(try await items().first("access_grant_id", grant).severity == "serious")
    try await world.ok(
      "/access_grants/request_access_methods",
      ["access_grant_id": grant, "requested_access_methods": [["mode": "code"]]])
    #expect(try await items().first("access_grant_id", grant).isMissing)
    try await world.setClock(checkOut)
    #expect(try await items().first("access_grant_id", grant).isMissing)
  }
  @Test("is what of a customer's data was refused within a day, apart from stays that are over")
  func refusedRecords() async throws {
    func push(_ stay: Value) async throws {
      try await world.ok(
        "/customers/push_data",
        [
          "customer_key": "hotel", "guests": [["guest_key": "jane", "name": "Jane Doe"]],
          "rooms": [["room_key": "4b", "name": "Room 4B"]], "reservations": [stay],
        ])
    }
    try await world.setClock("2024-11-01T08:00:00.000Z")
    try await push([
      "reservation_key": "r0", "guest_key": "jane", "room_keys": ["4b"], "ends_at": "2024-10-01T11:00:00.000Z",
    ])
    #expect(try await items().first("kind", "customer_data").isMissing)
    let lost: Value = ["reservation_key": "r1", "guest_key": "nobody", "room_keys": ["4b"], "ends_at": checkOut]
    for _ in 0..<2 { try await push(lost) }
    let found = try await items().first("kind", "customer_data")
    let runs = try await world.ok("/latchkey/v1/customers/list_runs").customer_runs.items
    #expect(found.subject_name == "hotel")
    #expect(found.customer_run_id == (runs.last ?? .null).customer_run_id)
    #expect(found.message.contains("Their number: 1."))
    #expect(found.next_step == "check_run")
    try await world.setClock("2024-11-02T09:00:00.000Z")
    #expect(try await items().first("kind", "customer_data").isMissing)
  }
}
