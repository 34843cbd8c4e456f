"""Live events over a connection that may break: none is missed, and none is sent twice."""
import http.client
import json
import urllib.parse

import pytest

from harness import BUILDING_A, Server, admin, send, wait_until
import several_nodes
from several_nodes import has_limits_of_its_own


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path)
    yield server
    server.kill()


class Stream:
    """A client of the stream."""

    def __init__(self, server, query="", last=None):
        address = urllib.parse.urlsplit(server.endpoint)
        self.connection = http.client.HTTPConnection(address.hostname, address.port, timeout=60)
        headers = {"authorization": "Bearer " + server.key, **({"last-event-id": str(last)} if last is not None else {})}
        self.connection.request("GET", "/latchkey/v1/events/stream" + query, headers=headers)
        self.answer = self.connection.getresponse()

    def take(self, count):
        """The next events: (number, type, event)."""
        events, fields = [], {}
        while len(events) < count:
            line = self.answer.readline().decode().rstrip("\n")
            if line.startswith(":"):
                continue
            if line:
                name, value = line.split(": ", 1)
                fields[name] = value
            elif fields:
                events.append((int(fields["id"]), fields["event"], json.loads(fields["data"])))
                fields = {}
        return events

    def close(self):
        self.connection.close()


def create(server, name):
    return server.ok("/acs/users/create", acs_system_id=BUILDING_A, full_name=name)["acs_user"]["acs_user_id"]


def test_events_come_as_they_happen(server):
    stream = Stream(server, "?event_types=acs_user.created")
    assert stream.answer.status == 200 and stream.answer.headers["content-type"] == "text/event-stream"
    users = [create(server, f"Guest {number}") for number in range(3)]
    events = stream.take(3)
    assert [event["acs_user_id"] for _, _, event in events] == users
    for _, type_, event in events:
        assert type_ == "acs_user.created" and server.ok("/events/get", event_id=event["event_id"])["event"] == event
    stream.close()


def test_a_client_that_comes_again_misses_none(server):
    first = Stream(server, "?after=0")
    create(server, "Jane")
    seen = first.take(1)
    last = seen[0][0]
    first.close()
    for number in range(450):
        create(server, f"Guest {number}")
    again = Stream(server, last=last)
    more = again.take(450)
    again.close()
    numbers = [number for number, _, _ in seen + more]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def test_what_the_stream_refuses(server):
    def refused(query="", key=None, **headers):
        status, body, _ = send(
            "GET", server.endpoint + "/latchkey/v1/events/stream" + query,
            headers={"authorization": f"Bearer {key or server.key}", **headers})
        return status, body["error"]["type"]

    assert refused(key="seam_none_none") == (401, "unauthorized")
    session = server.ok("/client_sessions/create")["client_session"]["token"]
    assert refused(key=session) == (403, "forbidden")
    assert refused("?after=yesterday") == (400, "invalid_input")
    assert refused("?after=1000000") == (400, "invalid_input"), "a place that the log has not come to"
    assert refused("?event_types=acs_user.dreamt") == (400, "invalid_event_types")


def test_an_open_stream_does_not_keep_the_server_from_stopping(server):
    stream = Stream(server)
    assert server.stop() == 0
    while stream.answer.read(1):
        pass


@has_limits_of_its_own
def test_a_key_has_a_number_of_streams_and_gets_a_place_back(server):
    streams = [Stream(server) for _ in range(20)]
    assert all(stream.answer.status == 200 for stream in streams)
    turned_away = Stream(server)
    body = json.loads(turned_away.answer.read())
    assert (turned_away.answer.status, body["error"]["type"]) == (429, "too_many_event_streams")
    assert int(turned_away.answer.headers["retry-after"]) > 0 and "20 open event streams" in body["error"]["message"]
    # The key can still use the rest of the API.
    create(server, "Jane")
    streams[7].close()

    def comes_in():
        stream = Stream(server)
        streams.append(stream)
        return stream.answer.status == 200

    wait_until(comes_in, "the place of the client that went away", 30)
    for stream in streams:
        stream.close()


@has_limits_of_its_own
def test_all_streams_together_have_a_bound(tmp_path):
    server = Server(tmp_path, "--max-requests", "3")
    try:
        streams = [Stream(server) for _ in range(3)]
        assert all(stream.answer.status == 200 for stream in streams)
        turned_away = Stream(server)
        body = json.loads(turned_away.answer.read())
        assert (turned_away.answer.status, body["error"]["type"]) == (503, "service_unavailable")
        assert int(turned_away.answer.headers["retry-after"]) > 0
        create(server, "Jane")
    finally:
        server.kill()


def test_a_stream_ends_with_the_right_to_see_it(server):
    def ask(path, key):
        return send("GET", server.endpoint + path, headers={"authorization": "Bearer " + key})[:2]

    stream = Stream(server, "?event_types=acs_user.created")
    create(server, "Seen")
    assert stream.take(1)[0][2]["event_type"] == "acs_user.created"
    server.ok("/workspaces/update", is_suspended=True)
    several_nodes.wait_for_all(lambda: ask("/devices/list", server.key)[0] == 403, "the suspension")
    status, body = ask("/latchkey/v1/events/stream", server.key)
    assert (status, body["error"]["type"]) == (403, "workspace_suspended")
    server.ok("/workspaces/update", is_suspended=False)
    workspace = server.ok("/workspaces/get")["workspace"]["workspace_id"]
    data = server.folder / "data"
    old = admin(data, "keys", "list")[0]["api_key_id"]
    key = admin(data, "keys", "create", "--workspace", workspace)[0]["api_key"]
    admin(data, "keys", "revoke", old)
    wait_until(lambda: ask("/workspaces/get", server.key)[0] == 401, "the end of the key")
    status, _, _ = send("POST", server.endpoint + "/acs/users/create", {"acs_system_id": BUILDING_A, "full_name": "Unseen"}, {
        "authorization": "Bearer " + key, "content-type": "application/json"})
    assert status == 200
    # Line by line, since a read of the whole stream would never end.
    for line in stream.answer:
        assert b"acs_user.created" not in line
