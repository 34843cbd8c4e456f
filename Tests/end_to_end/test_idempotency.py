"""A request with an Idempotency-Key is done once, whoever dies meanwhile."""
import concurrent.futures
import datetime
import http.client
import json
import os
import random
import threading
import uuid

import pytest

from databases import Rows
from harness import BUILDING_A, Server, send
from seeds import SEED, again
from test_webhooks import Receiver

KILLS = int(os.environ.get("LATCHKEY_LOAD_KILLS", "5"))


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path)
    yield server
    server.kill()


def post(server, path, key, token=None, **parameters):
    """(status, body, whether the answer was replayed)."""
    status, body, headers = send(
        "POST", server.endpoint + path, parameters,
        {"authorization": f"Bearer {token or server.key}", "content-type": "application/json", "idempotency-key": key})
    return status, body, headers.get("idempotent-replayed") == "true"


def create(server, key, name):
    return post(server, "/acs/users/create", key, acs_system_id=BUILDING_A, full_name=name)


def names(server):
    return sorted(user["full_name"] for user in server.ok("/acs/users/list", acs_system_id=BUILDING_A)["acs_users"])


def test_an_answer_outlives_a_crash(server, tmp_path):
    first = create(server, "one", "Jane")[1]
    made = post(server, "/webhooks/create", "two", url="https://receiver.invalid/")[1]
    server.kill()
    again = Server(tmp_path)
    try:
        assert create(again, "one", "Jane") == (200, first, True)
        assert post(again, "/webhooks/create", "two", url="https://receiver.invalid/") == (200, made, True)
        assert names(again) == ["Jane"] and len(again.ok("/webhooks/list")["webhooks"]) == 1
        assert not Rows(again.data).contain(made["webhook"]["secret"].encode())
    finally:
        again.kill()


def test_a_clock_is_advanced_once_however_often_that_is_asked_for(server):
    def now():
        return datetime.datetime.fromisoformat(server.ok("/latchkey/v1/clock/get")["clock"]["now"].replace("Z", "+00:00"))

    def advance(_):
        return post(server, "/latchkey/v1/clock/advance", "one", seconds=86_400, timeout_seconds=60)[0]

    before = now()
    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        statuses = set(pool.map(advance, range(6)))
    assert 200 in statuses and statuses <= {200, 409}
    assert advance(None) == 200
    assert datetime.timedelta(days=1) <= now() - before < datetime.timedelta(days=2)


class Load:
    """Callers who repeat each request until it is answered."""

    def __init__(self, folder, receiver):
        self.folder = folder
        self.server = Server(folder, "--allow-private-webhooks")
        self.webhook = self.server.ok("/webhooks/create", url=receiver.url, event_types=["acs_user.created"])["webhook"]
        self.done, self.is_over, self.answered = {}, False, threading.Semaphore(0)

    def call(self):
        while not self.is_over:
            key = str(uuid.uuid4())
            while True:
                try:
                    status, body, _ = create(self.server, key, key)
                except (OSError, ValueError, TypeError, http.client.HTTPException):
                    continue
                if status == 200:
                    self.done[key] = body["acs_user"]["acs_user_id"]
                    self.answered.release()
                    break

    def kill(self, chance):
        for _ in range(chance.randrange(1, 40)):
            assert self.answered.acquire(timeout=120), "nothing is answered any more"
        self.server.kill()
        self.server = Server(self.folder, "--allow-private-webhooks")


def test_kills_under_load_lose_and_repeat_nothing(tmp_path):
    print(again())
    chance, receiver = random.Random(SEED), Receiver()
    load = Load(tmp_path, receiver)
    threads = [threading.Thread(target=load.call, daemon=True) for _ in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(KILLS):
        load.kill(chance)
    load.is_over = True
    for thread in threads:
        thread.join(120)
    try:
        load.server.ok("/latchkey/v1/webhooks/resume", webhook_id=load.webhook["webhook_id"])
        found, page = {}, {}
        while page is not None:
            answer = load.server.ok("/acs/users/list", acs_system_id=BUILDING_A, limit=500, **page)
            found.update({user["full_name"]: user["acs_user_id"] for user in answer["acs_users"]})
            cursor = answer["pagination"]["next_page_cursor"]
            page = {"page_cursor": cursor} if cursor else None
        assert found == load.done, "an acknowledged user is missing, or one was made twice"
        wanted = set(load.done.values())

        def told(got):
            return {json.loads(body)["acs_user_id"] for _, body, status in got if status == 204}

        receiver.wait(lambda got: wanted <= told(got), "all events")
        ids = {}
        for headers, body, _ in receiver.got:
            event = json.loads(body)
            assert ids.setdefault(event["acs_user_id"], (event["event_id"], headers["svix-id"])) == (
                event["event_id"], headers["svix-id"]), "an event came with another id"
        print(KILLS, "kills", len(load.done), "users")
    finally:
        load.server.kill()
        receiver.server.shutdown()
