"""The journal of the virtual Salto KS does not grow forever, and a kill loses no answered call."""
import json
import os
import random
import subprocess
import threading
import time

import pytest

import databases
import harness
from harness import Cloud
from several_nodes import embeds_cloud
from test_virtual import SITE, Connect

LENGTH = 20_000


def journal_of(tmp_path):
    return tmp_path / "cloud" / "data" / "virtual-salto-ks.journal"


def start(tmp_path, scenario="guide"):
    return Cloud(tmp_path / "cloud", 0, scenario, "--compact-at", str(LENGTH))


def lines(tmp_path):
    return [json.loads(line) for line in journal_of(tmp_path).read_text().splitlines()]


def is_compacted(tmp_path):
    return any("startsSnapshot" in line for line in lines(tmp_path)[:2])


def told(connect):
    """The whole visible state of the cloud."""
    return {
        "state": connect.virtual.get("state"), "settings": connect.virtual.get("settings"),
        "mailbox": connect.virtual.get("mailbox")["iq_pins"], "effects": [e for e in connect.virtual.ledger() if e["effect"]],
        "users": connect.site("GET", "users?$top=100")[1]["items"], "groups": connect.site("GET", "access_groups")[1]["items"],
        "locks": connect.site("GET", "locks")[1]["items"], "entries": connect.site("GET", "entries", version="v1.1")[1]["items"],
    }


def rename_until_compacted(connect, tmp_path):
    for number in range(2000):
        connect.virtual.post("site", {"name": f"Building {number} " + "A" * 50})
        if number % 50 == 0 and is_compacted(tmp_path):
            return
    harness.wait_until(lambda: is_compacted(tmp_path), "a snapshot", seconds=30)


def test_the_journal_does_not_grow_with_what_is_over(tmp_path):
    cloud = start(tmp_path)
    try:
        connect, written = Connect(cloud), 0
        for number in range(1000):
            connect.virtual.post("site", {"name": f"Building {number} " + "A" * 200})
            written += 200
        assert written > 5 * LENGTH
        harness.wait_until(lambda: journal_of(tmp_path).stat().st_size < 3 * LENGTH, "a short journal", seconds=30)
        assert is_compacted(tmp_path)
        assert connect.virtual.site()["name"].startswith("Building 999")
    finally:
        cloud.kill()


def test_a_compacted_journal_tells_the_same(tmp_path):
    cloud = start(tmp_path)
    try:
        connect = Connect(cloud)
        connect.virtual.post("settings", {"settling_seconds": 0, "entry_lag_seconds": 0})
        people = [connect.user(f"Guest {number}", email=f"guest{number}@example.com") for number in range(5)]
        group = connect.site("GET", "access_groups")[1]["items"][0]["id"]
        door = connect.virtual.lock("Main Entrance")
        for person in people:
            assert connect.site("POST", f"access_groups/{group}/users", {"user_id": person["user"]["id"]})[0] == 200
            assert connect.site("PATCH", f"users/{person['id']}/subscription", {"state": "subscribed"})[0] == 200
        connect.settle(60)
        # One has just left, which the door does not know yet; one is deleted; one has tried the door.
        left, deleted, came = people[:3]
        assert connect.site("DELETE", f"access_groups/{group}/users/{left['user']['id']}")[0] == 204
        assert connect.site("DELETE", f"users/{deleted['id']}")[0] == 202
        assert connect.virtual.post(f"locks/{door}/try", {"user_id": came["user"]["id"]})["opened"]
        connect.virtual.post("locks/" + connect.virtual.lock("Bicycle Storage"), {"removed": True})
        rename_until_compacted(connect, tmp_path)
        asked = {"user_id": left["user"]["id"], "entry": False}
        before, opens = told(connect), connect.virtual.post(f"locks/{door}/try", asked)
        assert opens["opened"], "the door has not heard that the guest left"
    finally:
        cloud.kill()
    cloud = start(tmp_path)
    try:
        again = Connect(cloud)
        assert told(again) == before
        assert again.virtual.post(f"locks/{door}/try", asked) == opens
        assert again.user("Another")["id"] not in [person["id"] for person in people]
    finally:
        cloud.kill()


def test_what_was_put_back_stays_put_back_in_a_snapshot(tmp_path):
    cloud = start(tmp_path, "sandbox")
    try:
        virtual = harness.Virtual(cloud.endpoint)
        for site in virtual.get("state")["sites"]:
            virtual.post("site", {"site_id": site["id"], "seats": 3})
        virtual.post("start_anew", {})
        for number in range(400):
            virtual.post("site", {"name": f"Main {number} " + "A" * 100})
        harness.wait_until(lambda: is_compacted(tmp_path), "a snapshot", seconds=30)
        before = virtual.get("state")
    finally:
        cloud.kill()
    cloud = start(tmp_path, "sandbox")
    try:
        assert harness.Virtual(cloud.endpoint).get("state") == before
        assert [site["name"] for site in before["sites"]][1] == "Annex"
    finally:
        cloud.kill()


@pytest.mark.parametrize("seed", range(6))
def test_a_kill_while_it_is_compacted_loses_nothing_that_was_answered(tmp_path, seed):
    print("seed", seed)
    chance = random.Random(seed)
    answered, snapshots = {}, 0
    for round_ in range(3):
        cloud = start(tmp_path)
        connect = Connect(cloud)
        connect.virtual.post("settings", {"settling_seconds": 0})
        for user, name in answered.items():
            status, found = connect.site("GET", f"users/{user}")
            assert (status, found["user"]["first_name"]) == (200, name)
        created = [entry["user_id"] for entry in connect.virtual.ledger() if entry["effect"] == "user_created"]
        assert len(created) == len(set(created)) and set(answered) <= set(created)

        def work(number, connect=connect, round_=round_):
            body = {"first_name": "", "last_name": "", "role_ids": [connect.role()], "alias": "A" * 300}
            for turn in range(1000):
                body["first_name"] = f"Guest {round_} {number} {turn}"
                try:
                    status, user = connect.site("POST", "users", body)
                except OSError:
                    return
                if status == 201:
                    answered[user["id"]] = body["first_name"]

        workers = [threading.Thread(target=work, args=(number,)) for number in range(4)]
        for worker in workers:
            worker.start()
        # A compaction starts when the journal has grown, and ends when its file is renamed to the journal.
        aim, new = chance.random(), journal_of(tmp_path).with_suffix(".journal.new")
        end = time.monotonic() + 20
        seen = 0
        while time.monotonic() < end and not (seen and chance.random() < aim):
            seen += new.exists()
            time.sleep(0.0005)
        snapshots += seen
        cloud.kill()
        for worker in workers:
            worker.join()
    cloud = start(tmp_path)
    try:
        connect = Connect(cloud)
        assert len(answered) > 10 and snapshots
        for user, name in answered.items():
            assert connect.site("GET", f"users/{user}")[1]["user"]["first_name"] == name
    finally:
        cloud.kill()


def test_a_snapshot_that_was_not_finished_replaces_nothing(tmp_path):
    cloud = start(tmp_path)
    user = Connect(cloud).user("Ann")
    cloud.kill()
    new = journal_of(tmp_path).with_suffix(".journal.new")
    new.write_text('{"format":2}\n{"startsSnapshot":true}\n')
    cloud = start(tmp_path)
    try:
        assert Connect(cloud).site("GET", f"users/{user['id']}")[0] == 200
        assert not new.exists()
    finally:
        cloud.kill()


def refused(tmp_path):
    result = subprocess.run(
        [harness.BINARY, "virtual-salto-ks", "--port", "0", "--data", str(tmp_path / "cloud" / "data")],
        capture_output=True, text=True, timeout=60)
    assert result.returncode == 65, result.stderr
    assert str(journal_of(tmp_path)) in result.stderr and "move the file away" in result.stderr
    return result.stderr


def test_a_broken_journal_is_told_with_its_line_and_what_to_do(tmp_path):
    cloud = start(tmp_path)
    Connect(cloud).user("Ann")
    cloud.kill()
    journal = journal_of(tmp_path)
    whole = journal.read_bytes().splitlines(keepends=True)
    assert len(whole) > 2
    journal.write_bytes(whole[0] + b"{\"users\":\n" + b"".join(whole[1:]))
    assert "line 2 of" in refused(tmp_path)
    # As a version with another format would have written it.
    journal.write_bytes(b"".join(whole[1:]))
    assert "another version" in refused(tmp_path)
    journal.write_bytes(b'{"format":1000000}\n')
    assert "another version" in refused(tmp_path)
    # A last line that a crash has truncated is no fault.
    journal.write_bytes(b"".join(whole) + b'{"users":[')
    cloud = start(tmp_path)
    try:
        assert cloud.process.poll() is None
    finally:
        cloud.kill()


@embeds_cloud
def test_the_embedded_cloud_tells_a_broken_journal_too(tmp_path):
    server = harness.Server(tmp_path)
    server.kill()
    journal = tmp_path / "data" / "virtual-salto-ks" / "virtual-salto-ks.journal"
    journal.write_text("nothing of the kind\n")
    result = subprocess.run(
        [harness.BINARY, "serve", "--port", "0", "--data", str(tmp_path / "data"), "--scenario", "guide"],
        capture_output=True, text=True, timeout=60,
        env={**os.environ, **databases.environment(tmp_path / "data", harness.BINARY)})
    assert result.returncode == 65 and str(journal) in result.stderr and "move the file away" in result.stderr
