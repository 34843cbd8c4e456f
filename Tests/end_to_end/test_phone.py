"""A guest's phones on the command line: keys, doors, and ways to stop them."""
import http.server
import json
import os
import subprocess
import threading
import urllib.parse

import pytest

import harness
from harness import APARTMENT, BICYCLES, CHECK_IN, CHECK_OUT, COMMON

OPENED, REFUSED, SILENT, SIGN_IN, NO_KEY = 0, 81, 82, 83, 84
PASSWORD = "a long stay 4B"


class Phone:
    """A phone's folder, and the commands on it."""

    def __init__(self, folder, radio=None, endpoint=None):
        self.folder, self.radio = folder, radio
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("SEAM_")}
        self.environment |= {"SEAM_ENDPOINT": endpoint} if endpoint else {}
        self.environment |= {"LATCHKEY_RADIO": str(radio)} if radio else {}

    def run(self, *arguments):
        result = subprocess.run(
            [harness.BINARY, "phone", *arguments, "--folder", str(self.folder), "--json"], env=self.environment,
            capture_output=True, text=True, timeout=120)
        return result.returncode, json.loads(result.stdout or result.stderr)

    def ok(self, *arguments):
        code, said = self.run(*arguments)
        assert code == 0, (arguments, said)
        return said

    def unlock(self, door, *arguments):
        return self.run("unlock", door, *arguments)[0]


class Guest:
    """Jane with her stay, her mobile key, and any number of phones."""

    def __init__(self, server, folder, email="jane@example.com"):
        self.server, self.folder, self.email = server, folder, email
        self.user = server.guest("Jane Doe", email)
        self.identity = server.user(self.user)["user_identity_id"]
        server.advance(60)
        self.is_signed_in = False

    def phone(self, name):
        token = self.server.ok("/client_sessions/create", user_identity_id=self.identity)["client_session"]["token"]
        phone = Phone(self.folder / name, self.server.ready["virtual_radio"], self.server.endpoint)
        code, said = phone.run("login", token)
        if not self.is_signed_in:
            assert code == SIGN_IN, said
            letters = [letter for letter in self.server.virtual.get("mailbox")["invitations"]
                       if letter["email"] == self.email]
            phone.ok("sign-in", "--email", self.email, "--password", PASSWORD, "--invitation", letters[-1]["url"])
            self.is_signed_in = True
        return phone

    def credential(self):
        listed = self.server.ok("/acs/credentials/list", acs_user_id=self.user)["acs_credentials"]
        return next(found for found in listed if not found.get("parent_acs_credential_id"))


@pytest.fixture
def guest(server, tmp_path):
    return Guest(server, tmp_path)


def test_a_stay(server, guest):
    phone = guest.phone("one")
    assert phone.unlock("Apartment 4B") == REFUSED
    server.set_clock(CHECK_IN)
    server.advance(60)
    assert phone.unlock("Apartment 4B") == OPENED
    assert phone.unlock("Main Entrance", "--near") == OPENED
    assert phone.unlock("Apartment 4B", "--near") == SILENT, "a battery lock sleeps until it is touched"
    assert phone.unlock("Bicycle Storage") == REFUSED
    assert phone.unlock("Cellar") == SILENT

    server.virtual.faults({"kind": "unreachable"})
    phone.environment["SEAM_ENDPOINT"] = "http://127.0.0.1:1"
    assert phone.unlock("Apartment 4B", "--offline") == OPENED
    server.virtual.faults()

    server.set_clock(CHECK_OUT)
    server.advance(60)
    assert phone.unlock("Apartment 4B", "--offline") == REFUSED
    assert guest.credential()["is_issued"] is True


def test_changed_groups_need_no_new_download(server, guest):
    phone = guest.phone("one")
    server.set_clock("2024-11-02T12:00:00Z")
    assert phone.unlock("Bicycle Storage", "--offline") == REFUSED
    server.ok("/acs/users/add_to_access_group", acs_user_id=guest.user, acs_access_group_id=BICYCLES)
    server.advance(60)
    assert phone.unlock("Bicycle Storage", "--offline") == OPENED
    fetched = [entry for entry in server.virtual.ledger() if entry["path"].endswith("/mkey")]
    assert len(fetched) == 1


def test_a_phone_fetches_a_new_key_only_when_it_is_told_to(server, guest):
    phone = guest.phone("one")
    server.set_clock("2024-11-02T12:00:00Z")

    def fetched():
        return len([entry for entry in server.virtual.ledger() if entry["path"].endswith("/mkey")])

    before = fetched()
    phone.ok("keys")
    assert fetched() == before
    [key] = phone.ok("renew")["keys"]
    assert fetched() == before + 1 and phone.unlock("Apartment 4B", "--offline") == OPENED
    assert phone.ok("keys", "--offline")["keys"] == [key]
    assert phone.run("renew", "--offline")[0] == 64


def test_one_phone_that_deactivates_itself_stops_alone(server, guest):
    one, other = guest.phone("one"), guest.phone("other")
    server.set_clock("2024-11-02T12:00:00Z")
    assert one.unlock("Apartment 4B") == OPENED and other.unlock("Apartment 4B") == OPENED
    one.ok("deactivate")
    assert one.run("unlock", "Apartment 4B")[0] not in (OPENED, REFUSED)
    assert other.unlock("Apartment 4B") == OPENED
    listed = server.ok("/acs/credentials/list", acs_user_id=guest.user)["acs_credentials"]
    children = [credential for credential in listed if credential.get("parent_acs_credential_id")]
    assert len(children) == 1


def test_a_lost_phone_is_stopped_and_the_other_goes_on(server, guest):
    lost, kept = guest.phone("lost"), guest.phone("kept")
    server.set_clock("2024-11-02T12:00:00Z")
    assert lost.unlock("Apartment 4B", "--offline") == OPENED
    phones = server.ok("/phones/list", owner_user_identity_id=guest.identity)["phones"]
    assert len(phones) == 2
    removal = server.ok("/phones/deactivate", device_id=phones[0]["device_id"])["removal"]
    assert removal["way"] in ("device_removed", "role_taken_away", "pending")
    server.advance(60)
    found = server.ok("/latchkey/v1/phones/get_removal", device_id=phones[0]["device_id"])["removal"]
    assert found["removed_at"]
    assert lost.unlock("Apartment 4B", "--offline") == REFUSED
    assert kept.unlock("Apartment 4B") == OPENED
    assert lost.unlock("Apartment 4B") != OPENED


@pytest.mark.parametrize("stop", ["delete the credential", "suspend", "leave the group"])
def test_what_stops_both_phones(server, guest, stop):
    phones = guest.phone("one"), guest.phone("other")
    server.set_clock("2024-11-02T12:00:00Z")
    assert [phone.unlock("Apartment 4B", "--offline") for phone in phones] == [OPENED, OPENED]
    if stop == "delete the credential":
        server.ok("/acs/credentials/delete", acs_credential_id=guest.credential()["acs_credential_id"])
    elif stop == "suspend":
        server.ok("/acs/users/suspend", acs_user_id=guest.user)
    else:
        server.ok("/acs/users/remove_from_access_group", acs_user_id=guest.user, acs_access_group_id=APARTMENT)
    server.advance(60)
    assert [phone.unlock("Apartment 4B", "--offline") for phone in phones] == [REFUSED, REFUSED]
    if stop == "leave the group":
        assert phones[0].unlock("Main Entrance", "--offline") == OPENED, COMMON


SIGN_IN_FORM = """
  <form method="post" action="/login?a=1&amp;b=2"><input type="hidden" name="state" value="&lt;s&gt;">
  <input type="email" name="mail"><input type="password" name="pass"><button>Sign in</button></form>
"""


class Pages(http.server.BaseHTTPRequestHandler):
    """A server that requires a sign-in, and the forms of the sign-in."""

    def log_message(self, *_):
        pass

    def say(self, status, body, kind="text/html", **headers):
        text = body if isinstance(body, str) else json.dumps(body)
        self.send_response(status)
        for name, value in {"content-type": kind, "content-length": str(len(text)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text.encode())

    def do_GET(self):
        site = self.server
        path, _, query = self.path.partition("?")
        if path == "/invitation":
            self.say(200, "<form method=post><input name=first_name><input type=password name=p1>"
                          "<input type='password' name='p2'><button>Go</button></form>")
        elif path == "/connect/authorize":
            self.say(200, SIGN_IN_FORM, **{"set-cookie": "visit=7; Path=/; HttpOnly"})
        elif path == "/authorized":
            site.code = urllib.parse.parse_qs(query)["code"][0]
            self.say(200, "<p>You can go back to the app</p>")
        else:
            self.say(403, {}, "application/json")

    def do_POST(self):
        site, body = self.server, self.rfile.read(int(self.headers["content-length"])).decode()
        base = f"http://127.0.0.1:{site.server_port}"
        if self.path == "/invitation":
            site.invited = dict(urllib.parse.parse_qsl(body))
            self.say(200, "<p>Welcome</p>")
        elif self.path == "/login?a=1&b=2":
            form = dict(urllib.parse.parse_qsl(body))
            assert form["state"] == "<s>" and form["mail"] == "jane@example.com" and "visit=7" in self.headers["cookie"]
            if form["pass"] != PASSWORD:
                return self.say(401, SIGN_IN_FORM + "Wrong password")
            self.say(302, "", location="/authorized?code=once")
        else:
            account = {"connect_url": base, "access_token": "t", "access_token_expires_at": "2024-11-01T16:00:00Z",
                       "device_uid": "u", "device_name": "Phone"}
            state = account if site.code else {"authorization_url": base + "/connect/authorize"}
            self.say(200, {"ok": True, "phone_session": {
                "is_sandbox_workspace": True, "workspace_id": "w", "user_identity": {"user_identity_id": "jane"},
                "provider_sessions": [{
                    "phone_registration": {
                        "phone_registration_id": "p", "provider_name": "salto_ks", "is_being_activated": True,
                        "provider_state": state},
                    "acs_credentials": [{
                        "acs_credential_id": "c", "display_name": "Jane", "access_method": "mobile_key",
                        "acs_entrances": [{"display_name": "Apartment 4B"}]}]}]}}, "application/json")


@pytest.fixture
def pages():
    site = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    site.code = site.invited = None
    threading.Thread(target=site.serve_forever, daemon=True).start()
    yield site
    site.shutdown()


def test_sign_in_fills_plain_forms(pages, tmp_path):
    base = f"http://127.0.0.1:{pages.server_port}"
    phone = Phone(tmp_path / "phone", endpoint=base)
    code, said = phone.run("login", "seam_cst1guest_secret")
    assert code == SIGN_IN
    url = said["keys"][0]["sign_in_url"]
    assert url == base + "/connect/authorize"
    code, said = phone.run("unlock", "Apartment 4B", "--radio", "/nowhere")
    assert code == SIGN_IN and url in said["error"]["message"]
    code, said = phone.run("sign-in", "--email", "jane@example.com", "--password", "wrong")
    assert code == 77 and "Wrong password" in said["error"]["message"] and pages.code is None
    said = phone.ok(
        "sign-in", "--email", "jane@example.com", "--password", PASSWORD, "--invitation", base + "/invitation")
    assert pages.invited["p1"] == pages.invited["p2"] == PASSWORD and pages.invited["first_name"] == "jane"
    assert pages.code == "once" and said["keys"][0]["errors"] == ["contact_support"]
    assert phone.run("unlock", "Apartment 4B", "--radio", "/nowhere")[0] == NO_KEY


def test_what_a_phone_keeps_is_for_its_owner_only(pages, tmp_path):
    phone = Phone(tmp_path / "phone", endpoint=f"http://127.0.0.1:{pages.server_port}")
    phone.run("login", "seam_cst1guest_secret")
    assert (tmp_path / "phone").stat().st_mode & 0o077 == 0
    assert all(file.stat().st_mode & 0o077 == 0 for file in (tmp_path / "phone").iterdir())
    (tmp_path / "phone").chmod(0o755)
    assert phone.run("keys")[0] == 73


def test_a_phone_without_a_session_or_a_network(tmp_path):
    phone = Phone(tmp_path / "phone", endpoint="http://127.0.0.1:1")
    assert phone.run("keys")[0] == 78
    assert phone.run("login", "seam_key_secret")[0] == 77
    assert phone.run("login", "seam_cst1guest_secret")[0] == 69
