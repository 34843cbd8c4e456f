import Wire

/// The rules of a field in the OpenAPI document.
extension Rule {
  /// Adds the rule to the schema of the field.
  func describe(in schema: inout [String: JSON]) {
    let isList = schema["type"] == .string("array")
    switch self {
    case .minLength(let bound): schema[isList ? "minItems" : "minLength"] = .int(bound)
    case .maxLength(let bound): schema[isList ? "maxItems" : "maxLength"] = .int(bound)
    case .minimum(let bound): schema["minimum"] = .int(bound)
    case .positive:
      schema["minimum"] = .int(0)
      schema["exclusiveMinimum"] = .bool(true)
    case .positiveNumber, .number, .countingNumber:
      schema["type"] = .string("number")
      schema["format"] = .string("float")
    case .maximum(let bound): schema["maximum"] = .int(bound)
    case .eachNumber(let minimum, let maximum):
      schema["items"] = schema["items"]?.with(["minimum": .int(minimum), "maximum": .int(maximum)])
    case .email: schema["format"] = .string("email")
    case .digits: schema["pattern"] = .string("^\\d+$")
    case .timeOfDay: schema["pattern"] = .string("^([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?$")
    case .word: schema["pattern"] = .string("^[a-zA-Z_]\\w*$")
    case .text:
      schema["format"] = nil
      schema["items"] = schema["items"]?.with(["format": nil])
    case .textOrBoolean:
      schema["oneOf"] = .array(["string", "boolean"].map { .object(["type": .string($0)]) })
    case .without(let values):
      guard case .array(let choices)? = schema["enum"] else { break }
      schema["enum"] = .array(choices.filter { !values.contains($0.text ?? "") })
    case .emptyByDefault: schema["default"] = .object([:])
    case .always(let value): schema["enum"] = .array([.bool(value)])
    case .url: schema["format"] = .string("uri")
    case .secret: schema["x-latchkey-secret"] = .bool(true)
    }
  }
}

extension JSON {
  /// The object with other members. Nil removes one.
  fileprivate func with(_ changes: [String: JSON?]) -> JSON {
    guard case .object(var members) = self else { return self }
    for (name, value) in changes { members[name] = value }
    return .object(members)
  }
}
