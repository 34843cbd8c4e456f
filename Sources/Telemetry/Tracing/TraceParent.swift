import ServiceContextModule

/// The trace and the parent span of a request, from the header `traceparent` (W3C Trace
/// Context, version 00).
struct TraceParent: Hashable, Sendable {
  /// 32 hexadecimal digits.
  var traceID: String
  /// 16 hexadecimal digits.
  var spanID: String
  var isSampled: Bool

  init(traceID: String, spanID: String, isSampled: Bool) {
    self.traceID = traceID
    self.spanID = spanID
    self.isSampled = isSampled
  }

  /// Reads a header. Nil if it is invalid or its IDs are zero.
  init?(header: String) {
    let parts = header.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 4, parts[0].count == 2, parts[0] != "ff", parts[0] != "00" || parts.count == 4,
      Self.isID(parts[1], 32), Self.isID(parts[2], 16), parts[3].count == 2, let flags = UInt8(parts[3], radix: 16)
    else { return nil }
    self.init(traceID: String(parts[1]), spanID: String(parts[2]), isSampled: flags & 1 == 1)
  }

  var header: String { "00-\(traceID)-\(spanID)-\(isSampled ? "01" : "00")" }

  private static func isID(_ text: Substring, _ count: Int) -> Bool {
    text.utf8.count == count && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
      && text.contains { $0 != "0" }
  }
}

private enum TraceParentKey: ServiceContextKey { typealias Value = TraceParent }

extension ServiceContext {
  var traceParent: TraceParent? {
    get { self[TraceParentKey.self] }
    set { self[TraceParentKey.self] = newValue }
  }
}
