package import API
package import Core
package import Wire

extension Connection {
  /// The credential of a card of a site.
  package func credential(
    of tag: ExternalID<ProviderTag>, at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> AcsCredentialRecord? {
    try cardCredential("tag_id", tag, at: system, in: workspace)
  }

  /// The credential of the card with a number.
  package func card(
    _ number: String, at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> AcsCredentialRecord? {
    try cardCredential("card_number", number, at: system, in: workspace)
  }

  fileprivate func cardCredential(
    _ column: String, _ value: any SQLValue, at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> AcsCredentialRecord? {
    try first(
      """
      SELECT acs_credential_id FROM acs_credentials
      WHERE workspace_id = ? AND acs_system_id = ? AND tag_id IS NOT NULL AND \(column) = ?
      """, workspace, system, value
    ) { row in
      var columns = row.columns
      return columns.id(AcsCredential.self)
    }.flatMap { try acsCredentialRow($0, in: workspace)?.credential }
  }

  /// The known cards of a site.
  package func tags(of system: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> [Tag] {
    try all(
      """
      SELECT tag_id, card_number FROM acs_credentials
      WHERE workspace_id = ? AND acs_system_id = ? AND tag_id IS NOT NULL ORDER BY sequence
      """, workspace, system
    ) { row in
      var columns = row.columns
      return Tag(id: columns.external(), number: columns.text())
    }
  }

  /// The owner of the credential of each card of a system.
  package func tagOwners(
    of system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> [ExternalID<ProviderTag>: ID<AcsUser>?] {
    var owners: [ExternalID<ProviderTag>: ID<AcsUser>?] = [:]
    let _: [Void] = try all(
      """
      SELECT tag_id, acs_user_id FROM acs_credentials
      WHERE workspace_id = ? AND acs_system_id = ? AND tag_id IS NOT NULL
      """, workspace, system
    ) { row in
      var columns = row.columns
      let tag = columns.external(ProviderTag.self)
      owners.updateValue(columns.optionalID(), forKey: tag)
    }
    return owners
  }

  /// The managed users with an observed or wanted card, by card number.
  package func tagHolders(of system: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> [String: ID<AcsUser>] {
    let rows = try all(
      """
      SELECT CASE WHEN governs_tags = 1 THEN tag_number ELSE observed_tag_number END, acs_user_id FROM acs_users
      WHERE workspace_id = ? AND acs_system_id = ? AND is_deleted = 0
        AND CASE WHEN governs_tags = 1 THEN tag_number ELSE observed_tag_number END IS NOT NULL
      """, workspace, system
    ) { row in
      var columns = row.columns
      return (columns.text(), columns.id(AcsUser.self))
    }
    return Dictionary(rows) { first, _ in first }
  }
}

extension Transaction {
  /// Stores a change of a user's card, and appends its event.
  package func saveCards(of user: AcsUserRecord, was before: AcsUserRecord) throws {
    let (number, former) = (user.observed?.tagNumber, before.observed?.tagNumber)
    guard number != former else { return }
    for (number, isIssued) in [(former, false), (number, true)] {
      guard let number,
        let credential = try cardCredential("card_number", number, at: user.acsSystemID, in: user.workspaceID)
      else { continue }
      try saveCardIssued(isIssued, credential)
    }
  }

  /// Stores whether a card has been issued.
  package func saveCardIssued(_ isIssued: Bool, _ credential: AcsCredentialRecord) throws {
    let changed = try run(
      """
      UPDATE acs_credentials SET issued_at = ? WHERE workspace_id = ? AND acs_credential_id = ?
        AND CASE WHEN issued_at IS NULL THEN 1 ELSE 0 END = ?
      """, isIssued ? now : nil, credential.workspaceID, credential.id, isIssued)
    guard changed > 0 else { return }
    try append(isIssued ? .acsCredentialIssued : .acsCredentialInvalidated, about: .of(credential))
  }
}
