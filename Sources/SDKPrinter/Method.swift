import API
import Wire

/// The longest line that is printed.
private let lineMax = 120

/// The methods of one operation. An operation with pages has more than one.
struct Method {
  private let operation: Operation
  private let request: String
  private let parameters: [Parameter]
  private let constraints: [Constraint]
  private let response: Any.Type
  private let shadowed: Set<String>

  init<E: Endpoint>(_ endpoint: E.Type, shadowed: Set<String>) {
    operation = E.operation
    request = written(E.self, shadowed: shadowed)
    parameters = Parameter.all(of: endpoint, shadowed: shadowed)
    constraints = E.constraints
    response = E.Response.self
    self.shadowed = shadowed
  }

  private var name: String {
    let word = camelCased(operation.path.split(separator: "/").last ?? "")
    // A word of the language needs marks where it is declared.
    return word == "import" ? "`\(word)`" : word
  }
  /// `list` is `listAll`, `listOpeners` is `listAllOpeners`.
  private var nameOfAll: String { name.hasPrefix("list") ? "listAll" + name.dropFirst(4) : name + "All" }
  private var result: String { written(response, shadowed: shadowed) }

  /// The source lines of the methods, without the indentation of their group.
  var lines: [String] {
    if let element = argument(of: "Page") { return listAll(element) + [""] + list(element) }
    if result == "ActionAttempt" { return awaited }
    let isVoid = result == "Nothing"
    let declaration = declaration(name, parameters, "async throws" + (isVoid ? "" : " -> \(result)"))
    let note = isVoid || operation.kind == .read ? [] : ["@discardableResult"]
    return documentation(operation.doc, parameters) + note + declaration
      + body((isVoid || parameters.isEmpty ? "" : "return ") + "try await seam.send(\(sent))")
  }

  /// A method that waits until the action attempt has ended.
  private var awaited: [String] {
    let waiting = Parameter(
      name: "", label: "waiting", type: "Waiting?", standard: "nil", assignment: "",
      doc: "How long to wait for the attempt to finish. Defaults to the client's setting.")
    return documentation(operation.doc, parameters + [waiting]) + ["@discardableResult"]
      + declaration(name, parameters + [waiting], "async throws -> ActionAttempt")
      + body((parameters.isEmpty ? "" : "return ") + "try await seam.finished(seam.send(\(sent)), waiting)")
  }

  private func listAll(_ element: String) -> [String] {
    let shown = parameters.filter { $0.name != "page_cursor" }
    return documentation("\(operation.doc) Pages are fetched on demand.", shown)
      + declaration(nameOfAll, shown, "-> Paginator<\(element)>")
      + body((shown.isEmpty ? "" : "return ") + "Paginator(seam, \(sent))", shown)
  }

  private func list(_ element: String) -> [String] {
    let arguments = parameters.filter { $0.name != "page_cursor" }.map { "\($0.label): \($0.label)" }
    let which = "Returns one page: the first, or the one at `pageCursor`."
    var lines = documentation("\(operation.doc) \(which)", parameters)
    lines += declaration(name, parameters, "async throws -> [\(element)]")
    let call = "  try await \(nameOfAll)(" + arguments.joined(separator: ", ") + ").items(after: pageCursor)"
    if call.count <= lineMax - 4 { return lines + [call, "}"] }
    lines.append("  try await \(nameOfAll)(")
    lines += packed(arguments, indent: "    ")
    return lines + ["  ).items(after: pageCursor)", "}"]
  }

  private var sent: String { parameters.isEmpty ? "\(request)()" : "request" }

  private func body(_ last: String, _ shown: [Parameter]? = nil) -> [String] {
    let assignments = (shown ?? parameters).map { "  \($0.assignment)" }
    return (assignments.isEmpty ? [] : ["  var request = \(request)()"]) + assignments + ["  \(last)", "}"]
  }

  private func declaration(_ name: String, _ parameters: [Parameter], _ effects: String) -> [String] {
    let arguments = parameters.map { "\($0.label): \($0.type)" + ($0.standard.map { " = \($0)" } ?? "") }
    let whole = "public func \(name)(\(arguments.joined(separator: ", "))) \(effects) {"
    if whole.count <= lineMax - 4 { return [whole] }
    return ["public func \(name)("] + packed(arguments, indent: "  ") + [") \(effects) {"]
  }

  /// Arguments on as few lines as hold them.
  private func packed(_ arguments: [String], indent: String) -> [String] {
    var lines: [String] = []
    for (index, argument) in arguments.enumerated() {
      let text = argument + (index == arguments.count - 1 ? "" : ",")
      if let last = lines.last, last.count + text.count + 1 <= lineMax - 4 {
        lines[lines.count - 1] = "\(last) \(text)"
      } else {
        lines.append(indent + text)
      }
    }
    return lines
  }

  private func documentation(_ doc: String, _ parameters: [Parameter]) -> [String] {
    var lines = wrapped(spelledForSwift(doc), first: "/// ", next: "/// ")
    let rules = constraints.map { $0.sentence(label) }
    if !rules.isEmpty { lines += ["///"] + rules.flatMap { wrapped($0, first: "/// ", next: "/// ") } }
    if parameters.isEmpty { return lines }
    lines += ["///", "/// - Parameters:"]
    for parameter in parameters {
      lines += wrapped("\(parameter.label): \(parameter.doc)", first: "///   - ", next: "///     ")
    }
    return lines
  }

  private func label(_ name: String) -> String {
    "`\(parameters.first { $0.name == name }?.label ?? camelCased(name))`"
  }

  private func wrapped(_ text: String, first: String, next: String) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + word.count + 1 <= lineMax - 4 {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append((lines.isEmpty ? first : next) + word)
      }
    }
    return lines
  }

  private func argument(of generic: String) -> String? {
    result.hasPrefix("\(generic)<") ? String(result.dropFirst(generic.count + 1).dropLast()) : nil
  }
}

extension Constraint {
  /// The rule as a sentence.
  fileprivate func sentence(_ label: (String) -> String) -> String {
    func list(_ names: [String], _ word: String) -> String {
      let labels = names.map(label)
      return labels.dropLast().joined(separator: ", ") + (labels.count > 1 ? " \(word) " : "") + (labels.last ?? "")
    }
    switch self {
    case .atLeastOne(let names): return "Give at least one of \(list(names, "and"))."
    case .exactlyOne(let names): return "Give exactly one of \(list(names, "and"))."
    case .notBoth(let one, let other): return "Do not give both \(list([one, other], "and"))."
    case .oneGroup(let groups): return "Give either " + groups.map { list($0, "and") }.joined(separator: ", or ") + "."
    }
  }
}
