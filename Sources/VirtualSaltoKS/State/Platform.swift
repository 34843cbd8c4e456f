/// What the cloud knows beside its sites: people's accounts, phones and tokens, its settings, its agenda and the ledger.
/// Changes go through `put` methods, which also note them for the journal.
struct Platform: Sendable {
  private(set) var tokens: [String: Token] = [:]
  private(set) var ledger: [LedgerEntry] = []
  private(set) var settings = Settings()
  private(set) var faults: [Fault] = []
  private(set) var invitations: [Invitation] = []
  /// Accounts by e-mail address in lower case.
  private(set) var profiles: [String: Profile] = [:]
  /// Everybody who has one.
  private(set) var signedUpPeople: Set<String> = []
  private(set) var authorizationCodes: [String: AuthorizationCode] = [:]
  private(set) var refreshTokens: [String: RefreshToken] = [:]
  private(set) var devices: [String: Device] = [:]
  private(set) var deviceOrder: [String] = []
  /// Keys that locks are told not to take, and since when.
  private(set) var cancelledKeys: [String: Int64] = [:]
  /// How many random numbers were drawn; it makes ids after a restart differ from those before.
  private(set) var draws: UInt64 = 0
  /// How far the cloud's own clock is from the system's.
  private(set) var clockOffset: Int64 = 0
  /// Moments at which something takes effect by itself.
  private(set) var agenda: Set<Int64> = []
  /// What changed since the journal took its last line.
  private var changes = JournalLine()

  let keys: SiteKeys
  /// Numbers and ids follow from it and from how many were drawn before.
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

  /// Tells the locks not to take a key any more.
  mutating func cancel(_ keyID: String, at moment: Int64) {
    cancelledKeys[keyID] = moment
    changes.cancelledKeys = (changes.cancelledKeys ?? [:]).merging([keyID: moment]) { $1 }
  }

  mutating func setClockOffset(_ offset: Int64) {
    clockOffset = offset.clamped(to: Bounds.offsets)
    changes.clockOffset = clockOffset
  }

  /// Notes a call. One that stands in the ledger already is not noted twice.
  mutating func append(_ entry: LedgerEntry) {
    guard entry.seq > callCount else { return }
    ledger.append(entry)
    changes.ledger.append(entry)
  }

  /// Notes that something takes effect by itself at a moment.
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

  /// What the journal has not taken.
  mutating func takeChanges() -> JournalLine {
    defer { changes = JournalLine() }
    return changes
  }

  /// Becomes what a scenario begins with, but for the ledger and the count of random numbers, so that no id comes twice.
  mutating func startAnew(_ fresh: Platform) {
    let (ledger, draws) = (ledger, draws)
    self = fresh
    self.ledger = ledger
    self.draws = draws
    changes = JournalLine()
    changes.startsAnew = true
    changes.draws = draws
  }

  /// Does again what a line of the journal says.
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
    // A snapshot may be newer than lines that follow it.
    if let draws = line.draws { self.draws = max(self.draws, draws) }
    changes = JournalLine()
  }
}

// MARK: The ledger

extension Platform {
  /// How many of the latest calls stay in the ledger even if they had no effect.
  private static let latestCalls = 10_000

  /// How many calls were answered, those that the ledger has forgotten included.
  var callCount: Int { ledger.last?.seq ?? 0 }

  /// The calls after one of the ledger.
  func ledger(after seq: Int) -> ArraySlice<LedgerEntry> {
    // The numbers rise, so the first of them is found by halving.
    var (low, high) = (0, ledger.count)
    while low < high {
      let middle = (low + high) / 2
      if ledger[middle].seq > seq { high = middle } else { low = middle + 1 }
    }
    return ledger[low...]
  }

  /// Forgets what nobody can ask for any more: tokens and codes that have expired, and calls without an effect but for
  /// the latest. What had an effect stays, since tests judge by it.
  mutating func forget(until now: Int64) {
    let latest = callCount - Self.latestCalls
    ledger.removeAll { $0.effect == nil && $0.seq <= latest }
    tokens = tokens.filter { now < $0.value.expiresAt }
    authorizationCodes = authorizationCodes.filter { now < $0.value.expiresAt }
    forgetAgenda(until: now)
  }
}
