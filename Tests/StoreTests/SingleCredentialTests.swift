import TestKit
import Testing

@testable import Store

@Suite("Single credentials") struct SingleCredentials {
  private static let world = [
    "INSERT INTO workspaces (workspace_id, name, is_sandbox, created_at) VALUES ('w', 'House', 1, 1)",
    """
    INSERT INTO connected_accounts (workspace_id, connected_account_id, sequence, created_at, display_name, email,
      is_virtual, sealed_credentials, provider)
    VALUES ('w', 'a', 1, 1, 'House', 'a@example.com', 1, x'01', 'acme')
    """,
    """
    INSERT INTO acs_systems (workspace_id, acs_system_id, sequence, connected_account_id, name, created_at)
    VALUES ('w', 's', 1, 'a', 'Site', 1)
    """,
    """
    INSERT INTO acs_users (workspace_id, acs_user_id, sequence, acs_system_id, connected_account_id, created_at)
    VALUES ('w', 'jane', 1, 's', 'a', 1)
    """,
  ]

  @Test("The database refuses a second credential of one access method for a user, for every caller")
  func second() async throws {
    let database = try freshDatabase()
    defer { database.close() }
    try await database.write { connection in
      for statement in Self.world { try connection.run(statement) }
    }
    func add(_ sequence: Int, _ method: String, parent: String? = nil) async throws {
      try await database.write { connection in
        try connection.run(
          """
          INSERT INTO acs_credentials (workspace_id, acs_credential_id, sequence, acs_system_id, connected_account_id,
            acs_user_id, access_method, is_multi_phone_sync_credential, created_at, parent_acs_credential_id)
          VALUES ('w', ?, ?, 's', 'a', 'jane', ?, 0, 1, ?)
          """, "credential-\(sequence)", sequence, method, parent)
      }
    }
    for (index, method) in ["mobile_key", "code", "cloud_key"].enumerated() {
      try await add(2 * index + 1, method)
      await #expect(throws: DatabaseError.self) { try await add(2 * index + 2, method) }
    }
    // A phone's copy of a key is not a second credential, and neither is a card.
    try await add(10, "mobile_key", parent: "credential-1")
    try await add(11, "card")
    try await add(12, "card")
  }
}
