import API
import Wire

/// The catalogue as commands: `/acs/users/create` is `acs users create`.
///
/// Path components that name a vendor or a version are omitted: `/latchkey/v1/clock/advance` is `clock advance`, and
/// `/seam/mobile_sdk/v1/phone_sessions/get_or_create` is `mobile-sdk phone-sessions get-or-create`. The server's own
/// webhook operations, whose names also exist in the public API, are `webhooks deliveries get` and so on.
struct CommandTree: Sendable {
  let commands: [Command]

  struct Command: Sendable {
    let words: [String]
    let endpoint: any Endpoint.Type

    /// Whether a file with stays gives some of the parameters.
    var takesFile: Bool { endpoint == Stays.Import.self }

    /// Whether every call must have an option, because no file gives its value.
    func requires(_ option: FieldOption) -> Bool { option.isRequired && !(takesFile && StaysFile.gives(option)) }
  }

  /// The meaning of the first words of a command line.
  enum Match {
    case operation(Command, arguments: [String])
    /// A group, whose help is shown.
    case group([String])
    /// A word that the group does not have.
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

  /// The words that may follow, in the catalogue's order.
  func words(after group: [String]) -> [String] {
    var seen: Set<String> = []
    return commands.compactMap { command in
      guard command.words.count > group.count, command.words.starts(with: group) else { return nil }
      let word = command.words[group.count]
      return seen.insert(word).inserted ? word : nil
    }
  }

  func command(_ words: [String]) -> Command? { commands.first { $0.words == words } }

  /// The match of `arguments`, or nil if the first word is not a group of the catalogue.
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
