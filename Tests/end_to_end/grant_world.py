"""Random access grants of some people at two sites in two time zones, and the outages there."""
import datetime

import harness
from test_accounts import connect
from test_phone import OPENED, PASSWORD, SIGN_IN, Phone

# How long a change takes to reach the locks at most, by its effect in the ledger, and a second since the site was read.
ROLL_OUT = {"schedule": 241, "group": 241, "member": 46, "locks": 46}
# How long a reading of a site may be old, and a little more for the clock's steps.
READING = 200
NO_KEYPAD = "escutcheon"


def text(moment):
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


def instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


class Person:
    """An identity with access grants. Some people have a phone."""

    def __init__(self, identity, name, email, has_phone):
        self.identity, self.name, self.email, self.has_phone = identity, name, email, has_phone
        # By site: what is in hand, the IDs of cloud keys, and the site users.
        self.phone, self.pins, self.cards, self.cloud_keys, self.users = None, {}, {}, {}, {}
        # The person's app, which unlocks remotely.
        self.session, self.token = None, None

    @property
    def named(self):
        """How an explanation of access names the person."""
        return {"user_identity_id": self.identity}


class Door:
    def __init__(self, entrance, site, lock, system):
        self.entrance, self.device, self.name = entrance, entrance, lock["name"]
        self.site, self.lock, self.iq, self.system = site["id"], lock["id"], lock["iq_id"], system


class GrantWorld:
    """People whose grants, spaces and sites change at random."""

    # The means of a grant, and those that are requested later.
    modes = (["code"], ["mobile_key"], ["code", "mobile_key"], ["code", "mobile_key", "cloud_key"])
    later_modes = ("code", "mobile_key")

    def __init__(self, folder, chance, start, people=10):
        self.server = harness.Server(folder / "server", scenario="sandbox")
        self.folder, self.chance, self.switch = folder, chance, start
        connect(self.server)
        self.virtual = self.server.virtual
        self.virtual.post("settings", {"key_life_seconds": 7 * 86_400})
        first, second = self.virtual.get("state")["sites"]
        for name in ("ROOM 1", "ROOM 2"):
            self.virtual.post("locks", {"name": name})
        self.virtual.post("locks", {"name": "ROOM 3", "site_id": second["id"]})
        self.seats = {first["id"]: 20, second["id"]: 20}
        for site, seats in self.seats.items():
            self.virtual.post("site", {"site_id": site, "seats": seats})
        self.server.set_clock(text(start - datetime.timedelta(hours=6)))
        self.server.sync()
        self.find_doors()
        self.people, self.grants, self.spaces, self.numbers = [], {}, [], 0
        # What is out of order: the remaining steps and what ends it.
        self.outage, self.changed_at, self.is_cut_off = None, {}, False
        self.iq_states = {}
        for _ in range(people):
            self.arrive()
        self.spaces = [self.new_space() for _ in range(3)]
        for _ in range(people):
            self.book()
        self.server.advance(120)
        self.unpack_phones()

    def find_doors(self):
        systems = {one["name"]: one["acs_system_id"] for one in self.server.ok("/acs/systems/list")["acs_systems"]}
        entrances = {one["display_name"]: one for one in self.server.ok("/acs/entrances/list")["acs_entrances"]}
        self.systems = {site["id"]: systems[site["name"]] for site in self.virtual.get("state")["sites"]}
        self.doors = [
            Door(entrances[lock["name"]]["acs_entrance_id"], site, lock, systems[site["name"]])
            for site in self.virtual.get("state")["sites"] for lock in site["locks"]]

    def now(self):
        return instant(self.server.ok("/latchkey/v1/clock/get")["clock"]["now"])

    def number(self):
        self.numbers += 1
        return self.numbers

    # MARK: Callers

    def arrive(self):
        number = self.number()
        name, email = f"Guest {number}", f"guest.{number}@guests.example"
        identity = self.server.ok("/user_identities/create", email_address=email, full_name=name)["user_identity"]
        self.people.append(Person(identity["user_identity_id"], name, email, has_phone=len(self.people) < 3))

    def new_space(self):
        doors = self.chance.sample(self.doors, self.chance.randint(1, 3))
        return self.server.ok(
            "/spaces/create", name=f"Space {self.number()}",
            acs_entrance_ids=[door.entrance for door in doors])["space"]["space_id"]

    def times(self):
        """A stay around now. Some begin or end near a change of the clocks."""
        now, minutes = self.now(), self.chance.choice((-300, -60, -10, 0, 5, 10, 20, 60, 300, 2000, 4000))
        start = now + datetime.timedelta(minutes=minutes)
        end = start + datetime.timedelta(minutes=self.chance.choice((5, 30, 90, 300, 1000, 3000)))
        near = self.switch + datetime.timedelta(minutes=self.chance.randint(-90, 90))
        if self.chance.random() < 0.35:
            start, end = (near, max(end, near + datetime.timedelta(minutes=30))) if self.chance.random() < 0.5 else (
                min(start, near - datetime.timedelta(minutes=20)), near)
        if end <= now:
            end = now + datetime.timedelta(minutes=self.chance.randint(1, 200))
        start = min(start, end - datetime.timedelta(minutes=1))
        return {"starts_at": text(start), "ends_at": None if self.chance.random() < 0.05 else text(end)}

    def places(self):
        places = {"acs_entrance_ids": [door.entrance for door in self.chance.sample(
            self.doors, self.chance.randint(0, 3))]}
        if self.spaces and self.chance.random() < 0.4 or not places["acs_entrance_ids"]:
            places["space_ids"] = [self.chance.choice(self.spaces)] if self.spaces else []
        return places

    def book(self, person=None):
        person = person or self.chance.choice(self.people)
        modes = self.chance.choice(self.modes)
        times = {name: value for name, value in self.times().items() if value}
        grant = self.server.ok(
            "/access_grants/create", user_identity_id=person.identity, **times, **self.places(),
            requested_access_methods=[{"mode": mode} for mode in modes])["access_grant"]
        self.grants[grant["access_grant_id"]] = person

    def change(self):
        what = self.chance.random()
        known = sorted(self.grants)
        grant = self.chance.choice(known) if known else None
        if what < 0.2 or not grant:
            self.book()
        elif what < 0.45:
            self.server.ok("/access_grants/update", access_grant_id=grant, **self.times())
        elif what < 0.65:
            self.server.ok("/access_grants/update", access_grant_id=grant, **self.places())
        elif what < 0.75:
            self.server.ok("/access_grants/delete", access_grant_id=grant)
            del self.grants[grant]
        elif what < 0.9:
            self.change_space()
        elif what < 0.95:
            site = self.chance.choice(sorted(self.seats))
            self.virtual.post("site", {"site_id": site, "seats": self.chance.choice((3, 6, 20, 20))})
            self.changed_at[site] = self.now()
        else:
            mode = self.chance.choice(self.later_modes)
            self.server.ok(
                "/access_grants/request_access_methods", access_grant_id=grant, requested_access_methods=[{"mode": mode}])

    def change_space(self):
        space, door = self.chance.choice(self.spaces), self.chance.choice(self.doors)
        what = self.chance.random()
        if what < 0.45:
            self.server.ok("/spaces/add_acs_entrances", space_id=space, acs_entrance_ids=[door.entrance])
        elif what < 0.9:
            self.server.ok("/spaces/remove_acs_entrances", space_id=space, acs_entrance_ids=[door.entrance])
        else:
            self.spaces.remove(space)
            self.server.ok("/spaces/delete", space_id=space)
            self.spaces.append(self.new_space())

    # MARK: Outages

    def fail(self):
        self.server.advance(1)
        if self.chance.random() < 0.12:
            self.virtual.faults({"kind": "unreachable"})
            self.is_cut_off, steps = True, 2
        else:
            steps = self.chance.randint(1, 4)
            iq = self.chance.choice(sorted({door.iq for door in self.doors}))
            self.set_iq(iq, self.chance.choice(("no_internet", "no_internet", "off")))
        self.outage = steps

    def set_iq(self, iq, state):
        self.virtual.post(f"iqs/{iq}", {"state": state})
        self.iq_states[iq], self.changed_at[iq] = state, self.now()

    def mend(self):
        self.outage = None
        if self.is_cut_off:
            self.virtual.faults()
            self.is_cut_off, self.changed_at["cloud"] = False, self.now()
        for iq, state in list(self.iq_states.items()):
            if state != "online":
                self.set_iq(iq, "online")

    def is_away(self):
        return any(state != "online" for state in self.iq_states.values())

    def step(self):
        if self.outage is not None:
            self.outage -= 1
            if self.outage <= 0:
                self.mend()
        elif self.chance.random() < 0.16:
            self.fail()
        for _ in range(self.chance.randint(0, 2)):
            self.change()
        self.advance()
        self.forget_ended()
        self.unpack_phones()
        for person in self.people:
            if person.phone and not self.is_cut_off and self.chance.random() < 0.2:
                person.phone.run("keys")
        self.look()

    def advance(self):
        edge = self.next_edge() if self.chance.random() < 0.3 else None
        if edge:
            self.server.set_clock(text(edge + datetime.timedelta(seconds=self.chance.choice((-1, 0, 0, 1, 60)))))
        else:
            self.server.advance(self.chance.choice((1, 5, 20, 45, 60, 300, 300, 900, 900, 1800, 3600)))

    def next_edge(self):
        """The next start or end of an access, or change of the clocks, within some hours."""
        now = self.now()
        edges = [edge for edge in [self.switch, *self.edges()]
                 if datetime.timedelta(seconds=1) < edge - now < datetime.timedelta(hours=8)]
        return min(edges, default=None)

    def edges(self):
        """The starts and ends of all grants."""
        return [instant(grant[edge]) for grant in self.server.ok("/access_grants/list", limit=500)["access_grants"]
                for edge in ("starts_at", "ends_at") if grant[edge]]

    def forget_ended(self):
        """Keeps a few ended grants. Callers delete the others."""
        now = self.now()
        for grant in self.server.ok("/access_grants/list", limit=500)["access_grants"]:
            id_ = grant["access_grant_id"]
            if id_ in self.grants and grant["ends_at"] and instant(grant["ends_at"]) < now - datetime.timedelta(hours=3):
                self.server.ok("/access_grants/delete", access_grant_id=id_)
                del self.grants[id_]
        while len(self.grants) > 2 * len(self.people):
            gone = self.chance.choice(sorted(self.grants))
            self.server.ok("/access_grants/delete", access_grant_id=gone)
            del self.grants[gone]

    def unpack_phones(self):
        """People with a phone sign in, once they have the invitation."""
        waiting = [person for person in self.people if person.has_phone and not person.phone]
        if not waiting or self.is_cut_off:
            return
        letters = {letter["email"]: letter["url"] for letter in self.virtual.get("mailbox")["invitations"]}
        for person in waiting:
            if person.email in letters:
                token = self.server.ok(
                    "/client_sessions/create", user_identity_id=person.identity)["client_session"]["token"]
                person.token = token
                phone = Phone(self.folder / person.email, self.server.ready["virtual_radio"], self.server.endpoint)
                code, said = phone.run("login", token)
                if code != SIGN_IN:
                    continue
                phone.ok("sign-in", "--email", person.email, "--password", PASSWORD, "--invitation", letters[person.email])
                person.phone = phone

    # MARK: What there is

    def look(self):
        """Learns the people's PINs, and their users at the sites."""
        self.state = {site["id"]: site for site in self.virtual.get("state")["sites"]}
        for person in self.people:
            self.look_for(person)
            found = self.server.ok("/acs/credentials/list", user_identity_id=person.identity)["acs_credentials"]
            self.look_at(person, found)

    def look_for(self, person):
        """Learns the person's users at the sites."""
        for site in self.state.values():
            for user in site["users"]:
                if user["name"] == person.name:
                    person.users.setdefault(site["id"], []).append(user)

    def look_at(self, person, credentials):
        """Learns what the person has in hand."""
        for code in credentials:
            if code["access_method"] == "code" and code.get("code"):
                person.pins[self.site_of(code)] = code["code"]

    def site_of(self, resource):
        return next(site for site, system in self.systems.items() if system == resource["acs_system_id"])

    def somebody_at_a_door(self):
        """A random person and door, more often a door of the person's groups."""
        people = self.chance.sample(self.people, len(self.people))
        for person in people if self.chance.random() < 0.7 else []:
            own = {one["acs_entrance_id"] for one in self.server.ok(
                "/user_identities/list_accessible_entrances", user_identity_id=person.identity)["acs_entrances"]}
            near = [door for door in self.doors if door.entrance in own]
            if near:
                return person, self.chance.choice(near)
        return people[0], self.chance.choice(self.doors)

    def opens(self, person, door, means):
        """The site's decision: for the person's phone, or for the digits typed in at the door."""
        if means == "code":
            pin = person.pins.get(door.site)
            if not pin:
                return False, "no PIN is known"
            answer = self.virtual.post(f"locks/{door.lock}/try", {"pin": pin})
        else:
            user = person.users[door.site][-1]["user_id"] if door.site in person.users else "nobody"
            answer = self.virtual.post(
                f"locks/{door.lock}/try", {"user_id": user, "by_phone": True, "entry": False})
        return answer["opened"], answer["reason"]

    def opens_by_hand(self, person, door, means):
        """Whether what the person has in hand opens the door without a network. None if that is nothing."""
        if means != "mobile_key" or not person.phone:
            return None, None
        code, said = person.phone.run("unlock", door.name, "--offline")
        return code == OPENED, said.get("reason") or said

    def is_doubtful(self, person, door):
        """Why nobody can know whether the door opens, by the ledger and the outages. Nil if there is no reason."""
        now = self.now()

        def within(moment, seconds):
            return moment is not None and (now - moment).total_seconds() <= seconds

        if self.iq_states.get(door.iq, "online") != "online" or within(self.changed_at.get(door.iq), READING):
            return "the IQ is away, or was until just now"
        if self.is_cut_off or within(self.changed_at.get("cloud"), READING):
            return "the cloud is unreachable, or was until just now"
        if within(self.changed_at.get(door.site), READING):
            return "the seats changed"
        users = {user["id"] for user in person.users.get(door.site, [])}
        for entry in reversed(self.virtual.ledger()):
            at = instant(entry["at"])
            if (now - at).total_seconds() > max(ROLL_OUT.values()):
                break
            kind = (entry["effect"] or "").split("_")[0]
            if entry["effect"] and within(at, ROLL_OUT.get(kind, 5)) and f"/sites/{door.site}/" in entry["path"]:
                if kind in ("schedule", "group", "locks") or entry["user_id"] in users or "member" in entry["effect"]:
                    return f"{entry['effect']} at {entry['at']}"
        return None
