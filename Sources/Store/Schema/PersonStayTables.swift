/// The stays of people: those of ACS users themselves, without a grant, and those of access grants. The earliest moment
/// means always, and the latest one no end.
let personStayTables = [
  """
  CREATE TABLE person_stays (
    workspace_id TEXT NOT NULL,
    acs_user_id TEXT NOT NULL,
    access_grant_id TEXT NOT NULL,
    acs_system_id TEXT NOT NULL,
    user_identity_id TEXT,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    user_text TEXT,
    identity_text TEXT,
    PRIMARY KEY (workspace_id, acs_user_id, access_grant_id)
  ) WITHOUT ROWID
  """,
  "CREATE INDEX person_stays_by_start ON person_stays (workspace_id, starts_at)",
  "CREATE INDEX person_stays_by_end ON person_stays (workspace_id, ends_at)",
  "CREATE INDEX person_stays_by_grant ON person_stays (workspace_id, access_grant_id)",
  "CREATE INDEX person_stays_by_system ON person_stays (workspace_id, acs_system_id)",
  """
  CREATE INDEX person_stays_by_identity ON person_stays (workspace_id, user_identity_id)
    WHERE user_identity_id IS NOT NULL
  """,
  // Users from before access grants had only access of their own.
  """
  UPDATE acs_users SET own_access = CASE WHEN starts_at IS NULL THEN 'always' ELSE 'schedule' END,
    own_starts_at = starts_at, own_ends_at = ends_at, revision = revision + 1 WHERE own_access IS NULL
  """,
  "INSERT INTO person_stays (\(personStayColumns)) \(ownPersonStays)",
  "INSERT INTO person_stays (\(personStayColumns)) \(grantedPersonStays)",
]

let personStayColumns = """
  workspace_id, acs_user_id, access_grant_id, acs_system_id, user_identity_id, starts_at, ends_at, user_text,
  identity_text
  """

/// The stays of ACS users at sites, apart from access grants. A condition on `u` may follow.
let ownPersonStays = """
  SELECT u.workspace_id, u.acs_user_id, '', u.acs_system_id, u.user_identity_id,
    COALESCE(u.own_starts_at, -62135596800000000), COALESCE(u.own_ends_at, 253402300799999999), u.search_text,
    i.search_text
  FROM acs_users u JOIN acs_systems s ON s.workspace_id = u.workspace_id AND s.acs_system_id = u.acs_system_id
  LEFT JOIN user_identities i ON i.workspace_id = u.workspace_id AND i.user_identity_id = u.user_identity_id
  WHERE s.external_id IS NOT NULL AND u.is_deleted = 0 AND u.own_access <> 'none'
  """

/// The stays of access grants, one for each ACS user, without those of access codes. A condition on `g` may follow.
let grantedPersonStays = """
  SELECT DISTINCT g.workspace_id, m.acs_user_id, g.access_grant_id, m.acs_system_id, g.user_identity_id, g.starts_at,
    COALESCE(g.ends_at, 253402300799999999), u.search_text, i.search_text
  FROM access_grants g JOIN access_methods m
    ON m.workspace_id = g.workspace_id AND m.access_grant_id = g.access_grant_id
  LEFT JOIN acs_users u ON u.workspace_id = m.workspace_id AND u.acs_user_id = m.acs_user_id
  LEFT JOIN user_identities i ON i.workspace_id = g.workspace_id AND i.user_identity_id = g.user_identity_id
  WHERE g.is_deleted = 0 AND NOT EXISTS (SELECT 1 FROM access_codes k
    WHERE k.workspace_id = g.workspace_id AND k.access_grant_id = g.access_grant_id)
  """
