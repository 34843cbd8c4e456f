"""Activity in the console as it happens: each watcher gets each row once and in order.

LATCHKEY_WATCHERS sets how many watch at the same time, LATCHKEY_LIVE_EVENTS how much they watch.
"""
import asyncio
import http.client
import json
import os
import re
import urllib.parse

import pytest

from console_world import ConsoleWorld, Desk
from harness import BUILDING_A

WATCHERS = int(os.environ.get("LATCHKEY_WATCHERS", "20"))
EVENTS = int(os.environ.get("LATCHKEY_LIVE_EVENTS", "200"))
PER_SECOND = 100
# The streams that one session may have open.
PER_SESSION = 20
PATIENCE = 120


@pytest.fixture
def world(tmp_path):
    world = ConsoleWorld(tmp_path / "console")
    yield world
    world.close()


class Watcher:
    """A browser that follows the activity. Like one, it comes back after a break with the number of its last row."""

    def __init__(self, world, desk):
        self.address = urllib.parse.urlsplit(world.url("activity/stream"))
        self.cookie = "; ".join(f"{name}={value}" for name, value in desk.cookies.items())
        self.numbers, self.breaks, self.last, self.writer = [], 0, None, None

    async def begin(self, after):
        self.last = after
        await self.connect()

    async def connect(self):
        self.reader, self.writer = await asyncio.open_connection(self.address.hostname, self.address.port)
        self.writer.write((
            f"GET {self.address.path} HTTP/1.1\r\nhost: {self.address.netloc}\r\ncookie: {self.cookie}\r\n"
            f"last-event-id: {self.last}\r\naccept: text/event-stream\r\n\r\n").encode())
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode()
        assert head.startswith("HTTP/1.1 200"), head
        assert "content-type: text/event-stream" in head.lower(), head

    async def text(self):
        """The next part of the stream. Empty at its end."""
        try:
            size = int((await self.reader.readuntil(b"\r\n")).split(b";")[0], 16)
            return (await self.reader.readexactly(size + 2))[:-2].decode() if size else ""
        except (asyncio.IncompleteReadError, ConnectionError):
            return ""

    async def follow(self, until):
        """Reads rows up to a number."""
        rest = ""
        while self.last < until:
            part = await self.text()
            if not part:
                # A watcher that is too slow is cut off, and goes on from its last whole row.
                self.breaks, rest = self.breaks + 1, ""
                self.writer.close()
                await self.connect()
                continue
            *events, rest = (rest + part).split("\n\n")
            for event in events:
                found = re.search(r"^id: ?(\d+)$", event, re.M)
                if found:
                    assert re.search(r"^event: ?row$", event, re.M) and "<tr" in event, event
                    self.last = int(found.group(1))
                    self.numbers.append(self.last)

    def close(self):
        if self.writer:
            self.writer.close()


def latest(world):
    return world.server.ok("/latchkey/v1/activity/list", limit=1)["activities"][0]["sequence"]


def happened(world, after):
    """The numbers of what happened, in order."""
    numbers, more = [], {}
    while True:
        page = world.server.ok("/latchkey/v1/activity/list", limit=500, **more)
        numbers += [one["sequence"] for one in page["activities"] if one["sequence"] > after]
        cursor = page["pagination"].get("next_page_cursor")
        if not cursor or page["activities"][-1]["sequence"] <= after:
            return sorted(numbers)
        more = {"page_cursor": cursor}


def create(world, start, stop):
    """Lets people be added at an even pace, over one connection."""
    connection = http.client.HTTPConnection(world.server.endpoint.removeprefix("http://"), timeout=60)
    for number in range(start, stop):
        connection.request("POST", "/acs/users/create", json.dumps(
            {"acs_system_id": BUILDING_A, "full_name": f"Guest {number}"}),
            {"authorization": f"Bearer {world.server.key}", "content-type": "application/json"})
        answer = connection.getresponse()
        assert answer.status == 200, answer.read()
        answer.read()
    connection.close()


async def happen(world):
    """Makes a tenth of a second's events at a time."""
    loop = asyncio.get_running_loop()
    begin = loop.time()
    for start in range(0, EVENTS, PER_SECOND // 10):
        await asyncio.sleep(max(0, begin + start / PER_SECOND - loop.time()))
        await asyncio.to_thread(create, world, start, min(EVENTS, start + PER_SECOND // 10))


def desks(world, count):
    """Browsers with as few sessions as watchers need."""
    return [Desk(world, world.tokens["viewer"]) for _ in range(-(-count // PER_SESSION))]


async def watch(world, sessions, after):
    watchers = [Watcher(world, sessions[number // PER_SESSION]) for number in range(WATCHERS)]
    try:
        for watcher in watchers:
            await watcher.begin(after)
        # Each keeps up while it happens.
        rows = [asyncio.create_task(watcher.follow(after + 1)) for watcher in watchers]
        await happen(world)
        await asyncio.wait_for(asyncio.gather(*rows), PATIENCE)
        expected = await asyncio.to_thread(happened, world, after)
        await asyncio.wait_for(asyncio.gather(*(watcher.follow(expected[-1]) for watcher in watchers)), PATIENCE)
        return watchers, expected
    finally:
        for watcher in watchers:
            watcher.close()


def test_each_watcher_gets_each_row_once(world):
    after = latest(world)
    watchers, expected = asyncio.run(watch(world, desks(world, WATCHERS), after))
    assert len(expected) >= EVENTS
    print(f"{WATCHERS} watchers, {len(expected)} rows each, {sum(one.breaks for one in watchers)} breaks")
    for watcher in watchers:
        # Something may have happened after the list was read.
        assert watcher.numbers[:len(expected)] == expected


def test_a_watcher_that_comes_again_misses_nothing(world):
    after = latest(world)
    desk = world.desk("viewer")

    async def comes_again():
        watcher = Watcher(world, desk)
        await watcher.begin(after)
        create(world, 0, 10)
        middle = happened(world, after)[4]
        await watcher.follow(middle)
        # What it has got beyond that is lost with the connection.
        watcher.numbers, watcher.last = [one for one in watcher.numbers if one <= middle], middle
        watcher.close()
        create(world, 10, 60)
        expected = happened(world, after)
        await watcher.connect()
        await watcher.follow(expected[-1])
        watcher.close()
        return watcher.numbers, expected

    numbers, expected = asyncio.run(asyncio.wait_for(comes_again(), PATIENCE))
    assert numbers[:len(expected)] == expected


def test_a_stream_ends_with_the_session_and_with_the_server(world):
    after = latest(world)
    leaving, staying = world.desk("viewer"), world.desk("administrator")

    async def ends(watcher):
        while await watcher.text():
            pass

    async def end():
        watchers = [Watcher(world, leaving), Watcher(world, staying)]
        for watcher in watchers:
            await watcher.begin(after)
        leaving.submit_to(f"{world.server.endpoint}/console/sign_out", False, form_token=leaving.form_token())
        left = asyncio.create_task(asyncio.wait_for(ends(watchers[0]), PATIENCE))
        # The session is looked at when something happens, and otherwise now and then.
        while not left.done():
            await asyncio.to_thread(create, world, 0, 1)
        await left
        assert await asyncio.to_thread(world.server.stop) == 0
        await asyncio.wait_for(ends(watchers[1]), PATIENCE)

    asyncio.run(end())
