import Operations

/// The submitted form of the page.
struct ConnectForm {
  private let fields: FormFields

  init(_ text: String) { fields = FormFields(text) }

  var token: String { fields["form_token"] ?? "" }

  /// The requested step. Nil if there is no such step.
  var step: ConnectStep? {
    switch fields.all("step").last {
    case "open": .open
    case "proceed": .proceed
    case "choose": fields["provider"].map { .choose(provider: $0) }
    case "sign_in": .signIn(username: fields["username"] ?? "", password: fields["password"] ?? "")
    case "leave": .leave
    case "select": .select(sites: fields.all("site"))
    case "allow": .allow
    case "back": .back
    case "cancel": .cancel
    default: nil
    }
  }
}
