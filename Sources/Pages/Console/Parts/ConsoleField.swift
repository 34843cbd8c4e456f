/// A field of a form, with its label, hint and error. What was typed stays.
struct ConsoleField: Sendable {
  enum Kind: Sendable {
    case text, email, tel, search, password, number, date, datetime
    case textarea(rows: Int)
    /// Its value is `on` if it is checked.
    case checkbox
    case hidden
    case file(accept: String)
    case select([ConsoleChoice])
    case radios([ConsoleChoice])
    case checkboxes([ConsoleChoice])
  }

  private let name: String
  private let label: String
  private let kind: Kind
  private let value: String?
  private let hint: String?
  private let isRequired: Bool
  private let error: String?
  private let autocomplete: String?

  init(
    _ name: String, _ label: String, _ kind: Kind = .text, value: String? = nil, hint: String? = nil,
    isRequired: Bool = false, faults: ConsoleFaults = .none, autocomplete: String? = nil
  ) {
    self.name = name
    self.label = label
    self.kind = kind
    self.value = value
    self.hint = hint
    self.isRequired = isRequired
    error = faults[name]
    self.autocomplete = autocomplete
  }

  /// The context of the partial `field`. The ID of the element is the name.
  var context: ConsoleContext {
    let described = [error.map { _ in "\(name)-error" }, hint.map { _ in "\(name)-hint" }].compactMap(\.self)
    var context: ConsoleContext = [
      "name": name, "label": label, "value": value ?? "", "hint": shown(hint), "error": shown(error),
      "errorIcon": icon(.xCircle), "isRequired": isRequired,
      "describedBy": shown(described.isEmpty ? nil : described.joined(separator: " ")),
      "autocomplete": shown(autocomplete), "accept": false,
    ]
    for form in ["isInput", "isTextarea", "isCheckbox", "isHidden", "isSelect", "isGroup"] { context[form] = false }
    switch kind {
    case .text, .email, .tel, .search, .password, .number, .date, .datetime, .file:
      context["isInput"] = true
      context["type"] = inputType
      if case .file(let accept) = kind { context["accept"] = accept }
      if isSecret { context["value"] = "" }
    case .textarea(let rows):
      context["isTextarea"] = true
      context["rows"] = rows
    case .checkbox:
      context["isCheckbox"] = true
      context["isChecked"] = value == "on"
    case .hidden: context["isHidden"] = true
    case .select(let choices):
      context["isSelect"] = true
      context["choices"] = choices.map(\.context)
    case .radios(let choices): group(choices, "radio", &context)
    case .checkboxes(let choices): group(choices, "checkbox", &context)
    }
    return context
  }

  private func group(_ choices: [ConsoleChoice], _ type: String, _ context: inout ConsoleContext) {
    context["isGroup"] = true
    context["type"] = type
    context["choices"] = choices.map(\.context)
  }

  private var isSecret: Bool {
    switch kind {
    case .password, .file: true
    default: false
    }
  }

  private var inputType: String {
    switch kind {
    case .email: "email"
    case .tel: "tel"
    case .search: "search"
    case .password: "password"
    case .number: "number"
    case .date: "date"
    case .datetime: "datetime-local"
    case .file: "file"
    case .text, .textarea, .checkbox, .hidden, .select, .radios, .checkboxes: "text"
    }
  }
}

/// A choice of a field.
struct ConsoleChoice: Sendable {
  private let value: String
  private let label: String
  private let isChosen: Bool
  private let detail: String?
  private let isDisabled: Bool

  init(_ value: String, _ label: String, isChosen: Bool = false, detail: String? = nil, isDisabled: Bool = false) {
    self.value = value
    self.label = label
    self.isChosen = isChosen
    self.detail = detail
    self.isDisabled = isDisabled
  }

  var context: ConsoleContext {
    ["value": value, "label": label, "isChosen": isChosen, "detail": shown(detail), "isDisabled": isDisabled]
  }
}
