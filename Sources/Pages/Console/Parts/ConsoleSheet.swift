/// Asks before an action: a popover on the page, and a page of its own after a refusal.
struct ConsoleSheet: Sendable {
  let title: String
  private let id: String
  private let action: String
  private let step: String
  private let button: String
  private let cancel: String
  private let isDanger: Bool
  private let lead: String?
  private let consequences: [(icon: ConsoleIcon, text: String)]
  private let fields: [ConsoleField]
  private let values: [(name: String, value: String)]

  init(
    id: String, title: String, action: String, step: String, button: String, cancel: String = "Cancel",
    isDanger: Bool = false, lead: String? = nil, consequences: [(icon: ConsoleIcon, text: String)] = [],
    fields: [ConsoleField] = [], values: [(name: String, value: String)] = []
  ) {
    self.id = id
    self.title = title
    self.action = action
    self.step = step
    self.button = button
    self.cancel = cancel
    self.isDanger = isDanger
    self.lead = lead
    self.consequences = consequences
    self.fields = fields
    self.values = values
  }

  /// The context of the partial `sheet`, which `<button popovertarget="ID">` opens.
  var context: ConsoleContext {
    [
      "id": id, "title": title, "action": action, "step": step, "button": button, "cancel": cancel,
      "isDanger": isDanger, "lead": shown(lead), "hasConsequences": !consequences.isEmpty,
      "consequences": consequences.map { ["icon": icon($0.icon), "text": $0.text] as ConsoleContext },
      "fields": fields.map(\.context), "values": hiddenValues(values),
    ]
  }
}
