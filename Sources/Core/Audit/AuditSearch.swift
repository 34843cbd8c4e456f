import API
import Wire

/// A search for a text in entries of the audit. Erased values are not found.
package struct AuditSearch: Sendable {
  private let text: String
  /// The paths of the operations whose titles contain the text.
  private let operations: Set<String>
  private let named: Set<String>

  /// - Parameters:
  ///   - text: the text, in any case and with or without accents.
  ///   - named: the IDs of resources and operators, and the public parts of keys, whose current names contain the text.
  package init(_ text: String, named: Set<String>) {
    let folded = foldedText(text)
    self.text = folded
    self.named = named
    let operations = catalogue.map { $0.operation }
    self.operations = Set(operations.filter { foldedText($0.title).contains(folded) }.map { $0.path })
  }

  /// Whether the entry's operation, request, author, resources or values contain the text.
  package func finds(_ entry: AuditEntryRecord) -> Bool {
    operations.contains(entry.operation) || isInText(entry.operation) || isInText(entry.requestID ?? "")
      || isInName(entry.author.operatorID) || isInName(entry.author.reference)
      || entry.records.contains { isInRecord($0) }
  }

  private func isInText(_ other: String) -> Bool { foldedText(other).contains(text) }

  private func isInName(_ id: String?) -> Bool { id.map { named.contains($0) || isInText($0) } ?? false }

  private func isInRecord(_ record: AuditedRecord) -> Bool {
    record.subjects.contains { isInName($0.id) }
      || record.parts.contains { part in
        guard let opening = part.opening, let values = try? JSON.parse(opening.text.utf8) else { return false }
        return isInValue(values)
      }
  }

  /// The names of members are not searched, since most entries have the same.
  private func isInValue(_ value: JSON) -> Bool {
    switch value {
    case .string(let other): isInText(other)
    case .array(let items): items.contains { isInValue($0) }
    case .object(let members): members.values.contains { isInValue($0) }
    case .null, .bool, .int, .double: false
    }
  }
}
