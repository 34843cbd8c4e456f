import API
import KeyExchange
import SeamClient
import Wire

/// Brings the phone up to date: the server's list, the device at Salto KS, and the key.
///
/// The state is saved after each step, so that an interrupted phone continues from there.
struct PhoneRefresh: Sendable {
  static let keyItem = "mobile.key"
  /// A key is renewed once its remaining lifetime is below this.
  private static let renewalSpan = Duration.seconds(7 * 86_400)
  /// The lifetime of an access token, which gives a lower bound for a sandbox's time.
  private static let tokenSpan = Duration.seconds(3600)

  let configuration: SeamConfiguration
  let server: ServerSession
  let keep: @Sendable (PhoneState) throws -> Void

  /// - Parameter renews: Whether the key is renewed even if it has time left.
  func run(_ before: PhoneState, renews: Bool) async throws -> PhoneState {
    var state = before
    let session = try await server.phoneSession(state.installationID, configuration.model)
    if let owner = state.userIdentityID, owner != session.userIdentityID { try forgetKey(&state) }
    state.userIdentityID = session.userIdentityID
    state.registrationID = session.registrationID
    state.credentials = session.credentials
    state.authorizationURL = nil
    switch session.state {
    case .signIn(let url): state.authorizationURL = url
    case .withdrawn: try forgetKey(&state)
    case .account(let url, let token, let expiresAt, let name):
      setClock(of: &state, isSandbox: session.isSandbox, tokenExpiresAt: expiresAt)
      try keep(state)
      guard !state.credentials.isEmpty else { break }
      let account = GuestAccount(
        connectURL: url, accessToken: token, transport: configuration.transport, timeout: configuration.timeout)
      try await update(&state, account, deviceName: name, renews: renews)
    }
    try keep(state)
    try await report(&state, isAsked: session.isBeingActivated)
    return state
  }

  /// A sandbox has its own time. The phone derives it from the token's expiry.
  private func setClock(of state: inout PhoneState, isSandbox: Bool, tokenExpiresAt: Instant) {
    guard isSandbox, tokenExpiresAt != .blank else { return state.clockOffsetSeconds = 0 }
    let present = tokenExpiresAt + (.zero - Self.tokenSpan)
    state.clockOffsetSeconds = Int((present - configuration.now()).components.seconds)
  }

  private func update(
    _ state: inout PhoneState, _ account: GuestAccount, deviceName: String, renews: Bool
  ) async throws {
    do {
      let device = try await account.device(state.installationID)
      state.isRefused = false
      if let device, let key = state.key, !renews, isGood(key, of: device, in: state) { return }
      let deviceKey = try configuration.keys.deviceKey()
      let point = deviceKey.publicKey.subjectPublicKeyInfo
      let current =
        if let device { try await account.renew(device, publicKey: point) } else {
          try await account.register(deviceName, state.installationID, publicKey: point)
        }
      let data = try await account.mobileKeyData(of: current)
      let key = try PhoneKey(opening: MobileKeyData(encoded: data), with: deviceKey, issuer: nil)
      try configuration.storage.write(data, as: Self.keyItem)
      state.key = HeldKey(
        deviceID: current.id, keyID: key.document.keyID,
        expiresAt: Instant(microseconds: key.document.expiresAt * 1_000_000))
    } catch GuestAccount.Fault.refused {
      state.isRefused = true
    } catch GuestAccount.Fault.unreachable, GuestAccount.Fault.signedOut {
      // The current key is enough for a door. A later refresh gets a new token or sign-in.
      guard state.key != nil, !renews else { throw SeamPhoneError.internetConnectionRequired }
    }
  }

  private func isGood(_ key: HeldKey, of device: GuestAccount.Device, in state: PhoneState) -> Bool {
    !key.isCancelled && key.deviceID == device.id && key.keyID == device.keyID
      && key.expiresAt - state.now(configuration) >= Self.renewalSpan
  }

  private func report(_ state: inout PhoneState, isAsked: Bool) async throws {
    guard var key = state.key, !state.isRefused, !key.isReported || isAsked, !state.credentials.isEmpty else { return }
    try await server.report(key, of: state.installationID)
    key.isReported = true
    state.key = key
    try keep(state)
  }

  private func forgetKey(_ state: inout PhoneState) throws {
    state.key = nil
    try configuration.storage.remove(Self.keyItem)
  }
}

extension PhoneState {
  /// The current time, as far as the phone knows it.
  func now(_ configuration: SeamConfiguration) -> Instant {
    configuration.now() + .seconds(clockOffsetSeconds)
  }

  /// The credentials for an app, each with its errors.
  func shown(_ configuration: SeamConfiguration) -> [SeamCredential] {
    credentials.map { known in
      SeamCredential(
        id: known.id, isManaged: known.isManaged, name: known.name,
        location: known.entrances.joined(separator: ", "), providerName: PhoneSession.providerName,
        expiry: known.endsAt ?? key?.expiresAt, cardNumber: known.cardNumber, code: known.code,
        supportedUnlockProximities: [.touch, .nearby], errors: errors(of: known, at: now(configuration)),
        doors: (known.doors ?? []).map {
          SeamDoor(name: $0.name, access: $0.access, reason: $0.reason, message: $0.message)
        })
    }
  }

  /// If the key is usable, the door decides. Otherwise, errors that the guest cannot solve come first.
  private func errors(of known: KnownCredential, at now: Instant) -> [SeamCredentialError] {
    var ofKey = keyErrors(at: now)
    if ofKey.isEmpty, known.awaitsGuest == true { ofKey = [.awaitingLocalCredential] }
    if ofKey.isEmpty { return [] }
    var errors: [SeamCredentialError] = []
    if known.endsAt.map({ $0 <= now }) ?? false || known.reason == AccessReason.afterSchedule.rawValue {
      errors.append(.expired)
    } else if known.reason == AccessReason.suspended.rawValue {
      errors.append(.contactSeamSupport)
    }
    return errors + ofKey.filter { !errors.contains($0) }
  }

  /// The errors of the phone's key.
  private func keyErrors(at now: Instant) -> [SeamCredentialError] {
    guard let key else {
      if let url = authorizationURL { return [.userInteractionRequired(.completeOtpAuthorization(otpUrl: url))] }
      return [isRefused ? .contactSeamSupport : .awaitingLocalCredential]
    }
    if key.isCancelled, isRefused { return [.contactSeamSupport] }
    return key.expiresAt <= now ? [.expired] : []
  }
}
