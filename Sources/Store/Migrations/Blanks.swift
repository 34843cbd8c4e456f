import Wire

extension Connection {
  /// Texts with nothing to see in them say nothing. They were taken once, and one blank was like another.
  func forgetBlanks() throws {
    for (table, columns) in [
      "user_identities": ["user_identity_key", "email_address", "full_name", "phone_number"],
      "merged_user_identities": ["merged_user_identity_key"],
      "acs_users": ["full_name", "email_address", "phone_number", "invited_email_address"],
      "site_users": ["email_address"],
      "device_settings": ["name"],
      "connected_accounts": ["given_name", "customer_key"],
      "connect_webviews": ["customer_key"],
      "client_sessions": ["user_identifier_key", "customer_key"],
    ] {
      for column in columns {
        for (row, texts) in try columnTexts([column], of: table) where texts[0]?.isBlank ?? false {
          try run("UPDATE \(table) SET \(column) = NULL WHERE rowid = ?", row)
        }
      }
    }
  }

  /// Columns of every row, with where the row is.
  func columnTexts(_ columns: [String], of table: String) throws -> [(row: Int, texts: [String?])] {
    try all("SELECT rowid, \(columns.joined(separator: ", ")) FROM \(table)") { row in
      var read = row.columns
      return (row: read.integer(), texts: columns.map { _ in read.optionalText() })
    }
  }
}
