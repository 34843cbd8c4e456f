"""The guests of a hotel from the booking to the departure: the guide's guest, others with access grants, and two phones."""
import datetime
import time

import test_guide
from grant_world import instant, text
from harness import CHECK_IN, CHECK_OUT
from test_phone import OPENED, PASSWORD, SIGN_IN, Phone
from visitor import Visitor

MAIN, LOBBY, APARTMENT, BICYCLES = "Main Entrance", "Elevator Lobby", "Apartment 4B", "Bicycle Storage"
JANE, JANES_ADDRESS, JANES = "3333122-433", "jane@example.com", [MAIN, LOBBY, APARTMENT]
# The doors that each tries: those that open at some time, and one that never does.
TRIED = {
    "Jane": [*JANES, BICYCLES], "Ann": [APARTMENT, LOBBY], "Ben": [MAIN, APARTMENT, LOBBY], "Cas": [LOBBY, MAIN],
    "Dora": [BICYCLES, APARTMENT]}
LATER = "2024-11-06T11:00:00.000Z"
# How many times the clock is moved on, and by how much, until the site has all that is due.
MOVES, MOVE = 40, datetime.timedelta(seconds=20)
# The kinds of steps.
GUIDE, CLOCK, GRANT, PHONE, LINK, DOOR = "guide", "clock", "grant", "phone", "link", "door"


class Story:
    """Each step is taken once. `before` is called with the kind of each before it is taken."""

    def __init__(self, folder, server, before=lambda kind: None):
        self.folder, self.server, self.virtual, self.before = folder, server, server.virtual, before
        # By chance, the cloud would report what happens at the doors late and out of order.
        self.virtual.post("settings", {"entry_lag_seconds": 0})
        self.grants, self.pins, self.phones, self.browser = {}, {}, {}, Visitor()
        self.doors = {found["display_name"]: found["device_id"] for found in server.ok("/devices/list")["devices"]}
        # What the doors said, the names by the IDs of people and things, of which some end in the story, and how long each
        # step took in seconds.
        self.said, self.names, self.durations = [], {id_: name for name, id_ in self.doors.items()}, []

    def steps(self):
        *earlier, last = test_guide.GUIDES
        for minute, guide in enumerate(earlier):
            yield GUIDE, lambda guide=guide: self.run_guide(guide)
            # Else the site might never learn of a guest who does not come.
            yield CLOCK, lambda minute=minute: self.move(f"2024-10-31T10:{minute:02}:00Z")
            yield GUIDE, self.cancel_guide
        yield GUIDE, lambda: self.run_guide(last)
        yield CLOCK, lambda: self.move("2024-10-31T12:00:00Z")
        yield GRANT, lambda: self.book("Ann", ["code", "mobile_key"], APARTMENT)
        yield GRANT, lambda: self.book("Ben", ["code"], MAIN)
        yield GRANT, lambda: self.book("Cas", ["code"], LOBBY)
        yield GRANT, lambda: self.book("Dora", ["mobile_key", "cloud_key"], BICYCLES)
        yield CLOCK, lambda: self.move("2024-10-31T13:00:00Z")
        yield LINK, lambda: self.open_link("Your doors open")
        yield PHONE, self.activate_by_link
        yield PHONE, self.activate_by_session
        yield CLOCK, lambda: self.move("2024-10-31T14:00:00Z")
        yield DOOR, lambda: self.try_doors()
        yield CLOCK, lambda: self.move(CHECK_IN)
        yield GUIDE, lambda: self.see_guest("subscribed")
        yield CLOCK, lambda: self.move("2024-11-01T15:30:00Z")
        yield DOOR, lambda: self.try_doors(Jane=JANES, Ann=[APARTMENT], Ben=[MAIN], Cas=[LOBBY], Dora=[BICYCLES])
        yield LINK, lambda: self.see_link("Your doors are ready.")
        yield GRANT, lambda: self.change("Ann", ends_at=LATER)
        yield GRANT, lambda: self.change("Ben", device_ids=[self.doors[APARTMENT]])
        yield GRANT, lambda: self.end("Cas")
        yield CLOCK, lambda: self.move("2024-11-02T12:00:00Z")
        yield DOOR, lambda: self.try_doors(Jane=JANES, Ann=[APARTMENT], Ben=[APARTMENT], Dora=[BICYCLES])
        yield CLOCK, lambda: self.move(CHECK_OUT)
        yield GUIDE, lambda: self.see_guest("suspended")
        yield CLOCK, lambda: self.move("2024-11-04T12:00:00Z")
        yield DOOR, lambda: self.try_doors(Ann=[APARTMENT])
        yield LINK, lambda: self.see_link("Your stay is over")
        yield CLOCK, lambda: self.move("2024-11-06T12:00:00Z")
        yield DOOR, lambda: self.try_doors()

    def play(self):
        for kind, step in self.steps():
            self.before(kind)
            began = time.monotonic()
            step()
            self.durations.append(time.monotonic() - began)

    def rest(self):
        """Lets everything come to its end: what the doors reported is read, and people without a stay are deleted."""
        self.move("2024-11-07T12:00:00Z")

    # MARK: The guide's guest

    def run_guide(self, guide):
        result = test_guide.run(guide, self.server)
        assert result.returncode == 0, (guide, result.stderr)
        assert "access_method='mobile_key'" in result.stdout

    def cancel_guide(self):
        """Takes a booking back, so that the next guide can make the same one."""
        self.learn()
        user, = self.server.ok("/acs/users/list", search=JANE)["acs_users"]
        self.server.ok("/acs/users/delete", acs_user_id=user["acs_user_id"])
        self.server.ok("/user_identities/delete", user_identity_id=user["user_identity_id"])

    def see_guest(self, state):
        user, = self.server.ok("/acs/users/list", search=JANE)["acs_users"]
        assert user["salto_ks_metadata"]["is_subscribed"] is (state == "subscribed"), user
        assert self.virtual.user(JANE)["subscription_state"] == state

    # MARK: The clock

    def move(self, target):
        """Sets the clock, and a little further until the site has all that is due. A repeated call sets it no further."""
        for moved in range(MOVES):
            now = text(instant(target) + moved * MOVE)
            clock = self.server.set_clock(now)
            if clock["is_settled"] and instant(clock["now"]) >= instant(now):
                return
        raise AssertionError(clock)

    # MARK: Grants

    def book(self, name, modes, door):
        grant = self.server.ok(
            "/access_grants/create", access_grant_key=name, device_ids=[self.doors[door]], starts_at=CHECK_IN,
            ends_at=CHECK_OUT, user_identity={"full_name": name, "email_address": f"{name.lower()}@example.com"},
            requested_access_methods=[
                {"mode": mode, **({"instant_key_max_use_count": 2} if mode == "mobile_key" else {})} for mode in modes])
        self.grants[name] = grant["access_grant"]

    def change(self, name, **changed):
        self.server.ok("/access_grants/update", access_grant_id=self.grants[name]["access_grant_id"], **changed)

    def end(self, name):
        self.server.ok("/access_grants/delete", access_grant_id=self.grants[name]["access_grant_id"])

    # MARK: The link and the phones

    @property
    def link(self):
        return {"url": self.grants["Dora"]["instant_key_url"]}

    def open_link(self, words):
        assert "Hello, Dora" in self.browser.get(self.link)[1]
        status, page, _ = self.browser.submit(self.link, step="start")
        assert status == 200 and words in page, page

    def see_link(self, words):
        page = self.browser.get(self.link)[1]
        assert words in page, page

    def activate_by_link(self):
        preview = self.server.ok("/seam/instant_key/v1/preview/get", instant_key_url=self.link["url"])["instant_key_preview"]
        session = self.server.ok(
            "/seam/instant_key/v1/client_sessions/exchange_short_code", short_code=preview["shortcode"])["client_session"]
        self.activate("Dora", "dora@example.com", session["token"])

    def activate_by_session(self):
        user, = self.server.ok("/acs/users/list", search=JANE)["acs_users"]
        session = self.server.ok("/client_sessions/create", user_identity_id=user["user_identity_id"])["client_session"]
        self.activate("Jane", JANES_ADDRESS, session["token"])

    def activate(self, name, email, token):
        phone = Phone(self.folder / name, self.server.ready["virtual_radio"], self.server.endpoint)
        code, said = phone.run("login", token)
        assert code == SIGN_IN, said
        letter = [letter for letter in self.virtual.get("mailbox")["invitations"] if letter["email"] == email][-1]
        phone.ok("sign-in", "--email", email, "--password", PASSWORD, "--invitation", letter["url"])
        self.phones[name] = phone

    # MARK: The doors

    def try_doors(self, **expected):
        """Everybody tries some doors, and those of a list open. What the doors say is kept for a comparison."""
        self.learn()
        for name, doors in TRIED.items():
            for door in doors:
                opens, said = self.try_door(name, door)
                self.said.append((name, door, opens, said))
                assert opens is (door in expected.get(name, [])), self.said[-1]

    def try_door(self, name, door):
        """By the person's phone, or else by the digits of the PIN."""
        if name in self.phones:
            code, said = self.phones[name].run("unlock", door)
            return code == OPENED, code
        # A PIN that is no longer listed is still known to its guest.
        answer = self.virtual.post(f"locks/{self.virtual.lock(door)}/try", {"pin": self.pins[name]})
        return answer["opened"], answer["reason"]

    # MARK: What there is

    def learn(self):
        """Learns the PINs, and the names of people and things."""
        ok, names = self.server.ok, self.names
        for grant in ok("/access_grants/list")["access_grants"]:
            names[grant["access_grant_id"]] = name = grant["access_grant_key"]
            for method in ok("/access_methods/list", access_grant_key=name)["access_methods"]:
                names[method["access_method_id"]] = f"{name}'s {method['mode']}"
                if method["mode"] == "code" and method["code"]:
                    self.pins[name] = method["code"]
        for user in ok("/acs/users/list")["acs_users"]:
            names[user["acs_user_id"]] = user["full_name"]
        for identity in ok("/user_identities/list")["user_identities"]:
            names[identity["user_identity_id"]] = identity["email_address"]
        for credential in ok("/acs/credentials/list")["acs_credentials"]:
            # The user's name was learnt just now.
            names[credential["acs_credential_id"]] = f"{credential['access_method']} of {names.get(credential['acs_user_id'])}"
        for user in self.virtual.site()["users"]:
            names[user["id"]] = names[user["user_id"]] = user["name"]
        for lock in self.virtual.site()["locks"]:
            names[lock["id"]] = lock["name"]
        for group in self.virtual.site()["access_groups"]:
            # A grant's group ends with a mark of its own.
            names[group["id"]] = " · ".join(group["name"].split(" · ")[:2])
