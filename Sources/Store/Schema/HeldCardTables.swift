/// The cards that one server saw at a lock where another one waits for a card.
let heldCardTables = [
  """
  CREATE TABLE held_cards (
    workspace_id TEXT NOT NULL,
    action_attempt_id TEXT NOT NULL,
    entry_id TEXT NOT NULL,
    card_number TEXT NOT NULL,
    PRIMARY KEY (workspace_id, action_attempt_id, entry_id)
  )
  """
]
