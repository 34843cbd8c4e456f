"""The health of the server and its sites, as monitors see it."""
import json
import os
import re
import socket
import sqlite3
import subprocess
import urllib.parse

import harness
from applicability import does_not_apply
from databases import TEMPLATE, reads_sqlite_file
from harness import BINARY, BUILDING_A, Cloud, Server, send, wait_until
from several_nodes import embeds_cloud
from visitor import Visitor

WATCHMAN = {"LATCHKEY_METRICS_TOKEN": "for the watchman"}
COUNTED = re.compile(r"_(total|count|sum|bucket)\b")


def numbers(server, token):
    """The series of a server by name and labels. Also checks the format of the texts. What a node counts is its own."""
    found = {}
    for text in server.metrics(token):
        for series, value in series_of(text).items():
            found[series] = found.get(series, 0) + value if COUNTED.search(series) else value
    return found


def series_of(text):
    found = {}
    for line in text.splitlines():
        if line.startswith("#"):
            assert re.fullmatch(r"# (HELP \w+ .+\.|TYPE \w+ (counter|gauge|histogram))", line), line
        else:
            assert re.fullmatch(r'\w+(\{\w+="[^"]*"(,\w+="[^"]*")*\})? [0-9.e+-]+', line), line
            series, value = line.rsplit(" ", 1)
            assert series not in found, series
            found[series] = float(value)
    return found


def posts(found):
    """The number of counted calls that create something at the provider."""
    return sum(value for series, value in found.items() if series.startswith('latchkey_provider_calls_total{verb="POST"'))


@does_not_apply(TEMPLATE is None, "A server of a file shares it with no other one.")
def test_metrics_say_which_server_works_for_what(tmp_path):
    server = Server(tmp_path, environment=WATCHMAN)
    try:
        def numbers_once_taken():
            found = numbers(server, "for the watchman")
            return found.get("latchkey_free_claims") == 0 and found

        found = wait_until(numbers_once_taken, "everything to be taken up")
        alive = [series for series, value in found.items() if series.startswith("latchkey_nodes{") and value == 1]
        assert len(alive) == len(server.nodes()), found
        assert all(f'address="{socket.gethostname()}:' in series for series in alive), alive
        held = {series: value for series, value in found.items() if series.startswith("latchkey_node_claims{")}
        takes = [series for series in found if series.startswith("latchkey_claim_take_ups{")]
        assert sum(held.values()) == len(takes) > 0 and not any('node=""' in series for series in takes), found
    finally:
        server.kill()


def test_metrics_count_what_happens(tmp_path):
    server = Server(tmp_path, environment=WATCHMAN)
    try:
        def metrics(key):
            return send("GET", server.endpoint + "/metrics", headers={"authorization": "Bearer " + key})

        before = numbers(server, "for the watchman")
        server.ok("/acs/users/create", acs_system_id=BUILDING_A, full_name="Jane")
        server.fails("/acs/users/create", 400, "invalid_input")
        # On a slow machine the provider's call comes late, or its answer is lost and a search follows, and the site is
        # still being imported.
        for _ in range(10):
            server.advance(60)
            after = numbers(server, "for the watchman")
            if posts(after) > posts(before) and 'latchkey_sites{state="healthy"}' in after:
                break
        status, text, headers = metrics("for the watchman")
        assert status == 200 and headers["content-type"].startswith("text/plain; version=0.0.4")

        def more(series):
            return after.get(series, 0) - before.get(series, 0)

        assert more('latchkey_requests_total{operation="/acs/users/create",status="200"}') == 1
        assert more('latchkey_requests_total{operation="/acs/users/create",status="400"}') == 1
        assert more('latchkey_request_seconds_count{operation="/acs/users/create"}') == 2
        assert posts(after) > posts(before), after
        assert after['latchkey_provider_calls_total{verb="GET",status="200"}'] >= 1
        assert after['latchkey_sites{state="healthy"}'] == 1 and after["latchkey_webhooks_paused"] == 0
        assert server.key not in text.decode()
        assert metrics("seam_none_none")[0] == 401
        session = server.ok("/client_sessions/create")["client_session"]["token"]
        assert metrics(session)[0] == 401
    finally:
        server.kill()


def test_a_key_sees_the_numbers_of_its_workspace_only(tmp_path):
    server = Server(tmp_path, environment=WATCHMAN)
    try:
        other = harness.second_workspace_key(tmp_path / "data")
        workspace = server.ready["workspace_id"]
        server.ok("/acs/users/create", acs_system_id=BUILDING_A, full_name="Jane")
        everything, own, strange = (numbers(server, token) for token in ("for the watchman", server.key, other))
        assert send("GET", server.endpoint + "/metrics", headers={"authorization": "Bearer for the burglar"})[0] == 401
        assert any(series.startswith("latchkey_requests_total") for series in everything)
        # A key sees nothing about the server as a whole, or about other workspaces.
        shown = {"latchkey_sites", "latchkey_acs_users_due", "latchkey_last_event_sequence", "latchkey_webhooks_paused",
                 "latchkey_webhook_events_waiting", "latchkey_webhook_events_exhausted", "latchkey_overdue_revocations",
                 "latchkey_oldest_overdue_revocation_seconds"}
        assert {series.split("{")[0] for series in own} == shown
        assert own[f'latchkey_last_event_sequence{{workspace_id="{workspace}"}}'] > 0
        assert not any(workspace in series or "latchkey_sites" in series for series in strange), strange
        assert any(workspace in series for series in everything)
    finally:
        server.kill()


def health(server, path="/health", token=None):
    status, body, _ = send("GET", server.endpoint + path, headers={"authorization": f"Bearer {token}"} if token else {})
    return status, body


def states(server, token=None):
    """The state of each service, if the process is healthy."""
    status, body = health(server, token=token)
    assert (status, body["ok"]) == (200, True), body
    return {item["service"]: item["status"] for item in body["service_health_statuses"]}


PROCESS = {"database": "healthy", "disk": "healthy", "server": "healthy"}


def test_health_tells_each_its_own_sites_and_strangers_none(tmp_path):
    server = Server(tmp_path, environment=WATCHMAN)
    try:
        other, site = harness.second_workspace_key(tmp_path / "data"), f"acs_system {BUILDING_A}"
        wait_until(lambda: states(server, server.key) == {**PROCESS, site: "healthy"}, "the first import to end")
        assert states(server) == states(server, "for the burglar") == states(server, other) == PROCESS
        assert states(server, "for the watchman") == states(server, server.key)
        session = server.ok("/client_sessions/create")["client_session"]["token"]
        assert states(server, session) == PROCESS
        for path in ("/health", "/health/get_health"):
            for verb in ("GET", "POST"):
                status, body, _ = send(verb, server.endpoint + path)
                assert status == 200 and set(body) == {
                    "ok", "msg", "last_service_evaluation_at", "service_health_statuses"}, (verb, path)
    finally:
        server.kill()


def test_a_site_that_is_down_stands_in_the_details_and_changes_no_status(tmp_path):
    server = Server(tmp_path)
    try:
        server.ok("/connected_accounts/simulate/disconnect", connected_account_id=server.account()["connected_account_id"])
        # A reading that began before may still succeed. Its result lasts until the next look at the site.
        looks = 5
        while states(server, server.key)[f"acs_system {BUILDING_A}"] != "down":
            looks -= 1
            assert looks, "the site stays healthy without a login"
            server.advance(60)
        assert health(server, "/health/ready") == (200, {"ok": True, "problems": []})
        assert health(server, "/health/live") == (200, {"ok": True})
        assert states(server) == PROCESS
    finally:
        server.kill()


def test_a_first_import_is_told_as_such(tmp_path):
    cloud = Cloud(tmp_path / "cloud")
    cloud.kill()
    # Its cloud is unreachable, so the scenario's account still waits for its import.
    folder = tmp_path / "server"
    folder.mkdir()
    log = open(folder / "log.txt", "ab")
    server = subprocess.Popen(
        [BINARY, "serve", "--port", "0", "--data", str(folder / "data"), "--scenario", "guide", "--virtual-salto-ks",
         cloud.endpoint], stdout=log, stderr=log, env=dict(os.environ, LATCHKEY_LOG_LEVEL="info", **WATCHMAN))
    try:
        port = wait_until(
            lambda: re.search(r"listening on 127\.0\.0\.1:(\d+)", (folder / "log.txt").read_text()), "the server to listen")
        endpoint = f"http://127.0.0.1:{port.group(1)}"

        def details():
            status, body, _ = send("GET", endpoint + "/health", headers={"authorization": "Bearer for the watchman"})
            return status == 200 and [item for item in body["service_health_statuses"] if item["service"] not in PROCESS]

        found, = wait_until(details, "the server to be ready")
        assert found["service"].startswith("connected_account ") and found["status"] == "degraded"
        assert found["description"] == "The first import is in progress."
    finally:
        server.kill()
        server.wait()
        log.close()


@reads_sqlite_file
def test_a_database_that_takes_no_writes_makes_it_unready(tmp_path):
    server = Server(tmp_path)
    try:
        def database():
            status, body = health(server)
            assert (status == 200) == body["ok"]
            return status, body["service_health_statuses"][0]["status"]

        with sqlite3.connect(tmp_path / "data" / "latchkey.sqlite", isolation_level=None) as other:
            # The lock blocks all other writers, like a full disk. The server detects this by itself.
            other.execute("BEGIN IMMEDIATE")
            wait_until(lambda: database() == (503, "down"), "health to tell of it")
            status, ready = health(server, "/health/ready")
            assert (status, ready["problems"]) == (503, ["The database is not writable. See the server's log."])
            assert health(server, "/health/live") == (200, {"ok": True})
            assert health(server, "/health/get_health")[0] == 503
            server.fails("/user_identities/create", 503, "service_unavailable")
            other.execute("ROLLBACK")
        wait_until(lambda: database() == (200, "healthy"), "health to tell that it is over")
        assert health(server, "/health/ready")[0] == 200
        server.ok("/user_identities/create")
    finally:
        server.kill()


@embeds_cloud
def test_a_disk_without_room_makes_it_unready(tmp_path):
    server = Server(tmp_path, "--free-space", "1000000")
    try:
        status, body = health(server)
        assert status == 503 and body["ok"] is False
        assert {item["service"]: item["status"] for item in body["service_health_statuses"]} == {**PROCESS, "disk": "down"}
        assert health(server, "/health/ready") == (503, {"ok": False, "problems": ["The disk is full."]})
        assert health(server, "/health/live")[0] == 200
    finally:
        server.kill()


def test_the_command_line_asks_the_server_of_its_machine(tmp_path):
    server = Server(tmp_path)

    def ask(port, *arguments):
        environment = dict(os.environ, LATCHKEY_HOST="0.0.0.0", LATCHKEY_PORT=str(port))
        result = subprocess.run(
            [BINARY, "health", *arguments], capture_output=True, text=True, timeout=60, env=environment)
        return result.returncode, result.stdout, result.stderr

    port = server.endpoint.rsplit(":", 1)[1]
    try:
        assert json.loads(ask(port)[1]) == {"ok": True, "problems": []}
        assert json.loads(ask(port, "--live", "--wait", "10")[1]) == {"ok": True}
    finally:
        server.kill()
    code, _, error = ask(port)
    assert code == 69 and "no server responds" in error
    assert ask(port, "--wait", "-1")[0] == 64


def test_the_log_tells_of_requests_as_json(tmp_path):
    server = Server(tmp_path, environment={"LATCHKEY_LOG_FORMAT": "json", "LATCHKEY_LOG_LEVEL": "info"})
    try:
        _, _, headers = send(
            "GET", server.endpoint + "/workspaces/get?secret=hush", headers={"authorization": "Bearer " + server.key})
        server.stop()
        lines = [json.loads(line) for line in server.log_text().splitlines()]
        told = [line for line in lines if line.get("request_id") == headers["seam-request-id"]]
        assert [(line["path"], line["status"], line["method"]) for line in told] == [("/workspaces/get", "200", "GET")]
        key, = harness.admin(tmp_path / "data", "keys", "list", "--workspace", server.ready["workspace_id"])
        assert told[0]["workspace_id"] == server.ready["workspace_id"]
        assert told[0]["caller"] == f"api_key {key['api_key_id']}"
        assert "hush" not in server.log_text() and server.key not in server.log_text()
    finally:
        server.kill()


def test_who_calls_is_told_by_an_id_and_never_by_a_part_of_a_credential(tmp_path):
    server = Server(tmp_path, environment={"LATCHKEY_LOG_FORMAT": "json", "LATCHKEY_LOG_LEVEL": "info"})
    try:
        data, workspace = tmp_path / "data", server.ready["workspace_id"]
        session = server.ok("/client_sessions/create")["client_session"]
        operator = harness.admin(data, "operators", "create", "Ann")[0]["operator_id"]
        harness.admin(data, "operators", "add", operator, "--workspace", workspace)
        token = harness.admin(data, "tokens", "create", "--operator", operator)[0]
        secrets = [server.key, session["token"], token["access_token"], "seam_test_unknown_1234567890"]

        def call(credential, **more):
            _, _, headers = send(
                "GET", server.endpoint + "/devices/list", headers={"authorization": f"Bearer {credential}", **more})
            return headers["seam-request-id"]

        calls = {
            call(session["token"]): (f"client_session {session['client_session_id']}", workspace),
            call(token["access_token"], **{"seam-workspace": workspace}): (
                f"personal_access_token {token['access_token_id']}", workspace),
            call("seam_test_unknown_1234567890"): (None, None),
        }
        browser = Visitor(origin=server.endpoint)
        form = urllib.parse.urlencode({"token": token["access_token"]}).encode()
        browser.send("POST", f"{server.endpoint}/console/sign_in", form, content_type="application/x-www-form-urlencoded")
        shown = server.ok("/latchkey/v1/operator_sessions/list")["operator_sessions"][0]["operator_session_id"]
        _, _, headers = browser.send("GET", f"{server.endpoint}/console/{workspace}/people")
        calls[headers["seam-request-id"]] = (f"operator_session {shown}", None)
        secrets += browser.cookies.values()
        server.stop()
        text = server.log_text()
        lines = {line.get("request_id"): line for line in map(json.loads, text.splitlines())}
        for request, (caller, place) in calls.items():
            assert (lines[request].get("caller"), lines[request].get("workspace_id")) == (caller, place)
        for secret in secrets:
            assert not any(part in text for part in secret.split("_")[2:] if len(part) > 4), secret
    finally:
        server.kill()


def test_the_log_tells_by_default_of_sites_and_stops(tmp_path):
    server = Server(tmp_path, environment={"LATCHKEY_LOG_FORMAT": "json"})
    try:
        def told(message):
            lines = map(json.loads, server.log_text().splitlines())
            return [line for line in lines if line["message"] == message]

        server.virtual.post("site", {"certified": False})
        server.sync()
        down, = wait_until(lambda: told("A site is down"), "a word on the site")
        assert down["level"] == "warning" and down["fault"] == "notCertified"
        assert down["acs_system_id"] == BUILDING_A and down["workspace_id"] == server.ready["workspace_id"]
        server.virtual.post("site", {"certified": True})
        server.sync()
        back, = wait_until(lambda: told("A site has recovered"), "a word on the site")
        assert back["level"] == "notice" and back["acs_system_id"] == BUILDING_A
        server.virtual.faults({"kind": "error_before", "match": "/v1", "status": 503})
        server.sync()
        wait_until(lambda: told("An account is down"), "a word on the account")
        server.virtual.faults()
        server.sync()
        wait_until(lambda: told("An account has recovered"), "a word on the account")
        assert server.stop() == 0
        assert [line["level"] for line in told("The server is stopping") + told("The server has stopped")] == [
            "notice"] * 2 * len(server.nodes())
    finally:
        server.kill()
