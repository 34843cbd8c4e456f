/// Writes the fields of a record as the members of an object.
///
/// A module that declares records compiles all of this for each of them, with the types that its fields have. Calls
/// through generic code, a field at a time, would take ten times as long.
extension JSONWriter: Field {
  @inlinable public mutating func visit<V: Wire>(
    _ name: StaticString, _ value: inout V, _ doc: StaticString, _ rules: [Rule]
  ) {
    key(name)
    value.write(to: &self)
    comma()
  }

  @inlinable public mutating func visit<V: Wire>(
    standard name: StaticString, _ value: inout V, _ doc: StaticString, _ rules: [Rule]
  ) { visit(name, &value, doc, rules) }

  @inlinable public mutating func visit<V: Wire>(
    optional name: StaticString, _ value: inout V?, _ doc: StaticString, _ rules: [Rule]
  ) {
    guard let value else { return }
    key(name)
    value.write(to: &self)
    comma()
  }

  @inlinable public mutating func visit<V: Wire>(
    filter name: StaticString, _ value: inout V?, _ doc: StaticString, _ rules: [Rule]
  ) { visit(optional: name, &value, doc, rules) }

  @inlinable public mutating func visit<V: Wire>(
    change name: StaticString, _ value: inout Change<V>, _ doc: StaticString, _ rules: [Rule]
  ) {
    switch value {
    case .keep: return
    case .clear:
      key(name)
      raw("null")
      comma()
    case .set(let present):
      key(name)
      present.write(to: &self)
      comma()
    }
  }
}
