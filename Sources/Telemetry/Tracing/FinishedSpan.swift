import Tracing
import Wire

/// A finished span.
struct FinishedSpan: Sendable {
  var place: TraceParent
  var parentID: String?
  var name: String
  var kind: SpanKind
  /// Nanoseconds since 1970.
  var start: UInt64
  var end: UInt64
  var attributes: SpanAttributes
  var isError: Bool

  /// The OTLP JSON form: IDs in hexadecimal digits, and integers as text.
  var json: JSON {
    var members: [String: JSON] = [
      "traceId": .string(place.traceID), "spanId": .string(place.spanID), "name": .string(name),
      "kind": .int(kind.number), "startTimeUnixNano": .string(String(start)), "endTimeUnixNano": .string(String(end)),
      "attributes": .array(attributeList), "status": .object(isError ? ["code": .int(2)] : [:]),
    ]
    if let parentID { members["parentSpanId"] = .string(parentID) }
    return .object(members)
  }

  private var attributeList: [JSON] {
    var list: [JSON] = []
    attributes.forEach { key, value in
      list.append(.object(["key": .string(key), "value": value.json]))
    }
    return list
  }

  /// The body of a request to the collector.
  static func request(_ spans: [FinishedSpan]) -> JSON {
    let service = JSON.object([
      "key": .string("service.name"), "value": .object(["stringValue": .string("latchkey")]),
    ])
    let scope = JSON.object([
      "scope": .object(["name": .string("latchkey")]), "spans": .array(spans.map(\.json)),
    ])
    return .object([
      "resourceSpans": .array([
        .object(["resource": .object(["attributes": .array([service])]), "scopeSpans": .array([scope])])
      ])
    ])
  }
}

extension SpanKind {
  fileprivate var number: Int {
    switch self {
    case .internal: 1
    case .server: 2
    case .client: 3
    case .producer: 4
    case .consumer: 5
    }
  }
}

extension SpanAttribute {
  fileprivate var json: JSON {
    switch self {
    case .int32(let number): .object(["intValue": .string(String(number))])
    case .int64(let number): .object(["intValue": .string(String(number))])
    case .bool(let flag): .object(["boolValue": .bool(flag)])
    case .string(let text): .object(["stringValue": .string(text)])
    default: .object(["stringValue": .string("\(self)")])
    }
  }
}
