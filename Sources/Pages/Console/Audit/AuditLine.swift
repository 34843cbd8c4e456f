import API
import Wire

/// A change of one member, such as "Ends: 4 Nov, 11:00 → 5 Nov, 11:00".
struct AuditLine: Sendable, Hashable {
  /// The maximum length of a line that is shown at once.
  static let briefMax = 120
  let text: String
  /// Whether a value was replaced, and not only given.
  let isReplacement: Bool
  private let isOfIdentifiers: Bool

  init(_ member: AuditEntry.Member, _ times: ConsoleTimes) {
    let name = AuditWords.member(member.name)
    isReplacement = member.from != nil
    isOfIdentifiers = member.name.hasSuffix("_id") || member.name.hasSuffix("_ids")
    text =
      if let from = member.from {
        "\(name): \(Self.text(from, times)) → \(Self.text(member.to, times))"
      } else {
        "\(name): \(Self.text(member.to, times))"
      }
  }

  /// Whether the line is shown at once. Others are among the details.
  var isBrief: Bool { !isOfIdentifiers && text.count <= Self.briefMax }

  private static func text(_ value: JSON?, _ times: ConsoleTimes) -> String {
    switch value {
    case nil, .null?: "none"
    case .bool(let truth)?: truth ? "yes" : "no"
    case .int(let number)?: String(number)
    case .string(let text)?: Self.text(text, times)
    case .array(let items)?: items.isEmpty ? "none" : items.map { Self.text($0, times) }.joined(separator: ", ")
    case .object(let members)?: length(members) ?? plainJSON(.object(members))
    case .double(let number)?: plainJSON(.double(number))
    }
  }

  private static func text(_ text: String, _ times: ConsoleTimes) -> String {
    if text.isEmpty { return "none" }
    // A moment has at least the length of 2024-11-04T11:00Z.
    guard text.utf8.count >= 17, let moment = Instant(text) else { return OperatorRole(rawValue: text)?.title ?? text }
    return moment == .earliest || moment == .latest ? "none" : times.text(moment)
  }

  /// Of a long value the audit has only the length.
  private static func length(_ members: [String: JSON]) -> String? {
    guard members.count == 1, case .int(let count)? = members["length"] else { return nil }
    return "a value of the length \(ConsoleParts.grouped(count))"
  }
}
