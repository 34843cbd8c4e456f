import Core
import Wire

/// What lists are searched by: the texts of a row, folded.
let searchColumns = [
  "user_identities", "acs_users", "site_users", "acs_systems", "acs_access_groups", "acs_entrances", "acs_credentials",
  "connected_accounts", "connect_webviews",
].map { "ALTER TABLE \($0) ADD COLUMN search_text TEXT NOT NULL DEFAULT ''" }

extension Connection {
  /// Fills the new columns of rows that are there.
  func fillSearchTexts() throws {
    try fillSearchTexts(of: "user_identities", from: "full_name", "phone_number", "email_address", "user_identity_id")
    try fillSearchTexts(of: "acs_users", from: "full_name", "phone_number", "email_address", "acs_user_id")
    try fillSearchTexts(of: "site_users", from: "full_name", "email_address", "acs_user_id")
    try fillSearchTexts(of: "acs_systems", from: "name", "acs_system_id")
    try fillSearchTexts(of: "acs_access_groups", from: "name", "acs_access_group_id")
    try fillSearchTexts(of: "acs_entrances", from: "name")
    try fillSearchTexts(of: "acs_credentials", from: "'\(credentialName)'", "card_number", "acs_credential_id")
    try fillSearchTexts(of: "connected_accounts", from: "given_name", "email", "connected_account_id")
    try fillSearchTexts(of: "connect_webviews", from: "connect_webview_id", "wishes") { row in
      webviewSearchText(row[0] ?? "", row[1].flatMap { try? JSON.parse($0.utf8) })
    }
  }

  private func fillSearchTexts(
    of table: String, from columns: String...,
    as fold: ([String?]) -> String = { $0.compactMap { $0.map { foldedText($0) } }.joined(separator: "\n") }
  ) throws {
    for (row, texts) in try columnTexts(columns, of: table) {
      try run("UPDATE \(table) SET search_text = ? WHERE rowid = ?", fold(texts), row)
    }
  }
}
