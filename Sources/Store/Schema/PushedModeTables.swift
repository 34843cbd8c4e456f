/// What the last push of a stay asked for, so that a repeated push does not bring back what somebody deleted.
let pushedModeTables = ["ALTER TABLE access_grants ADD COLUMN pushed_modes TEXT"]
