/// Who created an API key, as the audit names authors. Null for keys of earlier versions.
let keyCreatorColumns = [
  "ALTER TABLE api_keys ADD COLUMN created_by_kind TEXT",
  "ALTER TABLE api_keys ADD COLUMN created_by_reference TEXT",
  "ALTER TABLE api_keys ADD COLUMN created_by_operator_id TEXT",
]
