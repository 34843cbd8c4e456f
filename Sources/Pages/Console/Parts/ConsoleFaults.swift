import API
import Wire

/// The faults of a refused form: general ones, and those of fields.
struct ConsoleFaults: Sendable {
  private var general: [String] = []
  private var byField: [(field: String, text: String)] = []
  private var pages: [(href: String, text: String)] = []

  private init() {}

  /// The faults that an operation reports.
  ///
  /// - Parameter fields: the fields of the form, by the names of their parameters. A parameter that is missing here has a
  ///   field of its own name, without those of the objects around it.
  init(_ error: APIError, fields: [String: String] = [:]) {
    for issue in error.issues?.all ?? [] {
      let parameter = issue.path.filter { Int($0) == nil }
      guard let first = parameter.first, let last = parameter.last else {
        general.append(issue.message)
        continue
      }
      let field = fields[parameter.joined(separator: ".")] ?? fields[first] ?? last
      add(field, issue.message == "Required" ? "Fill in this field." : issue.message)
    }
    if isEmpty { general = [error.message] }
  }

  static let none = ConsoleFaults()

  mutating func add(_ field: String, _ text: String) { byField.append((field, text)) }

  /// Adds a link to a page that helps to mend the form.
  mutating func add(link href: String, _ text: String) { pages.append((href, text)) }

  var isEmpty: Bool { general.isEmpty && byField.isEmpty }

  /// What is wrong with a field. Nil if nothing is.
  subscript(field: String) -> String? {
    let texts = byField.filter { $0.field == field }.map(\.text)
    return texts.isEmpty ? nil : texts.joined(separator: " ")
  }

  /// All faults, with links to the fields and to pages that help.
  var notice: ConsoleNotice {
    ConsoleNotice(
      .bad, "Nothing was changed.", general.isEmpty ? nil : general.joined(separator: " "),
      links: byField.map { (href: "#\($0.field)", text: $0.text) } + pages)
  }
}
