import Foundation

/// PINs: made by the cloud, told once, and never read back.
extension Site {
  /// Makes a PIN; one that the user had before opens nothing any more.
  mutating func putPin(_ call: Call, _ platform: inout Platform) throws -> Reply {
    var user = try user(call)
    if !user.isSettled(at: call.now) { throw ConnectRefusal.notAllowed("The operation is not allowed yet") }
    guard user.usePin.value, details.pinEnabled else { throw ConnectRefusal.notAllowed("The user may not use a PIN") }
    let digits = freePin(&platform)
    user.pins.append(Pin(digits: digits, at: call.now))
    put(user)
    return Reply(json: digits, effect: "pin_set", userID: user.id)
  }

  /// Takes a PIN that was chosen, where the plan has that.
  mutating func putChosenPin(_ call: Call) throws -> Reply {
    guard call.ids[2] == "custom" else { throw ConnectRefusal.notFound("Key") }
    var user = try user(call)
    if !user.isSettled(at: call.now) { throw ConnectRefusal.notAllowed("The operation is not allowed yet") }
    guard details.hasCustomPins == true else { throw ConnectRefusal.noSubscription }
    guard user.usePin.value, details.pinEnabled else { throw ConnectRefusal.notAllowed("The user may not use a PIN") }
    guard let digits = call.text("pin"), (4...6).contains(digits.count), digits.hasDigitsOnly else {
      throw ConnectRefusal.invalidValue("The pin is not valid")
    }
    if user.pins.last?.digits == digits { return Reply(json: digits, userID: user.id) }
    user.pins.append(Pin(digits: digits, at: call.now))
    put(user)
    return Reply(json: digits, effect: "pin_set", userID: user.id)
  }

  func listKeys(_ call: Call) throws -> Reply {
    let user = try user(call)
    let pin: [String: Any] = [
      "type": "pin", "key_identifier": "pin", "expiry_date": NSNull(), "offline_access": false,
    ]
    return try call.page(user.pins.isEmpty ? [] : [pin])
  }

  /// Six digits that nobody at the site has.
  private mutating func freePin(_ platform: inout Platform) -> String {
    let taken = Set(users.values.compactMap { $0.pins.last?.digits })
    while true {
      let digits = String(format: "%06d", Int(platform.number() % 1_000_000))
      if !taken.contains(digits) { return digits }
    }
  }

  /// What the lock does when digits are typed, and whose they are.
  func decide(_ lock: Lock, pin: String, now: Int64, _ platform: Platform) -> (decision: DoorDecision, user: User?) {
    guard lock.hasKeypad, details.pinEnabled else { return (.noKeypad, nil) }
    if lock.isOfficeMode { return (.officeMode, nil) }
    guard let iq = iqs[lock.iqID] else { return (.unknownPin, nil) }
    let known = iq.heard(until: now)
    // The lock by itself knows no PINs.
    if iq.connection == .off { return (.noOfflineAccess, nil) }
    guard let user = holder(at: known, where: { $0.pin(at: known) == pin }) else { return (.unknownPin, nil) }
    if !user.usePin.value(at: known) { return (.noPinAllowed, user) }
    return (decide(lock, user, now: now, platform), user)
  }
}
