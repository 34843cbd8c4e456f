import Wire

/// A part of a request or a response, by the names of the API: `answer.acs_user.acs_user_id`. A missing part is a value
/// too, so that tests need no optionals.
@dynamicMemberLookup
struct Value: Equatable, Sendable {
  /// Nil if the part is missing.
  let json: JSON?

  static let null = Value(.null)

  init(_ json: JSON?) { self.json = json }

  subscript(dynamicMember name: String) -> Value { Value(json?[name]) }
  subscript(name: String) -> Value { Value(json?[name]) }
  subscript(index: Int) -> Value {
    let items = items
    return items.indices.contains(index) ? items[index] : Value(nil)
  }

  /// The items of an array. Empty for other types.
  var items: [Value] { if case .array(let items)? = json { items.map { Value($0) } } else { [] } }
  /// The names of an object's members.
  var names: Set<String> { if case .object(let members)? = json { Set(members.keys) } else { [] } }
  var count: Int { items.count }
  var isMissing: Bool { json == nil }
  /// The text of a string. Empty for other types.
  var text: String { json?.text ?? "" }
  var number: Int? { if case .int(let number)? = json { number } else { nil } }

  func contains(_ text: String) -> Bool { description.contains(text) }
  /// The member of each item.
  func each(_ name: String) -> [Value] { items.map { $0[name] } }
  /// The first item whose member has a value.
  func first(_ name: String, _ value: Value) -> Value { items.first { $0[name] == value } ?? Value(nil) }

  /// The object with changed members.
  func with(_ changes: Value) -> Value {
    guard case .object(let members)? = json, case .object(let more)? = changes.json else { return changes }
    return Value(.object(members.merging(more) { $1 }))
  }

  /// The object without some members.
  func without(_ names: String...) -> Value {
    guard case .object(let members)? = json else { return self }
    return Value(.object(members.filter { !names.contains($0.key) }))
  }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral {
  init(stringLiteral text: String) { self.init(.string(text)) }
  init(integerLiteral number: Int) { self.init(.int(number)) }
}

extension Value: ExpressibleByBooleanLiteral, ExpressibleByFloatLiteral {
  init(booleanLiteral truth: Bool) { self.init(.bool(truth)) }
  init(floatLiteral number: Double) { self.init(.double(number)) }
}

extension Value: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  init(arrayLiteral items: Value...) { self.init(items) }
  init(_ items: [Value]) { self.init(.array(items.map { $0.json ?? .null })) }
  init(dictionaryLiteral members: (String, Value)...) {
    self.init(.object(Dictionary(members.compactMap { name, value in value.json.map { (name, $0) } }) { $1 }))
  }
}

extension Value {
  /// A missing member is not unequal to anything, so that a test of an inequality requires the member.
  static func != (one: Value, other: Value) -> Bool { !one.isMissing && !other.isMissing && one.json != other.json }
}

extension Value: Hashable, CustomStringConvertible {
  var description: String { json.map { String(decoding: $0.bytes, as: UTF8.self) } ?? "nothing" }
}
