-- Version 1000

CREATE TABLE workspaces (
  workspace_id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  is_sandbox INTEGER NOT NULL CHECK (is_sandbox IN (0, 1)),
  created_at INTEGER NOT NULL,
  clock_offset INTEGER NOT NULL DEFAULT 0,
  connect_partner_name TEXT,
  customization TEXT NOT NULL DEFAULT '{}',
  is_suspended INTEGER NOT NULL DEFAULT 0,
  takes_publishable_keys INTEGER NOT NULL DEFAULT 0,
  CHECK (is_sandbox = 1 OR clock_offset = 0)
);

CREATE TABLE api_keys (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  api_key_id TEXT NOT NULL,
  name TEXT NOT NULL,
  short_token TEXT NOT NULL UNIQUE,
  long_token_hash TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  revoked_at INTEGER,
  is_publishable INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id, api_key_id)
);

CREATE TABLE operators (
  operator_id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL
);

CREATE TABLE operator_workspaces (
  operator_id TEXT NOT NULL REFERENCES operators,
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  PRIMARY KEY (operator_id, workspace_id)
);

CREATE TABLE access_tokens (
  access_token_id TEXT NOT NULL PRIMARY KEY,
  operator_id TEXT NOT NULL REFERENCES operators,
  name TEXT NOT NULL,
  short_token TEXT NOT NULL UNIQUE,
  long_token_hash TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  revoked_at INTEGER
);

CREATE TABLE idempotent_answers (
  workspace_id TEXT NOT NULL,
  caller TEXT NOT NULL,
  key_hash TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  sealed_answer BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, caller, key_hash)
);

CREATE INDEX idempotent_answers_by_age ON idempotent_answers (created_at);

CREATE TABLE connected_accounts (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  connected_account_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  display_name TEXT NOT NULL,
  email TEXT NOT NULL,
  is_virtual INTEGER NOT NULL CHECK (is_virtual IN (0, 1)),
  sealed_credentials BLOB NOT NULL,
  sealed_token BLOB,
  fault TEXT,
  fault_at INTEGER,
  provider TEXT NOT NULL,
  person_id TEXT,
  chosen_sites TEXT,
  customer_key TEXT,
  custom_metadata TEXT NOT NULL DEFAULT '{}',
  given_name TEXT,
  accepted_capabilities TEXT NOT NULL DEFAULT '["access_control"]',
  manages_new_devices INTEGER NOT NULL DEFAULT 1,
  search_text TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (workspace_id, connected_account_id),
  UNIQUE (workspace_id, sequence),
  CHECK ((fault IS NULL) = (fault_at IS NULL))
);

CREATE UNIQUE INDEX connected_accounts_by_person ON connected_accounts (workspace_id, provider, person_id)
  WHERE person_id IS NOT NULL;

CREATE TABLE connect_webviews (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  connect_webview_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  sealed_token BLOB NOT NULL,
  wishes TEXT NOT NULL,
  customer_key TEXT,
  step TEXT NOT NULL,
  provider TEXT,
  sealed_access BLOB,
  chosen_sites TEXT NOT NULL,
  connected_account_id TEXT,
  authorized_at INTEGER,
  failure TEXT,
  sealed_authorization BLOB,
  search_text TEXT NOT NULL DEFAULT '',
  browser_hash TEXT,
  ticket_hash TEXT,
  PRIMARY KEY (workspace_id, connect_webview_id),
  UNIQUE (workspace_id, sequence)
);

CREATE UNIQUE INDEX connect_webviews_by_id ON connect_webviews (connect_webview_id);

CREATE TABLE acs_systems (
  workspace_id TEXT NOT NULL,
  acs_system_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  connected_account_id TEXT NOT NULL,
  external_id TEXT,
  name TEXT NOT NULL,
  time_zone TEXT,
  created_at INTEGER NOT NULL,
  seats_limit INTEGER NOT NULL DEFAULT 0,
  seats_used INTEGER NOT NULL DEFAULT 0,
  seats_almost_at INTEGER,
  seats_exceeded_at INTEGER,
  accepts_pins INTEGER NOT NULL DEFAULT 0,
  accepts_mobile_keys INTEGER NOT NULL DEFAULT 0,
  is_subscription_valid INTEGER NOT NULL DEFAULT 1,
  user_count INTEGER NOT NULL DEFAULT 0,
  entries_complete_until INTEGER,
  seats_for_staff INTEGER NOT NULL DEFAULT 0,
  custom_pins INTEGER NOT NULL DEFAULT 0,
  site_fault TEXT,
  site_fault_at INTEGER,
  missing_at INTEGER,
  missing_users INTEGER NOT NULL DEFAULT 0,
  missing_groups INTEGER NOT NULL DEFAULT 0,
  missing_locks INTEGER NOT NULL DEFAULT 0,
  search_text TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (workspace_id, acs_system_id),
  UNIQUE (workspace_id, sequence),
  UNIQUE (workspace_id, connected_account_id, external_id),
  FOREIGN KEY (workspace_id, connected_account_id) REFERENCES connected_accounts
);

CREATE TABLE acs_system_history (
  workspace_id TEXT NOT NULL,
  acs_system_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  at INTEGER NOT NULL,
  accepts_mobile_keys INTEGER NOT NULL,
  accepts_pins INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, acs_system_id, sequence)
);

CREATE TABLE acs_system_heartbeats (
  workspace_id TEXT NOT NULL,
  acs_system_id TEXT NOT NULL,
  synced_at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, acs_system_id),
  FOREIGN KEY (workspace_id, acs_system_id) REFERENCES acs_systems
);

CREATE TABLE acs_system_looks (
  workspace_id TEXT NOT NULL,
  acs_system_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, acs_system_id, sequence),
  FOREIGN KEY (workspace_id, acs_system_id) REFERENCES acs_systems
) WITHOUT ROWID;

CREATE INDEX acs_system_looks_by_time ON acs_system_looks (workspace_id, acs_system_id, at);

CREATE TABLE iq_sightings (
  workspace_id TEXT NOT NULL,
  acs_system_id TEXT NOT NULL,
  iq_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  from_at INTEGER NOT NULL,
  until_at INTEGER,
  is_online INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, acs_system_id, iq_id, sequence)
) WITHOUT ROWID;

CREATE UNIQUE INDEX iq_sightings_open ON iq_sightings (workspace_id, acs_system_id, iq_id)
  WHERE until_at IS NULL;

CREATE INDEX iq_sightings_by_end ON iq_sightings (workspace_id, until_at);

CREATE TABLE iq_codes (
  workspace_id TEXT NOT NULL,
  acs_system_id TEXT NOT NULL,
  iq_id TEXT NOT NULL,
  sealed_material BLOB NOT NULL,
  activated_at INTEGER,
  PRIMARY KEY (workspace_id, acs_system_id, iq_id)
);

CREATE TABLE acs_entrances (
  workspace_id TEXT NOT NULL,
  acs_entrance_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  acs_system_id TEXT NOT NULL,
  external_id TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  battery_level TEXT,
  lock_type TEXT,
  locked_state TEXT,
  is_online INTEGER NOT NULL,
  is_privacy_mode INTEGER NOT NULL,
  is_left_open_alarm INTEGER NOT NULL,
  is_intrusion_alarm INTEGER NOT NULL,
  privacy_mode_at INTEGER,
  iq_id TEXT,
  search_text TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (workspace_id, acs_entrance_id),
  UNIQUE (workspace_id, sequence),
  UNIQUE (workspace_id, acs_system_id, external_id),
  FOREIGN KEY (workspace_id, acs_system_id) REFERENCES acs_systems
);

CREATE TABLE lock_history (
  workspace_id TEXT NOT NULL,
  acs_entrance_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  at INTEGER NOT NULL,
  is_privacy_mode INTEGER NOT NULL,
  is_office_mode INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, acs_entrance_id, sequence)
);

CREATE TABLE device_settings (
  workspace_id TEXT NOT NULL,
  acs_entrance_id TEXT NOT NULL,
  name TEXT,
  custom_metadata TEXT NOT NULL DEFAULT '{}',
  offline_at INTEGER,
  removed_at INTEGER,
  PRIMARY KEY (workspace_id, acs_entrance_id)
);

CREATE TABLE entries (
  workspace_id TEXT NOT NULL,
  acs_system_id TEXT NOT NULL,
  entry_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  PRIMARY KEY (workspace_id, acs_system_id, entry_id),
  FOREIGN KEY (workspace_id, acs_system_id) REFERENCES acs_systems
) WITHOUT ROWID;

CREATE INDEX entries_by_event ON entries (workspace_id, event_id);

CREATE TABLE acs_access_groups (
  workspace_id TEXT NOT NULL,
  acs_access_group_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  acs_system_id TEXT NOT NULL,
  external_id TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  hours TEXT NOT NULL DEFAULT 'always',
  hours_at INTEGER,
  search_text TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (workspace_id, acs_access_group_id),
  UNIQUE (workspace_id, sequence),
  UNIQUE (workspace_id, acs_system_id, external_id),
  FOREIGN KEY (workspace_id, acs_system_id) REFERENCES acs_systems
);

CREATE TABLE acs_access_group_entrances (
  workspace_id TEXT NOT NULL,
  acs_access_group_id TEXT NOT NULL,
  acs_entrance_id TEXT NOT NULL,
  PRIMARY KEY (workspace_id, acs_access_group_id, acs_entrance_id),
  FOREIGN KEY (workspace_id, acs_access_group_id) REFERENCES acs_access_groups,
  FOREIGN KEY (workspace_id, acs_entrance_id) REFERENCES acs_entrances
);

CREATE INDEX acs_access_group_entrances_by_entrance
  ON acs_access_group_entrances (workspace_id, acs_entrance_id);

CREATE TABLE acs_access_group_history (
  workspace_id TEXT NOT NULL,
  acs_entrance_id TEXT NOT NULL,
  acs_access_group_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  at INTEGER NOT NULL,
  group_name TEXT NOT NULL,
  opens TEXT NOT NULL CHECK (opens IN ('yes', 'no', 'unknown')),
  PRIMARY KEY (workspace_id, acs_entrance_id, acs_access_group_id, sequence)
) WITHOUT ROWID;

CREATE TABLE user_identities (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  user_identity_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  user_identity_key TEXT,
  email_address TEXT,
  full_name TEXT,
  phone_number TEXT,
  search_text TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (workspace_id, user_identity_id),
  UNIQUE (workspace_id, sequence)
);

CREATE UNIQUE INDEX user_identities_by_key ON user_identities (workspace_id, user_identity_key);

CREATE UNIQUE INDEX user_identities_by_email ON user_identities (workspace_id, lower(email_address));

CREATE UNIQUE INDEX user_identities_by_phone ON user_identities (workspace_id, phone_number);

CREATE TABLE merged_user_identities (
  workspace_id TEXT NOT NULL,
  merged_user_identity_id TEXT NOT NULL,
  merged_user_identity_key TEXT,
  user_identity_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, merged_user_identity_id),
  UNIQUE (workspace_id, sequence),
  FOREIGN KEY (workspace_id, user_identity_id) REFERENCES user_identities
);

CREATE UNIQUE INDEX merged_user_identities_by_key
  ON merged_user_identities (workspace_id, merged_user_identity_key)
  WHERE merged_user_identity_key IS NOT NULL;

CREATE INDEX merged_user_identities_by_survivor
  ON merged_user_identities (workspace_id, user_identity_id);

CREATE TABLE guest_accounts (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  user_identity_id TEXT NOT NULL,
  connected_account_id TEXT NOT NULL,
  sealed_tokens BLOB,
  pending_state_hash TEXT UNIQUE,
  sealed_pending BLOB,
  person_id TEXT,
  email_address TEXT,
  PRIMARY KEY (workspace_id, user_identity_id, connected_account_id),
  CHECK ((pending_state_hash IS NULL) = (sealed_pending IS NULL))
);

CREATE TABLE acs_users (
  workspace_id TEXT NOT NULL,
  acs_user_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  acs_system_id TEXT NOT NULL,
  connected_account_id TEXT NOT NULL,
  user_identity_id TEXT,
  created_at INTEGER NOT NULL,
  origin TEXT NOT NULL DEFAULT 'made',
  generation INTEGER NOT NULL DEFAULT 0,
  full_name TEXT,
  email_address TEXT,
  phone_number TEXT,
  search_text TEXT NOT NULL DEFAULT '',
  starts_at INTEGER,
  ends_at INTEGER,
  is_suspended INTEGER NOT NULL DEFAULT 0,
  is_deleted INTEGER NOT NULL DEFAULT 0,
  may_hold_mobile_key INTEGER NOT NULL DEFAULT 0,
  cancels_keys INTEGER NOT NULL DEFAULT 0,
  pin_credential_id TEXT,
  governs_pins INTEGER NOT NULL DEFAULT 0,
  tag_id TEXT,
  tag_number TEXT,
  governs_tags INTEGER NOT NULL DEFAULT 0,
  added_mobile_key INTEGER NOT NULL DEFAULT 0,
  added_pin INTEGER NOT NULL DEFAULT 0,
  added_tag INTEGER NOT NULL DEFAULT 0,
  invited_email_address TEXT,
  guest_person_id TEXT,
  guest_email_address TEXT,
  former_guest_person_id TEXT,
  site_user_id TEXT,
  person_id TEXT,
  observed_full_name TEXT,
  observed_email_address TEXT,
  observed_mobile_key INTEGER NOT NULL DEFAULT 0,
  observed_may_use_pin INTEGER NOT NULL DEFAULT 0,
  observed_pin_credential_id TEXT,
  observed_tag_number TEXT,
  observed_has_account INTEGER NOT NULL DEFAULT 0,
  observed_blocked INTEGER NOT NULL DEFAULT 0,
  observed_subscribed INTEGER NOT NULL DEFAULT 0,
  subscription_changed_at INTEGER,
  observed_at INTEGER,
  revoking_since INTEGER,
  provider_created_at INTEGER,
  open_call TEXT,
  open_call_at INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0,
  not_before INTEGER,
  refusals TEXT,
  seat INTEGER NOT NULL DEFAULT 0,
  succession TEXT,
  successor_person_id TEXT,
  PRIMARY KEY (workspace_id, acs_user_id),
  UNIQUE (workspace_id, sequence),
  FOREIGN KEY (workspace_id, acs_system_id) REFERENCES acs_systems,
  FOREIGN KEY (workspace_id, user_identity_id) REFERENCES user_identities,
  CHECK (ends_at IS NULL OR starts_at < ends_at),
  CHECK ((site_user_id IS NULL) = (person_id IS NULL)),
  CHECK ((open_call IS NULL) = (open_call_at IS NULL))
);

CREATE INDEX acs_users_by_system ON acs_users (workspace_id, acs_system_id, sequence);

CREATE UNIQUE INDEX acs_users_by_identity ON acs_users (workspace_id, user_identity_id, acs_system_id)
  WHERE user_identity_id IS NOT NULL AND is_deleted = 0;

CREATE INDEX acs_users_by_email ON acs_users (workspace_id, acs_system_id, lower(email_address))
  WHERE email_address IS NOT NULL;

CREATE INDEX acs_users_by_phone ON acs_users (workspace_id, acs_system_id, phone_number)
  WHERE phone_number IS NOT NULL;

CREATE INDEX acs_users_by_seat ON acs_users (workspace_id, acs_system_id, seat, starts_at, sequence)
  WHERE seat > 0;

CREATE INDEX acs_users_by_owner ON acs_users (workspace_id, user_identity_id)
  WHERE user_identity_id IS NOT NULL;

CREATE INDEX acs_users_by_person ON acs_users (workspace_id, acs_system_id, person_id)
  WHERE person_id IS NOT NULL;

CREATE INDEX acs_users_by_revocation ON acs_users (workspace_id, acs_system_id, revoking_since)
  WHERE revoking_since IS NOT NULL;

CREATE INDEX acs_users_by_successor ON acs_users (workspace_id, acs_system_id, successor_person_id)
  WHERE successor_person_id IS NOT NULL;

CREATE INDEX acs_users_refused ON acs_users (workspace_id, acs_system_id) WHERE refusals IS NOT NULL;

CREATE TABLE acs_user_access_groups (
  workspace_id TEXT NOT NULL,
  acs_user_id TEXT NOT NULL,
  acs_access_group_id TEXT NOT NULL,
  is_wanted INTEGER NOT NULL,
  is_observed INTEGER NOT NULL,
  wanted_at INTEGER NOT NULL,
  is_refused INTEGER NOT NULL DEFAULT 0,
  is_own INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, acs_user_id, acs_access_group_id),
  FOREIGN KEY (workspace_id, acs_user_id) REFERENCES acs_users,
  FOREIGN KEY (workspace_id, acs_access_group_id) REFERENCES acs_access_groups
);

CREATE INDEX acs_user_access_groups_by_group
  ON acs_user_access_groups (workspace_id, acs_access_group_id, acs_user_id);

CREATE TABLE timetable (
  workspace_id TEXT NOT NULL,
  acs_user_id TEXT NOT NULL,
  acs_system_id TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  is_urgent INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id, acs_user_id),
  FOREIGN KEY (workspace_id, acs_user_id) REFERENCES acs_users
);

CREATE INDEX timetable_by_due ON timetable (workspace_id, acs_system_id, due_at);

CREATE INDEX timetable_by_urgency ON timetable (workspace_id, acs_system_id, due_at) WHERE is_urgent = 1;

CREATE TABLE acs_user_history (
  workspace_id TEXT NOT NULL,
  acs_user_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  at INTEGER NOT NULL,
  aspect TEXT NOT NULL CHECK (aspect IN ('wanted', 'observed', 'calling', 'seat', 'credential', 'phone')),
  acs_access_group_id TEXT,
  state TEXT NOT NULL,
  PRIMARY KEY (workspace_id, acs_user_id, sequence)
);

CREATE INDEX acs_user_history_by_group ON acs_user_history (workspace_id, acs_access_group_id, acs_user_id)
  WHERE acs_access_group_id IS NOT NULL;

CREATE TABLE acs_user_links (
  workspace_id TEXT NOT NULL,
  user_identity_id TEXT NOT NULL,
  acs_system_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  acs_user_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  is_linked INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, user_identity_id, acs_system_id, sequence)
) WITHOUT ROWID;

CREATE INDEX acs_user_links_by_user ON acs_user_links (workspace_id, acs_user_id);

CREATE TABLE former_acs_users (
  workspace_id TEXT NOT NULL,
  acs_system_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  acs_user_id TEXT NOT NULL,
  user_identity_id TEXT,
  PRIMARY KEY (workspace_id, acs_system_id, person_id)
) WITHOUT ROWID;

CREATE TABLE site_users (
  workspace_id TEXT NOT NULL,
  acs_user_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  acs_system_id TEXT NOT NULL,
  connected_account_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  site_user_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  full_name TEXT NOT NULL,
  email_address TEXT,
  is_subscribed INTEGER NOT NULL,
  is_blocked INTEGER NOT NULL,
  may_hold_mobile_key INTEGER NOT NULL,
  may_use_pin INTEGER NOT NULL,
  is_ordinary INTEGER NOT NULL,
  group_ids TEXT NOT NULL,
  observed_at INTEGER NOT NULL,
  tag_number TEXT,
  alias TEXT NOT NULL DEFAULT '',
  search_text TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (workspace_id, acs_user_id),
  UNIQUE (workspace_id, acs_system_id, site_user_id),
  UNIQUE (workspace_id, sequence),
  FOREIGN KEY (workspace_id, acs_system_id) REFERENCES acs_systems
);

CREATE INDEX site_users_by_email ON site_users (workspace_id, acs_system_id, lower(email_address))
  WHERE email_address IS NOT NULL;

CREATE TABLE acs_credentials (
  workspace_id TEXT NOT NULL,
  acs_credential_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  acs_system_id TEXT NOT NULL,
  connected_account_id TEXT NOT NULL,
  acs_user_id TEXT,
  access_method TEXT NOT NULL,
  is_multi_phone_sync_credential INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  starts_at INTEGER,
  ends_at INTEGER,
  parent_acs_credential_id TEXT,
  device_id TEXT,
  issued_at INTEGER,
  sealed_code BLOB,
  is_chosen_code INTEGER NOT NULL DEFAULT 0,
  tag_id TEXT,
  card_number TEXT,
  search_text TEXT NOT NULL DEFAULT '',
  awaits_reissue INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id, acs_credential_id),
  UNIQUE (workspace_id, sequence),
  FOREIGN KEY (workspace_id, acs_system_id) REFERENCES acs_systems,
  FOREIGN KEY (workspace_id, acs_user_id) REFERENCES acs_users
);

CREATE INDEX acs_credentials_by_user ON acs_credentials (workspace_id, acs_user_id, sequence);

CREATE INDEX acs_credentials_by_parent ON acs_credentials (workspace_id, parent_acs_credential_id)
  WHERE parent_acs_credential_id IS NOT NULL;

CREATE INDEX acs_credentials_by_device ON acs_credentials (workspace_id, device_id)
  WHERE device_id IS NOT NULL;

CREATE UNIQUE INDEX acs_credentials_by_tag ON acs_credentials (workspace_id, acs_system_id, tag_id)
  WHERE tag_id IS NOT NULL;

CREATE UNIQUE INDEX acs_credentials_by_method ON acs_credentials (workspace_id, acs_user_id, access_method)
  WHERE parent_acs_credential_id IS NULL AND acs_user_id IS NOT NULL AND access_method <> 'card';

CREATE TABLE enrollment_automations (
  workspace_id TEXT NOT NULL,
  enrollment_automation_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  user_identity_id TEXT NOT NULL,
  acs_system_id TEXT NOT NULL,
  acs_user_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, enrollment_automation_id),
  UNIQUE (workspace_id, sequence),
  UNIQUE (workspace_id, user_identity_id, acs_system_id),
  FOREIGN KEY (workspace_id, user_identity_id) REFERENCES user_identities,
  FOREIGN KEY (workspace_id, acs_system_id) REFERENCES acs_systems,
  FOREIGN KEY (workspace_id, acs_user_id) REFERENCES acs_users
);

CREATE TABLE client_sessions (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  client_session_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  short_token TEXT NOT NULL UNIQUE,
  long_token_hash TEXT NOT NULL,
  sealed_token BLOB NOT NULL,
  user_identifier_key TEXT,
  user_identity_id TEXT,
  customer_key TEXT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER,
  usable_from INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id, client_session_id),
  UNIQUE (workspace_id, sequence)
);

CREATE INDEX client_sessions_by_identity ON client_sessions (workspace_id, user_identity_id);

CREATE UNIQUE INDEX client_sessions_by_key ON client_sessions (workspace_id, user_identifier_key)
  WHERE user_identifier_key IS NOT NULL AND revoked_at IS NULL;

CREATE INDEX client_sessions_by_any_key ON client_sessions (workspace_id, user_identifier_key)
  WHERE user_identifier_key IS NOT NULL;

CREATE TABLE client_session_accounts (
  workspace_id TEXT NOT NULL,
  client_session_id TEXT NOT NULL,
  connected_account_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, client_session_id, connected_account_id),
  FOREIGN KEY (workspace_id, client_session_id) REFERENCES client_sessions
) WITHOUT ROWID;

CREATE INDEX client_session_accounts_by_account
  ON client_session_accounts (workspace_id, connected_account_id);

CREATE TABLE client_session_webviews (
  workspace_id TEXT NOT NULL,
  client_session_id TEXT NOT NULL,
  connect_webview_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, client_session_id, connect_webview_id),
  FOREIGN KEY (workspace_id, client_session_id) REFERENCES client_sessions
) WITHOUT ROWID;

CREATE INDEX client_session_webviews_by_webview
  ON client_session_webviews (workspace_id, connect_webview_id);

CREATE TABLE ended_client_sessions (
  workspace_id TEXT NOT NULL,
  user_identity_id TEXT NOT NULL,
  client_session_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, user_identity_id, client_session_id, sequence)
) WITHOUT ROWID;

CREATE TABLE device_grants (
  workspace_id TEXT NOT NULL,
  user_identity_id TEXT NOT NULL,
  acs_entrance_id TEXT NOT NULL,
  granted_at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, user_identity_id, acs_entrance_id),
  FOREIGN KEY (workspace_id, user_identity_id) REFERENCES user_identities,
  FOREIGN KEY (workspace_id, acs_entrance_id) REFERENCES acs_entrances
);

CREATE INDEX device_grants_by_entrance ON device_grants (workspace_id, acs_entrance_id);

CREATE TABLE ended_device_grants (
  workspace_id TEXT NOT NULL,
  user_identity_id TEXT NOT NULL,
  acs_entrance_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  granted_at INTEGER NOT NULL,
  revoked_at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, user_identity_id, acs_entrance_id, sequence)
) WITHOUT ROWID;

CREATE INDEX ended_device_grants_by_entrance ON ended_device_grants (workspace_id, acs_entrance_id);

CREATE TABLE action_attempts (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  action_attempt_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  movement TEXT,
  acs_entrance_id TEXT,
  acs_system_id TEXT,
  connected_account_id TEXT,
  created_at INTEGER NOT NULL,
  status TEXT NOT NULL,
  error_type TEXT,
  error_message TEXT,
  requester_kind TEXT,
  requester_reference TEXT,
  acs_credential_id TEXT,
  PRIMARY KEY (workspace_id, action_attempt_id),
  UNIQUE (workspace_id, sequence),
  CHECK ((movement IS NULL) = (acs_entrance_id IS NULL)),
  CHECK ((movement IS NULL) = (acs_system_id IS NULL)),
  CHECK ((movement IS NULL) = (connected_account_id IS NULL))
);

CREATE INDEX action_attempts_pending ON action_attempts (workspace_id) WHERE status = 'pending';

CREATE TABLE phones (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  device_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  user_identity_id TEXT NOT NULL,
  installation_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  display_name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  provider_device_id TEXT,
  provider_key_id TEXT,
  key_expires_at INTEGER,
  key_reported_at INTEGER,
  removal_way TEXT,
  removal_requested_at INTEGER,
  removed_at INTEGER,
  PRIMARY KEY (workspace_id, device_id),
  UNIQUE (workspace_id, sequence),
  UNIQUE (workspace_id, user_identity_id, installation_id),
  CHECK ((provider_key_id IS NULL) = (key_reported_at IS NULL)),
  CHECK ((removal_way IS NULL) = (removal_requested_at IS NULL))
);

CREATE TABLE phone_removal_holders (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  acs_user_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  PRIMARY KEY (workspace_id, acs_user_id, device_id)
);

CREATE INDEX phone_removal_holders_by_device ON phone_removal_holders (workspace_id, device_id);

CREATE TABLE events (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  sequence INTEGER NOT NULL,
  event_id TEXT NOT NULL,
  event_type TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  connected_account_id TEXT,
  acs_system_id TEXT,
  acs_user_id TEXT,
  acs_credential_id TEXT,
  acs_access_group_id TEXT,
  acs_entrance_id TEXT,
  device_id TEXT,
  client_session_id TEXT,
  connect_webview_id TEXT,
  body TEXT NOT NULL,
  PRIMARY KEY (workspace_id, sequence),
  UNIQUE (workspace_id, event_id)
);

CREATE INDEX events_by_time ON events (workspace_id, created_at, sequence);

CREATE INDEX events_of_account ON events (workspace_id, connected_account_id, event_type)
  WHERE acs_system_id IS NULL AND connected_account_id IS NOT NULL;

CREATE INDEX events_by_device ON events (workspace_id, device_id, sequence) WHERE device_id IS NOT NULL;

CREATE TABLE webhooks (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  webhook_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  url TEXT NOT NULL,
  event_types TEXT NOT NULL,
  sealed_secret BLOB NOT NULL,
  taken_until INTEGER NOT NULL,
  paused_at INTEGER,
  replay_count INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id, webhook_id),
  UNIQUE (workspace_id, sequence)
);

CREATE TABLE webhook_deliveries (
  workspace_id TEXT NOT NULL,
  webhook_id TEXT NOT NULL,
  event_sequence INTEGER NOT NULL,
  event_id TEXT NOT NULL,
  resource TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER,
  replay_count INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id, webhook_id, event_sequence),
  FOREIGN KEY (workspace_id, webhook_id) REFERENCES webhooks
) WITHOUT ROWID;

CREATE INDEX webhook_deliveries_by_resource
  ON webhook_deliveries (workspace_id, webhook_id, resource, event_sequence);

CREATE TABLE webhook_attempts (
  workspace_id TEXT NOT NULL,
  webhook_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  event_sequence INTEGER NOT NULL,
  event_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  status INTEGER,
  problem TEXT,
  PRIMARY KEY (workspace_id, webhook_id, sequence)
) WITHOUT ROWID;

CREATE TABLE write_probes (write_probe_id INTEGER NOT NULL PRIMARY KEY, count INTEGER NOT NULL);

-- Version 1001

ALTER TABLE acs_users ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;

-- Version 1002

CREATE TABLE spaces (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  space_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  name TEXT NOT NULL,
  space_key TEXT,
  customer_key TEXT,
  parent_space_id TEXT,
  address TEXT,
  default_checkin_time TEXT,
  default_checkout_time TEXT,
  time_zone TEXT,
  search_text TEXT NOT NULL,
  PRIMARY KEY (workspace_id, space_id),
  UNIQUE (workspace_id, sequence),
  FOREIGN KEY (workspace_id, parent_space_id) REFERENCES spaces
);

CREATE UNIQUE INDEX spaces_by_key ON spaces (workspace_id, space_key, (COALESCE(customer_key, '')))
  WHERE space_key IS NOT NULL;

CREATE INDEX spaces_with_key ON spaces (workspace_id, space_key, sequence) WHERE space_key IS NOT NULL;

CREATE INDEX spaces_of_customer ON spaces (workspace_id, customer_key, sequence) WHERE customer_key IS NOT NULL;

CREATE INDEX spaces_by_parent ON spaces (workspace_id, parent_space_id, sequence) WHERE parent_space_id IS NOT NULL;

CREATE TABLE space_doors (
  workspace_id TEXT NOT NULL,
  space_id TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('device', 'acs_entrance')),
  acs_entrance_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, space_id, role, acs_entrance_id),
  FOREIGN KEY (workspace_id, space_id) REFERENCES spaces,
  FOREIGN KEY (workspace_id, acs_entrance_id) REFERENCES acs_entrances
);

CREATE INDEX space_doors_by_entrance ON space_doors (workspace_id, acs_entrance_id, role, space_id);

CREATE TABLE space_accounts (
  workspace_id TEXT NOT NULL,
  space_id TEXT NOT NULL,
  connected_account_id TEXT NOT NULL,
  PRIMARY KEY (workspace_id, space_id, connected_account_id),
  FOREIGN KEY (workspace_id, space_id) REFERENCES spaces,
  FOREIGN KEY (workspace_id, connected_account_id) REFERENCES connected_accounts
);

CREATE INDEX space_accounts_by_account ON space_accounts (workspace_id, connected_account_id);

ALTER TABLE events ADD COLUMN space_id TEXT;

CREATE INDEX events_by_space ON events (workspace_id, space_id, sequence) WHERE space_id IS NOT NULL;

-- Version 1003

CREATE TABLE access_grants (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  access_grant_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  user_identity_id TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER,
  name TEXT,
  access_grant_key TEXT,
  customer_key TEXT,
  is_deleted INTEGER NOT NULL DEFAULT 0,
  changed_at INTEGER NOT NULL,
  granted_at INTEGER,
  PRIMARY KEY (workspace_id, access_grant_id),
  UNIQUE (workspace_id, sequence),
  FOREIGN KEY (workspace_id, user_identity_id) REFERENCES user_identities,
  CHECK (ends_at IS NULL OR starts_at < ends_at)
);

CREATE UNIQUE INDEX access_grants_by_key ON access_grants (workspace_id, access_grant_key)
  WHERE access_grant_key IS NOT NULL AND is_deleted = 0;

CREATE INDEX access_grants_by_identity ON access_grants (workspace_id, user_identity_id);

CREATE INDEX access_grants_of_customer ON access_grants (workspace_id, customer_key) WHERE customer_key IS NOT NULL;

CREATE TABLE access_grant_doors (
  workspace_id TEXT NOT NULL,
  access_grant_id TEXT NOT NULL,
  acs_entrance_id TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('device', 'acs_entrance')),
  PRIMARY KEY (workspace_id, access_grant_id, acs_entrance_id, role),
  FOREIGN KEY (workspace_id, access_grant_id) REFERENCES access_grants,
  FOREIGN KEY (workspace_id, acs_entrance_id) REFERENCES acs_entrances
);

CREATE INDEX access_grant_doors_by_entrance ON access_grant_doors (workspace_id, acs_entrance_id);

CREATE TABLE access_grant_spaces (
  workspace_id TEXT NOT NULL,
  access_grant_id TEXT NOT NULL,
  space_id TEXT NOT NULL,
  space_name TEXT NOT NULL,
  space_deleted_at INTEGER,
  PRIMARY KEY (workspace_id, access_grant_id, space_id),
  FOREIGN KEY (workspace_id, access_grant_id) REFERENCES access_grants
);

CREATE INDEX access_grant_spaces_by_space ON access_grant_spaces (workspace_id, space_id);

CREATE TABLE requested_access_methods (
  workspace_id TEXT NOT NULL,
  requested_access_method_id TEXT NOT NULL,
  access_grant_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  mode TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  sealed_code BLOB,
  instant_key_max_use_count INTEGER,
  PRIMARY KEY (workspace_id, requested_access_method_id),
  UNIQUE (workspace_id, access_grant_id, position),
  FOREIGN KEY (workspace_id, access_grant_id) REFERENCES access_grants
);

CREATE TABLE access_methods (
  workspace_id TEXT NOT NULL,
  access_method_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  access_grant_id TEXT NOT NULL,
  requested_access_method_id TEXT NOT NULL,
  mode TEXT NOT NULL,
  acs_system_id TEXT NOT NULL,
  acs_user_id TEXT NOT NULL,
  acs_credential_id TEXT,
  owns_credential INTEGER NOT NULL DEFAULT 0,
  issued_at INTEGER,
  was_issued INTEGER NOT NULL DEFAULT 0,
  delay INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id, access_method_id),
  UNIQUE (workspace_id, sequence),
  FOREIGN KEY (workspace_id, access_grant_id) REFERENCES access_grants,
  FOREIGN KEY (workspace_id, requested_access_method_id) REFERENCES requested_access_methods
);

CREATE INDEX access_methods_of_grant ON access_methods (workspace_id, access_grant_id);

CREATE INDEX access_methods_of_user ON access_methods (workspace_id, acs_user_id);

CREATE INDEX access_methods_at_system ON access_methods (workspace_id, acs_system_id);

CREATE INDEX access_methods_of_credential ON access_methods (workspace_id, acs_credential_id)
  WHERE acs_credential_id IS NOT NULL;

CREATE TABLE access_grant_open_doors (
  workspace_id TEXT NOT NULL,
  access_grant_id TEXT NOT NULL,
  acs_entrance_id TEXT NOT NULL,
  PRIMARY KEY (workspace_id, access_grant_id, acs_entrance_id),
  FOREIGN KEY (workspace_id, access_grant_id) REFERENCES access_grants
);

ALTER TABLE acs_users ADD COLUMN own_access TEXT;

ALTER TABLE acs_users ADD COLUMN own_starts_at INTEGER;

ALTER TABLE acs_users ADD COLUMN own_ends_at INTEGER;

ALTER TABLE acs_users ADD COLUMN follows_grants INTEGER NOT NULL DEFAULT 0;

ALTER TABLE acs_users ADD COLUMN needed_from INTEGER;

ALTER TABLE acs_users ADD COLUMN mobile_key_from INTEGER;

ALTER TABLE acs_users ADD COLUMN pin_waits INTEGER NOT NULL DEFAULT 0;

CREATE INDEX acs_users_with_grants ON acs_users (workspace_id, acs_system_id) WHERE follows_grants = 1;

ALTER TABLE acs_systems ADD COLUMN pins_before_start INTEGER;

ALTER TABLE acs_systems ADD COLUMN grant_lead_seconds INTEGER;

ALTER TABLE action_attempts ADD COLUMN access_method_id TEXT;

ALTER TABLE action_attempts ADD COLUMN method_action TEXT;

ALTER TABLE action_attempts ADD COLUMN result TEXT;

ALTER TABLE events ADD COLUMN access_grant_id TEXT;

ALTER TABLE events ADD COLUMN access_method_id TEXT;

CREATE INDEX events_by_access_grant ON events (workspace_id, access_grant_id, sequence)
  WHERE access_grant_id IS NOT NULL;

CREATE INDEX events_by_access_method ON events (workspace_id, access_method_id, sequence)
  WHERE access_method_id IS NOT NULL;

-- Version 1004

CREATE TABLE grant_groups (
  workspace_id TEXT NOT NULL,
  grant_group_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  access_grant_id TEXT NOT NULL,
  acs_system_id TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  acs_user_id TEXT NOT NULL,
  name TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER,
  leads_at INTEGER NOT NULL,
  is_deleted INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  acs_access_group_id TEXT,
  external_id TEXT,
  observed_name TEXT,
  observed_schedules TEXT,
  observed_schedules_at INTEGER,
  open_call TEXT,
  open_call_at INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0,
  not_before INTEGER,
  refusals TEXT,
  revoking_since INTEGER,
  changed_externally_at INTEGER,
  version INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id, grant_group_id),
  UNIQUE (workspace_id, sequence),
  UNIQUE (workspace_id, access_grant_id, acs_system_id, time_zone),
  FOREIGN KEY (workspace_id, acs_system_id) REFERENCES acs_systems,
  CHECK (ends_at IS NULL OR starts_at < ends_at),
  CHECK ((external_id IS NULL) = (acs_access_group_id IS NULL)),
  CHECK ((open_call IS NULL) = (open_call_at IS NULL))
);

CREATE INDEX grant_groups_by_system ON grant_groups (workspace_id, acs_system_id, sequence);

CREATE INDEX grant_groups_by_user ON grant_groups (workspace_id, acs_user_id);

CREATE INDEX grant_groups_by_access_group ON grant_groups (workspace_id, acs_access_group_id)
  WHERE acs_access_group_id IS NOT NULL;

CREATE INDEX grant_groups_by_revocation ON grant_groups (workspace_id, acs_system_id, revoking_since)
  WHERE revoking_since IS NOT NULL;

CREATE TABLE grant_group_entrances (
  workspace_id TEXT NOT NULL,
  grant_group_id TEXT NOT NULL,
  acs_entrance_id TEXT NOT NULL,
  is_wanted INTEGER NOT NULL,
  is_observed INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, grant_group_id, acs_entrance_id),
  FOREIGN KEY (workspace_id, grant_group_id) REFERENCES grant_groups,
  FOREIGN KEY (workspace_id, acs_entrance_id) REFERENCES acs_entrances
);

CREATE INDEX grant_group_entrances_by_entrance ON grant_group_entrances (workspace_id, acs_entrance_id);

CREATE TABLE grant_group_timetable (
  workspace_id TEXT NOT NULL,
  grant_group_id TEXT NOT NULL,
  acs_system_id TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  is_urgent INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id, grant_group_id),
  FOREIGN KEY (workspace_id, grant_group_id) REFERENCES grant_groups
);

CREATE INDEX grant_group_timetable_by_due ON grant_group_timetable (workspace_id, acs_system_id, due_at);

CREATE INDEX grant_group_timetable_by_urgency ON grant_group_timetable (workspace_id, acs_system_id, due_at)
  WHERE is_urgent = 1;

ALTER TABLE acs_access_group_history ADD COLUMN schedules TEXT;

ALTER TABLE acs_access_group_history ADD COLUMN schedules_at INTEGER;

ALTER TABLE acs_access_group_history ADD COLUMN time_zone TEXT;

-- Version 1005

CREATE TABLE instant_keys (
  workspace_id TEXT NOT NULL,
  instant_key_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  client_session_id TEXT NOT NULL,
  access_method_id TEXT,
  code_hash TEXT NOT NULL UNIQUE,
  sealed_code BLOB NOT NULL,
  max_use_count INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, instant_key_id),
  UNIQUE (workspace_id, sequence),
  UNIQUE (workspace_id, client_session_id),
  FOREIGN KEY (workspace_id, client_session_id) REFERENCES client_sessions
);

CREATE INDEX instant_keys_of_method ON instant_keys (workspace_id, access_method_id)
  WHERE access_method_id IS NOT NULL;

CREATE TABLE instant_key_uses (
  workspace_id TEXT NOT NULL,
  instant_key_id TEXT NOT NULL,
  mark TEXT NOT NULL,
  used_at INTEGER NOT NULL,
  shows_pin INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id, instant_key_id, mark),
  FOREIGN KEY (workspace_id, instant_key_id) REFERENCES instant_keys
);

ALTER TABLE acs_systems ADD COLUMN support_phone TEXT;

ALTER TABLE acs_systems ADD COLUMN support_email TEXT;

-- Version 1006

ALTER TABLE user_identities ADD COLUMN customer_key TEXT;

ALTER TABLE user_identities ADD COLUMN is_staff INTEGER NOT NULL DEFAULT 0;

DROP INDEX user_identities_by_key;

CREATE UNIQUE INDEX user_identities_by_key
  ON user_identities (workspace_id, user_identity_key, (COALESCE(customer_key, '')));

CREATE INDEX user_identities_of_customer ON user_identities (workspace_id, customer_key, sequence)
  WHERE customer_key IS NOT NULL;

ALTER TABLE merged_user_identities ADD COLUMN merged_customer_key TEXT;

DROP INDEX merged_user_identities_by_key;

CREATE UNIQUE INDEX merged_user_identities_by_key
  ON merged_user_identities (workspace_id, merged_user_identity_key, (COALESCE(merged_customer_key, '')))
  WHERE merged_user_identity_key IS NOT NULL;

ALTER TABLE access_grants ADD COLUMN reservation_key TEXT;

DROP INDEX access_grants_by_key;

CREATE UNIQUE INDEX access_grants_by_key
  ON access_grants (workspace_id, access_grant_key, (COALESCE(customer_key, '')))
  WHERE access_grant_key IS NOT NULL AND is_deleted = 0;

CREATE INDEX access_grants_by_reservation ON access_grants (workspace_id, reservation_key)
  WHERE reservation_key IS NOT NULL;

CREATE TABLE customer_rules (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  customer_key TEXT NOT NULL,
  settings TEXT NOT NULL,
  PRIMARY KEY (workspace_id, customer_key)
);

CREATE TABLE customer_runs (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  customer_run_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  source TEXT NOT NULL,
  customer_key TEXT,
  created_count INTEGER NOT NULL,
  changed_count INTEGER NOT NULL,
  unchanged_count INTEGER NOT NULL,
  deleted_count INTEGER NOT NULL,
  refused_count INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, customer_run_id),
  UNIQUE (workspace_id, sequence)
);

CREATE TABLE customer_run_records (
  workspace_id TEXT NOT NULL,
  customer_run_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  family TEXT NOT NULL,
  record_key TEXT NOT NULL,
  outcome TEXT NOT NULL,
  reason_code TEXT,
  message TEXT,
  resource_id TEXT,
  PRIMARY KEY (workspace_id, customer_run_id, position),
  FOREIGN KEY (workspace_id, customer_run_id) REFERENCES customer_runs
);

CREATE TABLE customer_portals (
  workspace_id TEXT NOT NULL,
  customer_portal_id TEXT NOT NULL,
  client_session_id TEXT NOT NULL,
  customer_key TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  secret_hash TEXT NOT NULL UNIQUE,
  options TEXT NOT NULL,
  PRIMARY KEY (workspace_id, customer_portal_id),
  FOREIGN KEY (workspace_id, client_session_id) REFERENCES client_sessions
);

CREATE INDEX customer_portals_of_session ON customer_portals (workspace_id, client_session_id);

CREATE INDEX customer_portals_of_customer ON customer_portals (workspace_id, customer_key, expires_at);

-- Version 1007

ALTER TABLE access_methods ADD COLUMN pin_refused_at INTEGER;

ALTER TABLE access_methods ADD COLUMN pin_opened_at INTEGER;

CREATE INDEX acs_users_unsettled ON acs_users (workspace_id, acs_user_id)
  WHERE open_call IS NOT NULL OR attempts > 0;

CREATE INDEX grant_groups_unsettled ON grant_groups (workspace_id, grant_group_id)
  WHERE open_call IS NOT NULL OR attempts > 0 OR refusals IS NOT NULL;

-- Version 1008

ALTER TABLE device_settings ADD COLUMN unmanaged_at INTEGER;

ALTER TABLE action_attempts ADD COLUMN occasion TEXT;

CREATE TABLE customization_profiles (
  workspace_id TEXT NOT NULL,
  customization_profile_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  customer_key TEXT,
  name TEXT,
  looks TEXT NOT NULL DEFAULT '{}',
  PRIMARY KEY (workspace_id, customization_profile_id),
  UNIQUE (workspace_id, sequence)
);

CREATE INDEX customization_profiles_of_customer ON customization_profiles (workspace_id, customer_key)
  WHERE customer_key IS NOT NULL;

-- Version 1009

ALTER TABLE action_attempts ADD COLUMN acs_encoder_id TEXT;

ALTER TABLE action_attempts ADD COLUMN reading TEXT;

CREATE TABLE encoder_simulations (
  workspace_id TEXT NOT NULL,
  acs_entrance_id TEXT NOT NULL,
  action TEXT NOT NULL,
  outcome TEXT NOT NULL,
  acs_credential_id TEXT,
  PRIMARY KEY (workspace_id, acs_entrance_id, action),
  FOREIGN KEY (workspace_id, acs_entrance_id) REFERENCES acs_entrances
);

-- Version 1010

CREATE TABLE access_codes (
  workspace_id TEXT NOT NULL,
  access_code_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  access_grant_id TEXT NOT NULL,
  acs_entrance_id TEXT NOT NULL,
  name TEXT,
  common_code_key TEXT,
  is_external_modification_allowed INTEGER NOT NULL DEFAULT 0,
  is_deleted INTEGER NOT NULL DEFAULT 0,
  was_scheduled INTEGER NOT NULL DEFAULT 0,
  was_set INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id, access_code_id),
  UNIQUE (workspace_id, sequence),
  FOREIGN KEY (workspace_id, access_grant_id) REFERENCES access_grants,
  FOREIGN KEY (workspace_id, acs_entrance_id) REFERENCES acs_entrances
);

CREATE INDEX access_codes_of_grant ON access_codes (workspace_id, access_grant_id);

CREATE INDEX access_codes_of_entrance ON access_codes (workspace_id, acs_entrance_id);

CREATE INDEX access_codes_by_common_key ON access_codes (workspace_id, common_code_key)
  WHERE common_code_key IS NOT NULL;

ALTER TABLE events ADD COLUMN access_code_id TEXT;

CREATE INDEX events_by_access_code ON events (workspace_id, access_code_id, sequence)
  WHERE access_code_id IS NOT NULL;

ALTER TABLE action_attempts ADD COLUMN access_code_id TEXT;

ALTER TABLE action_attempts ADD COLUMN code_action TEXT;

CREATE INDEX action_attempts_by_access_code ON action_attempts (workspace_id, access_code_id)
  WHERE access_code_id IS NOT NULL;

-- Version 1011

ALTER TABLE acs_credentials DROP COLUMN starts_at;

ALTER TABLE acs_credentials DROP COLUMN ends_at;

-- Version 1012

ALTER TABLE access_codes ADD COLUMN external_change TEXT;

ALTER TABLE access_codes ADD COLUMN externally_changed_at INTEGER;

ALTER TABLE events ADD COLUMN actor TEXT;

-- Version 1013

ALTER TABLE events ADD COLUMN acs_encoder_id TEXT;

ALTER TABLE acs_access_groups ADD COLUMN span_starts INTEGER;

ALTER TABLE acs_access_groups ADD COLUMN span_ends INTEGER;

ALTER TABLE site_users ADD COLUMN expires_at INTEGER;

ALTER TABLE access_grants ADD COLUMN customization_profile_id TEXT;

ALTER TABLE instant_keys ADD COLUMN customization_profile_id TEXT;

-- Version 1014

CREATE TABLE iq_zones (
  workspace_id TEXT NOT NULL,
  acs_system_id TEXT NOT NULL,
  iq_id TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  PRIMARY KEY (workspace_id, acs_system_id, iq_id),
  FOREIGN KEY (workspace_id, acs_system_id) REFERENCES acs_systems
);

-- Version 1015

ALTER TABLE access_grants ADD COLUMN custom_metadata TEXT NOT NULL DEFAULT '{}';

ALTER TABLE spaces ADD COLUMN custom_metadata TEXT NOT NULL DEFAULT '{}';

-- Version 1016

CREATE TABLE audit_entries (
  workspace_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  occurred_at INTEGER NOT NULL,
  author_kind TEXT NOT NULL,
  author_reference TEXT,
  operator_id TEXT,
  operation TEXT NOT NULL,
  request_id TEXT,
  records TEXT NOT NULL,
  openings TEXT NOT NULL,
  omitted_count INTEGER NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (workspace_id, sequence)
);

CREATE TABLE audit_subjects (
  workspace_id TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, subject_id, sequence)
);

CREATE INDEX audit_subjects_by_entry ON audit_subjects (workspace_id, sequence);

CREATE TABLE audit_anchors (
  workspace_id TEXT NOT NULL PRIMARY KEY,
  sequence INTEGER NOT NULL,
  hash TEXT NOT NULL
);

-- Version 1017

ALTER TABLE entries ADD COLUMN occurred_at INTEGER NOT NULL DEFAULT 0;

ALTER TABLE entries ADD COLUMN acs_entrance_id TEXT;

ALTER TABLE entries ADD COLUMN acs_user_id TEXT;

ALTER TABLE entries ADD COLUMN is_opening INTEGER NOT NULL DEFAULT 0;

UPDATE entries SET
  occurred_at = COALESCE((SELECT e.created_at FROM events e
    WHERE e.workspace_id = entries.workspace_id AND e.event_id = entries.event_id), 0),
  acs_entrance_id = (SELECT e.acs_entrance_id FROM events e
    WHERE e.workspace_id = entries.workspace_id AND e.event_id = entries.event_id),
  acs_user_id = (SELECT e.acs_user_id FROM events e
    WHERE e.workspace_id = entries.workspace_id AND e.event_id = entries.event_id),
  is_opening = COALESCE((SELECT CASE WHEN e.event_type = 'lock.unlocked' THEN 1 ELSE 0 END FROM events e
    WHERE e.workspace_id = entries.workspace_id AND e.event_id = entries.event_id), 0);

CREATE INDEX entries_by_entrance
  ON entries (workspace_id, acs_entrance_id, is_opening, occurred_at, event_id, acs_user_id);

CREATE INDEX entries_by_user
  ON entries (workspace_id, acs_user_id, is_opening, occurred_at, event_id, acs_entrance_id);

CREATE INDEX entries_by_time ON entries (workspace_id, acs_system_id, occurred_at, is_opening, acs_entrance_id);

CREATE INDEX events_by_user ON events (workspace_id, acs_user_id, sequence) WHERE acs_user_id IS NOT NULL;

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
) WITHOUT ROWID;

CREATE INDEX person_stays_by_start ON person_stays (workspace_id, starts_at);

CREATE INDEX person_stays_by_end ON person_stays (workspace_id, ends_at);

CREATE INDEX person_stays_by_grant ON person_stays (workspace_id, access_grant_id);

CREATE INDEX person_stays_by_system ON person_stays (workspace_id, acs_system_id);

CREATE INDEX person_stays_by_identity ON person_stays (workspace_id, user_identity_id)
  WHERE user_identity_id IS NOT NULL;

UPDATE acs_users SET own_access = CASE WHEN starts_at IS NULL THEN 'always' ELSE 'schedule' END,
  own_starts_at = starts_at, own_ends_at = ends_at, revision = revision + 1 WHERE own_access IS NULL;

INSERT INTO person_stays (workspace_id, acs_user_id, access_grant_id, acs_system_id, user_identity_id, starts_at, ends_at, user_text,
identity_text) SELECT u.workspace_id, u.acs_user_id, '', u.acs_system_id, u.user_identity_id,
  COALESCE(u.own_starts_at, -62135596800000000), COALESCE(u.own_ends_at, 253402300799999999), u.search_text,
  i.search_text
FROM acs_users u JOIN acs_systems s ON s.workspace_id = u.workspace_id AND s.acs_system_id = u.acs_system_id
LEFT JOIN user_identities i ON i.workspace_id = u.workspace_id AND i.user_identity_id = u.user_identity_id
WHERE s.external_id IS NOT NULL AND u.is_deleted = 0 AND u.own_access <> 'none';

INSERT INTO person_stays (workspace_id, acs_user_id, access_grant_id, acs_system_id, user_identity_id, starts_at, ends_at, user_text,
identity_text) SELECT DISTINCT g.workspace_id, m.acs_user_id, g.access_grant_id, m.acs_system_id, g.user_identity_id, g.starts_at,
  COALESCE(g.ends_at, 253402300799999999), u.search_text, i.search_text
FROM access_grants g JOIN access_methods m
  ON m.workspace_id = g.workspace_id AND m.access_grant_id = g.access_grant_id
LEFT JOIN acs_users u ON u.workspace_id = m.workspace_id AND u.acs_user_id = m.acs_user_id
LEFT JOIN user_identities i ON i.workspace_id = g.workspace_id AND i.user_identity_id = g.user_identity_id
WHERE g.is_deleted = 0 AND NOT EXISTS (SELECT 1 FROM access_codes k
  WHERE k.workspace_id = g.workspace_id AND k.access_grant_id = g.access_grant_id);

ALTER TABLE acs_entrances ADD COLUMN battery_low_at INTEGER;

-- Version 1018

ALTER TABLE operators ADD COLUMN email_address TEXT;

CREATE UNIQUE INDEX operators_by_email ON operators (lower(email_address))
  WHERE email_address IS NOT NULL;

ALTER TABLE operator_workspaces ADD COLUMN role TEXT NOT NULL DEFAULT 'administrator';

CREATE INDEX operator_workspaces_by_workspace ON operator_workspaces (workspace_id);

ALTER TABLE api_keys ADD COLUMN last_used_at INTEGER;

ALTER TABLE access_tokens ADD COLUMN last_used_at INTEGER;

CREATE INDEX access_tokens_by_operator ON access_tokens (operator_id);

-- Version 1019

CREATE TABLE operator_sessions (
  operator_session_id TEXT NOT NULL PRIMARY KEY,
  operator_id TEXT NOT NULL REFERENCES operators,
  access_token_id TEXT,
  secret_hash TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
);

CREATE INDEX operator_sessions_by_operator ON operator_sessions (operator_id);

CREATE INDEX operator_sessions_by_end ON operator_sessions (expires_at);

-- Version 1020

CREATE TABLE withdrawn_access_methods (
  workspace_id TEXT NOT NULL,
  access_grant_id TEXT NOT NULL,
  requested_access_method_id TEXT NOT NULL,
  acs_system_id TEXT NOT NULL,
  PRIMARY KEY (workspace_id, access_grant_id, requested_access_method_id, acs_system_id),
  FOREIGN KEY (workspace_id, access_grant_id) REFERENCES access_grants
);

-- Version 1021

ALTER TABLE access_codes ADD COLUMN reaches_lock_at INTEGER;

UPDATE access_codes SET was_scheduled = 1 WHERE was_set = 1;

CREATE INDEX access_codes_not_set ON access_codes (workspace_id, reaches_lock_at) WHERE was_set = 0;

ALTER TABLE access_codes ADD COLUMN modified_fields TEXT;

ALTER TABLE events ADD COLUMN actor_id TEXT;

-- Version 1023

CREATE INDEX site_users_by_name ON site_users (workspace_id, search_text, acs_user_id);

CREATE INDEX site_users_of_system_by_name ON site_users (workspace_id, acs_system_id, search_text, acs_user_id);

CREATE INDEX site_users_of_system ON site_users (workspace_id, acs_system_id, sequence);

-- Version 1024

ALTER TABLE phones ADD COLUMN ended_key_id TEXT;

-- Version 1025

ALTER TABLE operators ADD COLUMN openid_issuer TEXT;

ALTER TABLE operators ADD COLUMN openid_subject TEXT;

CREATE UNIQUE INDEX operators_by_openid_account ON operators (openid_issuer, openid_subject)
  WHERE openid_subject IS NOT NULL;

-- Version 1026

CREATE INDEX access_grants_by_start ON access_grants (workspace_id, starts_at, access_grant_id, ends_at)
  WHERE is_deleted = 0;

DROP INDEX access_methods_of_grant;

CREATE INDEX access_methods_of_grant ON access_methods (workspace_id, access_grant_id, acs_user_id);

DROP INDEX access_grant_spaces_by_space;

CREATE INDEX access_grant_spaces_by_space ON access_grant_spaces (workspace_id, space_id, access_grant_id);

DROP INDEX access_grant_doors_by_entrance;

CREATE INDEX access_grant_doors_by_entrance ON access_grant_doors (workspace_id, acs_entrance_id, access_grant_id);

CREATE INDEX acs_entrances_of_system ON acs_entrances (workspace_id, acs_system_id, sequence);

CREATE INDEX acs_access_groups_of_system ON acs_access_groups (workspace_id, acs_system_id, sequence);

CREATE INDEX acs_users_suspended ON acs_users (workspace_id, acs_user_id) WHERE is_suspended = 1;

CREATE INDEX acs_users_blocked ON acs_users (workspace_id, acs_user_id) WHERE observed_blocked = 1;

CREATE INDEX audit_entries_by_operator ON audit_entries (workspace_id, operator_id, sequence)
  WHERE operator_id IS NOT NULL;

CREATE INDEX audit_entries_by_author ON audit_entries (workspace_id, author_reference, sequence)
  WHERE author_reference IS NOT NULL;

CREATE INDEX audit_entries_by_operation ON audit_entries (workspace_id, operation, sequence);

-- Version 1030

ALTER TABLE access_grants ADD COLUMN pushed_modes TEXT;

-- Version 1031

ALTER TABLE events ADD COLUMN action_attempt_id TEXT;

-- Version 1033

CREATE INDEX person_stays_by_name
  ON person_stays (workspace_id, COALESCE(user_text, identity_text, ''), acs_user_id);

CREATE INDEX person_stays_of_user ON person_stays (workspace_id, acs_user_id);

ALTER TABLE events ADD COLUMN kind TEXT NOT NULL DEFAULT 'change';

UPDATE events SET kind = 'entry' WHERE event_type IN ('lock.unlocked', 'lock.locked');

UPDATE events SET kind = 'refusal' WHERE event_type = 'lock.access_denied';

UPDATE events SET kind = 'problem' WHERE event_type IN ('device.tampered', 'device.low_battery',
  'device.connection_became_flaky', 'device.error.subscription_required', 'access_grant.access_to_door_lost',
  'access_grant.could_not_create_requested_access_methods')
  OR event_type LIKE '%failed%' OR event_type LIKE '%delay!_in!_%' ESCAPE '!' OR event_type LIKE '%disconnected%';

CREATE INDEX events_by_kind ON events (workspace_id, kind, sequence);

CREATE INDEX audit_entries_by_time ON audit_entries (workspace_id, occurred_at, sequence);

-- Version 1034

DROP INDEX idempotent_answers_by_age;

CREATE INDEX idempotent_answers_by_age ON idempotent_answers (workspace_id, created_at);

ALTER TABLE action_attempts ADD COLUMN limited_until INTEGER;

CREATE INDEX action_attempts_by_movement ON action_attempts (workspace_id, acs_entrance_id, movement, sequence)
  WHERE limited_until IS NOT NULL;

ALTER TABLE guest_accounts ADD COLUMN renewal_ends_at INTEGER;

-- Version 1035

CREATE TABLE nodes (
  node_id TEXT NOT NULL PRIMARY KEY,
  address TEXT NOT NULL,
  version TEXT NOT NULL,
  is_leaving INTEGER NOT NULL,
  alive_until INTEGER NOT NULL
);

CREATE TABLE claims (
  workspace_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  node_id TEXT,
  claim INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id, kind, subject_id)
);

CREATE INDEX claims_by_node ON claims (node_id);

CREATE TABLE sync_requests (
  workspace_id TEXT NOT NULL,
  sync_request_id TEXT NOT NULL,
  acs_system_id TEXT NOT NULL,
  believes_all INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, sync_request_id)
);

ALTER TABLE action_attempts ADD COLUMN node_id TEXT;

-- Version 1036

ALTER TABLE workspaces ADD COLUMN clock_stands_at INTEGER;

ALTER TABLE workspaces ADD COLUMN clock_moves INTEGER NOT NULL DEFAULT 0;

CREATE INDEX workspaces_by_clock ON workspaces (workspace_id) WHERE clock_moves > 0;

CREATE TABLE clock_requests (
  workspace_id TEXT NOT NULL,
  clock_request_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  requested_at INTEGER NOT NULL,
  target INTEGER,
  step INTEGER,
  action_attempt_id TEXT,
  PRIMARY KEY (workspace_id, clock_request_id)
);

ALTER TABLE sync_requests ADD COLUMN signs_in INTEGER NOT NULL DEFAULT 0;

CREATE TABLE held_cards (
  workspace_id TEXT NOT NULL,
  action_attempt_id TEXT NOT NULL,
  entry_id TEXT NOT NULL,
  card_number TEXT NOT NULL,
  PRIMARY KEY (workspace_id, action_attempt_id, entry_id)
);

-- Version 1037

ALTER TABLE acs_entrances ADD COLUMN keypad_lost_at INTEGER;

ALTER TABLE lock_history ADD COLUMN is_online INTEGER NOT NULL DEFAULT 1;

INSERT INTO lock_history (workspace_id, acs_entrance_id, sequence, at, is_privacy_mode, is_office_mode, is_online)
SELECT h.workspace_id, h.acs_entrance_id, h.sequence + 1, l.last_at, h.is_privacy_mode, h.is_office_mode, 0
FROM lock_history h
JOIN acs_entrances e ON e.workspace_id = h.workspace_id AND e.acs_entrance_id = h.acs_entrance_id
LEFT JOIN device_settings s ON s.workspace_id = e.workspace_id AND s.acs_entrance_id = e.acs_entrance_id
JOIN (SELECT workspace_id, acs_system_id, MAX(at) AS last_at FROM acs_system_looks
  GROUP BY workspace_id, acs_system_id) l ON l.workspace_id = e.workspace_id AND l.acs_system_id = e.acs_system_id
WHERE (e.is_online = 0 OR s.offline_at IS NOT NULL OR s.removed_at IS NOT NULL)
  AND h.sequence = (SELECT MAX(o.sequence) FROM lock_history o
    WHERE o.workspace_id = h.workspace_id AND o.acs_entrance_id = h.acs_entrance_id);

-- Version 1038

CREATE INDEX entries_of_people ON entries (workspace_id, occurred_at, acs_user_id)
  WHERE is_opening = 1 AND acs_user_id IS NOT NULL;

-- Version 1039

ALTER TABLE nodes ADD COLUMN is_heard INTEGER NOT NULL DEFAULT 0;

-- Version 1040

CREATE INDEX acs_users_by_stay
  ON acs_users (workspace_id, acs_system_id, starts_at, ends_at, observed_subscribed, origin) WHERE is_deleted = 0;

-- Version 1041

DROP INDEX person_stays_by_end;

CREATE INDEX person_stays_by_end ON person_stays (workspace_id, ends_at, starts_at);

-- Version 1042

CREATE TABLE console_forms (
  operator_session_id TEXT NOT NULL,
  key_hash TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  has_ended INTEGER NOT NULL DEFAULT 0,
  place TEXT,
  PRIMARY KEY (operator_session_id, key_hash)
) WITHOUT ROWID;

CREATE INDEX console_forms_by_time ON console_forms (sent_at);

-- Version 1043

CREATE TABLE ended_sign_ins (state_hash TEXT NOT NULL PRIMARY KEY, ends_at INTEGER NOT NULL);

CREATE INDEX ended_sign_ins_by_end ON ended_sign_ins (ends_at);

-- Version 1044

ALTER TABLE api_keys ADD COLUMN created_by_kind TEXT;

ALTER TABLE api_keys ADD COLUMN created_by_reference TEXT;

ALTER TABLE api_keys ADD COLUMN created_by_operator_id TEXT;

-- Version 1045

ALTER TABLE access_grants ADD COLUMN lost_doors TEXT;

-- Version 1046

CREATE TABLE sent_audit_heads (
  workspace_id TEXT NOT NULL PRIMARY KEY,
  url TEXT NOT NULL,
  hash TEXT NOT NULL
);

-- Version 1047

CREATE TABLE seal_checks (
  seal_check_id TEXT NOT NULL PRIMARY KEY,
  sealed_check BLOB NOT NULL
);

-- Version 1048

CREATE TABLE sync_progress (
  workspace_id TEXT NOT NULL,
  acs_system_id TEXT NOT NULL,
  phase TEXT NOT NULL,
  lock_count INTEGER,
  group_count INTEGER,
  person_count INTEGER,
  written_person_count INTEGER NOT NULL,
  problem TEXT,
  claim INTEGER,
  PRIMARY KEY (workspace_id, acs_system_id)
);
