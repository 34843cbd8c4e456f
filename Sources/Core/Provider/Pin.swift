/// The digits that open a door. Redacted when printed.
package struct Pin: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
  package let digits: String

  /// - Parameter digits: 4 to 16 digits. Anything else gives nil.
  package init?(_ digits: String) {
    guard (4...16).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    self.digits = digits
  }

  package var description: String { "Pin(…)" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
