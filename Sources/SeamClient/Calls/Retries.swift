import Wire

/// When a call is retried, and after which delay. The official SDKs share these rules.
///
/// An idempotent call has up to three attempts. It is retried after 429, a server error or a lost response.
struct Retries {
  static let attemptMax = 3
  /// The maximum delay that a server can request.
  static let pauseMax = Duration.seconds(120)

  let random: @Sendable () -> Double

  /// Whether a call with this method is idempotent.
  static func mayRepeat(_ method: String) -> Bool { ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"].contains(method) }

  static func isWorthAnother(_ response: TransportResponse) -> Bool {
    response.status == 429 || response.status >= 500
  }

  /// The delay after an attempt, counted from one: 0.24 s, then 0.48 s, each reduced by up to a sixth.
  func pause(after attempt: Int, _ response: TransportResponse?) -> Duration {
    let backoff = Duration.milliseconds(120 << attempt) * (1 - random() / 6)
    return max(backoff, response.flatMap(Self.wish) ?? .zero)
  }

  /// The delay in `Retry-After`: seconds, or a date relative to the response's own date.
  private static func wish(of response: TransportResponse) -> Duration? {
    guard let text = response.header("retry-after") else { return nil }
    if let seconds = Double(text) {
      return seconds >= 0 ? .milliseconds(Int(min(seconds, 3600) * 1000)).capped : nil
    }
    guard let then = Instant(httpDate: text), let now = response.header("date").flatMap(Instant.init(httpDate:)) else {
      return nil
    }
    return (then - now).capped
  }
}

extension Duration {
  fileprivate var capped: Duration { max(.zero, min(self, Retries.pauseMax)) }
}

extension Instant {
  /// Parses an HTTP date: `Sun, 06 Nov 1994 08:49:37 GMT`.
  init?(httpDate text: String) {
    let parts = text.split(separator: " ")
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    guard parts.count == 6, parts[5] == "GMT", let month = months.firstIndex(of: String(parts[2])) else { return nil }
    self.init("\(parts[3])-\(month < 9 ? "0" : "")\(month + 1)-\(parts[1])T\(parts[4])Z")
  }
}
