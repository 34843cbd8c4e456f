"""Starts servers and virtual clouds for the tests, and sends calls to them."""
import hashlib
import json
import os
import pathlib
import signal
import subprocess
import time
import urllib.error
import urllib.request

import databases
import several_nodes
from waiting import wait_until

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("LATCHKEY_BINARY", str(ROOT / ".build" / "debug" / "latchkey"))
CONTRACT = ROOT / "Tests" / "contract"
# The statements of servers are recorded, so that they can also be tried on PostgreSQL.
STATEMENTS = os.environ.get("LATCHKEY_STATEMENTS")
STATEMENT_TAP = {"LD_PRELOAD": f"{STATEMENTS}/statement_tap.so"} if STATEMENTS else {}
SEAM3 = os.environ.get("LATCHKEY_SEAM3_PYTHON", str(ROOT / ".venv-seam3" / "bin" / "python"))

BUILDING_A = "11111111-1111-1111-1111-111111111111"
COMMON, APARTMENT, BICYCLES = "555555-5555", "666666-6666", "777777-7777"
CHECK_IN, CHECK_OUT = "2024-11-01T15:00:00.000Z", "2024-11-04T11:00:00.000Z"

OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


HOPPER = urllib.request.build_opener(urllib.request.ProxyHandler({}), NoRedirects)


def operations(document):
    """The paths of the OpenAPI document that are operations, with their methods. Pages and the like are not operations.
    """
    return {path: verbs for path, verbs in document["paths"].items()
            if not any(verb.get("x-latchkey-route") for verb in verbs.values())}


def documented_operations():
    """The paths of the operations that the public API documents."""
    paths = json.loads((CONTRACT / "api-structure.json").read_text())["paths"]
    return {path for path, verbs in paths.items() if not any(verb.get("x-undocumented") for verb in verbs.values())}


def routes(document):
    """The routes that are not operations, with their methods."""
    return {path: verbs for path, verbs in document["paths"].items() if path not in operations(document)}


def hop(method, url, body=None, headers=None, timeout=90):
    """One request without following redirects: (status, bytes, headers)."""
    request = urllib.request.Request(url, data=body, method=method, headers=headers or {})
    try:
        with HOPPER.open(request, timeout=timeout) as answer:
            return answer.status, answer.read(), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.read(), error.headers


def send(method, url, body=None, headers=None, timeout=90):
    """One request: (status, parsed body or text, headers)."""
    data = body if isinstance(body, (bytes, type(None))) else json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, method=method, headers=headers or {})
    try:
        with OPENER.open(request, timeout=timeout) as answer:
            status, text, fields = answer.status, answer.read(), answer.headers
    except urllib.error.HTTPError as error:
        status, text, fields = error.code, error.read(), error.headers
    try:
        return status, json.loads(text), fields
    except ValueError:
        return status, text, fields


def alias_of(acs_user_id):
    """The part of an alias at Salto that identifies the ACS user."""
    def letters(number):
        return "" if number == 0 else letters(number // 36) + "0123456789abcdefghijklmnopqrstuvwxyz"[number % 36]

    digest = hashlib.sha256(acs_user_id.encode()).digest()
    return "".join(letters(int.from_bytes(digest[at:at + 8], "big") % 36 ** 8).rjust(8, "0") for at in (0, 8))


def wait_for(path, process, seconds=120):
    """Waits for a ready file and returns its JSON."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if path.exists():
            return json.loads(path.read_text())
        if process.poll() is not None:
            raise RuntimeError(f"the process ended with {process.returncode} before it was ready")
        time.sleep(0.01)
    raise RuntimeError("the process was not ready in time")


def packed(folder):
    """A Debian package of the program, created in the folder without compression."""
    result = subprocess.run(
        [ROOT / "scripts" / "package"], capture_output=True, text=True, timeout=600,
        env={**os.environ, "LATCHKEY_BINARY": BINARY, "LATCHKEY_COMPRESSION": "none", "LATCHKEY_PACKAGES": str(folder)})
    assert result.returncode == 0, result.stderr
    return pathlib.Path(result.stdout.strip())


class Program:
    """A latchkey command that runs until it is stopped or killed."""
    # A large site is read before the server is ready.
    ready_seconds = 120

    def __init__(self, folder, *arguments, environment=None, binary=None):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.ready_file = folder / "ready.json"
        self.ready_file.unlink(missing_ok=True)
        self.log = open(folder / "log.txt", "ab")
        self.process = subprocess.Popen(
            [binary or BINARY, *arguments, "--ready-file", str(self.ready_file)],
            stdout=self.log, stderr=self.log, env={**os.environ, **STATEMENT_TAP, **(environment or {})})
        try:
            self.ready = wait_for(self.ready_file, self.process, self.ready_seconds)
        except RuntimeError as error:
            self.kill()
            raise RuntimeError(f"{error}; its log ends: {(folder / 'log.txt').read_text()[-1500:]}") from error
        self.endpoint = self.ready["endpoint"]

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(30)
        self.log.close()
        return code

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.log.close()


class Cloud(Program):
    """A virtual Salto KS cloud in its own process."""

    def __init__(self, folder, port=0, scenario="guide", *arguments):
        super().__init__(
            folder, "virtual-salto-ks", "--port", str(port), "--data", str(folder / "data"), "--scenario", scenario,
            *arguments)
        self.port = int(self.endpoint.rsplit(":", 1)[1])


class Virtual:
    """The control operations of a virtual cloud."""

    def __init__(self, base):
        self.base = base

    def get(self, path):
        status, body, _ = send("GET", self.base + "/virtual/" + path)
        assert status == 200, body
        return body

    def post(self, path, body):
        status, body, _ = send("POST", self.base + "/virtual/" + path, body)
        assert status == 200, body
        return body

    def site(self):
        return self.get("state")["sites"][0]

    def user(self, name):
        return next((user for user in self.site()["users"] if user["name"] == name), None)

    def lock(self, name):
        return next(lock["id"] for lock in self.site()["locks"] if lock["name"] == name)

    def try_door(self, name, user):
        return self.post(f"locks/{self.lock(name)}/try", {"user_id": user["user_id"]})

    def faults(self, *faults):
        self.post("faults", {"faults": list(faults)})

    def ledger(self):
        return self.get("ledger")["entries"]

    def is_hanging(self):
        """Whether a received call has not been answered yet."""
        ledger = self.get("ledger")
        return ledger["arrived"] > ledger["answered"]

    def effects(self):
        """The number of each effect in the ledger."""
        counts = {}
        for entry in self.ledger():
            if entry["effect"]:
                counts[entry["effect"]] = counts.get(entry["effect"], 0) + 1
        return counts


class Server(Program):
    """A server with the guide's scenario."""

    def __init__(self, folder, *arguments, port=0, cloud=None, scenario="guide", environment=None):
        self.data = folder / "data"
        self.balancer = several_nodes.Balancer(folder, port) if several_nodes.COUNT > 1 else None
        if self.balancer:
            port = 0
            arguments = ["--public-url", self.balancer.proxy.endpoint, *arguments]
            cloud = cloud or self.balancer.own_cloud(lambda port: Cloud(folder / "cloud", port, scenario))
        more = ["--scenario", scenario, *(["--virtual-salto-ks", cloud] if cloud else []), *arguments]
        variables = {**databases.environment(self.data, BINARY), **(environment or {})}

        def words(folder):
            return folder, "serve", "--port", str(port), "--data", str(folder / "data"), *more

        try:
            super().__init__(*words(folder), environment=variables)
            if self.balancer:
                self.balancer.join(self, lambda folder: Program(*words(folder), environment=variables))
        except RuntimeError:
            self.kill()
            raise
        self.key = self.ready["api_key"]
        self.virtual = Virtual(self.ready["virtual_salto_ks"])
        if self.balancer:
            self.endpoint = f"{self.endpoint.rsplit(':', 1)[0]}:{self.balancer.proxy.port}"
            if self.balancer.cloud:
                self.ready["virtual_radio"] = self.balancer.cloud.ready["virtual_radio"]

    def stop(self):
        code = super().stop()
        others = self.balancer.end("stop") if self.balancer else 0
        return code or others

    def kill(self):
        super().kill()
        if self.balancer:
            self.balancer.end("kill")

    def nodes(self):
        """Its programs: itself, and those that run beside it."""
        return [self, *(self.balancer.others if self.balancer else [])]

    def log_text(self):
        """What its nodes have logged."""
        return "".join((node.folder / "log.txt").read_text() for node in self.nodes())

    def metrics(self, token):
        """The texts of the metrics of its nodes."""
        answers = [send("GET", node.ready["endpoint"] + "/metrics", headers={"authorization": f"Bearer {token}"})
                   for node in self.nodes()]
        assert all(status == 200 for status, _, _ in answers), answers
        return [text.decode() for _, text, _ in answers]

    def journal(self):
        """The text of its virtual cloud's journal."""
        journal, = self.folder.rglob("virtual-salto-ks.journal")
        return journal.read_text()

    def call(self, path, /, timeout=90, **parameters):
        """POSTs an operation and returns (status, body)."""
        status, body, headers = send(
            "POST", self.endpoint + path, parameters,
            {"authorization": f"Bearer {self.key}", "content-type": "application/json"}, timeout)
        assert headers["seam-request-id"], path
        return status, body

    def ok(self, path, /, **parameters):
        status, body = self.call(path, **parameters)
        assert status == 200, (path, body)
        return body

    def fails(self, path, status, type_, /, **parameters):
        code, body = self.call(path, **parameters)
        assert (code, body["error"]["type"]) == (status, type_), (path, body)
        return body["error"]

    def set_clock(self, now, timeout_seconds=60):
        return self.ok(
            "/latchkey/v1/clock/set", timeout=timeout_seconds + 30, now=now, timeout_seconds=timeout_seconds)["clock"]

    def advance(self, seconds, timeout_seconds=60):
        return self.ok(
            "/latchkey/v1/clock/advance", timeout=timeout_seconds + 30, seconds=seconds,
            timeout_seconds=timeout_seconds)["clock"]

    def account(self):
        return self.ok("/connected_accounts/list")["connected_accounts"][0]

    def sync(self):
        """Syncs the first account's sites."""
        self.ok("/connected_accounts/sync", connected_account_id=self.account()["connected_account_id"])

    def user(self, id_):
        return self.ok("/acs/users/get", acs_user_id=id_)["acs_user"]

    def guest(self, name, email=None, groups=(COMMON, APARTMENT), starts_at=CHECK_IN, ends_at=CHECK_OUT):
        """A guest with a stay, created like in the guide."""
        email = email or f"{name.lower().replace(' ', '.')}@example.com"
        identity = self.ok("/user_identities/create", email_address=email)["user_identity"]["user_identity_id"]
        manager = self.ok(
            "/acs/systems/list_compatible_credential_manager_acs_systems", acs_system_id=BUILDING_A)["acs_systems"][0]
        self.ok(
            "/user_identities/enrollment_automations/launch", user_identity_id=identity,
            create_credential_manager_user=True, credential_manager_acs_system_id=manager["acs_system_id"])
        user = self.ok(
            "/acs/users/create", user_identity_id=identity, acs_system_id=BUILDING_A, full_name=name,
            access_schedule={"starts_at": starts_at, "ends_at": ends_at})["acs_user"]
        for group in groups:
            self.ok("/acs/users/add_to_access_group", acs_user_id=user["acs_user_id"], acs_access_group_id=group)
        self.ok(
            "/acs/credentials/create", acs_user_id=user["acs_user_id"], access_method="mobile_key",
            is_multi_phone_sync_credential=True)
        return user["acs_user_id"]


def warnings(user):
    return {warning["warning_code"] for warning in user["warnings"]}


def errors(resource):
    return {error["error_code"] for error in resource["errors"]}


def admin(data, *arguments, environment=None):
    """Runs `latchkey admin … --json` on a folder."""
    result = subprocess.run(
        [BINARY, "admin", *arguments, "--data", str(data), "--json"], capture_output=True, text=True, timeout=60,
        env={**os.environ, **databases.environment(data, BINARY), **(environment or {})})
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def second_workspace_key(data):
    workspace = admin(data, "workspaces", "create", "Another")[0]["workspace_id"]
    return admin(data, "keys", "create", "--workspace", workspace)[0]["api_key"]
