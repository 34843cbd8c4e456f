/// How often a webhook was turned back to an earlier event, and which of its deliveries were taken up since.
let replayCounts = [
  "ALTER TABLE webhooks ADD COLUMN replay_count INTEGER NOT NULL DEFAULT 0",
  "ALTER TABLE webhook_deliveries ADD COLUMN replay_count INTEGER NOT NULL DEFAULT 0",
]
