import API
import Wire

/// The facts that decide an explanation, in their order.
enum ConsoleChain {
  /// The context of the partial `chain`.
  static func context(_ explanation: AccessExplanation, _ times: ConsoleTimes) -> ConsoleContext {
    ["links": explanation.chain.map { link($0, times) }]
  }

  private static func link(_ link: AccessLink, _ times: ConsoleTimes) -> ConsoleContext {
    let mark: (kind: String, icon: ConsoleIcon, word: String) =
      switch link.holds.known {
      case .yes: ("yes", .check, "Yes")
      case .no: ("no", .x, "No")
      case .unknown, nil: ("unknown", .question, "Unknown")
      }
    return [
      "kind": mark.kind, "icon": icon(mark.icon), "word": mark.word, "message": link.message,
      "since": shown(link.since.map { times.moment($0) }),
    ]
  }
}
