import KeyExchange
import MobileKey
import SeamClient
import Synchronization
import Wire

/// A server, a Salto KS account and a lock, in memory.
final class Site: Transport, Radio {
  struct State {
    var now: Int64 = 1_730_473_200
    var isReachable = true
    var isSignedIn = true
    var isWithdrawn = false
    var hasCredential = true
    var mayHaveKey = true
    var keyLifetime: Int64 = 30 * 86_400
    var devices: [String: Device] = [:]
    var isBeingActivated = true
    var verdict = LockVerdict.accepted
    var isLockSilent = false
    var isLockForeign = false
    var calls: [String] = []
    var failing: String?
  }

  struct Device {
    var id: String
    var key: PublicKey
    var revision: UInt32
    var keyID: String { "key-\(id)-\(revision)" }
  }

  static let token = "seam_cst1guest_secret"
  let state = Mutex(State())
  private let issuer: KeyIssuer
  private let lock: LockIdentity
  private let foreignLock: LockIdentity

  init() throws {
    var generator = SystemRandomNumberGenerator()
    func identity(_ issuer: KeyIssuer) throws -> LockIdentity {
      let key = PrivateKey(using: &generator)
      let certificate = try LockCertificate(
        lockID: "lock-4b", lockPublicKey: key.publicKey, issuedAt: 0, expiresAt: 4_000_000_000)
      return try LockIdentity(certificate: try issuer.signed(certificate), key: key, issuer: issuer.publicKey)
    }
    issuer = KeyIssuer(key: PrivateKey(using: &generator))
    lock = try identity(issuer)
    foreignLock = try identity(KeyIssuer(key: PrivateKey(using: &generator)))
  }

  func set(_ change: (inout State) -> Void) { state.withLock { change(&$0) } }
  var calls: [String] { state.withLock { $0.calls } }

  func send(_ request: TransportRequest, timeout: Duration) async throws -> TransportResponse {
    try state.withLock { state in
      guard state.isReachable else { throw TransportFailure("cut off") }
      let path = String(request.url.drop { $0 != "/" }.dropFirst(2).drop { $0 != "/" }.prefix { $0 != "?" })
      state.calls.append("\(request.method) \(path)")
      if state.failing == path { throw TransportFailure("lost") }
      let body = request.body.flatMap { try? JSON.parse($0) } ?? .null
      if path.hasPrefix("/v1.1/me/devices") {
        guard request.header("authorization") == "Bearer guest-token" else { return answer(401, .null) }
        return try device(request.method, path, body, &state)
      }
      guard request.header("authorization") == "Bearer \(Self.token)" else {
        return answer(401, .object(["error": .object(["type": .string("unauthorized"), "message": .string("no")])]))
      }
      switch path {
      case "/seam/mobile_sdk/v1/phone_sessions/get_or_create": return answer(200, session(state))
      case "/latchkey/v1/phones/report_key":
        state.isBeingActivated = false
        return answer(200, .object(["phone_registration": .object([:])]))
      default: return answer(200, .object(["ok": .bool(true)]))
      }
    }
  }

  private func answer(_ status: Int, _ body: JSON) -> TransportResponse {
    TransportResponse(status: status, headers: [("content-type", "application/json")], body: body.bytes)
  }

  private func session(_ state: State) -> JSON {
    let account = JSON.object([
      "connect_url": .string("http://cloud"), "access_token": .string("guest-token"),
      "access_token_expires_at": .string(Instant(microseconds: (state.now + 3600) * 1_000_000).description),
      "device_name": .string("Jane's phone"),
    ])
    let signIn = JSON.object(["authorization_url": .string("https://cloud/connect/authorize")])
    let entrances = JSON.array([.object(["display_name": .string("Apartment 4B")])])
    let credential = JSON.object([
      "acs_credential_id": .string("credential-1"), "display_name": .string("Jane"), "acs_entrances": entrances,
      "access_method": .string("mobile_key"),
    ])
    let registration = JSON.object([
      "phone_registration_id": .string("phone-1"), "provider_name": .string("salto_ks"),
      "is_being_activated": .bool(state.isBeingActivated),
      "provider_state": state.isWithdrawn ? .null : state.isSignedIn ? account : signIn,
    ])
    let provider = JSON.object([
      "phone_registration": registration, "acs_credentials": .array(state.hasCredential ? [credential] : []),
    ])
    return .object([
      "phone_session": .object([
        "is_sandbox_workspace": .bool(true), "provider_sessions": .array([provider]),
        "user_identity": .object(["user_identity_id": .string("jane")]), "workspace_id": .string("w"),
      ])
    ])
  }

  private func device(
    _ method: String, _ path: String, _ body: JSON, _ state: inout State
  ) throws -> TransportResponse {
    let parts = path.split(separator: "/").dropFirst(3).map(String.init)
    func shown(_ device: Device, _ uid: String) -> JSON {
      .object([
        "id": .string(device.id), "device_uid": .string(uid), "mkey": .object(["key_id": .string(device.keyID)]),
      ])
    }
    switch (method, parts.last) {
    case ("GET", nil):
      return answer(200, .object(["items": .array(state.devices.map { shown($1, $0) })]))
    case ("GET", "mkey"):
      guard let device = state.devices.values.first(where: { $0.id == parts[0] }) else { return answer(404, .null) }
      let document = try KeyDocument(
        keyID: device.keyID, revision: device.revision, deviceID: device.id, personID: "jane",
        devicePublicKey: device.key, issuedAt: state.now, expiresAt: state.now + state.keyLifetime)
      let data = try issuer.mobileKeyData(for: document).encoded
      return answer(200, .object(["mkey_data": .string(encodedBase64(data))]))
    case ("DELETE", _):
      state.devices = state.devices.filter { $0.value.id != parts[0] }
      return answer(204, .null)
    default:
      guard state.mayHaveKey else { return answer(403, .null) }
      let key = try PublicKey(subjectPublicKeyInfo: decodedBase64(body["public_key"]?.text ?? "") ?? [])
      let uid = body["device_uid"]?.text ?? state.devices.first { $0.value.id == parts[0] }?.key ?? ""
      let before = state.devices[uid]
      let id = before?.id ?? "device-\(state.devices.count)"
      let device = Device(id: id, key: key, revision: (before?.revision ?? 0) + 1)
      state.devices[uid] = device
      return answer(200, shown(device, uid))
    }
  }

  func converse<Answer: Sendable>(
    _ proximity: SeamUnlockProximity,
    _ conversation: @Sendable (RadioFrame.Advert, inout any DoorLink) async throws -> Answer
  ) async throws -> Answer {
    let state = state.withLock { $0 }
    var link: any DoorLink = LockLink(
      lock: state.isLockForeign ? foreignLock : lock, verdict: state.verdict, now: state.now,
      isSilent: state.isLockSilent)
    return try await conversation(
      try RadioFrame.Advert(lockID: "lock-4b", name: "Apartment 4B", needsWakeUp: true), &link)
  }
}

/// The lock's side of an exchange, instead of a radio.
struct LockLink: DoorLink {
  let lock: LockIdentity
  let verdict: LockVerdict
  let now: Int64
  let isSilent: Bool
  private var answer: [UInt8] = []
  private var exchange = Box()

  init(lock: LockIdentity, verdict: LockVerdict, now: Int64, isSilent: Bool) {
    self.lock = lock
    self.verdict = verdict
    self.now = now
    self.isSilent = isSilent
  }

  /// Holds the noncopyable step.
  private final class Box { var step: LockExchange? }

  mutating func send(_ message: [UInt8]) async throws {
    guard let exchange = exchange.step.take() else {
      exchange.step = try LockExchange(answering: message, as: lock)
      answer = exchange.step?.hello ?? []
      return
    }
    switch try exchange.presentation(in: message, now: now) {
    case .key(let key): answer = try key.answer(verdict)
    case .refused(let refused): answer = refused.answer
    }
  }

  mutating func receive() async throws -> [UInt8] {
    if isSilent {
      // Nothing is ever sent, so that only the phone's patience can end the exchange.
      let (silence, end) = AsyncStream<Void>.makeStream()
      for await _ in silence {}
      end.finish()
      try Task.checkCancellation()
    }
    return answer
  }
}
