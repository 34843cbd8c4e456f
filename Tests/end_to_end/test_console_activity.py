"""The live list of the console: every watcher gets each row once, for as long as the operator may see it."""
import http.client
import threading
import time
import urllib.parse

import pytest

from harness import BUILDING_A, Server, admin, wait_until

WATCHERS, STREAMS_PER_SESSION, PEOPLE = 200, 20, 300


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path)
    yield server
    server.kill()


class Operator:
    """A viewer who is signed in to the console."""

    def __init__(self, server, name="Ann"):
        self.server, self.workspace = server, server.ready["workspace_id"]
        self.data = server.folder / "data"
        self.id = admin(self.data, "operators", "create", name)[0]["operator_id"]
        admin(self.data, "operators", "add", self.id, "--workspace", self.workspace, "--role", "viewer")
        self.token = admin(self.data, "tokens", "create", "--operator", self.id)[0]["access_token"]
        self.sign_in()

    def sign_in(self):
        answer = self.send(
            "POST", "/console/sign_in", urllib.parse.urlencode({"token": self.token}),
            {"content-type": "application/x-www-form-urlencoded"})
        assert answer.status == 303
        self.cookie = answer.headers["set-cookie"].split(";")[0]

    def send(self, method, path, body=None, headers=None):
        address = urllib.parse.urlsplit(self.server.endpoint)
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=60)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        # A stream is closed with its connection.
        answer.connection = connection
        return answer

    def get(self, path, headers=None):
        return self.send(
            "GET", f"/console/{self.workspace}/{path}", headers={"cookie": self.cookie, **(headers or {})})


class Rows:
    """A browser that watches the list."""

    def __init__(self, operator, query="", last=None):
        headers = {"last-event-id": str(last)} if last is not None else {}
        self.answer = operator.get("activity/stream" + query, headers)

    def next(self):
        """The next row: (number, HTML). None at the end of the stream."""
        number, kind, data = None, None, []
        while line := self.answer.readline().decode():
            line = line.rstrip("\n")
            if line.startswith("id: "):
                number = int(line[4:])
            elif line.startswith("event: "):
                kind = line[7:]
            elif line.startswith("data: "):
                data.append(line[6:])
            elif not line and data:
                assert kind == "row"
                return number, "\n".join(data)
        return None

    def until(self, name):
        """The rows up to one with a name."""
        rows = []
        while (not rows or name not in rows[-1][1]) and (row := self.next()):
            rows.append(row)
        return rows

    def close(self):
        self.answer.connection.close()


def create(server, name):
    return server.ok("/acs/users/create", acs_system_id=BUILDING_A, full_name=name)["acs_user"]["acs_user_id"]


def recorded(server, after, until):
    """The numbers of what was recorded after one, up to another."""
    found = server.ok("/latchkey/v1/activity/list", limit=1000)["activities"]
    numbers = [activity["sequence"] for activity in reversed(found)]
    return [number for number in numbers if after < number <= until]


def last(server):
    return server.ok("/latchkey/v1/activity/list", limit=1)["activities"][0]["sequence"]


def test_rows_come_as_they_happen_and_look_as_in_the_list(server):
    operator = Operator(server)
    rows = Rows(operator, "?kind=change")
    assert rows.answer.status == 200 and rows.answer.headers["content-type"] == "text/event-stream"
    create(server, "Jane <b>Doe")
    number, html = rows.until("Jane")[-1]
    assert "Jane &lt;b&gt;Doe" in html and "<b>" not in html and f'data-id="{number}"' in html
    page = operator.get("activity?kind=change").read().decode()
    assert f'<tr data-id="{number}">' in page and 'data-live="' in page
    rows.close()


def test_a_browser_that_comes_again_misses_no_row(server):
    operator = Operator(server)
    start = last(server)
    first = Rows(operator, f"?after={start}")
    create(server, "Jane")
    seen = first.until("Jane")
    first.close()
    for number in range(250):
        create(server, f"Guest {number}")
    again = Rows(operator, f"?after={start}", last=seen[-1][0])
    seen += again.until("Guest 249")
    again.close()
    numbers = [number for number, _ in seen]
    assert numbers == recorded(server, start, numbers[-1])


def test_many_watchers_get_each_row_once(server):
    operators = [Operator(server, f"Viewer {number}") for number in range(WATCHERS // STREAMS_PER_SESSION)]
    start = last(server)
    streams = [Rows(operator, f"?after={start}") for operator in operators for _ in range(STREAMS_PER_SESSION)]
    assert all(stream.answer.status == 200 for stream in streams)
    got = [[] for _ in streams]

    def read(place):
        got[place] = [number for number, _ in streams[place].until(f"Guest {PEOPLE - 1}")]

    readers = [threading.Thread(target=read, args=(place,), daemon=True) for place in range(len(streams))]
    for reader in readers:
        reader.start()
    for number in range(PEOPLE):
        create(server, f"Guest {number}")
    for reader in readers:
        reader.join(120)
    expected = recorded(server, start, max(numbers[-1] for numbers in got if numbers))
    assert len(expected) >= PEOPLE and all(numbers == expected for numbers in got)
    for stream in streams:
        stream.close()


def test_a_place_that_the_log_does_not_have_is_refused(server):
    operator = Operator(server)
    for place in ("yesterday", "1000000", "-1"):
        assert operator.get("activity/stream?after=" + place).status == 400


def test_a_stream_ends_with_the_role_and_with_the_server(server):
    ann, bob = Operator(server, "Ann"), Operator(server, "Bob")
    watching, staying = Rows(ann), Rows(bob)
    opened = time.monotonic()
    admin(ann.data, "operators", "remove", ann.id, "--workspace", ann.workspace)
    wait_until(lambda: ann.get("activity").status != 200, "the end of the role")
    # A stream asks for the role once a second at most.
    wait_until(lambda: time.monotonic() > opened + 1.5, "the next question for the role")
    create(server, "Unseen")
    assert staying.until("Unseen")
    while row := watching.next():
        assert "Unseen" not in row[1]
    assert server.stop() == 0
    while staying.next():
        pass
