"""A PostgreSQL server, with a replica if wanted, and what can happen to both."""
import shutil
import subprocess
import tempfile
import urllib.parse

import databases
import harness


class Postgres:
    """A primary in a temporary folder and, if wanted, a synchronous replica."""

    def __init__(self, has_replica):
        # Not in the test's own folder, which the user postgres cannot access.
        self.folders = [tempfile.mkdtemp(prefix="latchkey-postgres-", dir="/tmp") for _ in range(1 + has_replica)]
        self.primary = self.folders[0]
        try:
            self.run("start", self.primary)
            if has_replica:
                self.run("follow", self.folders[1], self.primary)
            self.ask("postgres", "CREATE DATABASE latchkey TEMPLATE template0 ENCODING UTF8 LOCALE 'C'")
        except BaseException:
            self.close()
            raise

    def run(self, *words):
        return subprocess.run(
            [harness.ROOT / "scripts" / "postgres", *words], check=True, stdout=subprocess.PIPE, text=True,
            timeout=120).stdout.strip()

    @property
    def ports(self):
        return [urllib.parse.urlsplit(self.run("address", folder)).port for folder in self.folders]

    def connect(self, database):
        return databases.connect(self.run("address", self.primary, database))

    def ask(self, database, sql):
        with self.connect(database) as connection:
            found = connection.execute(sql)
            return found.fetchall() if found.description else []

    def terminate(self, chance):
        """Ends some connections of the nodes. Returns how many."""
        pids = [pid for pid, in self.ask(
            "postgres", "SELECT pid FROM pg_stat_activity WHERE datname = 'latchkey' ORDER BY pid")]
        chosen = chance.sample(pids, chance.randint(0, len(pids)))
        for pid in chosen:
            self.ask("postgres", f"SELECT pg_terminate_backend({pid})")
        return len(chosen)

    def fail(self, by):
        """Ends the primary, or by `pause` lets it keep silent with all its connections."""
        self.run(by, self.primary)

    def promote(self):
        self.primary = self.folders[1]
        self.run("promote", self.primary)

    @property
    def has_standby(self):
        return self.primary != self.folders[-1]

    def close(self):
        for folder in self.folders:
            subprocess.run([harness.ROOT / "scripts" / "postgres", "stop", folder], capture_output=True)
            shutil.rmtree(folder, ignore_errors=True)
