import API
package import Wire

/// The initial state of a sandbox with a virtual cloud.
package struct SandboxBeginning: Sendable {
  /// The initial time of its clock. Nil for the system time.
  package var startsAt: Instant?
  /// The connected account with its sealed login. Nil if people connect one.
  package var account: (record: ConnectedAccountRecord, sealedCredentials: [UInt8])?

  package init(startsAt: Instant?, account: (record: ConnectedAccountRecord, sealedCredentials: [UInt8])?) {
    self.startsAt = startsAt
    self.account = account
  }
}
