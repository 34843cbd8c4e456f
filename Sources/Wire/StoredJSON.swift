/// The stored JSON of a value, which is passed through unchanged.
public struct StoredJSON<Value: Wire>: Wire, Answer {
  public let bytes: [UInt8]

  /// - Parameter bytes: The output of a `Value`.
  public init(bytes: [UInt8]) { self.bytes = bytes }

  public init(_ value: Value) { bytes = value.jsonBytes }

  public static var schema: Schema { Value.schema }
  public static var blank: StoredJSON { StoredJSON(bytes: Value.blank.jsonBytes) }
  public init(_ json: JSON, noting issues: inout Issues) { bytes = Value(json, noting: &issues).jsonBytes }
  public func write(to writer: inout JSONWriter) { writer.raw(bytes) }
}
