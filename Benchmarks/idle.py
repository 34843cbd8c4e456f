"""What servers do in an hour without requests: statements at the database, and calls of Salto KS.

The statements that begin and end transactions are not counted.
"""
import statistics
import time

from installation import resident
from test_statements import Counts

# Until new accounts are shared among the servers, and their first readings have ended.
REST_SECONDS = 20
ENDS = "^(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|DEALLOCATE)"


class SQLiteStatements:
    """Counts the statements of a server by a library that is loaded with it."""

    def __init__(self, folder):
        folder.mkdir(parents=True)
        self.counts = Counts(folder)
        self.options = {"environment": self.counts.environment}

    def read(self, _):
        return self.counts.read()[0]


class PostgresStatements:
    """Counts the statements of all servers by PostgreSQL's own extension."""

    def __init__(self, _):
        self.options = {"prepare": self.prepare}

    def prepare(self, postgres):
        postgres.ask("postgres", "ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'")
        postgres.run("stop", postgres.primary)
        postgres.run("start", postgres.primary)
        postgres.ask("postgres", "CREATE EXTENSION pg_stat_statements")

    def read(self, installation):
        [(count,)] = installation.postgres.ask("postgres", f"""
            SELECT COALESCE(SUM(s.calls), 0)::bigint FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
            WHERE d.datname = 'latchkey' AND s.query !~* '{ENDS}'""")
        return count


def measure(bench):
    counters = []

    def counted(folder, engine):
        counters.append((SQLiteStatements if engine == "sqlite" else PostgresStatements)(folder / "counts"))
        return counters[-1].options

    installations = bench.installations("idle", counted)
    try:
        few = hour(bench, installations, counters, 1)
        many = hour(bench, installations, counters, bench.accounts)
        if bench.accounts > 1:
            bench.table.row("statements for one more account, an hour", [
                (last - first) * len(each.nodes) / (bench.accounts - 1)
                for first, last, each in zip(few, many, installations)])
    finally:
        for installation in installations:
            installation.close()


def hour(bench, installations, counters, accounts):
    """Adds what each server does in an hour with a number of accounts. Returns the statements."""
    for installation in installations:
        installation.connect(accounts)
    time.sleep(REST_SECONDS)

    def seen():
        return ([counter.read(each) for counter, each in zip(counters, installations)],
                [each.calls_of_the_cloud() for each in installations])

    start, before = time.monotonic(), seen()
    time.sleep(bench.idle_seconds)
    after, factor = seen(), 3600 / (time.monotonic() - start)
    statements, calls = (
        [(last - first) * factor / len(each.nodes) for first, last, each in zip(*both, installations)]
        for both in zip(before, after))
    name = f"{accounts} account{'s' if accounts > 1 else ''}"
    bench.table.row(f"statements of a server, idle hour, {name}", statements)
    bench.table.row(f"calls of Salto KS by a server, {name}", calls)
    bench.table.row(f"memory of a server, MiB, {name}", [
        statistics.mean(resident(node) for node in each.nodes) for each in installations])
    return statements
