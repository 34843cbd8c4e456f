"""A site behind a faulty connection, and actions that make the server send each kind of call."""
import threading
import urllib.parse

import harness
from faulty_way import FaultyWay
from harness import APARTMENT, BICYCLES, BUILDING_A, COMMON, Cloud, Server, Virtual
from test_lost_phones import PUBLIC_KEY, Session, phone_ids
from test_sign_in import sign_in
from visitor import Visitor

DEADLINES = ("--call-timeout", "1", "--reading-timeout", "15", "--stop-timeout", "4", "--rate-limit", "100000")
PASSWORD = "a long stay 4B"
OWNER = "owner@example.com"
READ_BY_SYNC = ["site", "plan", "groups", "group_locks", "group_hours", "members", "users", "tags", "iqs", "locks"]
# Calls during a reading of the site.
READINGS = [*READ_BY_SYNC, "own_user", "lock"]
# Calls that require an existing guest.
OF_A_GUEST = {
    "token", "update", "user", "pin", "chosen_pin", "delete", "join", "group", "leave", "code", "refresh", "devices",
    "remove_device"}
# Further faults, which make the server send calls that it only sends after a failure.
BEFORE = {
    # A change without an answer is verified by a read, or by a search.
    "user": ("update", "cut", 1), "find": ("create", "cut", 1),
    # After a site has refused, the server reads its own user there.
    "own_user": ("site", "forbidden", 1),
    # After a group has refused a member, the server checks whether the group exists.
    "group": ("join", "not_found", 1),
    # An item that a list lacks is read separately.
    "lock": ("locks", "lacks_one", None),
}


class Site:
    """A server whose connection to the cloud goes through a proxy, and a guest whose access is revoked in every case.
    """

    def __init__(self, folder):
        self.folder = folder
        self.cloud = Cloud(folder / "cloud")
        self.virtual = Virtual(self.cloud.endpoint)
        self.virtual.post("site", {"custom_pin": True})
        self.way = FaultyWay(self.cloud.endpoint)
        self.start()
        self.stay = {"starts_at": "2024-10-01T00:00:00Z", "ends_at": "2025-10-01T00:00:00Z"}
        self.other = self.guest("Other Guest")
        self.number = 0
        self.threads = []
        self.server.sync()
        self.known = self.inventory()

    def start(self):
        self.server = Server(self.folder / "server", *DEADLINES, cloud=self.way.endpoint)
        self.server.virtual = self.virtual

    def stop(self):
        self.way.stop()
        self.server.kill()
        self.cloud.kill()

    def guest(self, name, groups=(COMMON, APARTMENT)):
        user = self.server.guest(name, groups=groups, **self.stay)
        wait(lambda: self.is_in_step(user), f"{name} to be in step")
        return user

    def is_in_step(self, user):
        shown = self.server.user(user)
        return shown["pending_mutations"] == [] and shown["errors"] == [] and shown["salto_ks_metadata"]["is_subscribed"]

    def inventory(self):
        """The known objects of the site, none of which may get lost."""
        return (
            sorted(row["acs_access_group_id"] for row in self.server.ok(
                "/acs/access_groups/list", acs_system_id=BUILDING_A)["acs_access_groups"]),
            sorted(row["acs_entrance_id"] for row in self.server.ok(
                "/acs/entrances/list", acs_system_id=BUILDING_A)["acs_entrances"]))

    def is_blocked(self, name):
        found = self.virtual.user(name)
        return found is not None and found["blocked"]

    def health(self):
        _, body, _ = harness.send(
            "GET", self.server.endpoint + "/health", headers={"authorization": "Bearer " + self.server.key})
        return next(row for row in body["service_health_statuses"] if BUILDING_A in row["service"])

    def receipt(self, user):
        return self.server.ok("/latchkey/v1/access/revocations/get", acs_user_id=user)["revocation"]

    # MARK: Actions that cause a call

    def meanwhile(self, call, *arguments, **parameters):
        """Calls the server in the background, and ignores the result."""
        def run():
            try:
                call(*arguments, **parameters)
            except (OSError, AssertionError):
                pass

        self.threads.append(threading.Thread(target=run, daemon=True))
        self.threads[-1].start()

    def ask(self, path, **parameters):
        self.meanwhile(self.server.call, path, **parameters)

    def prepare(self, kind, user):
        """Prepares the case before the fault: an object that the call needs."""
        if kind in ("code", "refresh", "devices", "remove_device"):
            return GuestOnPhone(self, user, signs_in=kind != "code")
        if kind == "iq_pin":
            self.server.ok("/latchkey/v1/iqs/begin_activation", **self.iq())
        if kind in ("sites", "me", "sign_in", "administrator"):
            return Administrator(self.server, chooses=kind == "administrator")
        return None

    def provoke(self, kind, user, prepared):
        """Makes the server send a call of the kind."""
        if prepared:
            return self.meanwhile(prepared.go_on, kind)
        if kind in READINGS:
            return self.ask(
                "/connected_accounts/sync", connected_account_id=self.server.account()["connected_account_id"])
        which = {"acs_user_id": user}
        if kind == "token":
            self.way.expire_token()
        if kind in ("token", "update", "user"):
            return self.ask("/acs/users/suspend", **which)
        if kind in ("create", "subscribe", "find", "roles"):
            return self.ask(
                "/acs/users/create", acs_system_id=BUILDING_A, full_name=f"Next {self.number}", access_schedule=self.stay)
        if kind == "pin":
            return self.ask("/acs/credentials/create", access_method="code", **which)
        if kind == "chosen_pin":
            return self.ask("/acs/credentials/create", access_method="code", code=self.digits(), **which)
        if kind == "delete":
            return self.ask("/acs/users/delete", **which)
        if kind in ("join", "group"):
            return self.ask("/acs/users/add_to_access_group", acs_access_group_id=BICYCLES, **which)
        if kind == "leave":
            return self.ask("/acs/users/remove_from_access_group", acs_access_group_id=COMMON, **which)
        if kind == "move":
            return self.ask("/locks/unlock_door", device_id=self.server.ok("/devices/list")["devices"][0]["device_id"])
        if kind in ("iq_secret", "iq_mail"):
            return self.ask("/latchkey/v1/iqs/begin_activation", **self.iq())
        if kind == "iq_pin":
            return self.ask("/latchkey/v1/iqs/activate", pin=self.wrong_pin(), **self.iq())
        if kind in ("hub", "stream", "message"):
            return self.virtual.post("streams/break", {})
        assert kind == "entries", kind
        return self.ask("/latchkey/v1/clock/advance", seconds=1, timeout_seconds=30)

    def digits(self):
        return str(100_000 + self.number * 7919 % 900_000)

    def iq(self):
        return {"acs_system_id": BUILDING_A, "iq_id": self.virtual.site()["iqs"][0]["id"]}

    def wrong_pin(self):
        """The right PIN would activate the IQ for good, and the next case could not begin an activation."""
        right = self.virtual.get("mailbox")["iq_pins"][-1]["pin"]
        return f"{(int(right) + 1) % 10_000:04}"


class GuestOnPhone:
    """A guest's app. The guest signs in on Salto's page and registers the phone there."""

    def __init__(self, site, user, signs_in):
        self.site, self.server, self.user = site, site.server, user
        self.identity = site.server.user(user)["user_identity_id"]
        shown = site.server.ok("/user_identities/get", user_identity_id=self.identity)["user_identity"]
        self.email = shown["email_address"]
        self.session = Session(site.server, self.identity, f"phone-{site.number}")
        letter = wait(self.letter, "the invitation")
        form = {"token": letter["url"].split("token=")[1], "password": PASSWORD}
        harness.send(
            "POST", letter["url"].split("?")[0], urllib.parse.urlencode(form).encode(),
            {"content-type": "application/x-www-form-urlencoded"})
        if signs_in:
            assert self.sign_in() == 200
            self.add_device()

    def letter(self):
        return next((mail for mail in self.site.virtual.get("mailbox")["invitations"] if mail["email"] == self.email), None)

    def state(self):
        return self.session.registration()["provider_state"]

    def sign_in(self):
        back = sign_in(self.state()["authorization_url"], self.email, PASSWORD)
        return harness.hop("GET", back)[0]

    def add_device(self):
        state = self.state()
        status, made, _ = harness.send(
            "POST", self.site.cloud.endpoint + "/v1.1/me/devices",
            {"device_name": "Phone", "device_uid": self.session.installation, "public_key": PUBLIC_KEY},
            {"authorization": f"Bearer {state['access_token']}", "content-type": "application/json"})
        assert status == 201, made
        self.session.report_key()
        self.device, = phone_ids(self.server, self.identity)

    def go_on(self, kind):
        if kind == "code":
            return self.sign_in()
        if kind == "refresh":
            self.server.advance(3500)
            return self.state()
        return self.server.call("/phones/deactivate", device_id=self.device)

    def has_arrived(self, kind):
        """Whether the action has had its effect."""
        if kind in ("code", "refresh"):
            return "access_token" in self.state() or self.sign_in() == 200
        self.server.call("/phones/deactivate", device_id=self.device)
        return self.server.ok("/latchkey/v1/phones/get_removal", device_id=self.device)["removal"]["removed_at"]


class Administrator:
    """A person who signs in at a connect webview and may choose the site."""

    def __init__(self, server, chooses):
        self.server = server
        self.begin()
        if chooses:
            self.choose()

    def begin(self):
        self.webview = self.server.ok("/connect_webviews/create", accepted_providers=["salto_ks"])["connect_webview"]
        self.visitor = Visitor()
        self.visitor.submit(self.webview, step="proceed")

    def sign_in(self):
        _, text, _ = self.visitor.submit(self.webview, step="sign_in", username=OWNER, password="1234")
        return text

    def choose(self):
        self.sign_in()
        sites = [site["id"] for site in self.server.virtual.get("state")["sites"]]
        return self.visitor.submit(self.webview, step="select", site=sites)

    def go_on(self, kind):
        return self.visitor.submit(self.webview, step="allow") if kind == "administrator" else self.sign_in()

    def has_arrived(self, kind):
        # The site is already connected, and a second account must not remain.
        first, *more = sorted(
            self.server.ok("/connected_accounts/list")["connected_accounts"], key=lambda found: found["created_at"])
        for account in more:
            self.server.ok("/connected_accounts/delete", connected_account_id=account["connected_account_id"])
        self.begin()
        text = self.sign_in()
        assert "Choose sites" in text, text
        return True


def wait(condition, what, seconds=120):
    return harness.wait_until(condition, what, seconds, pause=0.2)
