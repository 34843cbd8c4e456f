import API
import Wire

extension OperatorRole {
  /// What the role may do, in a sentence.
  var powers: String {
    switch self {
    case .viewer: "Sees everything except PINs and links that open doors."
    case .frontDesk: "Arranges stays, opens doors and sees PINs."
    case .administrator: "Runs the workspace: sites, webhooks, API keys, operators and the audit log."
    }
  }

  /// The choices of a form.
  static func choices(chosen: String?) -> [ConsoleChoice] {
    allCases.map { ConsoleChoice($0.rawValue, $0.title, isChosen: $0.rawValue == chosen, detail: $0.powers) }
  }
}

extension Operator {
  /// The name of the role for people.
  var roleTitle: String { role.known?.title ?? role.rawValue }
}

/// Why a change of operators was refused, in words that say what to do.
enum OperatorRefusal {
  /// Nil for an error that this does not explain.
  static func notice(_ error: APIError, about name: String) -> ConsoleNotice? {
    switch error.type {
    case "last_administrator":
      ConsoleNotice(
        .bad, "\(name) is the last administrator.",
        "Make another operator an administrator first. Nothing was changed.")
    case "operator_of_other_workspaces":
      ConsoleNotice(
        .bad, "\(name) also runs workspaces that you do not administer.",
        "Only \(name), or an administrator of all of them, can change the name, the e-mail address and the tokens. "
          + "You can change the role here, or remove \(name) from this workspace. Nothing was changed.")
    default: nil
    }
  }

  /// The faults of a form with an e-mail address. Nil for an error that it cannot show.
  static func faults(_ error: APIError) -> ConsoleFaults? {
    if error.type == "operator_already_exists" {
      var faults = ConsoleFaults.none
      faults.add("email_address", "Another operator has this e-mail address.")
      return faults
    }
    return error.status == 400 ? ConsoleFaults(error) : nil
  }

  /// The same for the form that adds an operator.
  static func faultsOfNew(_ error: APIError) -> ConsoleFaults? {
    guard error.type == "operator_of_other_workspaces" else { return faults(error) }
    var faults = ConsoleFaults.none
    faults.add(
      "email_address",
      "The operator with this address runs workspaces that you do not administer. Somebody who administers all of them, "
        + "or the administrator of the server, can add the operator here.")
    return faults
  }
}
