"""One server or several on one database, with production workspaces and the accounts of a virtual cloud."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
for folder in ("end_to_end", "cluster"):
    sys.path.insert(0, str(ROOT / "Tests" / folder))

import harness  # noqa: E402
from postgres import Postgres  # noqa: E402
from tenant import tenant  # noqa: E402
from visitor import Visitor  # noqa: E402


class Installation:
    """A database without replica, which syncs every commit to its disk, a virtual cloud, and servers."""

    def __init__(self, folder, engine, nodes=1, environment=None, prepare=None):
        """`prepare` gets the PostgreSQL server before the first of Latchkey's starts."""
        self.folder, self.nodes, self.postgres = folder, [], None
        # An API key for each workspace, and how many of the workspaces have an account.
        self.keys, self.account_count = [], 0
        self.cloud = harness.Cloud(folder / "cloud", scenario="sandbox")
        self.virtual = harness.Virtual(self.cloud.endpoint)
        self.environment = {**tenant(self.cloud.endpoint), **(environment or {})}
        try:
            if engine == "postgres":
                self.postgres = Postgres(has_replica=False)
                if prepare:
                    prepare(self.postgres)
                address = self.postgres.run("address", self.postgres.primary, "latchkey")
                self.environment |= {"LATCHKEY_DATABASE": address, "LATCHKEY_SEAL_KEY": "5e" * 32}
            for _ in range(nodes):
                self.add_node()
            self.token = self.new_token()
        except BaseException:
            self.close()
            raise

    def new_token(self):
        """The token of an operator who creates workspaces."""
        def admin(*words):
            return harness.admin(self.folder / "node-1" / "data", *words, environment=self.environment)[0]

        return admin("tokens", "create", "--operator", admin("operators", "create", "Ann")["operator_id"])["access_token"]

    def add_node(self):
        folder = self.folder / f"node-{len(self.nodes) + 1}"
        self.nodes.append(harness.Program(
            folder, "serve", "--port", "0", "--data", str(folder / "data"), environment=self.environment))

    def ok(self, path, key, node=0, workspace=None, **parameters):
        headers = {"authorization": f"Bearer {key}", "content-type": "application/json"}
        if workspace:
            headers["seam-workspace"] = workspace
        status, body, _ = harness.send("POST", self.nodes[node].endpoint + path, parameters, headers)
        assert status == 200, (path, body)
        return body

    def add_workspaces(self, count):
        """Adds workspaces, each with an API key, up to a number of them."""
        while len(self.keys) < count:
            name = f"Hotel {len(self.keys) + 1}"
            workspace = self.ok("/workspaces/create", self.token, name=name, is_sandbox=False)["workspace"]
            key = self.ok("/latchkey/v1/api_keys/create", self.token, workspace=workspace["workspace_id"])["api_key"]
            self.keys.append(key["key"])

    def connect(self, count):
        """Connects the account of one site in each workspace, up to a number of accounts."""
        self.add_workspaces(count)
        for key in self.keys[self.account_count:count]:
            webview = self.ok("/connect_webviews/create", key, accepted_providers=["salto_ks_accept"])["connect_webview"]
            Visitor().connect(webview, "Annex")
        self.account_count = max(self.account_count, count)

    def calls_of_the_cloud(self):
        """The number of calls that the cloud has answered."""
        return self.virtual.get("ledger?after_seq=1000000000")["answered"]

    def close(self):
        for node in self.nodes:
            node.kill()
        self.cloud.kill()
        if self.postgres:
            self.postgres.close()


def resident(program):
    """The memory of a server in MiB."""
    status = pathlib.Path(f"/proc/{program.process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024
