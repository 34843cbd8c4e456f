/// The customization profiles of grants and of their links.
let linkLooksTables = [
  "ALTER TABLE access_grants ADD COLUMN customization_profile_id TEXT",
  "ALTER TABLE instant_keys ADD COLUMN customization_profile_id TEXT",
]
