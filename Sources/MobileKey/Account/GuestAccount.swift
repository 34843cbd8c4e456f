import SeamClient
import Wire

/// The guest's own account at Salto KS, accessed with the guest's token: devices and their keys.
struct GuestAccount: Sendable {
  /// The base address of the Connect API, without a version.
  let connectURL: String
  let accessToken: String
  let transport: any Transport
  let timeout: Duration

  /// A phone in the account.
  struct Device: Sendable {
    let id: String
    /// The ID of its latest key, if the account reports it.
    let keyID: String?

    init?(_ json: JSON) {
      guard let id = json["id"]?.text else { return nil }
      self.id = id
      keyID = json["mkey"]?["key_id"]?.text
    }
  }

  enum Fault: Error, Sendable {
    /// There was no response, or the service failed. A retry may help.
    case unreachable
    /// The token is no longer accepted.
    case signedOut
    /// The account is not allowed to have a mobile key.
    case refused
    /// The response is unknown to this version.
    case unexpected
  }

  func device(_ installationID: String) async throws -> Device? {
    let filter = percentEncoded("device_uid eq '\(installationID)'")
    let list = try await call("GET", "?$filter=\(filter)")
    let items: [JSON]
    switch list {
    case .array(let bare): items = bare
    case .object(let members):
      guard case .array(let listed)? = members["items"] else { throw Fault.unexpected }
      items = listed
    default: throw Fault.unexpected
    }
    return items.first { $0["device_uid"]?.text == installationID }.flatMap(Device.init)
  }

  func register(_ name: String, _ installationID: String, publicKey: [UInt8]) async throws -> Device {
    try await changed(
      "POST", "",
      [
        "device_name": .string(String(name.prefix(50))), "device_uid": .string(installationID),
        "public_key": .string(encodedBase64(publicKey)),
      ])
  }

  /// Requests a new key for the device. It replaces the previous one.
  func renew(_ device: Device, publicKey: [UInt8]) async throws -> Device {
    try await changed(
      "PUT", "/\(percentEncoded(device.id))/certificate", ["public_key": .string(encodedBase64(publicKey))])
  }

  /// The device's key, still sealed to the device.
  func mobileKeyData(of device: Device) async throws -> [UInt8] {
    let answer = try await call("GET", "/\(percentEncoded(device.id))/mkey")
    guard let bytes = answer["mkey_data"]?.text.flatMap(decodedBase64) else { throw Fault.unexpected }
    return bytes
  }

  func remove(_ device: Device) async throws { _ = try await call("DELETE", "/\(percentEncoded(device.id))") }

  private func changed(_ method: String, _ path: String, _ body: [String: JSON]) async throws -> Device {
    guard let device = Device(try await call(method, path, .object(body))) else { throw Fault.unexpected }
    return device
  }

  private func call(_ method: String, _ path: String, _ body: JSON? = nil) async throws -> JSON {
    var headers = [("authorization", "Bearer \(accessToken)"), ("accept", "application/json")]
    if body != nil { headers.append(("content-type", "application/json")) }
    let request = TransportRequest(
      method: method, url: connectURL + "/v1.1/me/devices" + path, headers: headers.map { (name: $0, value: $1) },
      body: body?.bytes)
    let response: TransportResponse
    do { response = try await transport.send(request, timeout: timeout) } catch {
      try Task.checkCancellation()
      throw Fault.unreachable
    }
    switch response.status {
    case 200..<300: return (try? JSON.parse(response.body)) ?? .null
    case 401: throw Fault.signedOut
    case 429, 500...: throw Fault.unreachable
    case 400..<500: throw Fault.refused
    default: throw Fault.unexpected
    }
  }
}
