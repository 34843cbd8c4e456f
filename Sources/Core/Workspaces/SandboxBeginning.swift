import API
import Wire

/// How a sandbox with a virtual cloud begins.
package struct SandboxBeginning: Sendable {
  /// What its clock shows then; nil for the system's time.
  package var startsAt: Instant?
  /// The account that is connected to it, with its sealed login; nil where people are to connect one.
  package var account: (record: ConnectedAccountRecord, sealedCredentials: [UInt8])?

  package init(startsAt: Instant?, account: (record: ConnectedAccountRecord, sealedCredentials: [UInt8])?) {
    self.startsAt = startsAt
    self.account = account
  }
}
