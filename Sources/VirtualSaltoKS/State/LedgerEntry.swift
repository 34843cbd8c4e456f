/// A line of the ledger: one call and its effect.
struct LedgerEntry: Sendable {
  /// The order of the answers.
  var seq: Int
  /// The order of arrival.
  var arrival: Int
  var at: Int64
  var method: String
  var path: String
  var status: Int?
  var effect: String?
  var userID: String?
  /// The person of its token.
  var callerID: String?
  /// The time of the system's clock. Nil if the cloud follows another clock, or in journals of before.
  var systemAt: Int64?
}

/// Stored as an array of its members, since nearly all of a journal is ledger.
extension LedgerEntry: Codable {
  init(from decoder: any Decoder) throws {
    var list = try decoder.unkeyedContainer()
    seq = try list.decode(Int.self)
    arrival = try list.decode(Int.self)
    at = try list.decode(Int64.self)
    method = try list.decode(String.self)
    path = try list.decode(String.self)
    status = try list.decodeIfPresent(Int.self)
    effect = try list.decodeIfPresent(String.self)
    userID = try list.decodeIfPresent(String.self)
    callerID = try list.decodeIfPresent(String.self)
    systemAt = list.isAtEnd ? nil : try list.decodeIfPresent(Int64.self)
  }

  func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    try list.encode(seq)
    try list.encode(arrival)
    try list.encode(at)
    try list.encode(method)
    try list.encode(path)
    // An absent value is null, so that the others keep their index.
    try list.encode(status)
    try list.encode(effect)
    try list.encode(userID)
    try list.encode(callerID)
    try list.encode(systemAt)
  }
}
