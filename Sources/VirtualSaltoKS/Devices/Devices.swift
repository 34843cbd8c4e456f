import Foundation
import KeyExchange

/// `/me/devices`: operations on people's own phones, with their own tokens.
extension Platform {
  private func devices(of call: Call) -> [Device] {
    deviceOrder.compactMap { devices[$0] }.filter { $0.personID == call.personID && !$0.isRemoved }
  }

  private func device(_ call: Call) throws -> Device {
    guard let device = devices(of: call).first(where: { $0.id == call.ids[0] }) else {
      throw ConnectRefusal.notFound("Device")
    }
    return device
  }

  func deviceJSON(_ device: Device) -> [String: Any] {
    let key: [String: Any] = [
      "id": device.key.id, "key_id": device.key.id, "expiry_date": Moment.secondsText(device.key.expiresAt),
      "registration_date": Moment.secondsText(device.key.registeredAt),
    ]
    return [
      "id": device.id, "device_name": device.name, "device_uid": device.uid, "certificate": NSNull(),
      "mkey": device.key.cancelledAt == nil ? key : NSNull(),
    ]
  }

  func listDevices(_ call: Call) throws -> Reply {
    let filter = try ODataFilter.parsed(call.query["$filter"], fields: ["device_uid", "device_name"])
    let shown = devices(of: call).filter { device in
      filter?.accepts { ["device_uid": device.uid, "device_name": device.name][$0] } ?? true
    }
    return try call.page(shown.map(deviceJSON))
  }

  func getDevice(_ call: Call) throws -> Reply { .object(deviceJSON(try device(call))) }

  mutating func registerDevice(_ call: Call, at site: Site) throws -> Reply {
    let user = try keyHolder(call, at: site)
    guard let name = call.text("device_name"), (1...50).contains(name.count) else {
      throw ConnectRefusal.invalidValue("The device_name field has 1 to 50 characters.")
    }
    guard let uid = call.text("device_uid"), (1...64).contains(uid.utf8.count) else {
      throw ConnectRefusal.invalidValue("The device_uid field is required.")
    }
    guard !devices(of: call).contains(where: { $0.uid == uid }) else {
      throw ConnectRefusal.invalidValue("The device_uid is registered already")
    }
    let device = Device(
      id: newID(), personID: user.personID, name: name, uid: uid, publicKey: try publicKey(call),
      key: newKey(1, call))
    put(device)
    return .object(deviceJSON(device), status: 201, effect: "device_registered", userID: user.id)
  }

  /// Issues a new certificate and key to a registered device, and cancels the previous key.
  mutating func renewCertificate(_ call: Call, at site: Site) throws -> Reply {
    let user = try keyHolder(call, at: site)
    var device = try device(call)
    device.publicKey = try publicKey(call)
    if device.key.cancelledAt == nil { cancel(device.key.id, at: call.now) }
    device.key = newKey(device.key.revision + 1, call)
    put(device)
    return .object(deviceJSON(device), effect: "device_renewed", userID: user.id)
  }

  func getMobileKey(_ call: Call, at site: Site) throws -> Reply {
    _ = try keyHolder(call, at: site)
    let device = try device(call)
    guard device.key.cancelledAt == nil, let bytes = Data(base64Encoded: device.publicKey) else {
      throw ConnectRefusal.notAllowed("The key was cancelled; renew the certificate")
    }
    let document = try KeyDocument(
      keyID: device.key.id, revision: device.key.revision, deviceID: device.id, personID: device.personID,
      devicePublicKey: try PublicKey(subjectPublicKeyInfo: [UInt8](bytes)),
      issuedAt: device.key.registeredAt / 1_000_000, expiresAt: device.key.expiresAt / 1_000_000)
    let data = try keys.issuer.mobileKeyData(for: document)
    return .object(["mkey_data": Data(data.encoded).base64EncodedString()])
  }

  mutating func removeDevice(_ call: Call, at site: Site) throws -> Reply {
    var device = try device(call)
    device.isRemoved = true
    if device.key.cancelledAt == nil {
      device.key.cancelledAt = call.now
      cancel(device.key.id, at: call.now)
    }
    put(device)
    return Reply(status: 204, effect: "device_removed", userID: site.userByPerson[device.personID])
  }

  /// Cancels the keys of all of a person's devices, for example when the person loses the right to mobile keys.
  mutating func cancelKeys(of person: String, at now: Int64) {
    for var device in devices.values.sorted(by: { $0.id < $1.id }) where device.personID == person {
      guard device.key.cancelledAt == nil else { continue }
      device.key.cancelledAt = now
      cancel(device.key.id, at: now)
      put(device)
    }
  }

  private mutating func newKey(_ revision: UInt32, _ call: Call) -> MobileKey {
    MobileKey(
      id: newID(), revision: revision, registeredAt: call.now,
      expiresAt: Moment.after(call.now, seconds: settings.keyLifeSeconds))
  }

  /// The caller's user at the site, who must be allowed to have a mobile key.
  private func keyHolder(_ call: Call, at site: Site) throws -> User {
    guard let user = site.member(call.personID), user.roles.contains("site_mobile_user"),
      site.details.takesMobileKeys.value
    else { throw ConnectRefusal.notAllowed("The user may not hold a mobile key") }
    return user
  }

  private func publicKey(_ call: Call) throws -> String {
    guard let text = call.text("public_key"), let bytes = Data(base64Encoded: text),
      (try? PublicKey(subjectPublicKeyInfo: [UInt8](bytes))) != nil
    else { throw ConnectRefusal.invalidValue("The public_key is no P-256 key") }
    return text
  }
}
