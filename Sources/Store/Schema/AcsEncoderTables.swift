/// Attempts that wait for a card at an encoder, and what a sandbox's encoders meet next.
let acsEncoderTables = [
  "ALTER TABLE action_attempts ADD COLUMN acs_encoder_id TEXT",
  "ALTER TABLE action_attempts ADD COLUMN reading TEXT",
  """
  CREATE TABLE encoder_simulations (
    workspace_id TEXT NOT NULL,
    acs_entrance_id TEXT NOT NULL,
    action TEXT NOT NULL,
    outcome TEXT NOT NULL,
    acs_credential_id TEXT,
    PRIMARY KEY (workspace_id, acs_entrance_id, action),
    FOREIGN KEY (workspace_id, acs_entrance_id) REFERENCES acs_entrances
  )
  """,
]
