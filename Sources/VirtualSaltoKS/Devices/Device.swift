/// A phone that a person registered with their own account.
struct Device: Codable, Sendable {
  var id: String
  var personID: String
  var name: String
  /// The app installation's own identifier, unique per person.
  var uid: String
  /// A P-256 public key in DER, encoded in base64.
  var publicKey: String
  var key: MobileKey
  var isRemoved = false
}

/// A device's key: one for all doors, until it expires or is canceled.
struct MobileKey: Codable, Sendable {
  /// The ID of this revision. Locks use it to recognize a canceled key.
  var id: String
  var revision: UInt32
  var registeredAt: Int64
  var expiresAt: Int64
  /// The moment from which locks receive the cancellation.
  var cancelledAt: Int64?
}
