import KeyExchange
import MobileKey
import Synchronization
import Testing
import Wire

@Suite("Phone") struct PhoneTests {
  let site: Site
  let folder: TemporaryFolder

  init() throws {
    site = try Site()
    folder = try TemporaryFolder()
  }

  /// A phone in the folder. The machine's clock is two years ahead of the sandbox's.
  private func phone(radio: Bool = true, clock: any Clock<Duration> = ContinuousClock()) throws -> SeamPhone {
    try SeamPhone(configuration(radio: radio, clock: clock))
  }

  private func configuration(
    radio: Bool = true, clock: any Clock<Duration> = ContinuousClock()
  ) throws -> SeamConfiguration {
    var configuration = SeamConfiguration(
      endpoint: "http://server", storage: try FolderStorage(folder.path), radio: radio ? site : nil
    ) { Instant(microseconds: 1_790_000_000_000_000) }
    configuration.transport = site
    configuration.pollingInterval = nil
    configuration.clock = clock
    return configuration
  }

  private func activePhone() async throws -> SeamPhone {
    let phone = try phone()
    try phone.initialize(clientSessionToken: Site.token)
    try await phone.activate()
    return phone
  }

  private func events(_ phone: SeamPhone) async throws -> [SeamUnlockEvent] {
    var events: [SeamUnlockEvent] = []
    for await event in try phone.unlock(using: "credential-1") { events.append(event) }
    return events
  }

  @Test("it fetches its key reports it and opens") func itFetchesItsKeyReportsItAndOpens() async throws {
    let phone = try await activePhone()
    #expect(phone.isActive)
    let credential = try #require(phone.credentials.first)
    #expect(credential.id == "credential-1" && credential.location == "Apartment 4B" && credential.errors.isEmpty)
    #expect(try await events(phone) == [.launched, .grantedAccess])
    #expect(site.calls.filter { $0.contains("report_key") }.count == 1)
    try await phone.refresh()
    #expect(site.calls.filter { $0.contains("mkey") || $0.contains("report_key") }.count == 2)
  }

  @Test("an app uses the names of the phone SDK") func anAppUsesTheNamesOfThePhoneSDK() async throws {
    try SeamPhone.install(configuration())
    #expect(throws: SeamPhoneError.invalidClientSessionToken) {
      try SeamPhone.initialize(clientSessionToken: "no token")
    }
    try SeamPhone.initialize(clientSessionToken: Site.token)
    #expect(throws: SeamPhoneError.alreadyInitialized) { try SeamPhone.initialize(clientSessionToken: Site.token) }
    try await SeamPhone.shared.activate()
    var events: [SeamUnlockEvent] = []
    for await event in try SeamPhone.shared.unlock(
      using: SeamPhone.shared.credentials[0].id, proximity: .touch, timeout: 10.0)
    {
      events.append(event)
    }
    #expect(events == [.launched, .grantedAccess])
    await SeamPhone.shared.deactivate(deintegrate: true)
    #expect(!SeamPhone.shared.isActive && SeamPhone.shared.credentials.isEmpty)
  }

  @Test("any time is taken", arguments: [Double.infinity, 1e300, -.infinity, -1, .nan])
  func anyTimeIsTaken(_ seconds: Double) async throws {
    let phone = try await activePhone()
    var events: [SeamUnlockEvent] = []
    for await event in try phone.unlock(using: "credential-1", timeout: seconds) { events.append(event) }
    #expect(events.first == .launched && events.count == 2)
    if seconds > 0 { #expect(events.last == .grantedAccess) }
    #expect(try await phone.attempt(using: "credential-1", timeout: .seconds(Int.max)) == .opened)
  }

  @Test("it opens without a network after one activation") func itOpensWithoutANetworkAfterOneActivation() async throws
  {
    _ = try await activePhone()
    site.set { $0.isReachable = false }
    let again = try phone()
    try again.resume()
    try await again.activate()
    #expect(try await events(again) == [.launched, .grantedAccess])
    await #expect(throws: SeamPhoneError.internetConnectionRequired) { try await again.refresh() }
  }

  @Test("the guest signs in first") func theGuestSignsInFirst() async throws {
    site.set { $0.isSignedIn = false }
    let phone = try await activePhone()
    let errors: [SeamCredentialError] = [
      .userInteractionRequired(.completeOtpAuthorization(otpUrl: "https://cloud/connect/authorize"))
    ]
    #expect(phone.credentials.first?.errors == errors)
    #expect(throws: SeamPhoneError.credentialErrors(errors)) { try phone.unlock(using: "credential-1") }
    site.set { $0.isSignedIn = true }
    try await phone.refresh()
    #expect(try await events(phone) == [.launched, .grantedAccess])
  }

  @Test("what is wrong before is thrown") func whatIsWrongBeforeIsThrown() async throws {
    let phone = try phone(radio: false)
    await #expect(throws: SeamPhoneError.initializationRequired) { try await phone.activate() }
    #expect(throws: SeamPhoneError.initializationRequired) { try phone.unlock(using: "credential-1") }
    #expect(throws: SeamPhoneError.invalidClientSessionToken) { try phone.initialize(clientSessionToken: "seam_key") }
    try phone.initialize(clientSessionToken: Site.token)
    #expect(throws: SeamPhoneError.alreadyInitialized) { try phone.initialize(clientSessionToken: Site.token) }
    #expect(throws: SeamPhoneError.invalidCredentialId) { try phone.unlock(using: "credential-1") }
    try await phone.activate()
    #expect(throws: SeamPhoneError.integrationNotFound) { try phone.unlock(using: "credential-1") }
  }

  @Test("a token that is not the server's is refused") func aTokenThatIsNotTheServersIsRefused() async throws {
    let phone = try phone()
    try phone.initialize(clientSessionToken: "seam_cst1other_secret")
    await #expect(throws: SeamPhoneError.invalidClientSessionToken) { try await phone.activate() }
  }

  @Test("a key with less than seven days is renewed") func aKeyWithLessThanSevenDaysIsRenewed() async throws {
    let phone = try await activePhone()
    site.set { $0.now += 22 * 86_400 }
    try await phone.refresh()
    #expect(!site.calls.contains { $0.hasPrefix("PUT") })
    site.set { $0.now += 2 * 86_400 }
    try await phone.refresh()
    #expect(site.calls.filter { $0.hasPrefix("PUT") }.count == 1)
    #expect(site.calls.filter { $0.contains("report_key") }.count == 2)
    site.set { $0.now += 10 * 86_400 }
    #expect(try await events(phone) == [.launched, .grantedAccess])
  }

  @Test("a cancelled key is renewed at the next refresh") func aCancelledKeyIsRenewedAtTheNextRefresh() async throws {
    let phone = try await activePhone()
    site.set { $0.verdict = .rejected(.cancelledKey) }
    #expect(try await phone.attempt(using: "credential-1") == .refused(.cancelledKey))
    try await phone.refresh()
    #expect(site.calls.contains { $0.hasPrefix("PUT") })
  }

  @Test("a key whose report failed is reported later") func aKeyWhoseReportFailedIsReportedLater() async throws {
    site.set { $0.failing = "/latchkey/v1/phones/report_key" }
    await #expect(throws: SeamPhoneError.internetConnectionRequired) { try await refreshed() }
    site.set { $0.failing = nil }
    let phone = try phone()
    try phone.resume()
    try await phone.refresh()
    #expect(site.calls.filter { $0.contains("report_key") }.count == 2)
    #expect(site.calls.filter { $0.contains("mkey") }.count == 1)
  }

  private func refreshed() async throws {
    let phone = try phone()
    try phone.initialize(clientSessionToken: Site.token)
    try await phone.refresh()
  }

  @Test("an expired key does not open whatever the phone's clock says")
  func anExpiredKeyDoesNotOpenWhateverThePhonesClockSays() async throws {
    let phone = try await activePhone()
    site.set {
      $0.now += 31 * 86_400
      $0.isReachable = false
    }
    #expect(phone.credentials.first?.errors == [])
    #expect(try await phone.attempt(using: "credential-1") == .refused(.expiredKey))
  }

  @Test("a lock of another site sees no key") func aLockOfAnotherSiteSeesNoKey() async throws {
    let phone = try await activePhone()
    site.set { $0.isLockForeign = true }
    #expect(try await phone.attempt(using: "credential-1") == .distrusted(.notIssued))
  }

  @Test("a silent lock ends in time") func aSilentLockEndsInTime() async throws {
    let phone = try await activePhone()
    site.set { $0.isLockSilent = true }
    var events: [SeamUnlockEvent] = []
    for await event in try phone.unlock(using: "credential-1", timeout: .milliseconds(1)) { events.append(event) }
    #expect(events == [.launched, .timedOut])
  }

  @Test("deactivation removes device key and session") func deactivationRemovesDeviceKeyAndSession() async throws {
    let phone = try await activePhone()
    #expect(await phone.deactivate(deintegrate: true))
    #expect(site.state.withLock { $0.devices.isEmpty })
    #expect(site.calls.last == "POST /phones/deactivate")
    #expect(phone.credentials.isEmpty && !phone.isActive)
    let storage = try FolderStorage(folder.path)
    #expect(try storage.read("device.key") == nil)
    #expect(try storage.read("mobile.key") == nil)
    #expect(throws: SeamPhoneError.initializationRequired) { try phone.resume() }
    try phone.initialize(clientSessionToken: Site.token)
    try await phone.activate()
    #expect(try await events(phone) == [.launched, .grantedAccess])
  }

  @Test("failures are reported") func failuresAreReported() async throws {
    let phone = try await activePhone()
    site.set { $0.failing = "/v1.1/me/devices" }
    await #expect(throws: SeamPhoneError.internetConnectionRequired) { try await phone.refresh(renewingKey: true) }
    #expect(await phone.deactivate(deintegrate: true) == false)
    let storage = try FolderStorage(folder.path)
    #expect(try storage.read("mobile.key") == nil)
  }

  @Test("logging out keeps the device") func loggingOutKeepsTheDevice() async throws {
    let phone = try await activePhone()
    await phone.deactivate()
    #expect(site.state.withLock { $0.devices.count } == 1)
    try phone.initialize(clientSessionToken: Site.token)
    try await phone.activate()
    #expect(site.calls.filter { $0.contains("mkey") }.count == 1)
  }

  @Test("a lost phone throws its key away") func aLostPhoneThrowsItsKeyAway() async throws {
    let phone = try await activePhone()
    site.set { $0.isWithdrawn = true }
    try await phone.refresh()
    #expect(phone.credentials.first?.errors == [.awaitingLocalCredential])
    let storage = try FolderStorage(folder.path)
    #expect(try storage.read("mobile.key") == nil)
  }

  @Test("an account without the right has an error of its own") func anAccountWithoutTheRightHasAnErrorOfItsOwn()
    async throws
  {
    site.set { $0.mayHaveKey = false }
    let phone = try await activePhone()
    #expect(phone.credentials.first?.errors == [.contactSeamSupport])
  }

  @Test("a new phone of the same folder has the same installation")
  func aNewPhoneOfTheSameFolderHasTheSameInstallation() async throws {
    _ = try await activePhone()
    let again = try phone()
    try again.initialize(clientSessionToken: Site.token)
    try await again.activate()
    #expect(site.state.withLock { $0.devices.count } == 1)
  }
}
