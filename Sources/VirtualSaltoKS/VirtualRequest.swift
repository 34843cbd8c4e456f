import Foundation

/// A received request.
struct VirtualRequest: Sendable {
  var method: String
  var path: String
  var query: String
  var headers: [String: String]
  var body: Data
  var base: String
  /// The sequence number among all calls; 0 for a request outside of the Connect API.
  var arrival = 0
}

/// The answer to a request.
enum VirtualAnswer: Sendable {
  case answer(status: Int, headers: [(String, String)], body: Data)
  /// Events that are sent as they occur. At the end the connection is closed.
  case stream(AsyncStream<String>)
  /// Closes the connection without an answer.
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
