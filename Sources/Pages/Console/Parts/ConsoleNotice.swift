/// The result of a form, or what is wrong, on top of a page.
struct ConsoleNotice: Sendable {
  /// A bad one interrupts screen readers.
  enum Kind: String, Sendable {
    case ok, info, warn, bad

    var icon: ConsoleIcon {
      switch self {
      case .ok: .checkCircle
      case .info: .info
      case .warn: .warn
      case .bad: .xCircle
      }
    }
  }

  private let kind: Kind
  private let title: String
  private let text: String?
  private let links: [(href: String, text: String)]
  private let undo: ConsoleForm?

  init(
    _ kind: Kind, _ title: String, _ text: String? = nil, links: [(href: String, text: String)] = [],
    undo: ConsoleForm? = nil
  ) {
    self.kind = kind
    self.title = title
    self.text = text
    self.links = links
    self.undo = undo
  }

  var context: ConsoleContext {
    [
      "kind": kind.rawValue, "announcement": kind == .bad ? "alert" : "status", "icon": icon(kind.icon), "title": title,
      "text": shown(text), "links": links.map { ["href": $0.href, "text": $0.text] as ConsoleContext },
      "undo": shown(undo?.context),
    ]
  }
}

/// A form of one button: to undo, to sync, to replay.
struct ConsoleForm: Sendable {
  private let action: String
  private let step: String
  private let button: String
  private let values: [(name: String, value: String)]
  private let symbol: ConsoleIcon?

  init(
    action: String, step: String, button: String, values: [(name: String, value: String)] = [],
    icon: ConsoleIcon? = nil
  ) {
    self.action = action
    self.step = step
    self.button = button
    self.values = values
    symbol = icon
  }

  var context: ConsoleContext {
    [
      "action": action, "step": step, "button": button, "values": hiddenValues(values),
      "icon": symbol.map { icon($0) } ?? "",
    ]
  }
}

/// The contexts of hidden fields.
func hiddenValues(_ values: [(name: String, value: String)]) -> [ConsoleContext] {
  values.map { ["name": $0.name, "value": $0.value] }
}

/// A value for a section of a template. A missing one hides the section, and values of outer contexts do not show.
func shown<Value: Sendable>(_ value: Value?) -> any Sendable {
  if let value { return value }
  return false
}
