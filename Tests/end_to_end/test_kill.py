"""Server and cloud, two processes, are killed at random moments. The story ends the same, and nothing is created twice.
"""
import collections
import http.client
import os
import random
import threading
import time
import urllib.error

import harness
from databases import Rows
from harness import APARTMENT, BUILDING_A, CHECK_IN, CHECK_OUT, COMMON, Cloud, Server, Virtual
from seeds import SEED, again

KILLS = int(os.environ.get("LATCHKEY_KILLS", "40"))
LOST = (urllib.error.URLError, ConnectionError, TimeoutError, OSError, RuntimeError, TypeError, http.client.HTTPException)
STORY = {"user_created": 1, "member_added": 2, "subscribed": 1, "suspended": 1}


class Stage:
    """A server and a cloud that can be killed and started again."""

    def __init__(self, folder, chance):
        self.folder, self.chance = folder, chance
        self.cloud = Cloud(folder / "cloud")
        self.virtual = Virtual(self.cloud.endpoint)
        self.virtual.faults({"kind": "latency", "latency_ms": 15, "probability": 0.7})
        self.server = Server(folder / "server", cloud=self.cloud.endpoint)

    def kill(self, victim):
        """Kills a process, records whether a provider call was open, and starts it again."""
        if victim == "cloud":
            self.cloud.kill()
            self.cloud = Cloud(self.folder / "cloud", port=self.cloud.port)
        else:
            self.server.kill()
        is_open = self.has_open_call()
        if victim == "server":
            self.server = Server(self.folder / "server", cloud=self.cloud.endpoint)
        return is_open

    def has_open_call(self):
        return bool(Rows(self.server.data).run("SELECT 1 FROM acs_users WHERE open_call IS NOT NULL"))

    def during(self, action, phase, counts):
        """Runs an action, kills a process at a random moment of it, and repeats the action until it succeeds."""
        def attempt():
            try:
                action()
            except LOST:
                pass

        thread = threading.Thread(target=attempt)
        thread.start()
        time.sleep(self.chance.uniform(0, 0.09))
        victim = self.chance.choice(["server", "cloud"])
        is_open = self.kill(victim)
        counts[f"{victim} {phase}"] += 1
        counts["while a provider call was open"] += is_open
        thread.join()
        for _ in range(20):
            try:
                return action()
            except LOST:
                time.sleep(0.05)
        return action()

    def close(self):
        self.server.kill()
        self.cloud.kill()

    # The steps. The driver's answer may have been lost, so it reads before it repeats.

    def make(self):
        server = self.server
        found = server.ok("/user_identities/list", search="jane@example.com")["user_identities"]
        identity = (found or [server.ok("/user_identities/create", email_address="jane@example.com")["user_identity"]])[0]
        identity = identity["user_identity_id"]
        manager = server.ok(
            "/acs/systems/list_compatible_credential_manager_acs_systems", acs_system_id=BUILDING_A)["acs_systems"][0]
        server.ok(
            "/user_identities/enrollment_automations/launch", user_identity_id=identity,
            create_credential_manager_user=True, credential_manager_acs_system_id=manager["acs_system_id"])
        found = server.ok("/acs/users/list", user_identity_id=identity, acs_system_id=BUILDING_A)["acs_users"]
        user = (found or [server.ok(
            "/acs/users/create", user_identity_id=identity, acs_system_id=BUILDING_A, full_name="3333122-433",
            access_schedule={"starts_at": CHECK_IN, "ends_at": CHECK_OUT})["acs_user"]])[0]["acs_user_id"]
        for group in (COMMON, APARTMENT):
            server.ok("/acs/users/add_to_access_group", acs_user_id=user, acs_access_group_id=group)
        if not server.ok("/acs/credentials/list", acs_user_id=user)["acs_credentials"]:
            server.ok("/acs/credentials/create", acs_user_id=user, access_method="mobile_key",
                      is_multi_phone_sync_credential=True)

    def move(self, now):
        clock = self.server.set_clock(now)
        for _ in range(50):
            if clock["is_settled"]:
                return
            clock = self.server.advance(30)
        assert clock["is_settled"], clock


def play(folder, chance, counts):
    stage = Stage(folder, chance)
    try:
        stage.during(stage.make, "while the guest is made", counts)
        stage.during(lambda: stage.move("2024-10-31T12:00:00Z"), "while the guest settles", counts)
        assert stage.virtual.user("3333122-433")["subscription_state"] == "suspended"
        stage.during(lambda: stage.move(CHECK_IN), "at check-in", counts)
        assert stage.virtual.user("3333122-433")["subscription_state"] == "subscribed"
        stage.during(lambda: stage.move(CHECK_OUT), "at check-out", counts)
        site = stage.virtual.site()
        assert site["seats_used"] == 0 and len(site["users"]) == 1
        assert len(site["users"][0]["access_group_ids"]) == 2
        assert stage.virtual.effects() == STORY
        assert len(stage.server.ok("/acs/users/list", acs_system_id=BUILDING_A)["acs_users"]) == 1
    finally:
        stage.close()


def test_the_story_ends_the_same_after_kills(tmp_path, capsys):
    counts = collections.Counter()
    chance = random.Random(SEED)
    with capsys.disabled():
        print(f"\n{again()}")
        for story in range(max(1, KILLS // 4)):
            play(tmp_path / str(story), chance, counts)
        for phase, count in sorted(counts.items()):
            print(f"{count:5}  {phase}")
    if KILLS >= 100:
        assert len(counts) == 9, f"a phase saw no kill: {counts}"
