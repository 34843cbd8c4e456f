import Foundation

/// Remote opening and locking.
extension Site {
  /// The IQ must be online and reach the lock. It may require a one-time code.
  mutating func setLocking(_ call: Call, _ platform: inout Platform) throws -> Reply {
    guard var lock = locks[call.ids[1]] else { throw ConnectRefusal.notFound("Lock") }
    guard let wish = call.text("locked_state"), ["unlocked", "office_mode", "locked"].contains(wish) else {
      throw ConnectRefusal.invalidValue("The locked_state is not valid")
    }
    guard var iq = iqs[lock.iqID] else { throw ConnectRefusal.notFound("IQ") }
    guard iq.connection == .online, lock.isDisconnected != true else { throw ConnectRefusal.iqOffline }
    if iq.asksForCodes == true {
      let refusal = iq.refusal(of: call.text("otp"), from: call.personID, now: call.now)
      put(iq)
      if let refusal { throw refusal }
    }
    if wish == "unlocked" {
      if lock.isPrivacyMode { throw ConnectRefusal.notAllowed("The lock is in privacy mode") }
      enter(lock, .opened, person: call.personID, by: .remote, now: call.now, &platform)
    } else {
      lock.isOfficeMode = wish == "office_mode"
      put(lock)
    }
    let effect = ["unlocked": "lock_opened_remotely", "office_mode": "office_mode_begun", "locked": "lock_locked"][wish]
    return .object(lockJSON(lock), effect: effect)
  }
}

extension ConnectRefusal {
  static let iqOffline = ConnectRefusal(status: 400, code: "3001", message: "The IQ is offline")
}
