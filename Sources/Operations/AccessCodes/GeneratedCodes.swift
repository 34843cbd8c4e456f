import API
import Core
import Store
import Wire

extension Platform {
  /// Generated digits are neither stored nor reserved.
  func handleGeneratedCodes(_ handlers: inout Handlers) {
    handlers.on(AccessCodes.GenerateCode.self) { request, caller in
      let (secrets, identifiers, brand) = (secrets, identifiers, brand)
      return try await read(caller) { connection, now in
        // Which digits are never returned tells the PINs of others.
        let device = try connection.device(toEdit: request.deviceID, caller)
        guard device.system.letsPinsBeChosen else {
          throw APIError.notSupported(
            "\(brand.company) chooses the PIN. Create an access code without code, and read its digits from the answer")
        }
        guard device.entrance.siteAcceptsPins, device.entrance.hasKeypad else { throw APIError.lockTakesNoPins(brand) }
        var code = AccessCode(
          accessCodeID: identifiers.next(), workspaceID: caller.workspaceID, deviceID: device.id, createdAt: now)
        code.code = .value(secrets.unusedPin(besides: try secrets.pins(of: device.system, connection)))
        return code
      }
    }
  }
}

extension Secrets {
  /// The number of digits of a generated PIN.
  private static let pinLength = 6

  /// The digits of the PINs that are known at a site.
  fileprivate func pins(of system: AcsSystemRecord, _ connection: Connection) throws -> Set<String> {
    let workspace = system.workspaceID
    let pins = try connection.sealedCodes(of: system.id, in: workspace).compactMap { id, sealed in
      opened(sealed, place: AcsCredentialRecord.codePlace(of: id, in: workspace))
    }
    return Set(pins.map { String(decoding: $0, as: UTF8.self) })
  }

  /// Random digits that no other PIN has.
  fileprivate func unusedPin(besides others: Set<String>) -> String {
    var pin = randomPin()
    while others.contains(pin) { pin = randomPin() }
    return pin
  }

  private func randomPin() -> String {
    var pin = ""
    while pin.utf8.count < Self.pinLength {
      let byte = random()
      // 250 is a multiple of ten, so that all digits are equally likely.
      if byte < 250 { pin += String(byte % 10) }
    }
    return pin
  }
}
