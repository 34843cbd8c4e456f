/// The digits that open a door. Shows nothing of them when printed.
public struct Pin: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
  public let digits: String

  /// - Parameter digits: 4 to 16 digits; nil for anything else.
  public init?(_ digits: String) {
    guard (4...16).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    self.digits = digits
  }

  public var description: String { "Pin(…)" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
