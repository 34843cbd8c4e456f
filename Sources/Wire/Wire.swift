/// A type with a JSON form that can describe itself.
public protocol Wire: Sendable {
  static var schema: Schema { get }
  /// A placeholder while a record is read or described. It never leaves this module.
  static var blank: Self { get }
  init(_ json: JSON, noting issues: inout Issues)
  func write(to writer: inout JSONWriter)
}

extension Wire {
  /// Reads a value, or throws all its faults.
  public init(reading json: JSON, as reading: Reading = .answer) throws(Issues) {
    var issues = Issues(in: reading)
    let value = Self(json, noting: &issues)
    guard issues.all.isEmpty else { throw issues }
    self = value
  }

  /// The value as JSON text.
  public var jsonBytes: [UInt8] {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.bytes
  }
}
