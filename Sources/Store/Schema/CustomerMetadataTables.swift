/// The integrator's own metadata of pushed stays and places, by which pages of customers are filtered.
let customerMetadataTables = [
  "ALTER TABLE access_grants ADD COLUMN custom_metadata TEXT NOT NULL DEFAULT '{}'",
  "ALTER TABLE spaces ADD COLUMN custom_metadata TEXT NOT NULL DEFAULT '{}'",
]
