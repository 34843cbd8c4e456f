extension Issues {
  mutating func expected(_ kind: StaticString, _ json: JSON) { add("Expected \(kind), received \(json.kind)") }
}

extension String: Wire {
  /// The maximum length of a text.
  public static let lengthMax = 1000
  public static var schema: Schema { .string(format: nil) }
  public static var blank: String { "" }
  public init(_ json: JSON, noting issues: inout Issues) {
    guard case .string(let text) = json else {
      self = ""
      issues.expected("string", json)
      return
    }
    self = text
    // A character has at least one byte, so only long texts need the slower count of characters.
    if text.utf8.count > Self.lengthMax, text.count > Self.lengthMax {
      issues.add("String must contain at most \(Self.lengthMax) character(s)")
    } else if text.utf8.count > Self.lengthMax * 16 {
      issues.add("String must contain at most \(Self.lengthMax * 16) byte(s)")
    } else if text.utf8.contains(0) {
      issues.add("String must not contain the character U+0000")
    } else {
      issues.refuseBlank(text)
    }
  }
  @inlinable public func write(to writer: inout JSONWriter) { writer.string(self) }
}

extension Bool: Wire {
  public static var schema: Schema { .boolean }
  public static var blank: Bool { false }
  public init(_ json: JSON, noting issues: inout Issues) {
    if case .bool(let flag) = json {
      self = flag
    } else {
      self = false
      issues.expected("boolean", json)
    }
  }
  @inlinable public func write(to writer: inout JSONWriter) { self ? writer.raw("true") : writer.raw("false") }
}

extension Int: Wire {
  public static var schema: Schema { .integer }
  public static var blank: Int { 0 }
  public init(_ json: JSON, noting issues: inout Issues) {
    switch json {
    case .int(let number): self = number
    case .double(let number) where number.rounded() == number && abs(number) < 1e15: self = Int(number)
    case .double:
      self = 0
      issues.add("Expected integer, received float")
    default:
      self = 0
      issues.expected("number", json)
    }
  }
  @inlinable public func write(to writer: inout JSONWriter) { writer.plain(String(self)) }
}

extension Double: Wire {
  public static var schema: Schema { .number }
  public static var blank: Double { 0 }
  public init(_ json: JSON, noting issues: inout Issues) {
    switch json {
    case .int(let number): self = Double(number)
    case .double(let number): self = number
    default:
      self = 0
      issues.expected("number", json)
    }
  }
  @inlinable public func write(to writer: inout JSONWriter) { writer.json(.double(self)) }
}

extension Array: Wire where Element: Wire {
  public static var schema: Schema { .list(Element.schema) }
  public static var blank: [Element] { [] }
  public init(_ json: JSON, noting issues: inout Issues) {
    self = []
    guard case .array(let items) = json else {
      issues.expected("array", json)
      return
    }
    reserveCapacity(items.count)
    for (index, item) in items.enumerated() {
      issues.enter(String(index))
      append(Element(item, noting: &issues))
      issues.leave()
    }
  }
  @inlinable public func write(to writer: inout JSONWriter) { writer.array(self) { $1.write(to: &$0) } }
}

extension JSON: Wire {
  public static var schema: Schema { .anything }
  public static var blank: JSON { .null }
  public init(_ json: JSON, noting issues: inout Issues) { self = json }
  @inlinable public func write(to writer: inout JSONWriter) { writer.json(self) }
}

/// A string enumeration.
public protocol Choice: Wire, CaseIterable, Hashable, RawRepresentable where RawValue == String {}

extension Choice {
  public static var schema: Schema { .choice(allCases.map(\.rawValue)) }
  public static var blank: Self { allCases[allCases.startIndex] }
  public init(_ json: JSON, noting issues: inout Issues) {
    if case .string(let text) = json, let choice = Self(rawValue: text) {
      self = choice
      return
    }
    self = .blank
    let choices = Self.allCases.map { "'\($0.rawValue)'" }.joined(separator: " | ")
    if case .string(let text) = json {
      issues.add("Invalid enum value. Expected \(choices), received '\(text.prefix(100))'")
    } else {
      issues.add("Expected \(choices), received \(json.kind)")
    }
  }
  @inlinable public func write(to writer: inout JSONWriter) { writer.string(rawValue) }
}

/// A typed identifier, so that a credential's ID cannot be passed for a user's.
///
/// Any 1 to 200 printable characters are valid, since scenarios and test suites may use IDs other than UUIDs.
public struct ID<Owner>: Hashable, Sendable, Wire, CustomStringConvertible, ExpressibleByStringLiteral {
  public static var lengthMax: Int { 200 }
  public let text: String
  @inlinable public init(_ text: String) { self.text = text }
  @inlinable public init(stringLiteral text: String) { self.text = text }
  @inlinable public static func == (one: Self, other: Self) -> Bool { one.text == other.text }
  @inlinable public func hash(into hasher: inout Hasher) { hasher.combine(text) }
  public var description: String { text }
  public static var schema: Schema { .identifier }
  public static var blank: Self { Self("") }
  public init(_ json: JSON, noting issues: inout Issues) {
    guard case .string(let text) = json else {
      self.text = ""
      issues.expected("string", json)
      return
    }
    self.text = text
    if text.isEmpty {
      issues.add("String must contain at least 1 character(s)")
    } else if text.utf8.count > Self.lengthMax {
      issues.add("String must contain at most \(Self.lengthMax) character(s)")
    } else if text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
      issues.add("Invalid uuid")
    } else {
      issues.refuseBlank(text)
    }
  }
  @inlinable public func write(to writer: inout JSONWriter) { writer.string(text) }
}
