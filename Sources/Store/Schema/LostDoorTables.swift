/// The doors that a grant no longer opens since their locks or accounts are gone, for its warnings.
let lostDoorTables = ["ALTER TABLE access_grants ADD COLUMN lost_doors TEXT"]
