"""The links between clients, nodes, their database and the cloud, as a process of its own: proxies that can be cut, and that
end or stop a node when it sends something. `links.py` starts it and writes a command in each line of its input.
"""
import asyncio
import contextlib
import json
import re
import sys
import time

from postgres_messages import StatementReader
from traps import Traps

# How long the nodes' systems send data without an acknowledgement (TCP_USER_TIMEOUT).
UNACKNOWLEDGED_SECONDS = 3
NOT_SENT = b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
TO, FROM = "to", "from"
REQUEST = re.compile(rb"[A-Z]+ ([^ ?]+)[^ ]* HTTP/1")


class End(asyncio.Protocol):
    """One end of a connection: the client's or the server's."""

    def __init__(self, connection, way):
        self.connection, self.way, self.transport = connection, way, None

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.connection.take(self.way, data)

    def eof_received(self):
        self.connection.take(self.way, None)
        return True

    def connection_lost(self, error):
        self.connection.lose(self.way, error)

    def pause_writing(self):
        self.connection.ends[FROM if self.way == TO else TO].transport.pause_reading()

    def resume_writing(self):
        self.connection.ends[FROM if self.way == TO else TO].transport.resume_reading()


class Client(End):
    """The end that opens the connection, which waits while its link is cut."""

    def __init__(self, link):
        super().__init__(Connection(link, self), TO)

    def connection_made(self, transport):
        super().connection_made(transport)
        self.connection.begin()


class Connection:
    """What passes one way comes from the end of that name: `to` the server, or `from` it."""

    def __init__(self, link, client):
        self.link, self.ends = link, {TO: client, FROM: None}
        # What waits for the end of a cut, with its moment and the path of its request. As data, None is the end of a side.
        # Before the server is reached, all waits.
        self.held, self.is_open, self.is_timed = {TO: [], FROM: []}, False, False
        # Whose end is gone, and which sides have ended and said so to the other one.
        self.lost, self.ended, self.awaits_answer, self.opening = set(), set(), False, None
        # The path of the latest request.
        self.path = None
        self.reader = StatementReader() if link.kind == "database" else None
        link.connections.add(self)

    def begin(self):
        if not self.link.cut and not self.opening:
            self.opening = asyncio.get_running_loop().create_task(self.open())

    async def open(self):
        try:
            await asyncio.get_running_loop().create_connection(self.serve, "127.0.0.1", self.link.port)
        except OSError:
            if self.link.kind == "clients":
                self.ends[TO].transport.write(NOT_SENT)
                self.ends[TO].transport.close()
            else:
                self.abort()
            return
        self.is_open = True
        self.flush()

    def serve(self):
        self.ends[FROM] = End(self, FROM)
        return self.ends[FROM]

    def take(self, way, data):
        """Passes data on, or keeps it for later."""
        if self.link.cut and self.link.kind != "clients" and way == TO and not self.is_timed:
            # Without the other way, nothing is acknowledged either.
            self.is_timed = True
            asyncio.get_running_loop().call_later(UNACKNOWLEDGED_SECONDS, self.give_up, self.link.cuts)
        if self.link.kind == "cloud" and way == TO and data and (request := REQUEST.match(data)):
            self.path = request[1].decode()
        if not self.is_open or self.link.cut in (way, "both") or self.held[way]:
            self.held[way].append((time.time(), self.path, data))
        else:
            self.deliver(way, data)

    def give_up(self, cut):
        """The client's system ends the connection. The server does not notice before the link is there again."""
        if self.link.cut and self.link.cuts == cut:
            self.ends[TO].transport.abort()
            self.held[TO] = []

    def deliver(self, way, data):
        other = self.ends[FROM if way == TO else TO].transport
        if data is None:
            with contextlib.suppress(OSError):
                other.write_eof()
            self.ended.add(way)
            if self.ended == {TO, FROM}:
                for end in self.ends.values():
                    end.transport.close()
            return
        moment = self.link.traps.sprung(self.link, self.texts(data)) if way == TO else None
        if moment == "before":
            self.link.traps.act(self.link)
            return self.abort()
        # One that has just been lost would only complain.
        if not other.is_closing():
            other.write(data)
        if moment == "after" or way == FROM and self.awaits_answer:
            self.awaits_answer = False
            self.link.traps.act(self.link)
        self.awaits_answer = self.awaits_answer or moment == "answered"

    def texts(self, data):
        return self.reader.take(data) if self.reader else [data.decode("latin-1")]

    def flush(self):
        """Passes on what was held, unless it is to be held still."""
        self.is_timed = False
        if not self.is_open:
            return self.begin() if TO not in self.lost else self.abort()
        if self.link.cut:
            return
        for way in (TO, FROM):
            held, self.held[way] = self.held[way], []
            for sent, path, data in held:
                if path and way == TO and data:
                    self.link.waited.append(
                        {"path": path, "text": data.decode("latin-1"), "sent": sent, "passed": time.time()})
                self.deliver(way, data)
        for way in tuple(self.lost):
            self.lose(way)

    def lose(self, way, error=None):
        self.lost.add(way)
        if error:
            # The system of an end that was reset has nothing left to send.
            self.held[way] = []
        if not self.link.cut:
            # What was written to the other end is still sent.
            other = self.ends[FROM if way == TO else TO]
            if other and other.transport:
                other.transport.close()
            self.link.connections.discard(self)

    def abort(self):
        for end in self.ends.values():
            if end and end.transport:
                end.transport.abort()
        self.link.connections.discard(self)


class Link:
    """A port that leads to another one."""

    def __init__(self, traps, kind, node, port):
        self.traps, self.kind, self.node, self.port = traps, kind, node, port
        # The ways that are cut: to, from, both or none. Each cut has a number.
        self.cut, self.cuts, self.connections, self.listener = None, 0, set(), None
        # What a link to the cloud has passed on later than it came.
        self.waited = []

    async def listen(self):
        self.listener = await asyncio.get_running_loop().create_server(lambda: Client(self), "127.0.0.1", 0, backlog=512)
        return self.listener.sockets[0].getsockname()[1]

    def set_cut(self, ways):
        self.cut = ways
        self.cuts += 1
        if not ways:
            for connection in list(self.connections):
                connection.flush()

    def end(self):
        """What the port leads to is gone, and refuses connections."""
        self.listener.close()
        for connection in list(self.connections):
            connection.abort()


class Server:
    def __init__(self):
        self.links, self.traps = {}, Traps(self.answer)

    def answer(self, words):
        print(json.dumps(words), flush=True)

    async def do(self, command):
        match command.pop("do"):
            case "open":
                link = Link(self.traps, command["kind"], command["node"], command["port"])
                self.links[command["link"]] = link
                return {"port": await link.listen()}
            case "cut":
                for name in command["links"]:
                    self.links[name].set_cut(command["ways"])
            case "end":
                for name in command["links"]:
                    self.links[name].end()
            case "waited":
                return {"waited": [each for link in self.links.values() for each in link.waited]}
            case "pid":
                self.traps.pids[command["node"]] = command["pid"]
            case "trap":
                self.traps.set(command["trap"])
        return {}

    async def run(self):
        """Carries out the commands, until there are no more."""
        commands = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(commands), sys.stdin)
        while line := await commands.readline():
            self.answer(await self.do(json.loads(line)))


if __name__ == "__main__":
    asyncio.run(Server().run())
