"""The hub sends entries as they arrive, late and out of order, over streams that may break."""
import http.client
import json
import urllib.parse

import pytest

from harness import Cloud, send
from test_virtual import Connect, SITE

HUB = f"/v1/hub/entries?site_id={SITE}"


class Stream:
    """A SignalR connection over Server-Sent Events."""

    def __init__(self, connect, more=""):
        headers = {"authorization": f"Bearer {connect.token}"}
        path = HUB.replace("?", "/negotiate?") + more
        status, self.offer, _ = send("POST", connect.base + path + "&negotiateVersion=1", b"", headers)
        assert status == 200, self.offer
        address = HUB + more + "&id=" + self.offer["connectionToken"]
        self.connection = http.client.HTTPConnection(urllib.parse.urlsplit(connect.base).netloc, timeout=20)
        self.connection.request("GET", address, headers={**headers, "accept": "text/event-stream"})
        self.answer = self.connection.getresponse()
        assert self.answer.status == 200 and self.answer.getheader("content-type") == "text/event-stream"
        hello = b'{"protocol":"json","version":1}\x1e'
        assert send("POST", connect.base + address, hello, headers)[0] == 200
        assert self.next() == {}

    def next(self):
        """The next message other than a ping."""
        while True:
            line = self.answer.readline()
            if not line:
                raise EOFError
            if not line.startswith(b"data: "):
                continue
            text = line[6:].decode().rstrip("\r\n")
            assert text.endswith("\x1e")
            message = json.loads(text[:-1])
            if message.get("type") != 6:
                return message

    def entry(self):
        message = self.next()
        assert (message["type"], message["target"]) == (1, "ReceiveMessage")
        return json.loads(message["arguments"][0])


@pytest.fixture
def connect(tmp_path):
    cloud = Cloud(tmp_path / "cloud")
    yield Connect(cloud)
    assert cloud.stop() == 0, "an open stream does not keep the cloud from stopping"


def entries(connect):
    return connect.site("GET", "entries?$top=100", version="v1.1")[1]["items"]


def test_entries_are_told_as_they_arrive(connect):
    connect.virtual.post("settings", {"entry_lag_seconds": 0})
    person = {"user_id": connect.user("Ann")["user"]["id"]}
    stream = Stream(connect)
    assert [offer["transport"] for offer in stream.offer["availableTransports"]] == [
        "WebSockets", "ServerSentEvents", "LongPolling"]
    connect.virtual.try_door("Apartment 4B", person)
    told = stream.entry()
    assert told == entries(connect)[0] and told["event_category"] == "lock_rejected"
    door = f"locks/{connect.virtual.lock('Apartment 4B')}/try"
    # A question about the site's decision leaves no entry.
    assert connect.virtual.post(door, {**person, "entry": False})["reason"] == "no_access"
    assert entries(connect) == [told]


def test_a_late_entry_is_told_late_and_keeps_its_own_time(connect):
    connect.virtual.post("settings", {"entry_lag_seconds": 80})
    person = {"user_id": connect.user("Ann")["user"]["id"]}
    stream = Stream(connect)
    # One in four arrives up to 80 seconds late, so some of so many do.
    for _ in range(40):
        connect.virtual.try_door("Apartment 4B", person)
        connect.settle(1)
    connect.settle(81)
    told = [stream.entry() for _ in range(40)]
    assert sorted(told, key=lambda entry: entry["utc_date_time"], reverse=True) == entries(connect)
    assert [entry["expiration_date_time"] for entry in told] == sorted(entry["expiration_date_time"] for entry in told)
    assert [entry["utc_date_time"] for entry in told] != sorted(entry["utc_date_time"] for entry in told)


def test_what_happens_while_a_stream_is_broken_is_only_in_the_list(connect):
    connect.virtual.post("settings", {"entry_lag_seconds": 0})
    person = {"user_id": connect.user("Ann")["user"]["id"]}
    stream = Stream(connect)
    assert connect.virtual.post("streams/break", {}) == {"broken": 1}
    with pytest.raises((EOFError, http.client.HTTPException, ConnectionError)):
        stream.next()
    connect.virtual.try_door("Apartment 4B", person)
    missed = entries(connect)[0]
    stream = Stream(connect)
    connect.virtual.try_door("Bicycle Storage", person)
    told = stream.entry()
    assert told["lock_customer_reference"] == "Bicycle Storage" and told["id"] != missed["id"]
    assert missed in entries(connect)


def test_a_stream_of_one_person_tells_of_that_person_only(connect):
    connect.virtual.post("settings", {"entry_lag_seconds": 0})
    ann, ben = ({"user_id": connect.user(name)["user"]["id"]} for name in ("Ann", "Ben"))
    stream = Stream(connect, "&user_id=" + ben["user_id"])
    connect.virtual.try_door("Apartment 4B", ann)
    connect.virtual.try_door("Apartment 4B", ben)
    assert stream.entry()["user_id"] == ben["user_id"]


def test_strangers_hear_nothing(connect):
    negotiate = connect.base + HUB.replace("?", "/negotiate?")
    assert send("POST", negotiate, b"", {"authorization": "Bearer stale"})[0] == 401
    headers = {"authorization": f"Bearer {connect.token}"}
    assert send("POST", negotiate.replace(SITE, "0" * 8), b"", headers)[0] == 404
    assert send("POST", negotiate + f"&access_token={connect.token}", b"")[0] == 200
    listen = {**headers, "accept": "text/event-stream"}
    assert send("GET", connect.base + HUB + "&id=unknown", None, listen)[0] == 404
