/// Indexes that count the stays of a site by their times.
let seatCrowdIndexes = [
  """
  CREATE INDEX acs_users_by_stay
    ON acs_users (workspace_id, acs_system_id, starts_at, ends_at, observed_subscribed, origin) WHERE is_deleted = 0
  """
]
