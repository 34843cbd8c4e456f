import KeyExchange
import SeamClient
import Synchronization
import Wire

/// A phone that obtains its keys through the server and opens doors with them.
///
/// The names are those of the phone SDK with two exceptions: `SeamPhone` and `SeamPhoneError` differ from the `Seam`
/// and `SeamError` of SeamClient, so that an app can import both.
///
///     let phone = try SeamPhone(SeamConfiguration(storage: folder, radio: radio, now: …))
///     try phone.initialize(clientSessionToken: token)
///     try await phone.activate()
///     for await event in try phone.unlock(using: phone.credentials[0].id) { … }
///
/// After one activation it opens doors without a network, even if it is created again from the same storage.
public final class SeamPhone: Sendable {
  private static let stateItem = "phone.json"

  private struct Live {
    var state: PhoneState
    var isInitialized = false
    var isActive = false
    var isDeactivating = false
    var polling: Task<Void, Never>?
    var refreshing: Task<PhoneState, any Error>?
  }

  private let configuration: SeamConfiguration
  private let live: Mutex<Live>

  /// Creates a phone with the state in its storage.
  ///
  /// - Throws: ``PhoneStorageFailure`` if the storage cannot be read.
  public init(_ configuration: SeamConfiguration) throws {
    self.configuration = configuration
    if let bytes = try configuration.storage.read(Self.stateItem) {
      guard let json = try? JSON.parse(bytes), let state = try? PhoneState(reading: json) else {
        throw PhoneStorageFailure("\(Self.stateItem) is corrupt; remove it and log in again")
      }
      live = Mutex(Live(state: state))
    } else {
      var generator = configuration.randomness
      let number = (generator.next(), generator.next())
      live = Mutex(Live(state: PhoneState(installationID: hexadecimal(number.0) + hexadecimal(number.1))))
    }
  }

  /// Starts a session with the server. It is stored for ``resume()``.
  ///
  /// - Throws: ``SeamPhoneError/invalidClientSessionToken``, ``SeamPhoneError/alreadyInitialized``,
  ///   ``SeamPhoneError/deactivationInProgress``.
  public func initialize(clientSessionToken: String) throws {
    guard clientSessionToken.hasPrefix("seam_cst") else { throw SeamPhoneError.invalidClientSessionToken }
    try live.withLock { live in
      if live.isDeactivating { throw SeamPhoneError.deactivationInProgress }
      if live.isInitialized { throw SeamPhoneError.alreadyInitialized }
      live.state.clientSessionToken = clientSessionToken
      try configuration.storage.write(live.state.jsonBytes, as: Self.stateItem)
      live.isInitialized = true
    }
  }

  /// Continues the stored session.
  ///
  /// - Throws: ``SeamPhoneError/initializationRequired`` if there is none.
  public func resume() throws {
    try live.withLock { live in
      if live.isDeactivating { throw SeamPhoneError.deactivationInProgress }
      guard live.state.clientSessionToken != nil else { throw SeamPhoneError.initializationRequired }
      live.isInitialized = true
    }
  }

  public var credentials: [SeamCredential] {
    live.withLock { $0.isInitialized ? $0.state.shown(configuration) : [] }
  }

  public var isActive: Bool { live.withLock { $0.isActive } }

  /// Fetches the phone's keys, and checks for changes from then on. A phone that was active before can also be
  /// activated without a network.
  ///
  /// - Throws: ``SeamPhoneError/initializationRequired``, ``SeamPhoneError/deactivationInProgress``,
  ///   ``SeamPhoneError/internetConnectionRequired``, ``SeamPhoneError/invalidClientSessionToken``, and the server's
  ///   errors.
  public func activate() async throws {
    if isActive { return }
    do {
      try await refresh()
    } catch SeamPhoneError.internetConnectionRequired {
      guard live.withLock({ $0.state.key != nil }) else { throw SeamPhoneError.internetConnectionRequired }
    }
    live.withLock { live in
      guard !live.isActive, live.isInitialized else { return }
      live.isActive = true
      live.polling = configuration.pollingInterval.map { poll(every: $0) }
    }
  }

  /// Refreshes at once. The key is renewed if it was canceled or expires within seven days.
  ///
  /// - Parameter renewingKey: Whether it is renewed in any case.
  /// - Throws: The same as ``activate()``.
  @discardableResult
  public func refresh(renewingKey: Bool = false) async throws -> [SeamCredential] {
    let task = try live.withLock { live in
      let token = try Self.token(of: live)
      if let running = live.refreshing, !renewingKey { return running }
      let task = work(of: live.state, token, after: live.refreshing, renews: renewingKey)
      live.refreshing = task
      return task
    }
    do {
      let state = try await task.value
      live.withLock { live in
        if live.refreshing == task { live.refreshing = nil }
        if live.isInitialized { live.state = state }
      }
    } catch {
      live.withLock { if $0.refreshing == task { $0.refreshing = nil } }
      throw error
    }
    return credentials
  }

  /// Opens the door near the phone. Errors that are known in advance are thrown. The stream reports everything else and
  /// never fails. Ending the iteration cancels the attempt.
  ///
  /// - Parameters:
  ///   - credentialId: The ID of one of ``credentials``.
  ///   - proximity: How the phone is held to the door. Nil for the credential's preferred proximity.
  ///   - timeout: How long to look for the lock and wait for it.
  /// - Throws: ``SeamPhoneError/initializationRequired``, ``SeamPhoneError/invalidCredentialId``,
  ///   ``SeamPhoneError/integrationNotFound``, ``SeamPhoneError/credentialErrors(_:)``.
  public func unlock(
    using credentialId: String, proximity: SeamUnlockProximity? = nil, timeout: Duration = .seconds(10)
  ) throws -> AsyncStream<SeamUnlockEvent> {
    let unlocking = try unlocking(credentialId, proximity)
    return AsyncStream { continuation in
      continuation.yield(.launched)
      let task = Task {
        continuation.yield(await attempt(unlocking, within: timeout).event)
        continuation.finish()
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }

  /// The same as ``unlock(using:proximity:timeout:)``, but reports why a lock refused.
  public func attempt(
    using credentialId: String, proximity: SeamUnlockProximity? = nil, timeout: Duration = .seconds(10)
  ) async throws -> UnlockOutcome {
    await attempt(try unlocking(credentialId, proximity), within: timeout)
  }

  /// Ends the session.
  ///
  /// - Parameter deintegrate: Whether to remove the phone's key too. Its device is removed at Salto KS and at the
  ///   server, as far as they are reachable, and its key pair is destroyed.
  /// - Returns: Whether all of that was done.
  @discardableResult
  public func deactivate(deintegrate: Bool = false) async -> Bool {
    let (state, polling, refreshing) = live.withLock { live in
      live.isDeactivating = true
      live.isActive = false
      defer { live.polling = nil }
      return (live.state, live.polling, live.refreshing)
    }
    polling?.cancel()
    _ = try? await refreshing?.value
    let isDone = deintegrate ? await Removal(configuration: configuration).run(state) : true
    live.withLock { live in
      if deintegrate { live.state.key = nil }
      live.state.clientSessionToken = nil
      live.state.credentials = []
      live.state.authorizationURL = nil
      try? configuration.storage.write(live.state.jsonBytes, as: Self.stateItem)
      live.isInitialized = false
      live.isDeactivating = false
    }
    return isDone
  }
}

extension SeamPhone {
  private static func token(of live: borrowing Live) throws -> String {
    if live.isDeactivating { throw SeamPhoneError.deactivationInProgress }
    guard live.isInitialized, let token = live.state.clientSessionToken else {
      throw SeamPhoneError.initializationRequired
    }
    return token
  }

  private func work(
    of state: PhoneState, _ token: String, after running: Task<PhoneState, any Error>?, renews: Bool
  ) -> Task<PhoneState, any Error> {
    let configuration = configuration
    return Task {
      let current = (try? await running?.value) ?? state
      let work = PhoneRefresh(
        configuration: configuration, server: ServerSession(token, configuration)
      ) { state in try configuration.storage.write(state.jsonBytes, as: Self.stateItem) }
      return try await work.run(current, renews: renews)
    }
  }

  private func poll(every interval: Duration) -> Task<Void, Never> {
    let clock = configuration.clock
    return Task { [weak self] in
      while !Task.isCancelled {
        do { try await clock.sleep(for: interval.asWait) } catch { return }
        guard let self else { return }
        _ = try? await refresh()
      }
    }
  }

  private func unlocking(_ credentialId: String, _ proximity: SeamUnlockProximity?) throws -> Unlocking {
    let state = try live.withLock { live in
      guard live.isInitialized else { throw SeamPhoneError.initializationRequired }
      return live.state
    }
    guard let credential = state.shown(configuration).first(where: { $0.id == credentialId }) else {
      throw SeamPhoneError.invalidCredentialId
    }
    guard let radio = configuration.radio else { throw SeamPhoneError.integrationNotFound }
    guard credential.errors.isEmpty else { throw SeamPhoneError.credentialErrors(credential.errors) }
    guard let way = proximity ?? credential.supportedUnlockProximities.first,
      credential.supportedUnlockProximities.contains(way)
    else { throw SeamPhoneError.credentialErrors([.unsupportedDevice]) }
    guard let data = try configuration.storage.read(PhoneRefresh.keyItem),
      let key = try? PhoneKey(
        opening: MobileKeyData(encoded: data), with: try configuration.keys.deviceKey(), issuer: nil)
    else { throw SeamPhoneError.credentialErrors([.awaitingLocalCredential]) }
    return Unlocking(
      key: key, radio: radio, proximity: way, randomness: configuration.randomness, now: state.now(configuration))
  }

  /// If a lock reports the key as expired or canceled, the next refresh renews it.
  private func attempt(_ unlocking: Unlocking, within timeout: Duration) async -> UnlockOutcome {
    let outcome = await unlocking.outcome(within: timeout, by: configuration.clock)
    if [.refused(.cancelledKey), .refused(.expiredKey)].contains(outcome) {
      live.withLock { live in
        live.state.key?.isCancelled = true
        try? configuration.storage.write(live.state.jsonBytes, as: Self.stateItem)
      }
    }
    return outcome
  }
}

private func hexadecimal(_ number: UInt64) -> String {
  let digits = String(number, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}
