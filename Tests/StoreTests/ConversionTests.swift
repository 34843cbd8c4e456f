import API
import Core
import Foundation
import Store
import Testing
import Wire

private let workspace: ID<Workspace> = "workspace"

/// A database as it was before lists were searched by folded texts, with names beyond ASCII and blanks in it.
private func before(_ path: String) async throws {
  let database = try Database(path: path, migrations: migrations.filter { $0.version <= 20 })
  try await database.write { connection in
    for statement in [
      "INSERT INTO workspaces (workspace_id, name, is_sandbox, created_at) VALUES ('workspace', 'W', 1, 0)",
      """
      INSERT INTO connected_accounts (workspace_id, connected_account_id, sequence, created_at, display_name, email,
        is_virtual, sealed_credentials, given_name, customer_key)
      VALUES ('workspace', 'account', 1, 0, 'Salto KS', 'ann@example.com', 0, x'00', 'Hôtel', ' ')
      """,
      """
      INSERT INTO acs_systems (workspace_id, acs_system_id, sequence, connected_account_id, external_id, name, created_at)
      VALUES ('workspace', 'system', 1, 'account', 'site', 'Gebäude Ä', 0)
      """,
      """
      INSERT INTO user_identities (workspace_id, user_identity_id, sequence, created_at, user_identity_key,
        email_address, full_name, phone_number) VALUES ('workspace', 'identity', 1, 0, ' ', NULL, 'Łukasz', '')
      """,
      """
      INSERT INTO acs_users (workspace_id, acs_user_id, sequence, acs_system_id, connected_account_id, created_at,
        full_name, email_address, phone_number) VALUES ('workspace', 'user', 1, 'system', 'account', 0, 'Özil', '', '\u{A0}')
      """,
      """
      INSERT INTO acs_entrances (workspace_id, acs_entrance_id, sequence, acs_system_id, external_id, name, created_at,
        is_online, is_privacy_mode, is_left_open_alarm, is_intrusion_alarm)
      VALUES ('workspace', 'entrance', 1, 'system', 'lock', 'Großer Saal', 0, 1, 0, 0, 0)
      """,
      """
      INSERT INTO acs_access_groups (workspace_id, acs_access_group_id, sequence, acs_system_id, external_id, name,
        created_at) VALUES ('workspace', 'group', 1, 'system', 'group', 'Иван', 0)
      """,
      """
      INSERT INTO connect_webviews (workspace_id, connect_webview_id, sequence, created_at, sealed_token, wishes, step,
        chosen_sites) VALUES ('workspace', 'webview', 1, 0, x'00',
        '{"accepted_providers":["salto_ks"],"custom_metadata":{"Stadt":"Zürich"}}', 'introduction', '[]')
      """,
    ] { try connection.run(statement) }
  }
  database.close()
}

@Suite struct Conversions {
  @Test func rowsThatAreThereAreFoundAndTheirBlanksAreGone() async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("latchkey-\(UUID().uuidString).sqlite").path
    try await before(path)
    let database = try Database(path: path, migrations: migrations)
    try await database.read { connection in
      let page = PageRange(from: nil, limit: 10)
      var identities = UserIdentityFilter()
      identities.search = "lukasz"
      let identity = try #require(try connection.userIdentities(identities, page, in: workspace).rows.first)
      #expect(identity.key == nil && identity.phoneNumber == nil && identity.fullName == "Łukasz")
      var users = AcsUserFilter()
      users.search = "OZIL"
      let user = try #require(try connection.acsUserRows(users, page, in: workspace).rows.first?.user)
      #expect(user.wanted.emailAddress == nil && user.wanted.phoneNumber == nil && user.wanted.fullName == "Özil")
      var entrances = AcsEntranceFilter()
      entrances.search = "grosser"
      #expect(try connection.acsEntrances(entrances, page, in: workspace).rows.count == 1)
      #expect(try connection.acsSystemRows(search: "GEBÄUDE", in: workspace).count == 1)
      #expect(
        try connection.acsAccessGroups(system: nil, user: nil, identity: nil, search: "иВАН", in: workspace).count == 1)
      var accounts = ConnectedAccountFilter()
      accounts.search = "hotel"
      #expect(try connection.connectedAccounts(accounts, page, in: workspace).rows.map(\.customerKey) == [nil])
      var webviews = ConnectWebviewFilter()
      webviews.search = "zurich"
      #expect(try connection.connectWebviews(webviews, page, in: workspace).rows.count == 1)
    }
    database.close()
  }
}
