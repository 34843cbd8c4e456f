/// Lets one server at a time renew a guest's tokens.
let guestRenewalTables = ["ALTER TABLE guest_accounts ADD COLUMN renewal_ends_at INTEGER"]
