import Wire

/// What happened at a door, as the provider tells it afterwards: often late, and not in order.
public struct ObservedEntry: Hashable, Sendable {
  /// By what someone wanted to get through.
  public enum Means: Hashable, Sendable {
    case mobileKey
    case card
    case pin
    /// From inside, by the handle.
    case handle
    case remote
    case other
  }

  /// Why the door stayed shut.
  public enum Denial: Hashable, Sendable {
    /// A PIN that the lock does not know.
    case unknownPIN
    /// The person has no seat.
    case suspended
    /// The IQ is off, and the person is not among those whom the lock lets in by itself.
    case offline
    /// The person or the credential has no access here and now.
    case noAccess
  }

  public enum Occurrence: Hashable, Sendable {
    case opened
    case denied(Denial)
    /// A change of the lock's mode, which concerns nobody's entry.
    case other
  }

  public var id: ExternalID<ProviderEntry>
  public var lock: ExternalID<ProviderLock>
  /// Who it was; nil where the lock could not tell.
  public var person: ExternalID<ProviderPerson>?
  /// When it happened, by the lock's clock.
  public var occurredAt: Instant
  public var means: Means
  public var occurrence: Occurrence

  public init(
    id: ExternalID<ProviderEntry>, lock: ExternalID<ProviderLock>, person: ExternalID<ProviderPerson>?,
    occurredAt: Instant, means: Means, occurrence: Occurrence
  ) {
    self.id = id
    self.lock = lock
    self.person = person
    self.occurredAt = occurredAt
    self.means = means
    self.occurrence = occurrence
  }
}

/// Some of a site's entries, the newest first.
public struct ObservedEntries: Sendable {
  /// Where the next page begins, in the provider's own words.
  public struct Continuation: Hashable, Sendable {
    public let text: String
    public init(_ text: String) { self.text = text }
  }

  public var entries: [ObservedEntry]
  /// Nil after the last page. A page may be empty while more follow.
  public var next: Continuation?

  public init(_ entries: [ObservedEntry], next: Continuation?) {
    self.entries = entries
    self.next = next
  }
}

/// What comes over a stream of entries.
public enum EntryStreamEvent: Sendable {
  /// From now on entries come; what happened before does not.
  case opened
  case entry(ObservedEntry)
}
