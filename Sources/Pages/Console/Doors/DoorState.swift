import API

/// How a door is, in the words of the desk, as its lock last reported it.
struct DoorState {
  private let door: DeskDoor

  init(_ door: DeskDoor) { self.door = door }

  /// The worst that is to say about the door. Nil if it is fine.
  var exception: (kind: ConsoleNotice.Kind, text: String)? {
    if door.isIntrusionAlarm { return (.bad, "Intrusion alarm") }
    if door.isBatteryLow, isBatteryCritical { return (.bad, "Battery critical") }
    if !door.isOnline { return (.warn, "Offline") }
    if door.isLeftOpen { return (.warn, "Left open") }
    if door.isBatteryLow { return (.warn, "Battery low") }
    if door.isOpenNow { return (.info, "Stands open") }
    return nil
  }

  /// The exception as a badge, else a quiet state.
  var context: ConsoleContext {
    [
      "badge": shown(exception.map { ConsoleParts.badge($0.kind, $0.text) }),
      "state": shown(exception == nil ? Self.state("is-ok", .checkCircle, "Fine") : nil),
    ]
  }

  var batteryText: String {
    if door.batteryLevel == nil { return "Unknown" }
    guard door.isBatteryLow else { return "Good" }
    return isBatteryCritical ? "Critical" : "Low"
  }

  var battery: ConsoleContext {
    if door.batteryLevel == nil { return Self.state("is-quiet", .question, batteryText) }
    guard door.isBatteryLow else { return Self.state("is-quiet", .battery, batteryText) }
    return isBatteryCritical
      ? Self.state("is-bad", .batteryCritical, batteryText) : Self.state("is-warn", .batteryLow, batteryText)
  }

  var connectionText: String { door.isOnline ? "Online" : "Offline" }

  var connection: ConsoleContext {
    door.isOnline
      ? Self.state("is-quiet", .wifi, connectionText) : Self.state("is-warn", .wifiOff, connectionText)
  }

  /// The special mode of the lock. Nil for the normal one.
  var specialMode: String? {
    if door.isOpenNow { return "Open to everybody" }
    return door.isPrivacyMode ? "Privacy" : nil
  }

  /// What opens the door besides remote unlocking.
  ///
  /// - Parameter takesCards: nil if it is unknown.
  func means(takesCards: Bool?) -> String {
    let means = [
      door.takesMobileKeys ? "phones" : nil, door.takesPins ? "PINs" : nil, takesCards == true ? "cards" : nil,
    ].compactMap(\.self)
    guard let first = means.first else { return "Nothing that is known here" }
    return ([first.prefix(1).uppercased() + first.dropFirst()] + means.dropFirst()).joined(separator: ", ")
  }

  /// The kind of a lock, such as `Escutcheon with keypad` for `escutcheon_pin`. Nil if it is unknown.
  static func model(_ type: String) -> String? {
    if type.isEmpty || type == "unknown" { return nil }
    let hasKeypad = type.hasSuffix("_pin")
    let words = (hasKeypad ? String(type.dropLast(4)) : type).replacing("_", with: " ")
    let name: String = words.prefix(1).uppercased() + words.dropFirst()
    return hasKeypad ? "\(name) with keypad" : name
  }

  private var isBatteryCritical: Bool { door.batteryLevel == "critical" }

  /// The context of the partial `doors/state`.
  static func state(_ kind: String, _ symbol: ConsoleIcon, _ text: String) -> ConsoleContext {
    ["class": kind, "icon": icon(symbol), "text": text]
  }
}
