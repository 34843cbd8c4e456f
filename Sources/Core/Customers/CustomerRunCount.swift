package import API
import Wire

extension CustomerRun {
  /// Counts records by what happened to them.
  package mutating func count(_ records: [CustomerRunRecord]) {
    for record in records {
      switch record.outcome.known {
      case .created: createdCount += 1
      case .changed: changedCount += 1
      case .unchanged: unchangedCount += 1
      case .deleted: deletedCount += 1
      case .refused, nil: refusedCount += 1
      }
    }
  }
}

/// Why a record cannot be taken.
package struct RecordRefused: Error, Hashable {
  package let code: String
  package let message: String

  package init(_ code: String, _ message: String) {
    self.code = code
    self.message = message
  }
}

extension RecordRefused {
  /// A record is not followed, since rules are off. Nil for no rules.
  package static func rulesOff(_ names: [String]) -> RecordRefused? {
    if names.isEmpty { return nil }
    let (noun, verb) = names.count == 1 ? ("rule", "is") : ("rules", "are")
    return RecordRefused(
      "rule_off",
      "The \(noun) \(names.joined(separator: " and ")) \(verb) off. Set it by /latchkey/v1/customers/update_rules, and push"
        + " the record again")
  }
}
