import Core
import Wire

/// The records of an audit entry as two texts: one that never changes, and one with the values, which can be deleted.
enum AuditTexts {
  /// The names, subjects and commitments.
  static func records(of entries: [AuditedRecord]) -> String {
    text(
      entries.map { record in
        .object([
          "name": .string(record.name),
          "subjects": .array(record.subjects.map { .array([.string($0.type), .string($0.id)]) }),
          "parts": .array(record.parts.map { .array([.string($0.kind.rawValue), .string($0.commitment)]) }),
        ])
      })
  }

  /// For each record, and in it for each part, the salt and the values, or null.
  static func openings(of entries: [AuditedRecord]) -> String {
    text(
      entries.map { record in
        .array(
          record.parts.map { part in
            guard let opening = part.opening else { return .null }
            return .array([.string(opening.salt), .string(opening.text)])
          })
      })
  }

  private static func text(_ items: [JSON]) -> String { String(decoding: JSON.array(items).bytes, as: UTF8.self) }

  /// The records of two stored texts. What cannot be read is absent, so that the hash of the entry does not fit.
  static func records(_ records: String, _ openings: String) -> [AuditedRecord] {
    let opened = list(try? JSON.parse(openings.utf8))
    return list(try? JSON.parse(records.utf8)).enumerated().map { index, json in
      let values = list(index < opened.count ? opened[index] : nil)
      let parts = list(json["parts"]).enumerated().compactMap { position, part in
        read(part, opened: list(position < values.count ? values[position] : nil))
      }
      let subjects = list(json["subjects"]).map { subject in
        let texts = list(subject).map { $0.text ?? "" }
        return AuditSubject(type: texts.first ?? "", id: texts.last ?? "")
      }
      return AuditedRecord(name: json["name"]?.text ?? "", subjects: subjects, parts: parts)
    }
  }

  private static func read(_ part: JSON, opened: [JSON]) -> AuditedPart? {
    let texts = list(part).compactMap(\.text)
    guard texts.count == 2, let kind = AuditedPart.Kind(rawValue: texts[0]) else { return nil }
    let values = opened.compactMap(\.text)
    let opening = values.count == 2 ? AuditedPart.Opening(salt: values[0], text: values[1]) : nil
    return AuditedPart(kind: kind, commitment: texts[1], opening: opening)
  }

  private static func list(_ json: JSON?) -> [JSON] { if case .array(let items)? = json { items } else { [] } }
}
