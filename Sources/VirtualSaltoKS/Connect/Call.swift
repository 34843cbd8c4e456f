import Foundation

/// A call of the Connect API, taken apart. The ids are the odd parts of its path.
struct Call {
  var method: String
  var ids: [String]
  var query: [String: String]
  var body: [String: Any]
  var headers: [String: String]
  var now: Int64
  /// Base address under which the caller reached the cloud.
  var base: String
  var path: String
  /// Who calls: the integration's own person, or a guest.
  var personID: String
  /// What is switched now.
  var settings: Settings

  func text(_ name: String) -> String? { body[name] as? String }
  func flag(_ name: String) -> Bool? { body[name] as? Bool }
  func texts(_ name: String) -> [String] { body[name] as? [String] ?? [] }
}

/// An answer, with the effect that the ledger notes.
struct Reply {
  var status = 200
  var json: Any?
  /// A page, where a person is to read it.
  var text: String?
  var effect: String?
  var userID: String?
  var headers: [(String, String)] = []
  /// Events instead of a body.
  var stream: AsyncStream<String>?

  static func object(_ json: [String: Any], status: Int = 200, effect: String? = nil, userID: String? = nil) -> Reply {
    Reply(status: status, json: json, effect: effect, userID: userID)
  }
}

/// A refusal with Salto's own code.
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
