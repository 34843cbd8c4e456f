import API
import Wire

/// The front desk's words for stays.
enum StayWords {
  static func name(_ mode: Extensible<AccessMethod.Mode>) -> String {
    switch mode.known {
    case .mobileKey: "Phone"
    case .code: "PIN"
    case .card: "Card"
    case .cloudKey: "From this console"
    case nil: mode.rawValue
    }
  }

  static func icon(of mode: Extensible<AccessMethod.Mode>) -> ConsoleIcon {
    switch mode.known {
    case .mobileKey: .phone
    case .code: .pin
    case .card: .card
    case .cloudKey: .unlock
    case nil: .key
    }
  }

  /// Such as `Phone, PIN`: each once, in the order of the means.
  static func ways(_ modes: [Extensible<AccessMethod.Mode>]) -> String {
    var names: [String] = []
    for name in modes.map(name) where !names.contains(name) { names.append(name) }
    return names.isEmpty ? "None" : names.joined(separator: ", ")
  }

  /// Such as `Main Entrance, Elevator Lobby and 2 more`.
  static func list(_ names: [String]) -> String {
    switch names.count {
    case 0: "No doors"
    case 1...3: names.joined(separator: ", ")
    default: names.prefix(2).joined(separator: ", ") + " and \(names.count - 2) more"
    }
  }

  static func doors(_ count: Int) -> String { count == 1 ? "1 door" : "\(count) doors" }

  /// The state of a stay, with a badge only for an exception.
  static func state(_ displayStatus: String) -> (kind: ConsoleNotice.Kind?, text: String) {
    switch displayStatus {
    case "Active": (nil, "Current")
    case "Upcoming": (nil, "Upcoming")
    case "Ended": (nil, "Over")
    case "Being set up": (.info, "Being set up")
    case "Being deleted": (.info, "Being deleted")
    case "Needs attention": (.bad, "Needs attention")
    default: (.info, displayStatus)
    }
  }

  /// The state of a means of access.
  static func state(of method: AccessMethod) -> (kind: ConsoleNotice.Kind?, text: String) {
    switch method.displayStatus {
    case "Active": (nil, "Opens the doors")
    case "Issued": (nil, "Ready for the start of the stay")
    case "Reaching the locks": (.info, "Opens the doors in a few minutes")
    case "Ended": (nil, "Over")
    case "Being issued": (.info, "Not ready yet. It becomes ready by itself")
    case "Waiting for a card": (.warn, "Needs a card. Assign one or hold one to a reader")
    case "Waiting for an e-mail address": (.warn, "Needs the person’s e-mail address")
    case "Being deleted": (.info, "Being deleted")
    case "Failed to issue": (.bad, "Does not work yet")
    case "Refused at a door": (.bad, "Refused at a door")
    default: (.info, method.displayStatus)
    }
  }

  /// What to do about an error of a stay.
  static func nextStep(_ error: AccessGrantError) -> String {
    switch error.code.known {
    case .cannotCreateRequestedAccessMethods:
      "Move the stay to doors that take this way to open, or add a stay with another way."
    case nil: "Look at the connection of the site."
    }
  }

  /// What to do about a warning of a stay.
  static func nextStep(_ warning: AccessGrantWarning) -> String {
    switch warning.code.known {
    case .underprovisionedAccess: "Wait a minute and look again. If it stays, look at the connection of the site."
    case .overprovisionedAccess: "Wait a minute and look again. Until then, these doors still open."
    case .updatingAccessTimes, .beingDeleted: "Nothing to do: it ends by itself."
    case .requestedCodeUnavailable: "Give the guest the PIN that is shown here."
    case .deviceDoesNotSupportAccessCodes: "Give the guest a phone key or a card for this door."
    case .deviceTimeConstraintsViolated: "Change the times of the stay."
    case nil: "Look again in a minute."
    }
  }
}
