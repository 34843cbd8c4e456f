"""An address with several persons at Salto: the guest gets access whichever invitations are followed, in any order."""
import os
import random
import urllib.parse

import pytest

import harness
from harness import APARTMENT, BUILDING_A, CHECK_IN, CHECK_OUT, COMMON, errors
from test_accounts import connect
from test_phone import OPENED, PASSWORD, REFUSED, SIGN_IN, Phone

SITES = {"Main Site": ("Main Group", "FRONT DOOR"), "Annex": ("Annex Group", "GARDEN DOOR")}
ORDERS = int(os.environ.get("LATCHKEY_ORDERS", "4"))


@pytest.fixture(scope="module")
def hotel(tmp_path_factory):
    server = harness.Server(tmp_path_factory.mktemp("hotel"), scenario="sandbox")
    connect(server)
    systems = {found["name"]: found["acs_system_id"] for found in server.ok("/acs/systems/list")["acs_systems"]}
    server.systems = {name: systems[name] for name in SITES}
    server.virtual.post("site", {"seats": 50})
    server.virtual.post("site", {"site_id": server.virtual.get("state")["sites"][1]["id"], "seats": 50})
    yield server
    server.kill()


@pytest.fixture(autouse=True)
def settings(hotel):
    hotel.virtual.post("settings", {"email_by_patch": "taken"})
    yield
    hotel.virtual.faults()


class Guest:
    """A person with an address and a phone, who has bookings at sites and receives mails."""

    def __init__(self, hotel, folder, name):
        self.hotel, self.name = hotel, name
        self.addresses = [f"{name}@guests.example"]
        self.identity = hotel.ok(
            "/user_identities/create", email_address=self.addresses[0])["user_identity"]["user_identity_id"]
        self.users, self.credentials, self.has_account = {}, {}, False
        self.phone = Phone(folder / name, hotel.ready["virtual_radio"], hotel.endpoint)
        self.is_signed_in = False
        self.doors = {
            found["display_name"]: found["acs_entrance_id"]
            for found in hotel.ok("/acs/entrances/list")["acs_entrances"]}
        self.log = []

    def book(self, site):
        hotel, (group, _) = self.hotel, SITES[site]
        now = hotel.ok("/latchkey/v1/clock/get")["clock"]["now"]
        groups = hotel.ok("/acs/access_groups/list", acs_system_id=hotel.systems[site])["acs_access_groups"]
        user = hotel.ok(
            "/acs/users/create", acs_system_id=hotel.systems[site], user_identity_id=self.identity, full_name=self.name,
            acs_access_group_ids=[found["acs_access_group_id"] for found in groups if found["name"] == group],
            access_schedule={"starts_at": now, "ends_at": "2100-01-01T00:00:00Z"})["acs_user"]
        self.users[site] = user["acs_user_id"]
        self.credentials[site] = hotel.ok(
            "/acs/credentials/create", acs_user_id=user["acs_user_id"], access_method="mobile_key",
            is_multi_phone_sync_credential=True)["acs_credential"]["acs_credential_id"]

    def cancel(self, site):
        self.hotel.ok("/acs/users/delete", acs_user_id=self.users.pop(site))
        del self.credentials[site]

    def mails(self):
        return [mail["url"] for mail in self.hotel.virtual.get("mailbox")["invitations"]
                if mail["email"] in self.addresses]

    def follow(self, mail):
        """Creates an account from an invitation. If the address has one, nothing happens."""
        token = urllib.parse.parse_qs(urllib.parse.urlsplit(mail).query)["token"][0]
        form = urllib.parse.urlencode({"token": token, "password": PASSWORD}).encode()
        harness.send(
            "POST", mail.split("?")[0], form, {"content-type": "application/x-www-form-urlencoded"})
        self.has_account = True

    def sign_in(self):
        token = self.hotel.ok(
            "/client_sessions/create", user_identity_id=self.identity)["client_session"]["token"]
        if self.phone.run("login", token)[0] == SIGN_IN:
            self.phone.ok("sign-in", "--email", self.addresses[0], "--password", PASSWORD)
        self.is_signed_in = True

    def wait(self, seconds=300):
        self.hotel.advance(seconds)

    def explained(self, site):
        return self.hotel.ok(
            "/latchkey/v1/access/explain", acs_entrance_id=self.doors[SITES[site][1]], means="mobile_key",
            acs_user_id=self.users[site])["explanation"]

    def is_issued(self, site):
        found = self.hotel.ok("/acs/credentials/get", acs_credential_id=self.credentials[site])["acs_credential"]
        return found["is_issued"]

    def keys(self):
        """The credentials on the phone, and the errors of each."""
        code, said = self.phone.run("keys")
        return {key["id"]: key["errors"] for key in said["keys"]} if code == 0 else {}

    def compare(self, told):
        """The displayed state of each site matches its door."""
        shown = self.keys() if self.is_signed_in else {}
        for site, (_, door) in SITES.items():
            if site not in self.users:
                continue
            opens = self.is_signed_in and self.phone.unlock(door) == OPENED
            explanation = self.explained(site)
            assert explanation["access"] == ("allowed" if opens else "denied"), (told, site, opens, explanation)
            assert self.is_issued(site) == opens, (told, site, opens)
            if self.is_signed_in:
                assert (not shown[self.credentials[site]]) == opens, (told, site, opens, shown)

    def opens(self, site):
        return self.phone.unlock(SITES[site][1]) == OPENED


@pytest.fixture
def guest(hotel, tmp_path, request):
    counter = getattr(hotel, "guests", 0)
    hotel.guests = counter + 1
    return Guest(hotel, tmp_path, f"guest{counter}")


def test_the_older_mail_of_somebody_who_was_booked_again(guest):
    guest.book("Main Site")
    guest.wait()
    guest.cancel("Main Site")
    guest.wait()
    guest.book("Main Site")
    guest.wait()
    older, newer = guest.mails()
    guest.follow(older)
    guest.follow(newer)
    guest.sign_in()
    guest.wait()
    assert guest.opens("Main Site")
    guest.compare("after the sign-in")
    assert errors(guest.hotel.user(guest.users["Main Site"])) == set()


def test_two_sites_of_one_guest(guest):
    for site in SITES:
        guest.book(site)
        guest.wait()
    guest.follow(guest.mails()[0])
    before = {site: guest.hotel.user(user)["acs_user_id"] for site, user in guest.users.items()}
    annex = guest.hotel.virtual.get("state")["sites"][1]["id"]
    guest.hotel.virtual.faults({"kind": "error_before", "status": 503, "match": f"/sites/{annex}/users"})
    guest.sign_in()
    # Until the second site's user is recreated, that site's door stays shut, and Latchkey reports that.
    assert [guest.is_issued(site) for site in SITES] == [True, False]
    shown = guest.keys()
    assert shown[guest.credentials["Main Site"]] == [] and shown[guest.credentials["Annex"]] != []
    told = guest.hotel.ok(
        "/acs/credentials/get", acs_credential_id=guest.credentials["Annex"])["acs_credential"]["errors"]
    assert [error["error_code"] for error in told] == ["salto_ks_other_person"]
    explained = guest.explained("Annex")
    assert (explained["access"], explained["reason"]) == ("denied", "other_person")
    assert explained["suggested_change"]["code"] == "wait"
    guest.hotel.virtual.faults()
    guest.wait()
    assert [guest.opens(site) for site in SITES] == [True, True]
    guest.compare("once both are the guest's")
    assert {site: guest.hotel.user(user)["acs_user_id"] for site, user in guest.users.items()} == before


@pytest.mark.parametrize("order", range(ORDERS))
def test_every_order_of_bookings_mails_and_sign_ins(hotel, guest, order):
    seed = int(os.environ.get("LATCHKEY_SEED", "4711")) + order
    chance, done = random.Random(seed), [f"seed {seed}"]
    for _ in range(chance.randint(5, 10)):
        site, mails = chance.choice(list(SITES)), guest.mails()
        choices = ["cancel" if site in guest.users else "book"] * 3 + ["wait"]
        if mails:
            choices += ["follow"] * 2
        if guest.has_account and guest.users and not guest.is_signed_in:
            choices += ["sign in"] * 2
        what = chance.choice(choices)
        done.append(f"{what} {site}" if what in ("book", "cancel") else what)
        if what == "book":
            guest.book(site)
        elif what == "cancel":
            guest.cancel(site)
        elif what == "follow":
            guest.follow(chance.choice(mails))
        elif what == "sign in":
            guest.wait(60)
            guest.sign_in()
        guest.wait(chance.choice((0, 30, 300)) if what != "wait" else 300)
    guest.wait(600)
    guest.compare(done)
    for site in SITES:
        if site not in guest.users:
            guest.book(site)
    guest.wait(600)
    if not guest.has_account:
        guest.follow(chance.choice(guest.mails()))
    if not guest.is_signed_in:
        guest.sign_in()
    guest.wait(600)
    assert [guest.opens(site) for site in SITES] == [True, True], done
    guest.compare(done)
    for user in guest.users.values():
        assert errors(guest.hotel.user(user)) == set(), done
    # No superfluous user remains at either site.
    for site in hotel.virtual.get("state")["sites"]:
        assert [user["name"] for user in site["users"]].count(guest.name) == 1, (done, site["name"])


def test_a_user_that_passes_to_another_identity_leaves_its_former_guest_no_key(hotel, guest, tmp_path):
    guest.book("Main Site")
    guest.wait()
    guest.follow(guest.mails()[0])
    guest.sign_in()
    guest.wait()
    assert guest.opens("Main Site")

    def at_salto():
        return [user for user in hotel.virtual.get("state")["sites"][0]["users"] if user["name"] == guest.name]

    (former,) = at_salto()
    user, credential = guest.users.pop("Main Site"), guest.credentials.pop("Main Site")
    hotel.ok("/user_identities/remove_acs_user", user_identity_id=guest.identity, acs_user_id=user)
    guest.wait()
    assert not guest.opens("Main Site")
    heir = Guest(hotel, tmp_path, guest.name + "heir")
    count = len(hotel.virtual.ledger())
    hotel.virtual.faults({"kind": "error_before", "status": 503, "match": "POST /v1.2/sites"})
    hotel.ok("/user_identities/add_acs_user", user_identity_id=heir.identity, acs_user_id=user)
    heir.users["Main Site"], heir.credentials["Main Site"] = user, credential
    heir.wait(30)
    # Until the user is recreated no phone gets a key for it, and the guest need not open an app.
    explained = heir.explained("Main Site")
    assert explained["access"] == "denied" and explained["suggested_change"]["code"] == "wait", explained
    assert not heir.is_issued("Main Site")
    # The ledger shows that the former guest's site user did not get back the right to mobile keys.
    changes = [row for row in hotel.virtual.ledger()[count:] if row["method"] == "PATCH" and former["id"] in row["path"]]
    assert changes == []
    hotel.virtual.faults()
    heir.wait(600)
    (now,) = at_salto()
    assert now["user_id"] != former["user_id"]
    assert [row for row in hotel.virtual.ledger()[count:] if row["method"] == "PATCH" and former["id"] in row["path"]] == []
    assert errors(hotel.user(user)) == set()
    heir.follow(heir.mails()[-1])
    heir.sign_in()
    heir.wait()
    assert heir.opens("Main Site") and not guest.opens("Main Site")
    heir.compare("once the user is the heir's")


def test_a_pin_that_changes_is_told(guest):
    hotel = guest.hotel
    guest.book("Annex")
    user = guest.users["Annex"]
    hotel.virtual.post("site", {"site_id": hotel.virtual.get("state")["sites"][1]["id"], "pin_enabled": True})
    guest.wait()
    guest.book("Main Site")
    pin = hotel.ok("/acs/credentials/create", acs_user_id=user, access_method="code")["acs_credential"]
    guest.wait()
    before = hotel.ok("/acs/credentials/get", acs_credential_id=pin["acs_credential_id"])["acs_credential"]
    assert before["is_issued"] and before["code"]
    guest.follow(guest.mails()[1])
    guest.sign_in()
    guest.wait()
    after = hotel.ok("/acs/credentials/get", acs_credential_id=pin["acs_credential_id"])["acs_credential"]
    assert after["is_issued"] and after["code"] != before["code"] and after["errors"] == []
    lock = next(
        lock["id"] for site in hotel.virtual.get("state")["sites"] for lock in site["locks"]
        if lock["name"] == "GARDEN DOOR")
    assert hotel.virtual.post(f"locks/{lock}/try", {"pin": after["code"]})["opened"]
    assert not hotel.virtual.post(f"locks/{lock}/try", {"pin": before["code"]})["opened"]
    events = [
        event["event_type"] for event in hotel.ok("/events/list", since="2020-01-01T00:00:00Z")["events"]
        if event.get("acs_credential_id") == pin["acs_credential_id"]]
    assert events[-2:] == ["acs_credential.invalidated", "acs_credential.reissued"], events
    assert guest.opens("Annex") and guest.opens("Main Site")


def test_another_account_is_not_let_in_and_is_told_so(hotel, guest, tmp_path):
    stranger = Guest(hotel, tmp_path, guest.name + "x")
    for somebody in (guest, stranger):
        somebody.book("Main Site")
    guest.wait()
    stranger.follow(stranger.mails()[0])
    token = hotel.ok("/client_sessions/create", user_identity_id=guest.identity)["client_session"]["token"]
    assert guest.phone.run("login", token)[0] == SIGN_IN
    code, _ = guest.phone.run("sign-in", "--email", stranger.addresses[0], "--password", PASSWORD)
    assert code != OPENED
    guest.follow(guest.mails()[0])
    guest.sign_in()
    assert guest.phone.unlock("FRONT DOOR") in (OPENED, REFUSED)
    guest.wait()
    assert guest.opens("Main Site")


def test_who_is_made_anew_keeps_the_seat(server, tmp_path):
    """The site has one seat, another guest waits for it, and Jane opens the invitation of a canceled booking."""
    server.virtual.post("site", {"seats": 1})
    first = server.guest("Jane Doe", "jane@guests.example")
    identity = server.user(first)["user_identity_id"]
    server.advance(120)
    server.ok("/acs/users/delete", acs_user_id=first)
    server.advance(60)
    stay = {"starts_at": CHECK_IN, "ends_at": CHECK_OUT}
    user = server.ok(
        "/acs/users/create", acs_system_id=BUILDING_A, user_identity_id=identity, full_name="Jane Doe",
        acs_access_group_ids=[COMMON, APARTMENT], access_schedule=stay)["acs_user"]["acs_user_id"]
    server.ok(
        "/acs/credentials/create", acs_user_id=user, access_method="mobile_key", is_multi_phone_sync_credential=True)
    waiting = server.guest("Ann Other")
    server.advance(120)
    server.set_clock(CHECK_IN)
    server.advance(60)
    assert errors(server.user(user)) == set()
    assert errors(server.user(waiting)) == {"salto_ks_subscription_limit_exceeded"}
    phone = Phone(tmp_path / "phone", server.ready["virtual_radio"], server.endpoint)
    token = server.ok("/client_sessions/create", user_identity_id=identity)["client_session"]["token"]
    assert phone.run("login", token)[0] == SIGN_IN
    older, _ = [mail["url"] for mail in server.virtual.get("mailbox")["invitations"]
                if mail["email"] == "jane@guests.example"]
    phone.ok("sign-in", "--email", "jane@guests.example", "--password", PASSWORD, "--invitation", older)
    server.advance(300)
    assert phone.unlock("Apartment 4B") == OPENED
    assert errors(server.user(user)) == set()
    assert errors(server.user(waiting)) == {"salto_ks_subscription_limit_exceeded"}
