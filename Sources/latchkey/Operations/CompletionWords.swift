import API
import ArgumentParser
import Wire

/// The words that may come next on a command line.
struct CompletionWords {
  struct Candidate {
    let word: String
    let meaning: String
  }

  private let tree: CommandTree

  init(_ tree: CommandTree) { self.tree = tree }

  /// - Parameter words: The words after the program's name. The last is the one being typed, and may be empty.
  func candidates(_ words: [String]) -> [Candidate] {
    let before = Array(words.dropLast())
    let typed = words.last ?? ""
    return all(after: before).filter { $0.word.hasPrefix(typed) }
  }

  private func all(after words: [String]) -> [Candidate] {
    switch tree.match(words) {
    case .operation(let command, let arguments): options(of: command, after: arguments)
    case .group(let group): following(group)
    case .unknown: []
    case nil: words.isEmpty ? following([]) + programs([]) : programs(words)
    }
  }

  private func following(_ group: [String]) -> [Candidate] {
    tree.words(after: group).map { word in
      let command = tree.command(group + [word])
      return Candidate(word: word, meaning: command?.endpoint.operation.title ?? "Operations on \(word)")
    }
  }

  private func options(of command: CommandTree.Command, after arguments: [String]) -> [Candidate] {
    let fields = command.endpoint.fields
    let options = FieldOption.options(of: fields)
    if arguments.last == "--null" {
      return FieldOption.nullablePaths(of: fields).map { path in
        Candidate(word: String(FieldOption.name(of: path.joined(separator: ".")).dropFirst(2)), meaning: "")
      }
    }
    if let last = arguments.last, let option = options.first(where: { $0.name == last }), !option.isFlag {
      return option.choices.map { Candidate(word: $0, meaning: "") }
    }
    let valued = ClientOptions.described.filter { !$0.placeholder.isEmpty }
    if let last = arguments.last, valued.contains(where: { $0.name == last }) { return [] }
    let open = options.filter { $0.isList || $0.isMetadata || !arguments.contains($0.name) }
    let paging = options.contains { $0.name == "--page-cursor" } ? [("--all", "Fetch all pages.")] : []
    return open.map { Candidate(word: $0.isMetadata ? $0.name + "." : $0.name, meaning: $0.field.doc) }
      + (paging + ClientOptions.described.map { ($0.name, $0.doc) }).map { Candidate(word: $0, meaning: $1) }
  }

  /// Commands other than operations, and their options, from their own descriptions.
  private func programs(_ words: [String]) -> [Candidate] {
    var command: any ParsableCommand.Type = Latchkey.self
    for word in words {
      guard let inner = command.configuration.subcommands.first(where: { Self.name($0) == word }) else { continue }
      command = inner
    }
    if command == Completion.self { return Completion.Shell.allCases.map { Candidate(word: $0.rawValue, meaning: "") } }
    let inner = command.configuration.subcommands.filter { $0.configuration.shouldDisplay }
    guard inner.isEmpty else {
      return inner.map { Candidate(word: Self.name($0), meaning: $0.configuration.abstract) }
    }
    let help = Latchkey.helpMessage(for: command, columns: 200)
    let names = help.split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "-") }).filter { $0.hasPrefix("--") }
    return Set(names.map(String.init)).subtracting(words).sorted().map { Candidate(word: $0, meaning: "") }
  }

  private static func name(_ command: any ParsableCommand.Type) -> String {
    command.configuration.commandName ?? String(describing: command).lowercased()
  }
}
