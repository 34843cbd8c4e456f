/// A line of the journal: the changes of one call. Unchanged objects are omitted.
struct JournalLine: Codable, Sendable {
  /// In the first line only: the format of the lines.
  var format: Int?
  /// Whether everything was reset to the start of the scenario, before the rest of the line applies.
  var startsAnew: Bool?
  /// Whether the following lines replace everything before.
  var startsSnapshot: Bool?
  var endsSnapshot: Bool?
  @Listed var sites: [SiteChanges] = []
  @Listed var tokens: [Token] = []
  @Listed var ledger: [LedgerEntry] = []
  var settings: Settings?
  var faults: [Fault]?
  @Listed var invitations: [Invitation] = []
  @Listed var profiles: [Profile] = []
  @Listed var authorizationCodes: [AuthorizationCode] = []
  @Listed var refreshTokens: [RefreshToken] = []
  @Listed var devices: [Device] = []
  var cancelledKeys: [String: Int64]?
  @Listed var agenda: [Int64] = []
  var clockOffset: Int64?
  var draws: UInt64?

  /// The current format of the lines.
  static let currentFormat = 2
}

/// The changes at one site.
struct SiteChanges: Codable, Sendable {
  var id: String
  var details: SiteDetails?
  @Listed var users: [User] = []
  @Listed var groups: [AccessGroup] = []
  @Listed var removedGroups: [String] = []
  @Listed var removedLocks: [String] = []
  @Listed var members: [Member] = []
  @Listed var iqs: [IQ] = []
  @Listed var locks: [Lock] = []
  @Listed var entries: [Entry] = []

  init(id: String) { self.id = id }

  var isEmpty: Bool {
    details == nil && users.isEmpty && groups.isEmpty && removedGroups.isEmpty && removedLocks.isEmpty
      && members.isEmpty && iqs.isEmpty && locks.isEmpty && entries.isEmpty
  }
}

extension JournalLine {
  /// Whether anything changed besides the ledger, the agenda and the count of random numbers.
  var hasEffect: Bool {
    !sites.isEmpty || !tokens.isEmpty || settings != nil || faults != nil || !invitations.isEmpty || !profiles.isEmpty
      || !authorizationCodes.isEmpty || !refreshTokens.isEmpty || !devices.isEmpty || cancelledKeys != nil
      || clockOffset != nil || startsAnew != nil
  }

  var isEmpty: Bool { !hasEffect && ledger.isEmpty && agenda.isEmpty && draws == nil }
}

/// A list that the journal omits if it is empty.
@propertyWrapper
struct Listed<Thing: Codable & Sendable>: Codable, Sendable {
  var wrappedValue: [Thing]

  init(wrappedValue: [Thing]) { self.wrappedValue = wrappedValue }
  init(from decoder: any Decoder) throws { wrappedValue = try [Thing](from: decoder) }
  func encode(to encoder: any Encoder) throws { try wrappedValue.encode(to: encoder) }
}

// The compiler calls these two for members with the wrapper.
extension KeyedEncodingContainer {
  mutating func encode<Thing>(_ list: Listed<Thing>, forKey key: Key) throws {
    if !list.wrappedValue.isEmpty { try encode(list.wrappedValue, forKey: key) }
  }
}

extension KeyedDecodingContainer {
  func decode<Thing>(_ type: Listed<Thing>.Type, forKey key: Key) throws -> Listed<Thing> {
    Listed(wrappedValue: try decodeIfPresent([Thing].self, forKey: key) ?? [])
  }
}
