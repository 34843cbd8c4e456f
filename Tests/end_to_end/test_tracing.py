"""Traces of requests and their background work, exported to a collector."""
import http.server
import json
import threading

import pytest

from harness import CHECK_IN, Server, send


class Collector:
    """Receives spans in OTLP."""

    def __init__(self):
        self.bodies = []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                outer.bodies.append((self.path, self.headers["content-type"], body))
                self.send_response(200)
                self.send_header("content-length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.endpoint = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def spans(self):
        found = []
        for path, kind, body in self.bodies:
            assert (path, kind) == ("/v1/traces", "application/json")
            for resource in json.loads(body)["resourceSpans"]:
                assert resource["resource"]["attributes"] == [{"key": "service.name", "value": {"stringValue": "latchkey"}}]
                found += [span for scope in resource["scopeSpans"] for span in scope["spans"]]
        return found


def attributes(span):
    return {one["key"]: next(iter(one["value"].values())) for one in span["attributes"]}


@pytest.fixture
def collector():
    collector = Collector()
    yield collector
    collector.server.shutdown()


def test_a_request_and_what_it_leads_to_are_told(tmp_path, collector):
    server = Server(tmp_path / "server", "--trace-endpoint", collector.endpoint, "--allow-private-webhooks")
    try:
        server.ok("/webhooks/create", url=collector.endpoint + "/hook?token=canary-receiver", event_types=["acs_user.created"])
        user = server.guest("Jane Doe", "canary.address@example.com")
        server.set_clock(CHECK_IN)
        door = server.ok("/devices/get", name="Bicycle Storage")["device"]["device_id"]
        server.ok("/locks/unlock_door", device_id=door)
        status, _, headers = send("POST", server.endpoint + "/acs/users/get", {"acs_user_id": user}, {
            "authorization": f"Bearer {server.key}", "content-type": "application/json",
            "traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"})
        assert status == 200
        # A caller who wants no trace, and invalid headers.
        for parent in ("00-5bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00", "nonsense",
                       "00-00000000000000000000000000000000-00f067aa0ba902b7-01"):
            assert send("POST", server.endpoint + "/workspaces/get", {}, {
                "authorization": f"Bearer {server.key}", "content-type": "application/json", "traceparent": parent})[0] == 200
        assert send("GET", server.endpoint + "/nothing/canary-path")[0] == 401
        assert server.stop() == 0
    finally:
        server.kill()
    collector.bodies = [body for body in collector.bodies if not body[0].startswith("/hook")]
    spans = collector.spans()
    by_name = {}
    for span in spans:
        by_name.setdefault(span["name"], []).append(span)
        assert int(span["startTimeUnixNano"]) <= int(span["endTimeUnixNano"])
        assert len(span["traceId"]) == 32 and len(span["spanId"]) == 16

    get, = by_name["POST /acs/users/get"]
    assert (get["traceId"], get["parentSpanId"], get["kind"]) == ("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", 2)
    assert attributes(get) == {
        "http.request.method": "POST", "http.route": "/acs/users/get", "http.response.status_code": "200",
        "latchkey.request_id": headers["seam-request-id"]}
    assert len(by_name["POST /workspaces/get"]) == 2
    assert {span["traceId"] for span in by_name["POST /workspaces/get"]}.isdisjoint(
        {"5bf92f3577b34da6a3ce929d0e0e4736", "0" * 32})
    assert all("parentSpanId" not in span for span in by_name["POST /workspaces/get"])
    assert len(by_name["GET other"]) == 1

    # The cloud's calls are children of the work that caused them.
    ids = {span["spanId"]: span for span in spans}
    calls = [span for name, found in by_name.items() if name.startswith("Salto KS ") for span in found]
    beneath = {ids[span["parentSpanId"]]["name"] for span in calls if span.get("parentSpanId") in ids}
    assert {"Sync an ACS user", "Sync a site", "Move a lock"} <= beneath, beneath
    moved, = by_name["Move a lock"]
    call = next(span for span in calls if span.get("parentSpanId") == moved["spanId"] and attributes(
        span)["url.path"].endswith("/locking"))
    assert attributes(call)["http.response.status_code"] == "200" and call["traceId"] == moved["traceId"]
    assert call["kind"] == 3
    assert user in {attributes(span)["latchkey.acs_user_id"] for span in by_name["Sync an ACS user"]}
    assert by_name["Deliver an event"]
    # A trace names nobody, and contains no secret.
    text = b"".join(body for _, _, body in collector.bodies).decode()
    for secret in (server.key, "canary", "Jane", "example.com"):
        assert secret not in text, secret


def test_a_collector_that_is_away_is_no_hindrance(tmp_path):
    server = Server(tmp_path / "server", environment={"LATCHKEY_TRACE_ENDPOINT": "http://127.0.0.1:9"})
    try:
        for _ in range(100):
            server.ok("/workspaces/get")
        assert server.stop() == 0
    finally:
        server.kill()
    log = server.log_text()
    assert log.count("Traces could not be exported") == len(server.nodes()), log
