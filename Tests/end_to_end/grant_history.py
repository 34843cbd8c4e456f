"""A random history of access grants, judged by the virtual cloud's ledger."""
import collections
import datetime
import re

import site_people
from grant_ledger import LedgerChecks, WitnessedStage
from grant_world import instant, text
from harness import BUILDING_A, send
from test_kill import LOST
from web_app import WebApp

KINDS = ["throttled", "error_before", "error_after", "lost_answer", "expired_token", "unreachable"]
MODES = ["code", "mobile_key", "cloud_key", "card"]


class GrantHistory(LedgerChecks):
    """Grants of some people, one of whom the site's staff created."""

    def __init__(self, folder, chance):
        self.chance, self.stage, self.counts = chance, WitnessedStage(folder, chance), collections.Counter()
        # The marks of the users that were seen at the site, and the links of instant keys by their tokens.
        self.marks, self.links = {}, {}
        # How many calls the site had got when a grant was deleted. The next grant of its person gets another PIN.
        self.removals = []
        self.stage.virtual.faults()
        self.virtual, self.made, self.grants = self.stage.virtual, 0, {}
        self.web_app = WebApp(self.virtual)
        self.server.virtual = self.virtual
        self.doors = [one["acs_entrance_id"] for one in self.server.ok(
            "/acs/entrances/list", acs_system_id=BUILDING_A)["acs_entrances"]]
        self.own_groups = {group["id"] for group in self.virtual.site()["access_groups"]}
        self.people = [self.server.ok(
            "/user_identities/create", full_name=f"Guest {number}",
            email_address=f"guest.{number}@guests.example")["user_identity"]["user_identity_id"] for number in range(4)]
        self.space = self.server.ok(
            "/spaces/create", name="Room", acs_entrance_ids=self.doors[:1])["space"]["space_id"]
        self.add_staff()

    @property
    def server(self):
        return self.stage.server

    def add_staff(self):
        self.carla = site_people.add_carla(self.server, self.web_app)
        identity = self.server.ok("/user_identities/create", full_name="Carla Cleaner")["user_identity"]
        user = self.server.ok(
            "/acs/users/create", acs_system_id=BUILDING_A, full_name="Carla Cleaner",
            user_identity_id=identity["user_identity_id"], email_address=site_people.CARLA)["acs_user"]["acs_user_id"]
        self.server.advance(120)
        site_people.take_up(self.server, user)
        self.people.append(identity["user_identity_id"])

    def now(self):
        return instant(self.server.ok("/latchkey/v1/clock/get")["clock"]["now"])

    def times(self):
        now = self.now()
        start = now + datetime.timedelta(minutes=self.chance.choice((-300, -30, 0, 10, 60, 600, 4000)))
        end = max(start, now) + datetime.timedelta(minutes=self.chance.randint(1, 900))
        return {"starts_at": text(start), "ends_at": text(end)}

    def places(self):
        if self.chance.random() < 0.3:
            return {"space_ids": [self.space], "acs_entrance_ids": []}
        return {"acs_entrance_ids": self.chance.sample(self.doors, self.chance.randint(1, 3))}

    # MARK: Steps. Each may be repeated, since a kill may lose its response.

    def create(self):
        key = f"stay-{self.made}"
        self.made += 1
        wish = {**self.times(), **self.places(), "user_identity_id": self.chance.choice(self.people)}
        modes = [{"mode": mode} for mode in self.chance.sample(MODES, self.chance.randint(1, 3))]

        def book():
            found = self.server.ok("/access_grants/list", access_grant_key=key)["access_grants"]
            if not found:
                self.server.ok("/access_grants/create", access_grant_key=key, requested_access_methods=modes, **wish)
            self.grants[key] = wish

        return book

    def update(self, change):
        if not self.grants:
            return self.create()
        key = self.chance.choice(sorted(self.grants))
        return lambda: self.server.ok("/access_grants/update", access_grant_key=key, **change)

    def reschedule(self):
        return self.update(self.times())

    def move(self):
        return self.update(self.places())

    def request(self):
        if not self.grants:
            return self.create()
        key, mode = self.chance.choice(sorted(self.grants)), self.chance.choice(MODES)

        def ask():
            grant = self.server.ok("/access_grants/get", access_grant_key=key)["access_grant"]["access_grant_id"]
            self.server.ok(
                "/access_grants/request_access_methods", access_grant_id=grant, requested_access_methods=[{"mode": mode}])

        return ask

    def delete(self):
        if not self.grants:
            return self.create()
        key = self.chance.choice(sorted(self.grants))

        def remove():
            self.remove(key)
            self.grants.pop(key, None)

        return remove

    def remove(self, key):
        self.removals.append(len(self.virtual.ledger()))
        for grant in self.server.ok("/access_grants/list", access_grant_key=key)["access_grants"]:
            # A grant that is being deleted can vanish at any moment.
            status, body = self.server.call("/access_grants/delete", access_grant_id=grant["access_grant_id"])
            assert status in (200, 404), body

    def change_space(self):
        verb, door = self.chance.choice(("add", "remove")), self.chance.choice(self.doors)
        return lambda: self.server.ok(
            f"/spaces/{verb}_acs_entrances", space_id=self.space, acs_entrance_ids=[door])

    def advance(self):
        seconds = self.chance.choice((1, 10, 100, 1000, 5000, 20_000))
        return lambda: self.server.advance(seconds, timeout_seconds=20)

    def faults(self):
        kinds = self.chance.sample(KINDS, self.chance.randrange(3))
        faults = [{"kind": kind, "probability": self.chance.random() / 2} for kind in kinds]
        return lambda: self.virtual.faults(*faults)

    def seats(self):
        seats = self.chance.choice((2, 20))
        return lambda: self.virtual.post("site", {"seats": seats})

    def step(self):
        make = self.chance.choice([
            self.create, self.create, self.reschedule, self.reschedule, self.move, self.request, self.delete,
            self.change_space, self.advance, self.advance, self.advance, self.faults, self.seats])
        action = make()
        if self.chance.random() < 0.15:
            return self.stage.during(action, make.__name__, self.counts)
        for _ in range(3):
            try:
                return action()
            except LOST:
                continue
        return action()

    def look(self, told):
        """Learns what there is now. At no time does anything exist twice at the site."""
        site = self.virtual.site()
        self.marks.update((user["id"], user["alias"]) for user in site["users"])
        marks = [user["alias"] for user in site["users"] if user["alias"]]
        assert len(marks) == len(set(marks)), (told, site["users"])
        titles = [group["name"] for group in site["access_groups"]]
        assert len(titles) == len(set(titles)), (told, titles)
        # A grant that is being deleted can vanish at any moment.
        known = [grant for grant in self.server.ok("/access_grants/list")["access_grants"]
                 if grant.get("access_grant_key") in self.grants]
        for grant in known:
            methods = self.server.ok("/access_methods/list", access_grant_id=grant["access_grant_id"])["access_methods"]
            for method in methods:
                if method.get("client_session_token"):
                    self.links[method["client_session_token"]] = {
                        "grant": grant["access_grant_id"], "person": grant["user_identity_id"],
                        "url": method["instant_key_url"]}

    # MARK: The end

    def rest(self):
        self.virtual.faults()
        self.virtual.post("site", {"seats": 20})
        self.server.sync()
        for _ in range(20):
            if self.server.advance(1200)["is_settled"]:
                break
        self.server.advance(1200)
        self.server.sync()

    def check_running(self, told):
        """Each current grant has its group with its doors, and nothing exists twice."""
        site, now = self.virtual.site(), self.now()
        names = [user["name"] for user in site["users"]]
        assert len(names) == len(set(names)), (told, names)
        groups = {group["id"]: group for group in site["access_groups"] if group["id"] not in self.own_groups}
        titles = [group["name"] for group in groups.values()]
        assert len(titles) == len(set(titles)), (told, titles)
        due = ending = 0
        for key in sorted(self.grants):
            grant = self.server.ok("/access_grants/get", access_grant_key=key)["access_grant"]
            assert grant["pending_mutations"] == [], (told, grant)
            starts_at, ends_at = instant(grant["starts_at"]), instant(grant["ends_at"])
            batch = self.server.ok(
                "/access_grants/get_related", access_grant_ids=[grant["access_grant_id"]])["batch"]
            is_due = starts_at - datetime.timedelta(hours=48) <= now < ends_at
            has_way = any(one["created_access_method_ids"] for one in grant["requested_access_methods"])
            due += bool(is_due and has_way and batch.get("devices"))
            # What has ended is deleted within the hour.
            ending += ends_at <= now < ends_at + datetime.timedelta(hours=1)
            if is_due and has_way and batch.get("devices"):
                assert not [one for one in grant["errors"] if "rejected" in one["message"]], (told, grant)
        assert due <= len(groups) <= due + ending, (told, sorted(titles), due, ending, self.grants)
        self.check_links(told)

    def check_links(self, told):
        """A client session of an instant key works until its grant is deleted or the last grant of its person ends."""
        now, ends = self.now(), {}
        grants = self.server.ok("/access_grants/list")["access_grants"]
        for grant in grants:
            ends.setdefault(grant["user_identity_id"], []).append(instant(grant["ends_at"]))
        live = {grant["access_grant_id"] for grant in grants}
        for token, link in self.links.items():
            end = max(ends.get(link["person"], [now]))
            if link["grant"] in live and abs(end - now) < datetime.timedelta(seconds=60):
                continue
            status, answer = self.call(token, "/client_sessions/get")
            works = link["grant"] in live and end > now
            assert status == (200 if works else 401), (told, link, answer)
            if not works:
                self.check_opens_nothing(token, told)

    def check_opens_nothing(self, token, told):
        for door in self.doors:
            status, answer = self.call(token, "/locks/unlock_door", device_id=door)
            assert status == 401, (told, answer)

    def call(self, token, path, **parameters):
        """Calls the server with the token of a client session."""
        status, answer, _ = send(
            "POST", self.server.endpoint + path, parameters,
            {"authorization": f"Bearer {token}", "content-type": "application/json"})
        return status, answer

    def check_nothing_left(self, told):
        for key in sorted(self.grants):
            self.remove(key)
        self.rest()
        self.server.advance(3600)
        self.server.sync()
        site = self.virtual.site()
        assert {group["id"] for group in site["access_groups"]} == self.own_groups, (told, site["access_groups"])
        assert [user["name"] for user in site["users"]] == ["Carla Cleaner"], (told, site["users"])
        carla = site["users"][0]
        assert carla["subscription_state"] == "subscribed" and not carla["blocked"], (told, carla)
        assert set(carla["access_group_ids"]) <= self.own_groups and site["seats_used"] == 1, (told, carla)
        assert self.server.ok("/access_grants/list")["access_grants"] == [], told
        users = self.server.ok("/acs/users/list", acs_system_id=BUILDING_A)["acs_users"]
        assert [user["full_name"] for user in users] == ["Carla Cleaner"], (told, users)
        codes = self.server.ok("/acs/credentials/list", acs_system_id=BUILDING_A)["acs_credentials"]
        assert codes == [], (told, codes)
        self.check_no_links_left(told)
        self.check_ledger(told)
        self.check_made_once(told)

    def check_no_links_left(self, told):
        for path, kind in (("/instant_keys/list", "instant_keys"), ("/client_sessions/list", "client_sessions")):
            left = self.server.ok(path)[kind]
            assert left == [], (told, left)
        for token, link in self.links.items():
            self.server.fails("/instant_keys/get", 404, "instant_key_not_found", instant_key_url=link["url"])
            self.check_opens_nothing(token, told)
        assert "lock_opened_remotely" not in self.virtual.effects(), told
