import API
import Core
import Foundation
import Testing
import Wire

@testable import Store

/// Data of a version that let a user have several credentials of one access method.
@Suite struct SingleCredentials {
  private let path = FileManager.default.temporaryDirectory.appendingPathComponent(
    "latchkey-\(UUID().uuidString).sqlite"
  ).path

  private func olderData() async throws {
    let database = try Database(path: path, migrations: Array(migrations.prefix { $0.statements != singleCredentials }))
    try await database.write { connection in
      for statement in [
        "INSERT INTO workspaces (workspace_id, name, is_sandbox, created_at) VALUES ('w', 'House', 1, 1)",
        """
        INSERT INTO connected_accounts (workspace_id, connected_account_id, sequence, created_at, display_name, email,
          is_virtual, sealed_credentials) VALUES ('w', 'a', 1, 1, 'House', 'a@example.com', 1, x'01')
        """,
        """
        INSERT INTO acs_systems (workspace_id, acs_system_id, sequence, connected_account_id, name, created_at)
        VALUES ('w', 's', 1, 'a', 'Site', 1)
        """,
        """
        INSERT INTO acs_users (workspace_id, acs_user_id, sequence, acs_system_id, connected_account_id, created_at)
        VALUES ('w', 'jane', 1, 's', 'a', 1)
        """,
      ] { try connection.run(statement) }
      for (sequence, id, method, parent) in [
        (1, "first", "mobile_key", nil), (2, "first-phone", "mobile_key", "first"), (3, "second", "mobile_key", nil),
        (4, "second-phone", "mobile_key", "second"), (5, "pin", "code", nil), (6, "cloud-1", "cloud_key", nil),
        (7, "cloud-2", "cloud_key", nil),
      ] as [(Int, String, String, String?)] {
        try connection.run(
          """
          INSERT INTO acs_credentials (workspace_id, acs_credential_id, sequence, acs_system_id, connected_account_id,
            acs_user_id, access_method, is_multi_phone_sync_credential, created_at, parent_acs_credential_id)
          VALUES ('w', ?, ?, 's', 'a', 'jane', ?, 0, 1, ?)
          """, id, sequence, method, parent)
        guard method == "mobile_key" else { continue }
        try connection.run(
          """
          INSERT INTO acs_user_history (workspace_id, acs_user_id, sequence, at, aspect, state)
          VALUES ('w', 'jane', ?, ?, 'credential', json_object('acs_credential_id', ?, 'is_held', json('true')))
          """, sequence, sequence, id)
      }
    }
    database.close()
  }

  @Test func theLastOfSeveralStaysAndASecondIsRefused() async throws {
    try await olderData()
    let database = try Database(path: path, migrations: migrations)
    defer { database.close() }
    let kept = try await database.read { connection in
      try connection.all("SELECT acs_credential_id FROM acs_credentials ORDER BY sequence") { row in
        var columns = row.columns
        return columns.text()
      }
    }
    #expect(kept == ["second", "second-phone", "pin", "cloud-2"])
    // What explains access knows that the others are gone.
    try await database.write { connection in
      for id in ["second", "second-phone"] {
        try connection.run(
          """
          INSERT INTO acs_user_history (workspace_id, acs_user_id, sequence, at, aspect, state)
          VALUES ('w', 'jane', (SELECT MAX(sequence) + 1 FROM acs_user_history), 100, 'credential',
            json_object('acs_credential_id', ?, 'is_held', json('false')))
          """, id)
      }
    }
    let person = try await database.read { try $0.accessPerson("jane", in: "w") }
    #expect(person?.hasCredential.current == .no)
    await #expect(throws: DatabaseError.self) {
      try await database.write { connection in
        try connection.run(
          """
          INSERT INTO acs_credentials (workspace_id, acs_credential_id, sequence, acs_system_id, connected_account_id,
            acs_user_id, access_method, is_multi_phone_sync_credential, created_at)
          VALUES ('w', 'third', 9, 's', 'a', 'jane', 'mobile_key', 0, 1)
          """)
      }
    }
  }
}
