/// An enumeration in an answer that may have values unknown to this version. Unknown values are kept.
///
/// Reading an unknown value records a fault anyway. Strict readers throw it, tolerant readers ignore it.
public enum Extensible<Known: Choice>: Wire, Hashable {
  case known(Known)
  case unknown(String)

  /// The text on the wire.
  @inlinable public var rawValue: String {
    switch self {
    case .known(let choice): choice.rawValue
    case .unknown(let text): text
    }
  }

  /// The value, or nil if this version does not know it.
  public var known: Known? { if case .known(let choice) = self { choice } else { nil } }

  public static var schema: Schema { Known.schema }
  public static var blank: Self { .unknown("") }
  public init(_ json: JSON, noting issues: inout Issues) {
    let choice = Known(json, noting: &issues)
    let text = json.text ?? ""
    self = choice.rawValue == text ? .known(choice) : .unknown(text)
  }
  @inlinable public func write(to writer: inout JSONWriter) { writer.string(rawValue) }
}

/// Compares with a known value. An unknown value equals none.
public func == <Known>(extensible: Extensible<Known>?, choice: Known) -> Bool { extensible?.known == choice }
public func != <Known>(extensible: Extensible<Known>?, choice: Known) -> Bool { extensible?.known != choice }

extension Extensible: CustomStringConvertible {
  public var description: String { rawValue }
}
