package import Wire

/// What happened at a door, as the provider tells it afterwards: often late, and not in order.
package struct ObservedEntry: Hashable, Sendable {
  /// By what someone wanted to get through.
  package enum Means: Hashable, Sendable {
    case mobileKey
    case card
    case pin
    /// From inside, by the handle.
    case handle
    case remote
    case other
  }

  /// Why the door stayed shut.
  package enum Denial: Hashable, Sendable {
    /// A PIN that the lock does not know.
    case unknownPIN
    /// The person has no seat.
    case suspended
    /// The IQ is off, and the person is not among those whom the lock lets in by itself.
    case offline
    /// The person or the credential has no access here and now.
    case noAccess
  }

  package enum Occurrence: Hashable, Sendable {
    case opened
    case denied(Denial)
    /// A change of the lock's mode, which concerns nobody's entry.
    case other
  }

  package var id: ExternalID<ProviderEntry>
  package var lock: ExternalID<ProviderLock>
  /// Who it was; nil where the lock could not tell.
  package var person: ExternalID<ProviderPerson>?
  /// When it happened, by the lock's clock.
  package var occurredAt: Instant
  package var means: Means
  package var occurrence: Occurrence

  package init(
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
package struct ObservedEntries: Sendable {
  /// Where the next page begins, in the provider's own words.
  package struct Continuation: Hashable, Sendable {
    package let text: String
    package init(_ text: String) { self.text = text }
  }

  package var entries: [ObservedEntry]
  /// Nil after the last page. A page may be empty while more follow.
  package var next: Continuation?

  package init(_ entries: [ObservedEntry], next: Continuation?) {
    self.entries = entries
    self.next = next
  }
}

/// What comes over a stream of entries.
package enum EntryStreamEvent: Sendable {
  /// From now on entries come; what happened before does not.
  case opened
  case entry(ObservedEntry)
}
