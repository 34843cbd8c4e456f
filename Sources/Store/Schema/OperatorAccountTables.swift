/// The accounts at OpenID providers by which operators sign in.
let operatorAccountTables = [
  "ALTER TABLE operators ADD COLUMN openid_issuer TEXT",
  "ALTER TABLE operators ADD COLUMN openid_subject TEXT",
  """
  CREATE UNIQUE INDEX operators_by_openid_account ON operators (openid_issuer, openid_subject)
    WHERE openid_subject IS NOT NULL
  """,
]
