import Foundation

/// A request as it came in.
struct VirtualRequest: Sendable {
  var method: String
  var path: String
  var query: String
  var headers: [String: String]
  var body: Data
  var base: String
  /// Which of all calls it is; 0 for what is no call of the Connect API.
  var arrival = 0
}

/// What is done with the connection.
enum VirtualAnswer: Sendable {
  case answer(status: Int, headers: [(String, String)], body: Data)
  /// Events that are sent as they come. Where they end, the connection is cut.
  case stream(AsyncStream<String>)
  /// The connection is closed without a word.
  case hangUp
}

/// The pairs of a query string or form, percent-decoded.
func queryItems(_ text: String) -> [String: String] {
  var items: [String: String] = [:]
  for pair in text.split(separator: "&") {
    let parts = pair.split(separator: "=", maxSplits: 1).map {
      $0.replacingOccurrences(of: "+", with: " ").removingPercentEncoding ?? String($0)
    }
    if let name = parts.first { items[name] = parts.count == 2 ? parts[1] : "" }
  }
  return items
}
