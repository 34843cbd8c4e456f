import Operations

/// The submitted form of a guest's page.
struct GuestForm {
  private let fields: FormFields

  init(_ text: String) { fields = FormFields(text) }

  var token: String { fields["form_token"] ?? "" }

  /// The requested step. Nil if there is no such step.
  var step: GuestStep? {
    switch fields.all("step").last {
    case "start": .start
    case "leave": .leave
    case "show_pin": .showPin
    case "hide_pin": .hidePin
    case "open": fields["door"].map { .open(door: $0) }
    default: nil
    }
  }
}
