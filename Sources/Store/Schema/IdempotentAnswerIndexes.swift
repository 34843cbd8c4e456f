/// For the deletion of expired responses in one workspace at a time.
let idempotentAnswerIndexes = [
  "DROP INDEX idempotent_answers_by_age",
  "CREATE INDEX idempotent_answers_by_age ON idempotent_answers (workspace_id, created_at)",
]
