import API
import Wire

/// Help for groups and operations, generated from the catalogue.
enum OperationHelp {
  /// The groups of the catalogue, for the help of the whole program.
  static func overview(of tree: CommandTree) -> String {
    let groups = tree.words(after: [])
    return """
      Every API operation is a command: `latchkey acs users create --help`. Set the server and the key by \
      SEAM_ENDPOINT and SEAM_API_KEY. The groups of commands, each with its --help:

      \(Paragraph.wrapped(groups.joined(separator: ", "), indent: 2))

      `latchkey completion bash`, `zsh` or `fish` prints the shell's completion script.
      """
  }

  static func group(_ group: [String], of tree: CommandTree) -> String {
    let title = group.joined(separator: " ")
    let entries = tree.words(after: group).map { word -> (String, String) in
      let words = group + [word]
      if let command = tree.command(words) { return (word, command.endpoint.operation.title) }
      return (word, tree.words(after: words).joined(separator: ", "))
    }
    return """
      USAGE: latchkey \(title) <command>

      COMMANDS:
      \(Paragraph.list(entries))

      See `latchkey \(title) <command> --help` for each.
      """
  }

  static func operation(_ command: CommandTree.Command) -> String {
    let endpoint = command.endpoint
    let options = FieldOption.options(of: endpoint.fields)
    let required = options.filter { command.requires($0) }
    let file = command.takesFile ? " \(StaysFile.placeholder)" : ""
    let usage = file + required.map { " \($0.name) \($0.placeholder)" }.joined()
    let isPaged = options.contains { $0.name == "--page-cursor" }
    var sections = [
      "\(endpoint.operation.title). \(endpoint.operation.doc)",
      Paragraph.wrapped(
        "USAGE: latchkey \(command.words.joined(separator: " "))\(usage)\(required.count < options.count ? " …" : "")",
        indent: 2
      ).trimmedStart,
    ]
    let rules = constraints(of: endpoint).map(sentence)
    if !rules.isEmpty { sections.append(rules.joined(separator: "\n")) }
    let needed = (command.takesFile ? [(StaysFile.placeholder, StaysFile.doc)] : []) + required.map(entry)
    if !needed.isEmpty { sections.append("NEEDED:\n" + Paragraph.list(needed)) }
    let others = options.filter { !command.requires($0) }
    if !others.isEmpty { sections.append("PARAMETERS:\n" + Paragraph.list(others.map(entry))) }
    let all = isPaged ? [("--all", "Fetch all pages.")] : []
    let common = ClientOptions.described.map { ([$0.name, $0.placeholder].joined(separator: " "), $0.doc) }
    sections.append("THE CALL:\n" + Paragraph.list(all + common))
    return sections.joined(separator: "\n\n")
  }

  private static func constraints<E: Endpoint>(of _: E.Type) -> [Constraint] { E.constraints }

  private static func entry(_ option: FieldOption) -> (String, String) {
    var notes: [String] = []
    if case .choice(let values) = option.schema { notes.append("One of \(values.joined(separator: ", ")).") }
    if case .list(.choice(let values)) = option.schema { notes.append("Of \(values.joined(separator: ", ")).") }
    if option.isList { notes.append("May be repeated.") }
    if option.field.schema.isNullable { notes.append("May be null.") }
    if let standard = option.field.standard {
      notes.append("(default: \(standard.text ?? String(decoding: standard.bytes, as: UTF8.self)))")
    }
    let name = option.isMetadata ? "\(option.name).<key>" : option.name
    let placeholder = option.isFlag ? "" : " " + option.placeholder
    return (name + placeholder, ([option.field.doc] + notes).joined(separator: " "))
  }

  private static func sentence(_ constraint: Constraint) -> String {
    func list(_ names: [String], _ word: String) -> String {
      let options = names.map { FieldOption.name(of: $0) }
      guard let last = options.last, options.count > 1 else { return options.joined() }
      return options.dropLast().joined(separator: ", ") + " \(word) " + last
    }
    switch constraint {
    case .atLeastOne(let names): return "Give at least one of \(list(names, "and"))."
    case .exactlyOne(let names): return "Give exactly one of \(list(names, "or"))."
    case .notBoth(let one, let other): return "Do not give both \(list([one, other], "and"))."
    case .oneGroup(let groups): return "Give " + groups.map { list($0, "and") }.joined(separator: ", or ") + "."
    }
  }
}

/// Text layout for help.
enum Paragraph {
  private static let width = 100
  private static let column = 34

  /// Names and their meanings in two aligned columns.
  static func list(_ entries: [(String, String)]) -> String {
    entries.map { name, meaning in
      let head = "  " + name
      let body = wrapped(meaning, indent: column)
      return head.count + 2 > column ? head + "\n" + body : head.padded(to: column) + body.dropFirst(column)
    }.joined(separator: "\n")
  }

  static func wrapped(_ text: String, indent: Int) -> String {
    var lines = [String(repeating: " ", count: indent)]
    for word in text.split(separator: " ") {
      let last = lines[lines.count - 1]
      let isFresh = last.count == indent
      if !isFresh, last.count + 1 + word.count > width {
        lines.append(String(repeating: " ", count: indent) + word)
      } else {
        lines[lines.count - 1] = last + (isFresh ? "" : " ") + word
      }
    }
    return lines.joined(separator: "\n")
  }
}

extension String {
  fileprivate var trimmedStart: String { String(drop { $0 == " " }) }
}
