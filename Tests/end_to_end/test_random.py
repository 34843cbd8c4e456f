"""Random stays of many guests with random faults. In the end the site has the wanted state, and nothing was created
twice."""
import collections
import datetime
import os
import random

import harness
from harness import APARTMENT, BICYCLES, BUILDING_A, COMMON
from seeds import FIRST, SEED, again

RUNS = int(os.environ.get("LATCHKEY_RANDOM_RUNS", "3"))
STEPS = int(os.environ.get("LATCHKEY_RANDOM_STEPS", "120"))
GROUPS = [COMMON, APARTMENT, BICYCLES]
KINDS = ["throttled", "error_before", "error_after", "lost_answer", "expired_token", "unreachable"]


def instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


class Life:
    """Guests, the last requests for them, and the random source of these."""

    def __init__(self, server, chance):
        self.server, self.chance, self.made = server, chance, 0
        self.wanted = {}

    def now(self):
        return instant(self.server.ok("/latchkey/v1/clock/get")["clock"]["now"])

    def schedule(self):
        """A stay that begins a while before or after now, or none."""
        if self.chance.random() < 0.2:
            return None
        now = self.now()
        begin = now + datetime.timedelta(minutes=self.chance.randrange(-600, 600))
        end = max(begin, now) + datetime.timedelta(minutes=self.chance.randrange(1, 900))
        return {"starts_at": begin.isoformat(), "ends_at": end.isoformat()}

    def step(self):
        step = self.chance.choice([
            self.create, self.create, self.join, self.join, self.leave, self.rename, self.reschedule, self.suspend,
            self.unsuspend, self.delete, self.advance, self.advance, self.go_back, self.faults, self.seats])
        if step in (self.create, self.advance, self.go_back, self.faults, self.seats):
            step()
        elif self.wanted:
            step(self.chance.choice(sorted(self.wanted)))

    def create(self):
        self.made += 1
        name, schedule = f"Guest {self.made}", self.schedule()
        groups = self.chance.sample(GROUPS, self.chance.randrange(3))
        more = {"access_schedule": schedule} if schedule else {}
        user = self.server.ok(
            "/acs/users/create", acs_system_id=BUILDING_A, full_name=name, acs_access_group_ids=groups, **more)["acs_user"]
        self.wanted[user["acs_user_id"]] = {
            "name": name, "groups": set(groups), "schedule": schedule, "blocked": False}

    def join(self, user):
        group = self.chance.choice(GROUPS)
        self.server.ok("/acs/users/add_to_access_group", acs_user_id=user, acs_access_group_id=group)
        self.wanted[user]["groups"].add(group)

    def leave(self, user):
        group = self.chance.choice(GROUPS)
        self.server.ok("/acs/users/remove_from_access_group", acs_user_id=user, acs_access_group_id=group)
        self.wanted[user]["groups"].discard(group)

    def rename(self, user):
        self.wanted[user]["name"] = name = f"{self.wanted[user]['name']} {self.chance.randrange(10)}"
        self.server.ok("/acs/users/update", acs_user_id=user, full_name=name)

    def reschedule(self, user):
        self.wanted[user]["schedule"] = schedule = self.schedule()
        self.server.ok("/acs/users/update", acs_user_id=user, access_schedule=schedule)

    def suspend(self, user):
        self.server.ok("/acs/users/suspend", acs_user_id=user)
        self.wanted[user]["blocked"] = True

    def unsuspend(self, user):
        self.server.ok("/acs/users/unsuspend", acs_user_id=user)
        self.wanted[user]["blocked"] = False

    def delete(self, user):
        self.server.ok("/acs/users/delete", acs_user_id=user)
        del self.wanted[user]

    def advance(self):
        self.server.advance(self.chance.choice([1, 10, 100, 5000]), timeout_seconds=30)

    def go_back(self):
        if self.chance.random() < 0.3:
            back = self.now() - datetime.timedelta(minutes=self.chance.randrange(1, 300))
            self.server.set_clock(back.isoformat())

    def faults(self):
        kinds = self.chance.sample(KINDS, self.chance.randrange(3))
        self.server.virtual.faults(*({"kind": kind, "probability": self.chance.random() / 2} for kind in kinds))

    def seats(self):
        self.server.virtual.post("site", {"seats": self.chance.choice([2, 20])})

    def rest(self):
        """Removes all faults, and advances the clock until nothing is pending."""
        self.server.virtual.faults()
        self.server.virtual.post("site", {"seats": 20})
        for _ in range(20):
            if self.server.advance(1200)["is_settled"]:
                break
        self.server.advance(1200)

    def covers(self, schedule):
        now = self.now()
        return schedule is None or instant(schedule["starts_at"]) <= now < instant(schedule["ends_at"])


def check(life, context):
    site = life.server.virtual.site()
    groups = {group["id"]: group["name"] for group in site["access_groups"]}
    titles = {group["acs_access_group_id"]: group["name"]
              for group in life.server.ok("/acs/access_groups/list")["acs_access_groups"]}
    at_site = collections.defaultdict(list)
    for user in site["users"]:
        at_site[user["name"]].append(user)
    for user_id, wanted in life.wanted.items():
        user, found = life.server.user(user_id), at_site.pop(wanted["name"], [])
        told = (context, wanted, user, found)
        assert user["full_name"] == wanted["name"] and user["errors"] == [], told
        if not found:
            # A stay that ended before it could be created needs no user at the site.
            assert not life.covers(wanted["schedule"]), told
            continue
        assert len(found) == 1, told
        assert user["pending_mutations"] == [], told
        assert found[0]["blocked"] is wanted["blocked"] is user["is_suspended"], told
        assert {groups[group] for group in found[0]["access_group_ids"]} == {titles[one] for one in wanted["groups"]}, told
        is_subscribed = found[0]["subscription_state"] == "subscribed"
        assert is_subscribed is life.covers(wanted["schedule"]), told
        assert user["salto_ks_metadata"]["is_subscribed"] is is_subscribed, told
    assert not at_site, (context, dict(at_site))
    created = collections.Counter(entry["user_id"] for entry in life.server.virtual.ledger()
                                  if entry["effect"] == "user_created")
    assert sum(created.values()) <= life.made, (context, created)


def test_the_site_is_what_was_asked_for(tmp_path):
    print(again())
    for run in range(FIRST, FIRST + RUNS):
        chance = random.Random(f"{SEED} {run}")
        server = harness.Server(tmp_path / str(run))
        try:
            life = Life(server, chance)
            for _ in range(STEPS):
                life.step()
            life.rest()
            check(life, again(run))
        finally:
            server.kill()
