import API
import Wire

/// What disconnecting an account asks and does.
struct AccountRemoval {
  private let account: ConnectedAccount
  private let visit: ConsoleVisit

  init(_ account: ConnectedAccount, _ visit: ConsoleVisit) {
    self.account = account
    self.visit = visit
  }

  /// The ID of the sheet.
  var id: String { "disconnect-\(account.connectedAccountID.text)" }

  /// The name of the field for the account's name. A page has one for each account.
  var field: String { "name-\(account.connectedAccountID.text)" }

  /// What must be typed: the name with single spaces, as forms are read.
  var typedName: String { account.displayName.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

  /// - Parameters:
  ///   - systems: the systems of the account.
  ///   - doors: the number of their doors, if it is known.
  func sheet(_ systems: [AcsSystem], doors: Int?, faults: ConsoleFaults = .none) -> ConsoleSheet {
    let sites = systems.filter { !$0.isCredentialManager }
    let people = sites.compactMap(\.acsUserCount).reduce(0, +)
    let parts = [
      ConnectionWords.count(sites.count, "site", "sites"), doors.map { ConnectionWords.count($0, "door", "doors") },
      ConnectionWords.count(people, "person", "people"),
    ].compactMap(\.self)
    return ConsoleSheet(
      id: id, title: "Disconnect \(account.displayName)?", action: visit.link(ConnectionPages.name),
      step: ConnectionStep.disconnect.rawValue, button: "Disconnect", cancel: "Keep it connected", isDanger: true,
      consequences: [
        (.x, "This workspace forgets \(parts.joined(separator: ", ")), and their stays and history."),
        (.x, "Stays no longer begin or end by themselves. Links for guests stop working."),
        (.info, "At \(visit.brand) nothing changes: people keep their keys until someone removes them there."),
      ],
      fields: [
        ConsoleField(
          field, "Type the name of the account to go on", hint: typedName, isRequired: true, faults: faults,
          autocomplete: "off")
      ], values: [(name: "account", value: account.connectedAccountID.text)])
  }
}
