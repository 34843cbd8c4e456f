import API
import Core
import Crypto
import Store
import Wire

/// The requested page of a list, and its `pagination`.
///
/// The URL of the next page uses strict parsing, so that it means exactly the same as the request.
///
/// A cursor contains the sequence of the page's first row and a hash of the operation and the other parameters, so
/// that it works only for the same request. In a list with another order than the sequence, it contains the number of
/// the rows before the page.
struct Paging {
  /// The maximum number of rows of a page, or of a list without pages.
  static let rowMax = 100_000
  /// No list reaches so far, and numbers can be added to it.
  private static let fromMax = 1 << 53

  let range: PageRange
  private let hash: String
  /// Nil if the server's public URL is not set. The next page can then be requested only by its cursor.
  private let endpoint: String?
  private let path: String
  private let parameters: [(String, String)]

  /// - Parameter request: the parsed request, including defaults.
  init<E: Endpoint>(_ request: E, limit: Int, cursor: Nullable<String>?, _ caller: Caller) throws {
    guard case .object(var members)? = try? JSON.parse(request.jsonBytes) else { throw APIError.internalError }
    members["page_cursor"] = nil
    endpoint = caller.address.known
    path = E.operation.path
    parameters = Self.flattened(members).sorted { $0 < $1 }
    // The hash covers the parameters of the URL, so that the URL of the next page matches its cursor.
    let text = path + "?" + Self.query(parameters)
    hash = SHA256.hash(data: Array(text.utf8)).prefix(12).map { String($0, radix: 16) }.joined(separator: ".")
    // One extra row is read to find out whether there is another page.
    let limit = min(limit, Self.rowMax)
    guard let cursor = cursor?.optional else {
      range = PageRange(from: nil, limit: limit)
      return
    }
    guard let bytes = decodedBase64(cursor), case .array(let parts)? = try? JSON.parse(bytes), parts.count == 2,
      let hash = parts[0].text, case .int(let from) = parts[1], (0...Self.fromMax).contains(from)
    else { throw APIError.invalidPageCursor }
    guard hash == self.hash else { throw APIError.mismatchedPageParameters }
    range = PageRange(from: from, limit: limit)
  }

  /// - Parameter total: the number of items on all pages. Nil if the list is not counted.
  func pagination(next: Int?, total: Int? = nil) -> Pagination {
    guard let next else { return Pagination(nextPageCursor: nil, nextPageURL: nil, totalCount: total) }
    let cursor = encodedBase64(JSON.array([.string(hash), .int(next)]).bytes)
    let query = Self.query((parameters + [("page_cursor", cursor)]).sorted { $0 < $1 }) + "&_strict=true"
    return Pagination(
      nextPageCursor: cursor, nextPageURL: endpoint.map { "\($0)\(path)?\(query)" }, totalCount: total)
  }

  private static func query(_ parameters: [(String, String)]) -> String {
    parameters.map { "\(percentEncoded($0.0))=\(percentEncoded($0.1))" }.joined(separator: "&")
  }

  private static func flattened(_ members: [String: JSON]) -> [(String, String)] {
    members.flatMap { name, value -> [(String, String)] in
      switch value {
      case .array(let items): items.map { (name, text($0)) }
      case .object(let inner): flattened(inner).map { ("\(name).\($0.0)", $0.1) }
      default: [(name, text(value))]
      }
    }
  }

  private static func text(_ value: JSON) -> String {
    if case .string(let text) = value { return text }
    return value == .null ? "" : String(decoding: value.bytes, as: UTF8.self)
  }
}
