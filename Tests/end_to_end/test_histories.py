"""Random histories of callers, people in Salto's web app, faults and restarts. In the end both sides are in sync.

LATCHKEY_HISTORIES sets the number of histories.
"""
import collections
import itertools
import os
import random

import harness
from harness import errors
from seeds import FIRST, SEED, again
from test_random import Life, check, instant
from web_app import INTEGRATION, WebApp

HISTORIES = int(os.environ.get("LATCHKEY_HISTORIES", "6"))
STEPS = int(os.environ.get("LATCHKEY_HISTORY_STEPS", "30"))
KINDS = ["throttled", "error_before", "error_after", "lost_answer", "expired_token", "unreachable"]


class History(Life):
    """The callers' requests, and the changes that other people made at the site."""

    def __init__(self, server, chance):
        super().__init__(server, chance)
        self.numbers = itertools.count()
        self.people = WebApp(server.virtual)
        self.groups = {group["name"]: group["acs_access_group_id"]
                       for group in server.ok("/acs/access_groups/list")["acs_access_groups"]}
        self.at_site = self.people.groups()
        # Other users by their site ID, and our users that were deleted at the site.
        self.others, self.lost, self.pins = {}, set(), {}

    def step(self):
        step = self.chance.choice([
            self.create, self.create, self.join, self.leave, self.rename, self.reschedule, self.suspend,
            self.unsuspend, self.delete, self.advance, self.advance, self.faults, self.seats, self.give_pin,
            self.add_person, self.change_person, self.change_person, self.remove_person, self.meddle, self.meddle,
            self.iqs, self.restart, self.sync])
        ours = (self.join, self.leave, self.rename, self.reschedule, self.suspend, self.unsuspend, self.delete,
                self.give_pin)
        if step not in ours:
            step()
        elif known := sorted(set(self.wanted) - self.lost):
            step(self.chance.choice(known))

    def sync(self):
        self.server.sync()

    def seats(self):
        self.server.virtual.post("site", {"seats": self.chance.choice([3, 60])})

    def iqs(self):
        for iq in self.server.virtual.site()["iqs"]:
            self.server.virtual.post(f"iqs/{iq['id']}", {"state": self.chance.choice(["online", "no_internet", "off"])})

    def restart(self):
        """Kills the server together with its cloud, and starts both from their data on disk."""
        self.server.kill()
        self.server = harness.Server(self.server.folder)
        self.people.virtual = self.server.virtual

    def give_pin(self, user):
        if user not in self.pins:
            code = self.server.ok(
                "/acs/credentials/create", acs_user_id=user, access_method="code")["acs_credential"]
            self.pins[user] = code["acs_credential_id"]

    def delete(self, user):
        super().delete(user)
        self.pins.pop(user, None)

    # Actions of others.


    def faults(self):
        kinds = self.chance.sample(KINDS, self.chance.randrange(3))
        failing = [{"kind": kind, "probability": self.chance.random() / 2} for kind in kinds]
        self.server.virtual.faults(*failing)

    def add_person(self):
        self.server.virtual.faults()
        name = f"Staff {len(self.others) + 1}"
        state = self.chance.choice(["subscribed", "suspended"])
        made = self.people.add(name, email=f"{name.replace(' ', '.').lower()}@staff.example", subscription_state=state)
        self.server.advance(10)
        group = self.chance.choice(sorted(self.at_site))
        self.people.put_into(made, self.at_site[group])
        self.others[made["id"]] = {"user": made, "is_gone": False}

    def somebody(self):
        present = [id_ for id_, other in self.others.items() if not other["is_gone"]]
        return self.others[self.chance.choice(present)] if present else None

    def change_person(self):
        if not (other := self.somebody()):
            return
        self.server.virtual.faults()
        what = self.chance.randrange(3)
        if what == 0:
            self.people.edit(other["user"], last_name=f"Renamed {next(self.numbers)}")
        elif what == 1:
            self.people.edit(other["user"], blocked=self.chance.random() < 0.5)
        else:
            self.people.subscribe(other["user"], self.chance.random() < 0.5)

    def remove_person(self):
        other = self.somebody()
        if other and self.chance.random() < 0.4:
            self.server.virtual.faults()
            self.people.delete(other["user"])
            other["is_gone"] = True

    def meddle(self):
        """Somebody changes one of our users without pending changes in the web app, and Latchkey observes it."""
        settled = [user for user in sorted(set(self.wanted) - self.lost) if self.is_settled(user)]
        if not settled:
            return
        self.server.virtual.faults()
        user = self.chance.choice(settled)
        wanted = self.wanted[user]
        shown = self.people.users().get(wanted["name"])
        if shown is None:
            return
        what = self.chance.random()
        if what < 0.25:
            self.people.edit(shown, last_name="Somebody")
        elif what < 0.4 and shown["subscription_state"] == "subscribed":
            self.people.subscribe(shown, False)
        elif what < 0.6:
            group = self.chance.choice(sorted(self.at_site))
            self.people.put_into(shown, self.at_site[group])
            wanted["groups"].add(self.groups[group])
        elif what < 0.75 and wanted["groups"]:
            name = next(name for name, id_ in self.groups.items() if id_ == min(wanted["groups"]))
            self.people.take_out(shown, self.at_site[name])
        elif what < 0.9:
            self.people.edit(shown, blocked=True)
            wanted["blocked"] = True
        else:
            self.people.delete(shown)
            self.server.advance(30)
            self.lost.add(user)
            self.pins.pop(user, None)
        self.sync()

    def is_settled(self, id_):
        user = self.server.user(id_)
        synced = user["last_successful_sync_at"]
        is_new = synced is None or (self.now() - instant(user["created_at"])).total_seconds() < 200
        return not (is_new or user["pending_mutations"] or user["errors"])

    def rest(self):
        self.server.virtual.faults()
        self.server.virtual.post("site", {"seats": 60})
        for iq in self.server.virtual.site()["iqs"]:
            self.server.virtual.post(f"iqs/{iq['id']}", {"state": "online"})
        self.server.advance(300)
        self.sync()
        for _ in range(20):
            if self.server.advance(1200)["is_settled"]:
                break
        self.server.advance(1200)
        self.sync()


def in_step(life, told):
    """The requested state exists, other users are unchanged, and nothing was created twice or left behind."""
    site = life.server.virtual.site()
    shown = {person["full_name"]: person for person in life.server.ok("/acs/users/unmanaged/list")["acs_users"]}
    others = {id_: other for id_, other in life.others.items() if not other["is_gone"]}
    by_id = {user["id"]: user for user in site["users"]}
    for id_ in others:
        there = by_id.pop(id_)
        seen = shown.pop(there["name"])
        assert seen["salto_ks_metadata"]["is_subscribed"] is (there["subscription_state"] == "subscribed"), told
        assert seen["is_suspended"] is there["blocked"], told
    assert set(shown) <= {"Latchkey Integration", "Owner Sandbox"}, (told, shown)
    for entry in life.server.virtual.ledger():
        is_ours = entry["caller_id"] == INTEGRATION
        assert not (entry["effect"] and is_ours and entry["user_id"] in life.others), (told, entry)
    created = collections.Counter(
        entry["effect"] for entry in life.server.virtual.ledger()
        if entry["caller_id"] == INTEGRATION and entry["effect"] == "user_created")
    assert created["user_created"] <= life.made, (told, created)
    subscribed = [user for user in site["users"] if user["subscription_state"] == "subscribed"]
    assert site["seats_used"] == len(subscribed), told
    for id_ in life.lost & set(life.wanted):
        user = life.server.user(id_)
        assert errors(user) == {"deleted_externally"}, (told, user)
        del life.wanted[id_]
    life.server.virtual.site = lambda: {**site, "users": list(by_id.values())}
    life.made += len(life.others)
    check(life, told)
    del life.server.virtual.site


def pins_work(life, told):
    names = {user["name"] for user in life.server.virtual.site()["users"]}
    for user, credential in life.pins.items():
        wanted = life.wanted[user]
        code = life.server.ok("/acs/credentials/get", acs_credential_id=credential)["acs_credential"]
        if wanted["name"] not in names:
            continue
        assert code["is_issued"] and code.get("code"), (told, code)
        lock = life.server.virtual.lock("Apartment 4B")
        tried = life.server.virtual.post(f"locks/{lock}/try", {"pin": code["code"]})
        assert tried["reason"] != "unknown_pin", (told, wanted, tried)


def test_histories_end_in_step(tmp_path):
    print(again())
    for number in range(FIRST, FIRST + HISTORIES):
        told = again(number)
        chance = random.Random(f"{SEED} {number}")
        life = History(harness.Server(tmp_path / str(number)), chance)
        try:
            for _ in range(STEPS):
                life.step()
            life.rest()
            in_step(life, told)
            pins_work(life, told)
        finally:
            life.server.kill()
