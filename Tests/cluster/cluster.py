"""Nodes on one database, with their virtual cloud and the links between all of them."""
import contextlib
import datetime
import sqlite3
import threading
import time
import urllib.parse

from conflicts import Conflicts
from harness import BINARY, Cloud, Virtual
from links import Links
from node import Node
from postgres import Postgres

# A site with a door for each purpose, and with nobody but its administrators and one person.
SCENARIO = "crowd:1:60"
# How long a watcher with its promotion takes on a machine without other work.
PROMOTION_SECONDS = 2


class Cluster:
    """`engine` is sqlite, postgres, or replicated: PostgreSQL with a replica. `binaries` has the program of each node, so that
    some can run another version. `public_url` is the address to which the nodes' links to their own pages lead.
    """

    def __init__(self, folder, node_count=1, engine="sqlite", binaries=None, scenario=SCENARIO, public_url=None):
        assert node_count == 1 or engine != "sqlite", "several nodes need PostgreSQL"
        self.folder, self.scenario, self.public_url, self.nodes, self.postgres = folder, scenario, public_url, [], None
        self.is_over, self.supervisor = threading.Event(), None
        self.cloud = Cloud(folder / "cloud", scenario=scenario)
        self.virtual, self.links = Virtual(self.cloud.endpoint), Links()
        try:
            if engine != "sqlite":
                self.postgres = Postgres(engine == "replicated")
                self.conflicts = Conflicts(self.postgres)
            for number in range(node_count):
                self.nodes.append(self.new_node(number, binaries[number] if binaries else BINARY))
        except BaseException:
            self.close()
            raise
        self.key = self.nodes[0].program.ready["api_key"]
        self.supervisor = threading.Thread(target=self.supervise, daemon=True, name="supervisor")
        self.supervisor.start()

    def new_node(self, number, binary):
        environment = {}
        if self.postgres:
            # All servers, of which the program takes the one that can be written to.
            hosts = ",".join(f"127.0.0.1:{self.links.open('database', number, port)}" for port in self.postgres.ports)
            environment = {
                "LATCHKEY_DATABASE": f"postgres://postgres@{hosts}/latchkey?target_session_attrs=read-write",
                "LATCHKEY_SEAL_KEY": "5e" * 32}
        cloud = self.links.open("cloud", number, urllib.parse.urlsplit(self.cloud.endpoint).port)
        words = ["--scenario", self.scenario, "--virtual-salto-ks", f"http://127.0.0.1:{cloud}", "--allow-private-webhooks"]
        if self.public_url:
            words += ["--public-url", self.public_url]
        return Node(number, self.folder / f"node-{number + 1}", words, environment, binary, self.links)

    def supervise(self):
        """Starts nodes again that ended by themselves, as the supervisor of a service does after a second."""
        while not self.is_over.wait(1):
            for node in self.nodes:
                node.supervise()

    def fail_over(self, by, silence=0):
        """Lets the primary fail, and promotes the replica after the second that a watcher needs. A paused primary is silent
        for more seconds, and is then ended: a watcher makes sure that it never goes on.

        Returns by how many seconds the promotion was late.
        """
        began = time.monotonic()
        self.postgres.fail(by)
        if by == "kill":
            self.links.end("database", 0)
        time.sleep(1)
        self.postgres.promote()
        delay = max(0, time.monotonic() - began - PROMOTION_SECONDS)
        if by != "kill":
            time.sleep(silence)
            self.postgres.run("kill", self.postgres.folders[0])
            self.links.end("database", 0)
        return delay

    def connect(self):
        """A connection to the database, past the nodes. Each statement is a transaction, unless one is begun."""
        if self.postgres:
            return self.postgres.connect("latchkey")
        return sqlite3.connect(self.nodes[0].folder / "data" / "latchkey.sqlite", timeout=30, isolation_level=None)

    def ask(self, sql):
        """The rows that a statement finds in the database."""
        with contextlib.closing(self.connect()) as connection:
            return connection.execute(sql).fetchall()

    def cloud_offset(self):
        """How far the cloud's clock is ahead of this machine's, in seconds."""
        before = time.time()
        now = instant(self.virtual.get("clock")["now"])
        return now - (before + time.time()) / 2

    def close(self):
        self.is_over.set()
        if self.supervisor:
            self.supervisor.join()
        with contextlib.ExitStack() as ends:
            # What fails to end keeps nothing else running.
            if self.postgres:
                ends.callback(self.postgres.close)
            ends.callback(self.links.close)
            ends.callback(self.cloud.kill)
            for node in self.nodes:
                ends.callback(node.close)


def instant(text):
    """A moment of the wire in seconds since 1970."""
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def text(seconds):
    moment = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
