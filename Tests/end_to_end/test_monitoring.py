"""How the server and its sites do, as those who watch over it see it."""
import json
import sqlite3
import re

from harness import BUILDING_A, Server, send


def numbers(text):
    """The series of a text by name and labels; the text is held to its form."""
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
    """How many calls that make something at the provider were counted."""
    return sum(value for series, value in found.items() if series.startswith('latchkey_provider_calls_total{verb="POST"'))


def test_metrics_count_what_happens(tmp_path):
    server = Server(tmp_path)
    try:
        def metrics(key=server.key):
            status, text, headers = send(
                "GET", server.endpoint + "/metrics", headers={"authorization": "Bearer " + key})
            return status, text.decode() if isinstance(text, bytes) else text, headers

        before = numbers(metrics()[1])
        server.ok("/acs/users/create", acs_system_id=BUILDING_A, full_name="Jane")
        server.fails("/acs/users/create", 400, "invalid_input")
        # On a busy machine the provider's call comes late, or its answer is lost and it is looked for.
        for _ in range(10):
            server.advance(60)
            status, text, headers = metrics()
            after = numbers(text)
            if posts(after) > posts(before):
                break
        assert status == 200 and headers["content-type"].startswith("text/plain; version=0.0.4")

        def more(series):
            return after.get(series, 0) - before.get(series, 0)

        assert more('latchkey_requests_total{operation="/acs/users/create",status="200"}') == 1
        assert more('latchkey_requests_total{operation="/acs/users/create",status="400"}') == 1
        assert more('latchkey_request_seconds_count{operation="/acs/users/create"}') == 2
        assert posts(after) > posts(before), text
        assert after['latchkey_provider_calls_total{verb="GET",status="200"}'] >= 1
        assert after['latchkey_sites{state="healthy"}'] == 1 and after["latchkey_webhooks_paused"] == 0
        assert server.key not in text
        assert metrics("seam_none_none")[0] == 401
        session = server.ok("/client_sessions/create")["client_session"]["token"]
        assert metrics(session)[0] == 401
    finally:
        server.kill()


def test_a_token_of_ones_own_opens_the_metrics(tmp_path):
    server = Server(tmp_path, environment={"LATCHKEY_METRICS_TOKEN": "for the watchman"})
    try:
        for token, status in (("for the watchman", 200), ("for the burglar", 401)):
            answer = send("GET", server.endpoint + "/metrics", headers={"authorization": "Bearer " + token})
            assert answer[0] == status
    finally:
        server.kill()


def test_health_tells_of_every_site(tmp_path):
    server = Server(tmp_path)
    try:
        def states():
            status, body, _ = send("GET", server.endpoint + "/health")
            assert status == 200 and body["ok"] is True
            return {item["service"]: item["status"] for item in body["service_health_statuses"]}

        assert states() == {"database": "healthy", f"acs_system {BUILDING_A}": "healthy"}
        server.ok("/connected_accounts/simulate/disconnect", connected_account_id=server.account()["connected_account_id"])
        # A reading that began before may end well after it, and hold until the site is looked at again.
        looks = 5
        while states()[f"acs_system {BUILDING_A}"] != "down":
            looks -= 1
            assert looks, "the site stays healthy without a login"
            server.advance(60)
    finally:
        server.kill()


def test_health_tells_of_a_database_that_takes_no_writes(tmp_path):
    server = Server(tmp_path)
    try:
        def health():
            _, body, _ = send("GET", server.endpoint + "/health")
            return body["ok"], body["service_health_statuses"][0]["status"]

        with sqlite3.connect(tmp_path / "data" / "latchkey.sqlite", isolation_level=None) as other:
            # Nobody else writes for as long as this goes on, as on a disk without room.
            other.execute("BEGIN IMMEDIATE")
            assert server.call("/user_identities/create")[0] == 500
            assert health() == (False, "down")
            other.execute("ROLLBACK")
        assert health() == (True, "healthy")
        server.ok("/user_identities/create")
    finally:
        server.kill()


def test_the_log_tells_of_requests_as_json(tmp_path):
    server = Server(tmp_path, environment={"LATCHKEY_LOG_FORMAT": "json", "LATCHKEY_LOG_LEVEL": "info"})
    try:
        _, _, headers = send(
            "GET", server.endpoint + "/workspaces/get?secret=hush", headers={"authorization": "Bearer " + server.key})
        server.stop()
        lines = [json.loads(line) for line in (tmp_path / "log.txt").read_text().splitlines()]
        told = [line for line in lines if line.get("request_id") == headers["seam-request-id"]]
        assert [(line["path"], line["status"], line["method"]) for line in told] == [("/workspaces/get", "200", "GET")]
        assert "hush" not in (tmp_path / "log.txt").read_text() and server.key not in (tmp_path / "log.txt").read_text()
    finally:
        server.kill()
