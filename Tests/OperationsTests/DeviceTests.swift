import Testing
import Wire

@Suite("A device", .world)
struct DeviceTests {
  private let world = World.here

  private func names(_ filter: Value = [:]) async throws -> [Value] {
    try await world.ok("/devices/list", filter).devices.each("display_name")
  }

  @Test("is what each lock is, listed alike in both lists and by pages")
  func lists() async throws {
    let devices = try await world.ok("/devices/list").devices
    #expect(
      Set(devices.each("display_name")) == ["Main Entrance", "Elevator Lobby", "Apartment 4B", "Bicycle Storage"])
    let one = devices[0]
    #expect(one.device_type == "salto_lock")
    #expect(one.can_remotely_unlock == true)
    #expect(one.properties.online == true)
    #expect(one.properties.salto_ks_metadata.site_name == "Building A")
    let both = try await world.ok("/locks/list")
    #expect(both.locks == devices)
    #expect(both.devices == devices)
    #expect(try await world.ok("/devices/get", ["name": one.display_name]).device == one)
    #expect(try await world.ok("/locks/get", ["device_id": one.device_id]).lock == one)
    let first = try await world.ok("/devices/list", ["limit": 3])
    let rest = try await world.ok(
      "/devices/list", ["limit": 3, "page_cursor": first.pagination.next_page_cursor])
    #expect(first.devices.items + rest.devices.items == devices.items)
    #expect(rest.pagination.has_next_page == false)
    try await world.refused("/devices/get", 404, "device_not_found", ["device_id": "none"])
    try await world.refused("/devices/get", 400, "invalid_input")
    let providers = try await world.ok("/devices/list_device_providers").device_providers
    #expect(providers.each("device_provider_name") == ["salto_ks"])
  }

  @Test("has a picture, and tells whether its digits can be chosen")
  func pictureAndRules() async throws {
    let one = try await world.ok("/devices/list", ["search": "Main Entrance"]).devices[0]
    let pictures = [one.properties, one.device_manufacturer, one.device_provider].map(\.image_url)
    #expect(Set(pictures).count == 1)
    #expect(pictures[0].text.hasPrefix("data:image/svg+xml,"))
    #expect(one.properties.image_alt_text == "Salto KS lock")
    #expect(one.properties.code_constraints == [["constraint_type": "cannot_specify_pin_code"]])
    try await world.virtual.post("site", ["custom_pin": true])
    try await world.sync()
    let other = try await world.ok("/devices/get", ["device_id": one.device_id]).device
    #expect(other.properties.code_constraints == [])
  }

  @Test("warns while it does not report the keypad that it had")
  func lostKeypad() async throws {
    let which: Value = ["device_id": try await world.door()]
    let lock = try await world.virtual.lock("Apartment 4B")
    func warnings() async throws -> [Value] {
      try await world.sync()
      return try await world.ok("/devices/get", which).device.warnings.each("warning_code")
    }
    #expect(try await warnings() == [])
    try await world.virtual.post("locks/\(lock)", ["lock_type": "escutcheon"])
    for _ in 0..<2 { #expect(try await warnings() == ["salto_ks_lock_access_code_support_removed"]) }
    try await world.virtual.post("locks/\(lock)", ["lock_type": "escutcheon_pin"])
    #expect(try await warnings() == [])
  }

  @Test(
    "is filtered by what it is",
    arguments: [
      ["device_type": "august_lock"], ["manufacturer": "yale"], ["search": "no such door"],
      ["include_if": ["can_simulate_connection"]], ["customer_key": "somebody"],
    ] as [Value])
  func filters(nothing: Value) async throws {
    #expect(try await names(nothing) == [])
    #expect(
      try await names(["device_type": "salto_lock", "manufacturer": "salto", "search": "apart"]) == ["Apartment 4B"])
  }

  @Test("is found by four characters of its ID, and not by fewer", arguments: ["/devices", "/devices/unmanaged"])
  func searchedIDs(path: String) async throws {
    let which: Value = ["device_id": try await world.door("Bicycle Storage")]
    if path == "/devices/unmanaged" { try await world.ok("/devices/update", which.with(["is_managed": false])) }
    func found(_ length: Int) async throws -> [Value] {
      // The hyphen of an ID is in no name.
      let part = Value(.string(String(which.device_id.text.dropFirst(8).prefix(length))))
      return try await world.ok("\(path)/list", ["search": part]).devices.each("device_id")
    }
    #expect(try await found(3) == [])
    #expect(try await found(10).contains(which.device_id))
  }

  @Test("takes a name and notes, by which it is found, and gives the name back")
  func names() async throws {
    let one = try await world.ok("/devices/list").devices[0]
    let which: Value = ["device_id": one.device_id]
    try await world.ok(
      "/devices/update", which.with(["name": "Front", "custom_metadata": ["floor": "0", "step_free": true]]))
    let named = try await world.ok("/devices/list", ["custom_metadata_has": ["step_free": true]]).devices
    #expect(named.each("display_name") == ["Front"])
    #expect(named.each("nickname") == ["Front"])
    #expect(named.each("custom_metadata") == [["floor": "0", "step_free": true]])
    try await world.ok("/devices/update", which.with(["name": .null]))
    #expect(try await world.ok("/devices/get", which).device.display_name == one.display_name)
  }

  @Test("of a sandbox simulates being offline and removed, with an event for each change")
  func simulation() async throws {
    let device = try await world.door()
    let which: Value = ["device_id": device]
    try await world.ok("/devices/simulate/disconnect", which)
    let shown = try await world.ok("/devices/get", which).device
    #expect(shown.properties.online == false)
    #expect(shown.errors[0].error_code == "device_disconnected")
    #expect(try await world.ok("/locks/unlock_door", which).action_attempt.error.type == "device_disconnected")
    #expect(try await world.virtual.count("lock_opened_remotely") == 0)
    for _ in 0..<2 { try await world.ok("/devices/simulate/connect", which) }
    #expect(try await world.ok("/devices/get", which).device.errors == [])
    try await world.ok("/devices/simulate/remove", which)
    #expect(try await world.ok("/devices/get", which).device.errors[0].error_code == "device_removed")
    #expect(try await world.ok("/locks/unlock_door", which).action_attempt.error.message.contains("to be removed"))
    #expect(
      try await world.events("device.connected", "device.disconnected", "device.removed").map(\.event_type)
        == ["device.disconnected", "device.connected", "device.removed"])
    for path in ["connect_to_hub", "disconnect_from_hub"] {
      try await world.refused("/devices/simulate/" + path, 400, "not_supported", which)
    }
    try await world.refused(
      "/devices/simulate/paid_subscription", 400, "not_supported", which.with(["is_expired": true]))
  }

  @Test("is reported once when it is added to a site, and once when it is removed")
  func comingAndGoing() async throws {
    let devices = try await world.ok("/devices/list").devices.each("device_id")
    let first = try await world.events("device.added")
    #expect(Set(first.map(\.device_id)) == Set(devices))
    #expect(first.count == devices.count)
    let made = try await world.virtual.post("locks", ["name": "Roof"]).id.text
    for _ in 0..<2 { try await world.sync() }
    let added = try await world.events("device.added").dropFirst(4)
    #expect(added.map(\.device_id) == [try await world.door("Roof")])
    #expect(added.first?.acs_system_id == buildingA)
    #expect(added.first?.event_description.text != "")
    try await world.virtual.post("locks/" + made, ["removed": true])
    for _ in 0..<2 { try await world.sync() }
    #expect(try await world.events("device.removed").map(\.device_id) == added.map(\.device_id))
  }
}

@Suite("The events of a device", .world)
struct DeviceEventTests {
  private let world = World.here

  /// The types of the device's events that a change at the site causes.
  private func types(
    _ device: Value, _ place: String, _ state: Value
  ) async throws -> [Value] {
    let before = try await world.ok("/events/list", ["since": longAgo, "device_id": device]).events.count
    try await world.virtual.post(place, state)
    for _ in 0..<2 { try await world.sync() }
    try await world.advance(120)
    let events = try await world.ok("/events/list", ["since": longAgo, "device_id": device]).events.items
    let account = try await world.account().connected_account_id
    for event in events.dropFirst(before) {
      #expect(event.connected_account_id == account)
      #expect(event.device_custom_metadata == ["floor": "0"])
      #expect(event.customer_key == "canal")
      #expect(event.connected_account_custom_metadata == ["house": "A"])
    }
    return events.dropFirst(before).map(\.event_type)
  }

  private func prepared() async throws -> (device: Value, lock: String) {
    let device = try await world.door("Bicycle Storage")
    try await world.ok("/devices/update", ["device_id": device, "custom_metadata": ["floor": "0"]])
    try await world.ok(
      "/connected_accounts/update",
      [
        "connected_account_id": world.account().connected_account_id, "custom_metadata": ["house": "A"],
        "customer_key": "canal",
      ])
    return (device, "locks/" + (try await world.virtual.lock("Bicycle Storage")))
  }

  @Test("report the changes of its properties")
  func changes() async throws {
    let (device, lock) = try await prepared()
    #expect(try await types(device, lock, ["privacy_mode": true]) == ["device.salto.privacy_mode_activated"])
    #expect(try await types(device, lock, ["privacy_mode": true]) == [])
    #expect(try await types(device, lock, ["privacy_mode": false]) == ["device.salto.privacy_mode_deactivated"])
    let iq = "iqs/" + (try await world.virtual.site().locks.first("name", "Bicycle Storage").iq_id.text)
    #expect(try await types(device, iq, ["state": "no_internet"]) == ["device.disconnected"])
    let away = try await world.ok("/events/get", ["device_id": device]).event
    #expect(away.error_code == "hub_disconnected")
    #expect(away.connected_account_errors == [])
    #expect(away.device_errors.each("error_code") == ["hub_disconnected"])
    #expect(try await world.ok("/devices/get", ["device_id": device]).device.errors[0].is_device_error == true)
    #expect(try await types(device, iq, ["state": "online"]) == ["device.connected"])
    // A device that is simulated to be offline stays offline when its IQ comes online.
    #expect(try await simulated("disconnect", device) == ["device.disconnected"])
    #expect(try await world.ok("/events/get", ["device_id": device]).event.error_code == "device_disconnected")
    #expect(try await types(device, iq, ["state": "no_internet"]) == [])
    #expect(try await types(device, iq, ["state": "online"]) == [])
    #expect(try await simulated("connect", device) == ["device.connected"])
  }

  /// The types of the events of a simulation.
  private func simulated(_ name: String, _ device: Value) async throws -> [Value] {
    let filter: Value = ["since": longAgo, "device_id": device]
    let before = try await world.ok("/events/list", filter).events.count
    try await world.ok("/devices/simulate/" + name, ["device_id": device])
    return try await world.ok("/events/list", filter).events.each("event_type").suffix(from: before).map(\.self)
  }

  @Test("report its names, and its end with its account")
  func namesAndEnd() async throws {
    let (device, lock) = try await prepared()
    #expect(try await types(device, lock, ["name": "Bikes"]) == ["device.name_changed"])
    #expect(try await world.ok("/events/get", ["device_id": device]).event.device_name == "Bikes")
    // A name that was set here stays, whatever name the site has.
    for _ in 0..<2 { try await world.ok("/devices/update", ["device_id": device, "name": "Our bikes"]) }
    #expect(try await world.events("device.name_changed").map(\.device_name) == ["Bikes", "Our bikes"])
    #expect(try await types(device, lock, ["name": "Bicycles"]) == [])
    let mine = try await world.ok("/events/list", ["since": longAgo, "device_id": device]).events
    #expect(Set(mine.each("device_id")) == [device])
    #expect(
      try await world.ok("/events/list", ["since": longAgo, "device_ids": [device, "nobody"]]).events == mine)
    #expect(try await world.ok("/events/list", ["since": longAgo, "device_id": "nobody"]).events == [])
    #expect(try await world.ok("/events/list", ["since": longAgo, "customer_key": "canal"]).events != [])
    #expect(try await world.ok("/events/list", ["since": longAgo, "customer_key": "somebody"]).events == [])
    let added = try await world.ok("/events/get", ["device_id": device, "event_type": "device.added"]).event
    #expect(added.event_type == "device.added")
    let account = try await world.account().connected_account_id
    try await world.ok("/connected_accounts/delete", ["connected_account_id": account])
    let deleted = try await world.events("device.deleted")
    #expect(deleted.count == 4)
    #expect(deleted.filter { $0.device_id == device }.map(\.device_name) == ["Our bikes"])
    let end = try await world.events("connected_account.deleted")[0]
    #expect(end.customer_key == "canal")
    #expect(end.connected_account_type == "salto_ks")
  }
}
