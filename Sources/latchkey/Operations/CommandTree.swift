import API
import Wire

/// The catalogue as commands: `/acs/users/create` is `acs users create`.
///
/// What names a house or a version and no thing is left out: `/latchkey/v1/clock/advance` is `clock advance`, and
/// `/seam/mobile_sdk/v1/phone_sessions/get_or_create` is `mobile-sdk phone-sessions get-or-create`. The server's own
/// operations on webhooks, which bear names that the public API has, are `webhooks deliveries get` and so on.
struct CommandTree: Sendable {
  let commands: [Command]

  struct Command: Sendable {
    let words: [String]
    let endpoint: any Endpoint.Type
  }

  /// What the first words of a command line stand for.
  enum Match {
    case operation(Command, arguments: [String])
    /// A group, which is asked for what is in it.
    case group([String])
    /// A word that the group does not know.
    case unknown(word: String, in: [String])
  }

  init(_ catalogue: [any Endpoint.Type]) {
    commands = catalogue.map { Command(words: Self.words(of: $0.operation.path), endpoint: $0) }
  }

  static func words(of path: String) -> [String] {
    var segments = path.split(separator: "/").map(String.init)
    if ["latchkey", "seam"].contains(segments[0]) {
      segments.removeFirst()
      segments.removeAll { $0.first == "v" && Int($0.dropFirst()) != nil }
      if segments.first == "webhooks" { segments.insert("deliveries", at: 1) }
    }
    return segments.map { $0.replacing("_", with: "-") }
  }

  /// The words that may follow these, in the catalogue's order.
  func words(after group: [String]) -> [String] {
    var seen: Set<String> = []
    return commands.compactMap { command in
      guard command.words.count > group.count, command.words.starts(with: group) else { return nil }
      let word = command.words[group.count]
      return seen.insert(word).inserted ? word : nil
    }
  }

  func command(_ words: [String]) -> Command? { commands.first { $0.words == words } }

  /// What `arguments` ask for, or nil where the first word is no group of the catalogue.
  func match(_ arguments: [String]) -> Match? {
    var rest = arguments[...]
    if rest.first == "help", rest.count > 1 {
      rest.removeFirst()
      rest.append("--help")
    }
    var group: [String] = []
    while let argument = rest.first, !argument.hasPrefix("-") {
      let word = argument.replacing("_", with: "-")
      guard words(after: group).contains(word) else {
        return group.isEmpty ? nil : .unknown(word: argument, in: group)
      }
      group.append(word)
      rest.removeFirst()
      if let command = command(group) { return .operation(command, arguments: Array(rest)) }
    }
    return group.isEmpty ? nil : .group(group)
  }
}
