/// Whether the changes of a server ring the bells of the others. Servers of earlier versions have no bell.
let heardNodeColumns = ["ALTER TABLE nodes ADD COLUMN is_heard INTEGER NOT NULL DEFAULT 0"]
