/// The state outside of the sites: accounts, phones, tokens, settings, the agenda and the ledger. All changes go
/// through `put` methods, which also record them for the journal.
struct Platform: Sendable {
  private(set) var tokens: [String: Token] = [:]
  private(set) var ledger: [LedgerEntry] = []
  private(set) var settings = Settings()
  private(set) var faults: [Fault] = []
  private(set) var invitations: [Invitation] = []
  /// Accounts by e-mail address in lower case.
  private(set) var profiles: [String: Profile] = [:]
  /// All people with an account.
  private(set) var signedUpPeople: Set<String> = []
  private(set) var authorizationCodes: [String: AuthorizationCode] = [:]
  private(set) var refreshTokens: [String: RefreshToken] = [:]
  private(set) var devices: [String: Device] = [:]
  private(set) var deviceOrder: [String] = []
  /// Canceled keys, and since when locks receive the cancellation.
  private(set) var cancelledKeys: [String: Int64] = [:]
  /// The count of random numbers drawn, which makes IDs unique across restarts.
  private(set) var draws: UInt64 = 0
  /// The offset of the cloud's own clock from the system's.
  private(set) var clockOffset: Int64 = 0
  /// Moments at which something takes effect without a call.
  private(set) var agenda: Set<Int64> = []
  /// The changes since the last journal line.
  private var changes = JournalLine()

  let keys: SiteKeys
  /// The source of random numbers and IDs, together with the count of draws.
  let randomness: Randomness

  init(keys: SiteKeys, randomness: Randomness) {
    self.keys = keys
    self.randomness = randomness
  }

  mutating func put(_ token: Token) {
    tokens[token.text] = token
    changes.tokens.append(token)
  }

  mutating func put(_ settings: Settings) {
    self.settings = settings.bounded
    changes.settings = self.settings
  }

  mutating func put(_ faults: [Fault]) {
    self.faults = faults.map(\.bounded)
    changes.faults = self.faults
  }

  mutating func put(_ invitation: Invitation) {
    if let known = invitations.firstIndex(where: { $0.id == invitation.id }) {
      invitations[known] = invitation
    } else {
      invitations.append(invitation)
    }
    changes.invitations.append(invitation)
  }

  mutating func put(_ profile: Profile) {
    profiles[profile.email.lowercased()] = profile
    signedUpPeople.insert(profile.personID)
    changes.profiles.append(profile)
  }

  mutating func put(_ code: AuthorizationCode) {
    authorizationCodes[code.text] = code
    changes.authorizationCodes.append(code)
  }

  mutating func put(_ token: RefreshToken) {
    refreshTokens[token.text] = token
    changes.refreshTokens.append(token)
  }

  mutating func put(_ device: Device) {
    if devices[device.id] == nil { deviceOrder.append(device.id) }
    devices[device.id] = device
    changes.devices.append(device)
  }

  /// Cancels a key at the locks.
  mutating func cancel(_ keyID: String, at moment: Int64) {
    cancelledKeys[keyID] = moment
    changes.cancelledKeys = (changes.cancelledKeys ?? [:]).merging([keyID: moment]) { $1 }
  }

  mutating func setClockOffset(_ offset: Int64) {
    clockOffset = offset.clamped(to: Bounds.offsets)
    changes.clockOffset = clockOffset
  }

  /// Adds a call to the ledger, unless it is already there.
  mutating func append(_ entry: LedgerEntry) {
    guard entry.seq > callCount else { return }
    ledger.append(entry)
    changes.ledger.append(entry)
  }

  /// Records that something takes effect at a moment.
  mutating func wake(at moment: Int64) {
    agenda.insert(moment)
    changes.agenda.append(moment)
  }

  mutating func wake(after seconds: Int, from now: Int64) {
    if seconds > 0 { wake(at: Moment.after(now, seconds: seconds)) }
  }

  mutating func forgetAgenda(until now: Int64) {
    if agenda.contains(where: { $0 <= now }) { agenda = agenda.filter { $0 > now } }
  }

  mutating func number() -> UInt64 { randomness.number(draw()) }

  mutating func newID() -> String { randomness.uuid(draw()) }

  private mutating func draw() -> UInt64 {
    draws += 1
    changes.draws = draws
    return draws
  }

  /// The changes that are not in the journal yet.
  mutating func takeChanges() -> JournalLine {
    defer { changes = JournalLine() }
    return changes
  }

  /// Resets to the start of a scenario, except for the ledger and the count of random numbers, so that IDs never
  /// repeat.
  mutating func startOver(_ fresh: Platform) {
    let (ledger, draws) = (ledger, draws)
    self = fresh
    self.ledger = ledger
    self.draws = draws
    changes = JournalLine()
    changes.startsAnew = true
    changes.draws = draws
  }

  /// Applies a line of the journal.
  mutating func replay(_ line: JournalLine) {
    line.tokens.forEach { put($0) }
    line.ledger.forEach { append($0) }
    if let settings = line.settings { put(settings) }
    if let faults = line.faults { put(faults) }
    line.invitations.forEach { put($0) }
    line.profiles.forEach { put($0) }
    line.authorizationCodes.forEach { put($0) }
    line.refreshTokens.forEach { put($0) }
    line.devices.forEach { put($0) }
    line.cancelledKeys?.forEach { cancel($0.key, at: $0.value) }
    line.agenda.forEach { wake(at: $0) }
    if let offset = line.clockOffset { setClockOffset(offset) }
    // A snapshot may be newer than the lines after it.
    if let draws = line.draws { self.draws = max(self.draws, draws) }
    changes = JournalLine()
  }
}

// MARK: The ledger

extension Platform {
  /// The number of latest calls that stay in the ledger even without an effect.
  private static let latestCalls = 10_000

  /// The number of answered calls, including those removed from the ledger.
  var callCount: Int { ledger.last?.seq ?? 0 }

  /// The calls after a sequence number.
  func ledger(after seq: Int) -> ArraySlice<LedgerEntry> {
    // A binary search, since the numbers increase.
    var (low, high) = (0, ledger.count)
    while low < high {
      let middle = (low + high) / 2
      if ledger[middle].seq > seq { high = middle } else { low = middle + 1 }
    }
    return ledger[low...]
  }

  /// Removes what nobody can request again: expired tokens and codes, and older calls without an effect. Calls with
  /// an effect stay, since tests judge by them.
  mutating func forget(until now: Int64) {
    let latest = callCount - Self.latestCalls
    ledger.removeAll { $0.effect == nil && $0.seq <= latest }
    tokens = tokens.filter { now < $0.value.expiresAt }
    authorizationCodes = authorizationCodes.filter { now < $0.value.expiresAt }
    forgetAgenda(until: now)
  }
}
