/// What a form has done, which the next page says.
enum CustomerDone {
  case form(CustomerStep)
  /// A stay was created for a guest whom the customer had already.
  case stayOfKnownGuest

  private static let stayOfKnownGuestText = "create_for_known_guest"

  init?(_ text: String) {
    if text == Self.stayOfKnownGuestText {
      self = .stayOfKnownGuest
    } else if let step = CustomerStep(rawValue: text) {
      self = .form(step)
    } else {
      return nil
    }
  }

  /// Its name in addresses.
  var text: String {
    switch self {
    case .form(let step): step.rawValue
    case .stayOfKnownGuest: Self.stayOfKnownGuestText
    }
  }
}
