import API
import Wire

/// The forms that change one operator.
struct OperatorSheets: Sendable {
  let visit: ConsoleVisit
  let person: Operator
  let times: ConsoleTimes

  private var action: String { visit.link("operators/\(person.operatorID)") }

  func edit(_ faults: ConsoleFaults = .none) -> ConsoleSheet {
    let isSent = visit.form.step == "rename"
    return ConsoleSheet(
      id: "operator-edit", title: "Edit \(person.name)", action: action, step: "rename", button: "Save",
      fields: [
        ConsoleField(
          "name", "Name", value: isSent ? visit.form["name"] : person.name, isRequired: true, faults: faults,
          autocomplete: "off"),
        ConsoleField(
          "email_address", "E-mail address", .email,
          value: isSent ? visit.form["email_address"] : person.emailAddress.optional, faults: faults,
          autocomplete: "off"),
      ],
      values: [("seen_name", person.name), ("seen_email_address", person.emailAddress.optional ?? "")])
  }

  func role() -> ConsoleSheet {
    ConsoleSheet(
      id: "operator-role", title: "Change the role of \(person.name)", action: action, step: "role",
      button: "Change the role", lead: "It applies to the next page and the next call.",
      fields: [ConsoleField("role", "Role", .radios(OperatorRole.choices(chosen: person.role.rawValue)))],
      values: [("seen_role", person.role.rawValue)])
  }

  func token(_ faults: ConsoleFaults = .none) -> ConsoleSheet {
    ConsoleSheet(
      id: "token-new", title: "New access token for \(person.name)", action: action, step: "create_token",
      button: "Create the token",
      lead: "\(person.name) signs in with it, in all of their workspaces. It is shown once.",
      fields: [
        ConsoleField(
          "token_name", "Name", value: visit.form["token_name"], hint: "Such as the computer where it is used.",
          isRequired: true, faults: faults, autocomplete: "off")
      ])
  }

  func revocationID(_ token: AccessToken) -> String { "revoke-\(token.accessTokenID)" }

  /// - Parameter sessions: the open ones of the operator.
  func revocation(of token: AccessToken, _ sessions: [OperatorSession]) -> ConsoleSheet {
    let opened = sessions.filter { $0.accessTokenID.optional == token.accessTokenID }.count
    let ends =
      opened == 0
      ? "No browser is signed in by it."
      : "\(opened == 1 ? "1 browser that is signed in by it is" : "\(opened) browsers that are signed in by it are") signed out at once."
    let use = token.lastUsedAt.optional.map { "It was last used about \(times.text($0))." } ?? "It was not used yet."
    return ConsoleSheet(
      id: revocationID(token), title: "Revoke the token “\(token.name)”?", action: action, step: "revoke_token",
      button: "Revoke the token", cancel: "Keep the token", isDanger: true,
      consequences: [
        (.x, "Programs that use it are refused from now on, in all workspaces of \(person.name). \(use)"),
        (.exit, ends), (.check, "Other tokens of \(person.name) still work."),
      ], values: [("token", token.accessTokenID.text)])
  }

  /// - Parameter issuer: the provider of the account.
  func unlinking(from issuer: String) -> ConsoleSheet {
    ConsoleSheet(
      id: "operator-unlink", title: "Unlink the company account of \(person.name)?", action: action, step: "unlink",
      button: "Unlink the account", cancel: "Keep the account", isDanger: true,
      consequences: [
        (.exit, "Browsers that are signed in by the account at \(issuer) are signed out at once."),
        (.user, "The next account with the e-mail address of \(person.name) becomes theirs."),
        (.check, "Access tokens of \(person.name) still work."),
      ])
  }

  func removal() -> ConsoleSheet {
    let isOwn = person.operatorID == visit.operatorID
    return ConsoleSheet(
      id: "operator-remove", title: isOwn ? "Remove yourself?" : "Remove \(person.name)?", action: action,
      step: "remove", button: isOwn ? "Remove me" : "Remove \(person.name)", cancel: "Keep the operator",
      isDanger: true,
      consequences: [
        (
          .x,
          isOwn
            ? "You can no longer open this workspace, from the next page on."
            : "\(person.name) can no longer open this workspace, from the next page on."
        ),
        (.x, "Without another workspace, the operator is deleted, with all access tokens and sessions."),
        (.check, "What was changed stays, and the audit log still says by whom."),
      ])
  }
}
