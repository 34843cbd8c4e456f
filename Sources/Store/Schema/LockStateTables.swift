/// When locks were disconnected, and since when they have lacked the keypad that they had. A lock is known to be
/// disconnected from the last look on, if it is so now.
let lockStateTables = [
  "ALTER TABLE acs_entrances ADD COLUMN keypad_lost_at INTEGER",
  "ALTER TABLE lock_history ADD COLUMN is_online INTEGER NOT NULL DEFAULT 1",
  """
  INSERT INTO lock_history (workspace_id, acs_entrance_id, sequence, at, is_privacy_mode, is_office_mode, is_online)
  SELECT h.workspace_id, h.acs_entrance_id, h.sequence + 1, l.last_at, h.is_privacy_mode, h.is_office_mode, 0
  FROM lock_history h
  JOIN acs_entrances e ON e.workspace_id = h.workspace_id AND e.acs_entrance_id = h.acs_entrance_id
  LEFT JOIN device_settings s ON s.workspace_id = e.workspace_id AND s.acs_entrance_id = e.acs_entrance_id
  JOIN (SELECT workspace_id, acs_system_id, MAX(at) AS last_at FROM acs_system_looks
    GROUP BY workspace_id, acs_system_id) l ON l.workspace_id = e.workspace_id AND l.acs_system_id = e.acs_system_id
  WHERE (e.is_online = 0 OR s.offline_at IS NOT NULL OR s.removed_at IS NOT NULL)
    AND h.sequence = (SELECT MAX(o.sequence) FROM lock_history o
      WHERE o.workspace_id = h.workspace_id AND o.acs_entrance_id = h.acs_entrance_id)
  """,
]
