"""Nodes on one database, with their virtual cloud: started, killed, stopped and started again."""
import datetime
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import urllib.parse

import databases
import harness
from harness import Cloud, Program, Virtual

# A site with a door for each purpose, and with nobody but its administrators and one person.
SCENARIO = "crowd:1:60"


class Postgres:
    """A primary in a temporary folder and, if wanted, a synchronous replica."""

    def __init__(self, has_replica):
        # Not in the test's own folder, which the user postgres cannot access.
        self.folders = [tempfile.mkdtemp(prefix="latchkey-postgres-", dir="/tmp") for _ in range(1 + has_replica)]
        self.primary = self.folders[0]
        self.run("start", self.primary)
        if has_replica:
            self.run("follow", self.folders[1], self.primary)
        self.ask("postgres", "CREATE DATABASE latchkey TEMPLATE template0 ENCODING UTF8 LOCALE 'C'")

    def run(self, *words):
        return subprocess.run(
            [harness.ROOT / "scripts" / "postgres", *words], check=True, stdout=subprocess.PIPE, text=True,
            timeout=120).stdout.strip()

    @property
    def address(self):
        """The address of all servers, of which the program takes the one that can be written to."""
        hosts = [urllib.parse.urlsplit(self.run("address", folder)).netloc.split("@")[1] for folder in self.folders]
        return f"postgres://postgres@{','.join(hosts)}/latchkey?target_session_attrs=read-write"

    def ask(self, database, sql):
        with databases.connect(self.run("address", self.primary, database)) as connection:
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

    def fail_over(self):
        """Kills the primary, and promotes the replica after the second that a watcher needs."""
        self.run("kill", self.primary)
        time.sleep(1)
        self.primary = self.folders[1]
        self.run("promote", self.primary)

    @property
    def has_standby(self):
        return self.primary != self.folders[-1]

    def close(self):
        for folder in self.folders:
            subprocess.run([harness.ROOT / "scripts" / "postgres", "stop", folder], capture_output=True)
            shutil.rmtree(folder, ignore_errors=True)


class Node:
    """One server, which keeps its port over restarts."""

    def __init__(self, folder, words, environment):
        self.folder, self.words, self.environment, self.port = folder, words, environment, 0
        self.program, self.changing = None, threading.Lock()
        self.start()

    def start(self):
        self.program = Program(
            self.folder, "serve", "--port", str(self.port), "--data", str(self.folder / "data"), *self.words,
            environment=self.environment)
        self.endpoint = self.program.endpoint
        self.port = int(self.endpoint.rsplit(":", 1)[1])

    def kill(self, away):
        """Kills the process, and starts it again after some seconds."""
        with self.changing:
            self.program.kill()
            time.sleep(away)
            self.start()

    def pause(self, seconds):
        with self.changing:
            self.program.process.send_signal(signal.SIGSTOP)
            time.sleep(seconds)
            self.program.process.send_signal(signal.SIGCONT)


class Cluster:
    """`engine` is sqlite, postgres, or replicated: PostgreSQL with a replica."""

    def __init__(self, folder, node_count=1, engine="sqlite", scenario=SCENARIO):
        assert node_count == 1 or engine != "sqlite", "several nodes need PostgreSQL"
        self.nodes, self.postgres = [], None
        self.cloud = Cloud(folder / "cloud", scenario=scenario)
        self.virtual = Virtual(self.cloud.endpoint)
        environment = {}
        try:
            if engine != "sqlite":
                self.postgres = Postgres(engine == "replicated")
                environment = {"LATCHKEY_DATABASE": self.postgres.address, "LATCHKEY_SEAL_KEY": "5e" * 32}
            words = ["--scenario", scenario, "--virtual-salto-ks", self.cloud.endpoint, "--allow-private-webhooks"]
            for number in range(node_count):
                self.nodes.append(Node(folder / f"node-{number + 1}", words, environment))
        except BaseException:
            self.close()
            raise
        self.key = self.nodes[0].program.ready["api_key"]

    def cloud_offset(self):
        """How far the cloud's clock is ahead of this machine's, in seconds."""
        before = time.time()
        now = instant(self.virtual.get("clock")["now"])
        return now - (before + time.time()) / 2

    def close(self):
        for node in self.nodes:
            node.program.process.send_signal(signal.SIGCONT)
            node.program.kill()
        self.cloud.kill()
        if self.postgres:
            self.postgres.close()


def instant(text):
    """A moment of the wire in seconds since 1970."""
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def text(seconds):
    moment = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
