/// A user has one credential of each access method. Where there are more, the last that was made stays: it is the one
/// that its maker knows after a request that was sent twice.
let singleCredentials =
  [
    """
    CREATE TABLE surplus_credentials AS
    SELECT c.workspace_id, c.acs_credential_id, c.acs_user_id FROM acs_credentials c
    WHERE c.parent_acs_credential_id IS NULL AND c.acs_user_id IS NOT NULL AND c.access_method IN ('mobile_key', 'cloud_key')
      AND EXISTS (SELECT 1 FROM acs_credentials o WHERE o.workspace_id = c.workspace_id
        AND o.acs_user_id = c.acs_user_id AND o.access_method = c.access_method
        AND o.parent_acs_credential_id IS NULL AND o.sequence > c.sequence)
    """,
    """
    INSERT INTO surplus_credentials
    SELECT c.workspace_id, c.acs_credential_id, c.acs_user_id FROM acs_credentials c JOIN surplus_credentials s
      ON s.workspace_id = c.workspace_id AND s.acs_credential_id = c.parent_acs_credential_id
    WHERE c.acs_user_id IS NOT NULL
    """,
    """
    INSERT INTO acs_user_history (workspace_id, acs_user_id, sequence, at, aspect, state)
    SELECT s.workspace_id, s.acs_user_id,
      h.last + ROW_NUMBER() OVER (PARTITION BY s.workspace_id, s.acs_user_id ORDER BY s.acs_credential_id), h.at,
      'credential', json_object('acs_credential_id', s.acs_credential_id, 'is_held', json('false'))
    FROM surplus_credentials s JOIN (SELECT workspace_id, acs_user_id, MAX(sequence) AS last, MAX(at) AS at
      FROM acs_user_history GROUP BY workspace_id, acs_user_id) h
      ON h.workspace_id = s.workspace_id AND h.acs_user_id = s.acs_user_id
    """,
    """
    DELETE FROM acs_credentials WHERE (workspace_id, acs_credential_id) IN
      (SELECT workspace_id, acs_credential_id FROM surplus_credentials)
    """,
    "DROP TABLE surplus_credentials",
    """
    CREATE UNIQUE INDEX acs_credentials_by_method ON acs_credentials (workspace_id, acs_user_id, access_method)
      WHERE parent_acs_credential_id IS NULL AND acs_user_id IS NOT NULL AND access_method <> 'card'
    """,
  ]
