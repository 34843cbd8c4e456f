import Foundation
import Store
import Testing

/// A database in which an earlier version left behind what hung on things that were deleted.
private struct Earlier {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent("orphans-\(UUID().uuidString).sqlite").path
  /// The first version that leaves nothing behind.
  private static let mended = 23

  init() async throws {
    let database = try Database(path: path, migrations: migrations.filter { $0.version < Self.mended })
    try await database.write { connection in
      for statement in Self.world { try connection.run(statement) }
    }
    database.close()
  }

  /// What is in a column once the database is of today.
  func values(_ sql: String) async throws -> [String] {
    let database = try Database(path: path, migrations: migrations)
    defer { database.close() }
    return try await database.read { connection in
      try connection.all(sql, []) { row in
        var columns = row.columns
        return columns.text()
      }
    }
  }

  private static let world = [
    "INSERT INTO workspaces (workspace_id, name, is_sandbox, created_at) VALUES ('w', 'W', 1, 0)",
    """
    INSERT INTO connected_accounts (workspace_id, connected_account_id, sequence, created_at, display_name, email,
      is_virtual, sealed_credentials) VALUES ('w', 'a', 1, 0, 'A', 'a@example.com', 1, x'00')
    """,
    """
    INSERT INTO acs_systems (workspace_id, acs_system_id, sequence, connected_account_id, external_id, name, created_at)
    VALUES ('w', 'site', 1, 'a', 'site', 'Site', 0)
    """,
    """
    INSERT INTO acs_entrances (workspace_id, acs_entrance_id, sequence, acs_system_id, external_id, name, created_at,
      is_online, is_privacy_mode, is_left_open_alarm, is_intrusion_alarm)
    VALUES ('w', 'door', 1, 'site', 'door', 'Door', 0, 1, 0, 0, 0)
    """,
    """
    INSERT INTO user_identities (workspace_id, user_identity_id, sequence, created_at)
    VALUES ('w', 'stays', 1, 0), ('w', 'alone', 2, 0), ('w', 'left', 3, 0)
    """,
    """
    INSERT INTO acs_users (workspace_id, acs_user_id, sequence, acs_system_id, connected_account_id, user_identity_id,
      created_at) VALUES ('w', 'u1', 1, 'site', 'a', 'stays', 0)
    """,
    """
    INSERT INTO acs_user_links (workspace_id, user_identity_id, acs_system_id, sequence, acs_user_id, at, is_linked)
    VALUES ('w', 'stays', 'site', 1, 'u1', 0, 1), ('w', 'left', 'site', 1, 'u2', 0, 1),
      ('w', 'left', 'gone', 1, 'u3', 0, 1)
    """,
    """
    INSERT INTO acs_user_history (workspace_id, acs_user_id, sequence, at, aspect, state)
    VALUES ('w', 'u2', 1, 0, 'wanted', '{}'), ('w', 'u3', 1, 0, 'wanted', '{}')
    """,
    """
    INSERT INTO device_grants (workspace_id, user_identity_id, acs_entrance_id)
    VALUES ('w', 'stays', 'door'), ('w', 'alone', 'door'), ('w', 'left', 'door'), ('w', 'deleted', 'door')
    """,
    """
    INSERT INTO guest_accounts (workspace_id, user_identity_id, connected_account_id)
    VALUES ('w', 'stays', 'a'), ('w', 'deleted', 'a')
    """,
    """
    INSERT INTO connect_webviews (workspace_id, connect_webview_id, sequence, created_at, sealed_token, wishes, step,
      chosen_sites) VALUES ('w', 'view', 1, 0, x'00', '{}', 'introduction', '[]')
    """,
    """
    INSERT INTO client_sessions (workspace_id, client_session_id, sequence, short_token, long_token_hash, sealed_token,
      user_identity_id, connected_account_ids, connect_webview_ids, created_at, expires_at)
    VALUES ('w', 's1', 1, 't1', 'h', x'00', 'stays', '[]', '["gone","view"]', 0, 1),
      ('w', 's2', 2, 't2', 'h', x'00', 'deleted', '["a"]', '[]', 0, 1),
      ('w', 's3', 3, 't3', 'h', x'00', NULL, '["a"]', '[]', 0, 1)
    """,
  ]
}

@Suite struct Orphans {
  @Test func whatHungOnADeletedIdentityEndsWithTheUpdate() async throws {
    let earlier = try await Earlier()
    let grants = "SELECT user_identity_id FROM device_grants ORDER BY 1"
    #expect(try await earlier.values(grants) == ["alone", "stays"])
    let sessions = "SELECT client_session_id FROM client_sessions ORDER BY 1"
    #expect(try await earlier.values(sessions) == ["s1", "s3"])
    #expect(try await earlier.values("SELECT user_identity_id FROM guest_accounts") == ["stays"])
  }

  @Test func whatNamedADeletedWebviewOrAccountIsMended() async throws {
    let earlier = try await Earlier()
    let webviews = "SELECT connect_webview_ids FROM client_sessions WHERE client_session_id = 's1'"
    #expect(try await earlier.values(webviews) == [#"["view"]"#])
    #expect(try await earlier.values("SELECT acs_user_id FROM acs_user_links ORDER BY 1") == ["u1", "u2"])
    #expect(try await earlier.values("SELECT acs_user_id FROM acs_user_history") == ["u2"])
  }
}
