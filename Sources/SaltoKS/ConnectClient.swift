import AsyncHTTPClient
import Core
import Wire

/// A client of the Connect API: tokens, list envelopes, and safe retries.
struct ConnectClient: Sendable {
  enum Reply: Sendable {
    case answered(ConnectAnswer)
    /// It had no effect and may be retried.
    case later(LaterReason, after: Duration?)
    /// It was sent, and its effect is unknown.
    case unknown(String)
  }

  let transport: ConnectTransport
  let tokens: TokenSource
  let apiURL: String

  /// The maximum number of attempts of a read.
  private static let readAttempts = 3
  /// The maximum number of pages in a list, and their maximum total size in bytes.
  private static let pageMax = 2000
  private static let listMax = 64 << 20

  /// Sends a read. A failed read is retried at once, since it changes nothing.
  func get(_ path: String, headers: [(String, String)] = []) async -> Reply {
    let deadline = Deadline(in: transport.deadlines.call)
    var reply = Reply.later(.unavailable, after: nil)
    for _ in 0..<Self.readAttempts where !deadline.isOver {
      reply = await authorized("GET", path, headers: headers, body: nil, until: deadline)
      switch reply {
      case .answered(let answer) where answer.status < 500: return reply
      case .later(.throttled, _), .later(.unauthorized, _): return reply
      default: continue
      }
    }
    if case .answered(let answer) = reply { return .later(.unavailable, after: answer.retryDelay) }
    if case .unknown = reply { return .later(.unavailable, after: nil) }
    return reply
  }

  /// Sends a change once. Afterwards only a read can determine its effect.
  func change(_ method: String, _ path: String, _ body: JSON?) async -> Reply {
    await change(method, path, bytes: body?.bytes)
  }

  /// - Parameter permit: The deadline and the condition under which the request may be sent. Nil for the time limit of
  ///   a call.
  func change(
    _ method: String, _ path: String, bytes: [UInt8]?, under permit: MovementPermit? = nil
  ) async -> Reply {
    let deadline = Deadline(in: transport.deadlines.call)
    let reply = await authorized(method, path, headers: [], body: bytes, until: deadline, under: permit)
    if case .answered(let answer) = reply, answer.status >= 500 { return .unknown(answer.message) }
    return reply
  }

  /// Reads a whole list page by page, in an envelope or as a bare array. An endless or partly unreadable list is an
  /// error, since missing items would count as deleted.
  ///
  /// - Parameter read: Reads an item, or returns nil if it is invalid.
  func list<Item: Sendable>(
    _ path: String, read: @Sendable (JSON) -> Item?
  ) async throws(ProviderFault) -> [Item] {
    let deadline = Deadline(in: transport.deadlines.reading)
    var items: [Item] = []
    var seen: Set<String> = []
    var byteCount = 0
    var next: String? = path + (path.contains("?") ? "&" : "?") + "$top=100"
    while let page = next {
      guard seen.insert(page).inserted, seen.count <= Self.pageMax, !deadline.isOver else { throw .unreadable }
      let answer = try success(await get(page))
      byteCount += answer.byteCount
      guard byteCount <= Self.listMax else { throw .unreadable }
      let isBare = if case .array = answer.body { true } else { false }
      guard case .array(let shown)? = isBare ? answer.body : answer.body["items"] else { throw .unreadable }
      for item in shown {
        guard let item = read(item) else { throw .unreadable }
        items.append(item)
      }
      next = isBare ? nil : answer.body["next_page_link"]?.text.flatMap(pathOfLink)
    }
    return items
  }

  /// The body of a read, which must succeed.
  func successful(_ reply: Reply) throws(ProviderFault) -> JSON { try success(reply).body }

  private func success(_ reply: Reply) throws(ProviderFault) -> ConnectAnswer {
    switch reply {
    case .answered(let answer) where answer.isSuccess: return answer
    case .answered(let answer): throw .refused(refusal(answer))
    case .later(let reason, let delay): throw .later(reason, after: delay)
    case .unknown: throw .later(.unavailable, after: nil)
    }
  }

  enum Opening: Sendable {
    case opened(HTTPClientResponse)
    case later(LaterReason)
  }

  /// Opens a response of unlimited length.
  func open(_ path: String) async -> Opening {
    let deadline = Deadline(in: transport.deadlines.call)
    guard case .token(let token) = await tokens.current(until: deadline) else { return .later(.unauthorized) }
    let headers = [("authorization", "Bearer \(token)"), ("accept", "text/event-stream")]
    return await transport.open(apiURL + path, headers: headers, until: deadline).map { .opened($0) }
      ?? .later(.unavailable)
  }

  private func authorized(
    _ method: String, _ path: String, headers more: [(String, String)], body: [UInt8]?, until deadline: Deadline,
    under permit: MovementPermit? = nil
  ) async -> Reply {
    var refused: String?
    // A 401 has no effect, so the request is sent once more with a new token.
    for _ in 0..<2 {
      let token: String
      switch await tokens.current(insteadOf: refused, until: min(deadline, permit?.deadline ?? deadline)) {
      case .token(let text): token = text
      case .refused: return .later(.unauthorized, after: nil)
      case .unavailable: return .later(.unavailable, after: nil)
      }
      let headers =
        [
          ("authorization", "Bearer \(token)"), ("accept", "application/json"), ("content-type", "application/json"),
          ("CLP-disable-odata-v3-conversion", "true"),
        ] + more
      let exchange = await transport.send(
        method, apiURL + path, headers: headers, body: body, until: deadline, departure: permit.map(Departure.init))
      switch exchange {
      case .notSent: return .later(.unavailable, after: nil)
      case .lost(let reason): return .unknown(reason)
      case .answered(let answer) where answer.status == 401: refused = token
      case .answered(let answer) where answer.status == 429: return .later(.throttled, after: answer.retryDelay)
      case .answered(let answer) where answer.isForeign && answer.status < 500: return .unknown(answer.message)
      case .answered(let answer): return .answered(answer)
      }
    }
    return .later(.unauthorized, after: nil)
  }
}

/// The path and query of a link to the next page. Its scheme and host are not trusted.
func pathOfLink(_ link: String) -> String? {
  guard let scheme = link.firstRange(of: "://") else { return link.hasPrefix("/") ? link : nil }
  let rest = link[scheme.upperBound...]
  return rest.firstIndex(of: "/").map { String(rest[$0...]) }
}

/// The typed error of a response, from the codes of the Connect API.
func refusal(_ answer: ConnectAnswer) -> Refusal {
  let reason: Refusal.Reason =
    switch (answer.status, answer.errorCode) {
    case (_, "2212"): .noSubscription
    case (_, "2210"): .siteNotReleased
    case (_, "1100"), (_, "1101"), (_, "1102"): .invalidValue
    case (404, _), (_, "2202"): .notFound
    case (403, _), (_, "2203"): .notAllowed
    case (400, _), (409, _), (422, _): .invalidValue
    default: .other
    }
  return Refusal(reason, answer.message)
}
