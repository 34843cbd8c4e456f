/// What an earlier version left behind when an identity, an ACS user, a webview or an account was deleted: it goes now, as
/// it would today. From here on a grant cannot outlive its identity or its entrance.
let orphanRows = [
  """
  DELETE FROM client_sessions WHERE user_identity_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM user_identities i
    WHERE i.workspace_id = client_sessions.workspace_id AND i.user_identity_id = client_sessions.user_identity_id)
  """,
  """
  DELETE FROM guest_accounts WHERE NOT EXISTS (SELECT 1 FROM user_identities i
    WHERE i.workspace_id = guest_accounts.workspace_id AND i.user_identity_id = guest_accounts.user_identity_id)
  """,
  """
  UPDATE former_acs_users SET user_identity_id = NULL WHERE NOT EXISTS (SELECT 1 FROM user_identities i
    WHERE i.workspace_id = former_acs_users.workspace_id AND i.user_identity_id = former_acs_users.user_identity_id)
  """,
  """
  UPDATE client_sessions SET connect_webview_ids = (SELECT json_group_array(seen.value)
    FROM json_each(client_sessions.connect_webview_ids) seen WHERE EXISTS (SELECT 1 FROM connect_webviews w
      WHERE w.workspace_id = client_sessions.workspace_id AND w.connect_webview_id = seen.value))
  WHERE connect_webview_ids <> '[]'
  """,
  """
  CREATE TABLE granted_devices (
    workspace_id TEXT NOT NULL,
    user_identity_id TEXT NOT NULL,
    acs_entrance_id TEXT NOT NULL,
    granted_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, user_identity_id, acs_entrance_id),
    FOREIGN KEY (workspace_id, user_identity_id) REFERENCES user_identities,
    FOREIGN KEY (workspace_id, acs_entrance_id) REFERENCES acs_entrances
  )
  """,
  // The identity is there, and so is its ACS user if it had one at the site.
  """
  INSERT INTO granted_devices (workspace_id, user_identity_id, acs_entrance_id, granted_at)
  SELECT g.workspace_id, g.user_identity_id, g.acs_entrance_id, g.granted_at FROM device_grants g
  JOIN user_identities i ON i.workspace_id = g.workspace_id AND i.user_identity_id = g.user_identity_id
  JOIN acs_entrances e ON e.workspace_id = g.workspace_id AND e.acs_entrance_id = g.acs_entrance_id
  WHERE EXISTS (SELECT 1 FROM acs_users u WHERE u.workspace_id = g.workspace_id AND u.is_deleted = 0
      AND u.user_identity_id = g.user_identity_id AND u.acs_system_id = e.acs_system_id)
    OR NOT EXISTS (SELECT 1 FROM acs_user_links l WHERE l.workspace_id = g.workspace_id AND l.is_linked = 1
      AND l.user_identity_id = g.user_identity_id AND l.acs_system_id = e.acs_system_id
      AND NOT EXISTS (SELECT 1 FROM acs_users u WHERE u.workspace_id = l.workspace_id AND u.acs_user_id = l.acs_user_id
        AND u.is_deleted = 0))
  """,
  "DROP TABLE device_grants",
  "ALTER TABLE granted_devices RENAME TO device_grants",
  "CREATE INDEX device_grants_by_entrance ON device_grants (workspace_id, acs_entrance_id)",
  """
  DELETE FROM acs_user_history WHERE EXISTS (SELECT 1 FROM acs_user_links l
    WHERE l.workspace_id = acs_user_history.workspace_id AND l.acs_user_id = acs_user_history.acs_user_id
      AND NOT EXISTS (SELECT 1 FROM acs_systems s
        WHERE s.workspace_id = l.workspace_id AND s.acs_system_id = l.acs_system_id))
  """,
  """
  DELETE FROM acs_user_links WHERE NOT EXISTS (SELECT 1 FROM acs_systems s
    WHERE s.workspace_id = acs_user_links.workspace_id AND s.acs_system_id = acs_user_links.acs_system_id)
  """,
  """
  DELETE FROM acs_access_group_history WHERE NOT EXISTS (SELECT 1 FROM acs_entrances e
    WHERE e.workspace_id = acs_access_group_history.workspace_id
      AND e.acs_entrance_id = acs_access_group_history.acs_entrance_id)
  """,
]
