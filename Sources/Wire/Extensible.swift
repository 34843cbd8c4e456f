/// A choice in an answer. The other side may know more of them than this code does, and what it says is kept.
///
/// Reading notes a fault for an unknown text all the same: who must be strict throws it, who must go on drops it.
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

  /// The choice, or nil where this code does not know it.
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

/// Compares with a known choice; an unknown one is equal to none.
public func == <Known>(extensible: Extensible<Known>?, choice: Known) -> Bool { extensible?.known == choice }
public func != <Known>(extensible: Extensible<Known>?, choice: Known) -> Bool { extensible?.known != choice }

extension Extensible: CustomStringConvertible {
  public var description: String { rawValue }
}
