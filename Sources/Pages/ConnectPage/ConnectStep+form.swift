import Operations

extension ConnectStep {
  /// The step that a form requests. Nil if there is no such step.
  init?(_ form: FormFields) {
    switch form.step {
    case "open": self = .open
    case "proceed": self = .proceed
    case "choose":
      guard let provider = form["provider"] else { return nil }
      self = .choose(provider: provider)
    case "sign_in": self = .signIn(username: form["username"] ?? "", password: form["password"] ?? "")
    case "leave": self = .leave
    case "select": self = .select(sites: form.all("site"))
    case "allow": self = .allow
    case "back": self = .back
    case "cancel": self = .cancel
    default: return nil
    }
  }
}
