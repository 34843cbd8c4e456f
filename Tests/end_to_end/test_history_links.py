"""The links of the random histories (Tests/cluster): what passes them, also while they are cut, and where they end a node."""
import pathlib
import queue
import socket
import struct
import subprocess
import sys
import threading
import time

import pytest

import harness

sys.path.insert(0, str(harness.ROOT / "Tests" / "cluster"))

from links import Links  # noqa: E402
from postgres_messages import StatementReader  # noqa: E402
from steps import Step  # noqa: E402


class Echo:
    """A server that sends everything back, and notes it."""

    def __init__(self):
        self.got, self.listener = queue.Queue(), socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.answer, args=[connection], daemon=True).start()

    def answer(self, connection):
        with connection:
            while data := connection.recv(1000):
                self.got.put(data)
                connection.sendall(data)


@pytest.fixture
def links():
    links = Links()
    yield links
    links.close()


@pytest.fixture
def echo():
    echo = Echo()
    yield echo
    echo.listener.close()


@pytest.fixture
def node(links):
    """A process that a step can end."""
    node = subprocess.Popen(["sleep", "600"])
    links.follow(0, node)
    yield node
    node.kill()
    node.wait()


def connect(port):
    return socket.create_connection(("127.0.0.1", port), timeout=30)


def test_a_link_passes_everything(links, echo):
    with connect(links.open("cloud", 0, echo.port)) as client:
        client.sendall(b"hello")
        assert client.recv(100) == b"hello"
        client.shutdown(socket.SHUT_WR)
        assert client.recv(100) == b""


def test_a_connection_that_both_sides_ended_is_closed(links, echo):
    files, port = pathlib.Path(f"/proc/{links.process.pid}/fd"), links.open("cloud", 0, echo.port)
    before = len(list(files.iterdir()))
    for _ in range(20):
        with connect(port) as client:
            client.shutdown(socket.SHUT_WR)
            assert client.recv(100) == b""
    harness.wait_until(lambda: len(list(files.iterdir())) == before, "the connections to be closed", 30)


def exchange(client, text):
    client.sendall(text)
    assert client.recv(100) == text


@pytest.mark.parametrize("ways, arrives", [("to", False), ("from", True), ("both", False)])
def test_a_cut_link_keeps_what_is_sent_until_it_is_whole(links, echo, ways, arrives):
    with connect(links.open("clients", 0, echo.port)) as client, connect(links.open("clients", 1, echo.port)) as other:
        exchange(client, b"before")
        links.cut("clients", 0, ways)
        client.sendall(b"meanwhile")
        exchange(other, b"elsewhere")
        client.setblocking(False)
        with pytest.raises(BlockingIOError):
            client.recv(100)
        client.settimeout(30)
        found = {echo.got.get(timeout=30) for _ in range(3 if arrives else 2)}
        assert found == {b"before", b"elsewhere", *([b"meanwhile"] if arrives else [])} and echo.got.empty()
        links.cut("clients", 0, None)
        assert client.recv(100) == b"meanwhile"


def test_a_new_connection_waits_for_the_end_of_a_cut(links, echo):
    port = links.open("clients", 0, echo.port)
    links.cut("clients", 0, "from")
    with connect(port) as client:
        client.sendall(b"meanwhile")
        links.cut("clients", 0, None)
        assert client.recv(100) == b"meanwhile"


def test_a_link_to_the_cloud_knows_when_a_node_sent_what_a_cut_has_kept(links, echo):
    with connect(links.open("cloud", 0, echo.port)) as client, connect(links.open("cloud", 1, echo.port)) as other:
        exchange(client, b"PATCH /locks/1/locking?a=b HTTP/1.1\r\n\r\n")
        links.cut("cloud", 0, "to")
        began = time.time()
        client.sendall(b"body")
        exchange(other, b"elsewhere")
        ended = time.time()
        links.cut("cloud", 0, None)
        assert client.recv(100) == b"body"
        exchange(client, b"GET /locks HTTP/1.1\r\n\r\n")
    waited, = (each for each in links.waited() if each["text"] == "body")
    assert waited["path"] == "/locks/1/locking"
    assert began <= waited["sent"] <= ended <= waited["passed"] <= time.time()


def test_the_system_of_a_node_gives_up_what_is_not_acknowledged(links, echo):
    with connect(links.open("cloud", 0, echo.port)) as client:
        links.cut("cloud", 0, "to")
        client.sendall(b"late")
        assert client.recv(100) == b""
        links.cut("cloud", 0, None)
        assert echo.got.empty()


def test_a_call_without_a_server_was_not_sent(links, echo):
    port = links.open("clients", 0, echo.port)
    echo.listener.shutdown(socket.SHUT_RDWR)
    with connect(port) as client:
        assert client.recv(1000).startswith(b"HTTP/1.1 502 ")


@pytest.mark.parametrize("moment, arrives", [("before", False), ("after", True), ("answered", True)])
def test_a_node_ends_in_a_step(links, echo, node, moment, arrives):
    port = links.open("cloud", 0, echo.port)
    links.lie_in_wait(Step("subscribing", "cloud", "^PATCH "), moment, kills=True, skip=1)
    with connect(port) as client:
        for text in (b"GET /", b"PATCH /1", b"PATCH /2"):
            client.sendall(text) if text == b"PATCH /2" else exchange(client, text)
        number, _ = links.catch(30)
    assert (number, node.wait(30)) == (0, -9)
    found = [echo.got.get(timeout=30) for _ in range(3 if arrives else 2)]
    assert found[-1] == (b"PATCH /2" if arrives else b"PATCH /1") and echo.got.empty()


def message(letter, body):
    return letter + struct.pack("!i", len(body) + 4) + body


def test_the_statements_of_postgresql_are_read_in_pieces_of_any_size():
    sent = struct.pack("!ii", 8, 80877103) + struct.pack("!ii", 12, 196608) + b"user"
    sent += message(b"P", b"s1\0SELECT 1\0\0\0") + message(b"B", b"\0s1\0\0\0") + message(b"E", b"\0\0\0\0\0")
    sent += message(b"Q", b"COMMIT\0") + message(b"B", b"\0s1\0\0\0")
    for size in (1, 3, len(sent)):
        reader = StatementReader()
        found = [text for at in range(0, len(sent), size) for text in reader.take(sent[at:at + size])]
        assert found == ["SELECT 1", "COMMIT", "SELECT 1"]
