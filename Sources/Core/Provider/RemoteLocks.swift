package import Wire

/// Locks that the provider opens and shuts from afar. Declared here, called by the engine.
package protocol RemoteLocks: Sendable {
  /// Moves a lock. Answers `moved`; sent once, since a door that opens twice, or late, is not what was asked for.
  ///
  /// - Parameters:
  ///   - code: the one-time code, where the lock's IQ asks for one.
  ///   - permit: until when, and while what, the request may leave. Where it did not leave, the outcome is `later`.
  func move(
    _ lock: ExternalID<ProviderLock>, _ movement: LockMovement, code: String?, at site: ExternalID<ProviderSite>,
    under permit: MovementPermit
  ) async -> Outcome
  /// What one-time codes for an IQ are made of. Told while the account is not activated there.
  func codeSecret(
    of iq: ExternalID<ProviderIQ>, at site: ExternalID<ProviderSite>
  ) async throws(ProviderFault) -> String
  /// Has the other part of it, a PIN, sent to the account's mail.
  func sendCodePin(of iq: ExternalID<ProviderIQ>, at site: ExternalID<ProviderSite>) async throws(ProviderFault)
  /// Shows by a code that the PIN arrived, from when on codes are taken.
  func activateCodes(
    of iq: ExternalID<ProviderIQ>, by code: String, at site: ExternalID<ProviderSite>
  ) async throws(ProviderFault)
}

/// What a request that moves a lock is held to.
package struct MovementPermit: Sendable {
  /// When the whole request has left at the latest.
  package let deadline: Deadline
  /// Whether whoever asked may move the lock still. Asked right before the request leaves.
  package let isStillAllowed: @Sendable () async -> Bool

  package init(until deadline: Deadline, while isStillAllowed: @escaping @Sendable () async -> Bool) {
    self.deadline = deadline
    self.isStillAllowed = isStillAllowed
  }
}

/// What a lock can be asked to do from afar.
package enum LockMovement: String, Hashable, Sendable {
  /// It opens for a moment and locks by itself.
  case unlock
  /// It locks, and ends its office mode.
  case lock
}
