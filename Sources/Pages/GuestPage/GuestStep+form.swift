import Operations

extension GuestStep {
  /// The step that a form requests. Nil if there is no such step.
  init?(_ form: FormFields) {
    switch form.step {
    case "start": self = .start
    case "leave": self = .leave
    case "show_pin": self = .showPin
    case "hide_pin": self = .hidePin
    case "open":
      guard let door = form["door"] else { return nil }
      self = .open(door: door)
    default: return nil
    }
  }
}
