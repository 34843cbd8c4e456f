"""The program from an operator's view."""
import json
import os
import pathlib
import sqlite3
import stat
import subprocess
import threading

import databases
import harness
from databases import Rows, reads_sqlite_file
from harness import BINARY, Server, admin
from several_nodes import embeds_cloud, of_one_server


def run(*arguments, environment=None):
    return subprocess.run(
        [BINARY, *arguments], capture_output=True, text=True, timeout=60, env={**os.environ, **(environment or {})})


def test_a_second_start_continues(tmp_path):
    first = Server(tmp_path)
    guest = first.guest("Jane Doe")
    first.set_clock("2024-11-02T12:00:00Z")
    ready = first.ready
    assert first.stop() == 0
    second = Server(tmp_path)
    try:
        assert second.key == ready["api_key"] and second.ready["workspace_id"] == ready["workspace_id"]
        assert second.user(guest)["salto_ks_metadata"]["is_subscribed"] is True
        now = second.ok("/latchkey/v1/clock/get")["clock"]["now"]
        assert now.startswith("2024-11-02T12:0")
        second.set_clock(harness.CHECK_OUT)
        assert second.virtual.effects()["suspended"] == 1
    finally:
        second.kill()


@of_one_server("The other servers go on with the work.")
def test_a_server_that_is_told_to_stop_begins_nothing_more_and_repeats_nothing_later(tmp_path):
    server = Server(tmp_path)
    # Long enough that all calls are requested before the first is done.
    server.virtual.faults({"kind": "latency", "latency_ms": 3000, "match": "POST"})
    for number in range(100):
        server.ok("/acs/users/create", acs_system_id=harness.BUILDING_A, full_name=f"Guest {number}")
    answers = []
    caller = threading.Thread(
        target=lambda: answers.append(server.call("/latchkey/v1/clock/advance", seconds=3600, timeout_seconds=600)))
    caller.start()
    clock = lambda: server.ok("/latchkey/v1/clock/get")["clock"]["now"]
    harness.wait_until(lambda: clock() == clock(), "the clock to stand, as somebody waits for it")
    harness.wait_until(lambda: server.virtual.effects().get("user_created"), "the first user")
    assert server.stop() == 0
    caller.join()
    # A caller who waits for the clock gets an answer with the pending work.
    status, body = answers[0]
    assert status == 200 and body["clock"]["is_settled"] is False
    assert 0 < server.journal().count('"user_created"') < 100, "the whole pass was worked off first"
    again = Server(tmp_path)
    try:
        again.virtual.faults()
        assert again.advance(3600)["is_settled"]
        assert again.virtual.effects()["user_created"] == 100
    finally:
        again.kill()


def test_keys_are_managed_while_it_serves(tmp_path):
    server = Server(tmp_path)
    try:
        data = tmp_path / "data"
        key = harness.second_workspace_key(data)
        mine, server.key = server.key, key
        assert server.ok("/workspaces/get")["workspace"]["name"] == "Another"
        entry = next(entry for entry in admin(data, "keys", "list") if key.startswith(entry["begins"] + "_"))
        admin(data, "keys", "revoke", entry["api_key_id"])
        end = 100
        while server.call("/workspaces/get")[0] != 401:
            end -= 1
            assert end > 0, "a revoked key is still taken"
            subprocess.run(["sleep", "0.1"])
        server.key = mine
        production = admin(data, "workspaces", "create", "Real", "--production")[0]
        server.key = admin(data, "keys", "create", "--workspace", production["workspace_id"])[0]["api_key"]
        assert "_test" not in server.key
        server.fails("/latchkey/v1/clock/advance", 400, "workspace_not_sandbox", seconds=1)
    finally:
        server.kill()


def test_secrets_rest_hashed_or_sealed(tmp_path):
    server = Server(tmp_path)
    server.guest("Jane Doe")
    server.stop()
    data = tmp_path / "data"
    for name in ("scenario.json",) if databases.TEMPLATE else ("scenario.json", "seal.key"):
        assert stat.S_IMODE((data / name).stat().st_mode) == 0o600, name
    secret = server.key.split("_")[2].encode()
    tokens = [b"virtual-salto-ks-secret", b"latchkey-virtual-secret", secret]
    rows = Rows(data)
    for token in tokens:
        assert not rows.contain(token), token
    access_tokens = [token["text"] for line in server.journal().splitlines() for token in json.loads(line).get("tokens", [])]
    assert access_tokens
    for token in access_tokens:
        assert not rows.contain(token.encode())
        assert token not in server.log_text()


@reads_sqlite_file
def test_what_stands_in_the_way_of_a_start_is_told(tmp_path):
    server = Server(tmp_path / "one")
    port = server.endpoint.rsplit(":", 1)[1]
    taken = run("serve", "--port", port, "--data", str(tmp_path / "two"))
    assert taken.returncode == 69 and f"port {port} is in use" in taken.stderr
    twice = run("serve", "--port", "0", "--data", str(tmp_path / "one" / "data"))
    assert twice.returncode == 69 and "another server is using" in twice.stderr
    server.stop()
    wrong = run("serve", "--port", "many")
    assert wrong.returncode == 78 and "--port" in wrong.stderr
    for option, value in (("--operator-idle-minutes", "4"), ("--operator-session-hours", "721"),
                          ("--audit-head-url", "https://example.com/audit")):
        wrong = run("serve", "--port", "0", "--data", str(tmp_path / "three"), option, value)
        assert wrong.returncode == 78 and option in wrong.stderr, wrong.stderr
    other = run("serve", "--port", "0", "--data", str(tmp_path / "one" / "data"), "--scenario", "stays:5")
    assert other.returncode == 78
    foreign = run("serve", "--host", "203.0.113.5", "--port", "0", "--data", str(tmp_path / "three"))
    assert foreign.returncode == 69 and "203.0.113.5" in foreign.stderr
    nameless = run("serve", "--host", "nope.invalid", "--port", "0", "--data", str(tmp_path / "three"))
    assert nameless.returncode == 69 and "nope.invalid is not an address of this machine" in nameless.stderr
    unwritable = run("serve", "--port", "0", "--data", str(tmp_path / "three"), "--ready-file", "/nowhere/ready.json")
    assert unwritable.returncode == 73 and "--ready-file" in unwritable.stderr
    cloud = run("virtual-salto-ks", "--port", "70000", "--data", str(tmp_path / "three"))
    assert cloud.returncode == 78 and "70000" in cloud.stderr
    nameless = run("admin", "workspaces", "create", " ", "--data", str(tmp_path / "three"))
    assert nameless.returncode == 64 and "name" in nameless.stderr
    (tmp_path / "file").write_text("")
    folder = run("serve", "--port", "0", "--data", str(tmp_path / "file" / "data"))
    assert folder.returncode == 73 and "--data" in folder.stderr
    for version, advice in ((2000, "use a newer latchkey"), (30, "start with an empty folder")):
        with sqlite3.connect(tmp_path / "one" / "data" / "latchkey.sqlite") as database:
            database.execute(f"PRAGMA user_version = {version}")
        unknown = run("serve", "--port", "0", "--data", str(tmp_path / "one" / "data"))
        assert unknown.returncode == 65 and advice in unknown.stderr, unknown.stderr


@embeds_cloud
def test_the_embedded_cloud_follows_and_the_other_has_its_own_clock(server, tmp_path):
    status, body, _ = harness.send("POST", server.virtual.base + "/virtual/clock", {"now": "2024-11-01T00:00:00Z"})
    assert status == 409, body
    cloud = harness.Cloud(tmp_path / "cloud")
    try:
        virtual = harness.Virtual(cloud.endpoint)
        assert virtual.get("clock")["now"].startswith("2024-10-31T09:00:")
        clock = virtual.post("clock", {"now": "2024-11-01T00:00:00Z"})
        assert clock["now"].startswith("2024-11-01T00:00:0") and clock["next_due_at"] is None
        assert cloud.stop() == 0
    finally:
        cloud.kill()


@of_one_server("The load balancer of the tests listens on an address of the older kind.")
def test_an_address_of_the_newer_kind_is_written_as_a_url(tmp_path):
    server = Server(tmp_path, "--host", "::1")
    try:
        assert server.endpoint.startswith("http://[::1]:")
        assert server.ok("/workspaces/get")["workspace"]["is_sandbox"] is True
    finally:
        server.kill()


def test_settings_come_from_the_environment_too(tmp_path):
    for name in ("LATCHKEY_PORT", "LATCHKEY_LOG_LEVEL", "LATCHKEY_LOG_FORMAT", "LATCHKEY_ALLOW_PRIVATE_WEBHOOKS",
                 "LATCHKEY_VIRTUAL_SALTO_KS", "LATCHKEY_TRACE_ENDPOINT", "LATCHKEY_TRUSTED_PROXIES"):
        taken = run("serve", environment={name: "never", "LATCHKEY_DATA": str(tmp_path)})
        assert taken.returncode == 78 and "never" in taken.stderr, name
    assert "LATCHKEY_SCENARIO" in run("serve", "--help").stdout


def test_the_openapi_document_is_served_and_printed(server):
    printed = json.loads(run("openapi").stdout)
    status, served, _ = harness.send("GET", server.endpoint + "/openapi.json")
    assert status == 200 and served == printed
    committed = harness.ROOT / "docs" / "openapi.json"
    if os.environ.get("UPDATE_GOLDEN"):
        committed.write_text(json.dumps(printed, indent=1, sort_keys=True) + "\n")
    assert json.loads(committed.read_text()) == printed, "run with UPDATE_GOLDEN=1 and read the difference"
    page, text = harness.ROOT / "docs" / "api.md", run("openapi", "--markdown").stdout
    if os.environ.get("UPDATE_GOLDEN"):
        page.write_text(text)
    assert page.read_text() == text, "run with UPDATE_GOLDEN=1 and read the difference"
    status, health, _ = harness.send("GET", server.endpoint + "/health")
    assert status == 200 and health["ok"] is True
