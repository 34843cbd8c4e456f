package import Wire

/// An event at a door as the provider reports it: often late, and not in order.
package struct ObservedEntry: Hashable, Sendable {
  /// The means used at the door.
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
    /// The IQ is offline, and the lock has not stored the person's access.
    case offline
    /// The person or the credential has no access at this door or time.
    case noAccess
  }

  package enum Occurrence: Hashable, Sendable {
    case opened
    case denied(Denial)
    /// A change of the lock's mode. It is not an entry.
    case other
  }

  package var id: ExternalID<ProviderEntry>
  package var lock: ExternalID<ProviderLock>
  /// The person. Nil if the lock could not identify them.
  package var person: ExternalID<ProviderPerson>?
  /// When it happened, by the lock's clock.
  package var occurredAt: Instant
  package var means: Means
  package var occurrence: Occurrence
  /// The number of the card that was held to the lock, also of a card that it does not know.
  package var cardNumber: String?

  package init(
    id: ExternalID<ProviderEntry>, lock: ExternalID<ProviderLock>, person: ExternalID<ProviderPerson>?,
    occurredAt: Instant, means: Means, occurrence: Occurrence, cardNumber: String? = nil
  ) {
    self.id = id
    self.lock = lock
    self.person = person
    self.occurredAt = occurredAt
    self.means = means
    self.occurrence = occurrence
    self.cardNumber = cardNumber
  }
}

/// A page of a site's entries, the newest first.
package struct ObservedEntries: Sendable {
  /// The position of the next page, in the provider's format.
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

/// An event of a stream of entries.
package enum EntryStreamEvent: Sendable {
  /// The stream is open. It delivers entries from now on, but no earlier ones.
  case opened
  case entry(ObservedEntry)
}
