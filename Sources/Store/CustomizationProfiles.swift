package import API
package import Core
package import Wire

extension Connection {
  package func customizationProfile(
    _ id: ID<CustomizationProfile>, in workspace: ID<Workspace>
  ) throws -> CustomizationProfileRecord? {
    try first(
      """
      SELECT \(CustomizationProfileRecord.columns) FROM customization_profiles
      WHERE workspace_id = ? AND customization_profile_id = ?
      """, workspace, id, read: CustomizationProfileRecord.read)
  }

  /// The profiles in order of creation.
  ///
  /// - Parameter customer: only those of this customer. Nil for all.
  package func customizationProfiles(
    of customer: String?, in workspace: ID<Workspace>
  ) throws -> [CustomizationProfileRecord] {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.add("customer_key = ?", ifPresent: customer)
    return try all(
      """
      SELECT \(CustomizationProfileRecord.columns) FROM customization_profiles
      WHERE \(conditions.sql) ORDER BY sequence
      """, conditions.values, CustomizationProfileRecord.read)
  }
}

extension Transaction {
  package func nextCustomizationProfileSequence() throws -> Int { try nextSequence(of: "customization_profiles") }

  package func insert(_ profile: CustomizationProfileRecord) throws { try insertRow(profile) }

  package func save(_ profile: CustomizationProfileRecord) throws { try updateRow(profile) }

  package func removeCustomizationProfiles(of customer: String) throws {
    try run(
      "DELETE FROM customization_profiles WHERE workspace_id = ? AND customer_key = ?", workspaceID, customer)
  }
}

extension CustomizationProfileRecord: Updatable {
  static let table = Table<CustomizationProfileRecord>("customization_profiles")

  static func row(_ column: inout some ColumnVisitor<CustomizationProfileRecord>) -> CustomizationProfileRecord {
    CustomizationProfileRecord(
      id: column(key: "customization_profile_id", \.id), workspaceID: column(key: "workspace_id", \.workspaceID),
      sequence: column(once: "sequence", \.sequence), createdAt: column(once: "created_at", \.createdAt),
      customerKey: column(once: "customer_key", \.customerKey), name: column("name", \.name),
      looks: CustomizationLooks(stored: column("looks") { $0.looks.storedText }))
  }
}

extension CustomizationLooks {
  /// Reads looks that were stored as JSON.
  init(stored text: String) {
    let json = (try? JSON.parse(text.utf8)) ?? .object([:])
    var issues = Issues()
    self.init(json, noting: &issues)
  }

  var storedText: String { String(decoding: jsonBytes, as: UTF8.self) }
}
