"""Conflicts between transactions that PostgreSQL would not have: triggers raise them with a probability."""

# A serialization failure and a deadlock. Nothing of the transaction is kept, and it can be repeated at once.
STATES = ("40001", "40P01")
# The tables that most changes write.
TABLES = ("acs_users", "action_attempts", "claims", "events", "idempotent_answers", "nodes", "webhook_deliveries", "workspaces")
INSTALL = """
    CREATE SCHEMA conflicts;
    CREATE TABLE conflicts.wanted (table_name TEXT, state TEXT, probability DOUBLE PRECISION);
    CREATE FUNCTION conflicts.raise() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      code TEXT;
    BEGIN
      SELECT state INTO code FROM conflicts.wanted WHERE table_name = TG_TABLE_NAME AND random() < probability;
      IF FOUND THEN
        RAISE EXCEPTION 'a conflict that the test raises' USING ERRCODE = code;
      END IF;
      RETURN NEW;
    END
    $$;
"""


class Conflicts:
    """The triggers of one database. They do nothing unless conflicts are wanted."""

    def __init__(self, postgres):
        self.postgres, self.is_installed = postgres, False

    def ask(self, sql):
        return self.postgres.ask("latchkey", sql)

    def begin(self, tables, state, probability):
        if not self.is_installed:
            self.ask(INSTALL)
            # Each in a transaction of its own, which waits for the writers of one table only.
            for table in TABLES:
                self.ask(f"CREATE TRIGGER conflict BEFORE INSERT OR UPDATE ON {table} "
                         "FOR EACH ROW EXECUTE FUNCTION conflicts.raise()")
            self.is_installed = True
        rows = ", ".join(f"('{table}', '{state}', {probability})" for table in tables)
        self.ask(f"INSERT INTO conflicts.wanted VALUES {rows}")

    def end(self):
        self.ask("DELETE FROM conflicts.wanted")

    def remove(self):
        if self.is_installed:
            for table in TABLES:
                self.ask(f"DROP TRIGGER conflict ON {table}")
            self.ask("DROP SCHEMA conflicts CASCADE")
            self.is_installed = False
