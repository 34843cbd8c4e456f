/// A phone that a person registered with their own account.
struct Device: Codable, Sendable {
  var id: String
  var personID: String
  var name: String
  /// The app installation's own name for itself, unique per person.
  var uid: String
  /// Base64 of the DER form of a P-256 public key.
  var publicKey: String
  var key: MobileKey
  var isRemoved = false
}

/// The key that a device holds: one for all doors, until it ends or is cancelled.
struct MobileKey: Codable, Sendable {
  /// The id of this revision, by which locks know that it was cancelled.
  var id: String
  var revision: UInt32
  var registeredAt: Int64
  var expiresAt: Int64
  /// From when on locks are told not to take it any more.
  var cancelledAt: Int64?
}
