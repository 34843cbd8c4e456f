package import Wire

/// Locks that the provider opens and locks remotely. Declared here, called by the engine.
package protocol RemoteLocks: Sendable {
  /// Moves a lock. Returns `moved`. It is sent only once, since a door must not open twice or late.
  ///
  /// - Parameters:
  ///   - code: the one-time code, if the lock's IQ requires one.
  ///   - permit: the deadline and the condition for sending the request. A request that was not sent gives `later`.
  func move(
    _ lock: ExternalID<ProviderLock>, _ movement: LockMovement, code: String?, at site: ExternalID<ProviderSite>,
    under permit: MovementPermit
  ) async -> Outcome
  /// The secret of the one-time codes of an IQ. Available only until the account is activated there.
  func codeSecret(
    of iq: ExternalID<ProviderIQ>, at site: ExternalID<ProviderSite>
  ) async throws(ProviderFault) -> String
  /// Makes the provider send the second part, a PIN, to the account's e-mail address.
  func sendCodePin(of iq: ExternalID<ProviderIQ>, at site: ExternalID<ProviderSite>) async throws(ProviderFault)
  /// Confirms the PIN by a code. After that the IQ accepts codes.
  func activateCodes(
    of iq: ExternalID<ProviderIQ>, by code: String, at site: ExternalID<ProviderSite>
  ) async throws(ProviderFault)
}

/// The conditions for a request that moves a lock.
package struct MovementPermit: Sendable {
  /// The latest moment at which the whole request must be sent.
  package let deadline: Deadline
  /// Whether the requester may still move the lock. Checked right before the request is sent.
  package let isStillAllowed: @Sendable () async -> Bool

  package init(until deadline: Deadline, while isStillAllowed: @escaping @Sendable () async -> Bool) {
    self.deadline = deadline
    self.isStillAllowed = isStillAllowed
  }
}

/// A remote movement of a lock.
package enum LockMovement: String, Hashable, Sendable {
  /// It unlocks for a moment and locks itself again.
  case unlock
  /// It locks and ends its office mode.
  case lock
}
