import Foundation

/// A parsed call of the Connect API. The IDs are the odd components of its path.
struct Call {
  var method: String
  var ids: [String]
  var query: [String: String]
  var body: [String: Any]
  var headers: [String: String]
  var now: Int64
  /// The base address that the caller used.
  var base: String
  var path: String
  /// The caller: the integration's own person, or a guest.
  var personID: String
  /// The current settings.
  var settings: Settings

  func text(_ name: String) -> String? { body[name] as? String }
  func flag(_ name: String) -> Bool? { body[name] as? Bool }
  func texts(_ name: String) -> [String] { body[name] as? [String] ?? [] }
}

/// An answer, and its effect for the ledger.
struct Reply {
  var status = 200
  var json: Any?
  /// A page for a person.
  var text: String?
  var effect: String?
  var userID: String?
  var headers: [(String, String)] = []
  /// A stream of events instead of a body.
  var stream: AsyncStream<String>?

  static func object(_ json: [String: Any], status: Int = 200, effect: String? = nil, userID: String? = nil) -> Reply {
    Reply(status: status, json: json, effect: effect, userID: userID)
  }
}

/// An error with Salto's own code.
struct ConnectRefusal: Error {
  var status: Int
  var code: String
  var message: String

  static func invalid(_ message: String) -> ConnectRefusal {
    ConnectRefusal(status: 400, code: "1100", message: message)
  }
  static func invalidValue(_ message: String) -> ConnectRefusal {
    ConnectRefusal(status: 400, code: "1101", message: message)
  }
  static let invalidFilter = ConnectRefusal(status: 400, code: "1102", message: "The OData expression is invalid")
  static func notFound(_ what: String) -> ConnectRefusal {
    ConnectRefusal(status: 404, code: "2202", message: "\(what) not found")
  }
  static func notAllowed(_ message: String) -> ConnectRefusal {
    ConnectRefusal(status: 403, code: "2203", message: message)
  }
  static let noSubscription = ConnectRefusal(
    status: 403, code: "2212", message: "There is no valid subscription for this")

  var reply: Reply { Reply(status: status, json: ["ErrorCode": code, "Message": message]) }
}
