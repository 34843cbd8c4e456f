"""A guest's own account, devices and keys at the virtual cloud, and the knowledge of its IQs."""
import base64
import hashlib
import re
import secrets
import urllib.error
import urllib.parse
import urllib.request

import pytest

import harness
from harness import Cloud, send
from test_virtual import Connect

REDIRECT = "http://127.0.0.1:1/back"


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


BROWSER = urllib.request.build_opener(NoRedirect, urllib.request.ProxyHandler({}))


def browse(url, form=None):
    """A browser's request: (status, text, location)."""
    data = urllib.parse.urlencode(form).encode() if form is not None else None
    try:
        with BROWSER.open(urllib.request.Request(url, data=data)) as answer:
            return answer.status, answer.read().decode(), None
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(), error.headers.get("location")


def public_key():
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return base64.b64encode(key.public_bytes(serialization.Encoding.DER, form)).decode()


class Guest(Connect):
    """A person who was invited, created an account and signs in."""

    def __init__(self, connect, email, scope="openid offline_access user_api.full_access"):
        self.base, self.virtual, self.email = connect.base, connect.virtual, email
        mail = next(mail for mail in self.virtual.get("mailbox")["invitations"] if mail["email"] == email)
        assert browse(mail["url"])[0] == 200
        assert browse(self.base + "/invitation", {"token": mail["url"].split("token=")[1], "password": "short"})[0] == 400
        browse(self.base + "/invitation", {"token": mail["url"].split("token=")[1], "password": "long enough"})
        self.sign_in(scope)

    def sign_in(self, scope):
        verifier = secrets.token_urlsafe(48)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
        query = {"response_type": "code", "client_id": "latchkey-virtual-guest", "redirect_uri": REDIRECT, "scope": scope,
                 "state": "s&1", "code_challenge": challenge, "code_challenge_method": "S256"}
        status, page, _ = browse(self.base + "/connect/authorize?" + urllib.parse.urlencode(query))
        assert status == 200 and "<form" in page
        assert browse(self.base + "/connect/authorize", {**query, "username": self.email, "password": "wrong one"})[0] == 401
        status, _, location = browse(
            self.base + "/connect/authorize", {**query, "username": self.email, "password": "long enough"})
        assert status == 302 and location.startswith(REDIRECT)
        back = urllib.parse.parse_qs(urllib.parse.urlsplit(location).query)
        assert back["state"] == ["s&1"]
        form = {"grant_type": "authorization_code", "client_id": "latchkey-virtual-guest", "redirect_uri": REDIRECT,
                "code": back["code"][0]}
        assert self.login({**form, "code_verifier": "x"})[1] == {"error": "invalid_grant"}
        status, answer = self.login({**form, "code_verifier": verifier})
        assert status == 200
        self.token, self.refresh_token = answer["access_token"], answer.get("refresh_token")
        # A code can be used only once.
        assert self.login({**form, "code_verifier": verifier})[0] == 400

    def register(self, uid):
        status, device = self("POST", "me/devices", {"device_name": "Phone", "device_uid": uid, "public_key": public_key()})
        assert status == 201, device
        return device


@pytest.fixture
def connect(tmp_path):
    cloud = Cloud(tmp_path / "cloud")
    yield Connect(cloud)
    cloud.kill()


def mobile_user(connect, **more):
    return connect.user("Ann", role_ids=[connect.role(), connect.role("site_mobile_user")],
                        email="ann@example.com", **more)


def test_a_guest_makes_an_account_registers_a_phone_and_gets_its_key(connect):
    user = mobile_user(connect)
    assert user["user"]["has_profile"] is False
    guest = Guest(connect, "ann@example.com")
    connect.settle()
    assert connect.site("GET", f"users/{user['id']}")[1]["user"]["has_profile"] is True
    assert guest("GET", "me")[1]["id"] == user["user"]["id"]
    device = guest.register("installation-1")
    assert guest("POST", "me/devices", {"device_name": "P", "device_uid": "installation-1", "public_key": public_key()})[0] == 400
    assert guest("POST", "me/devices", {"device_name": "P", "device_uid": "x", "public_key": "AAAA"})[0] == 400
    found = guest("GET", "me/devices?$filter=" + urllib.parse.quote("device_uid eq 'installation-1'"))[1]["items"]
    assert [item["id"] for item in found] == [device["id"]]
    status, key = guest("GET", f"me/devices/{device['id']}/mkey")
    assert status == 200 and len(base64.b64decode(key["mkey_data"])) > 100

    renewed = guest("PUT", f"me/devices/{device['id']}/certificate", {"public_key": public_key()})[1]
    assert renewed["mkey"]["id"] != device["mkey"]["id"]
    assert guest("DELETE", f"me/devices/{device['id']}")[0] == 204
    assert guest("GET", f"me/devices/{device['id']}")[0] == 404
    # A guest is not an administrator.
    assert guest.site("GET", "users")[0] == 403


def test_a_token_is_renewed_and_ends(connect):
    mobile_user(connect)
    guest = Guest(connect, "ann@example.com")
    connect.settle(3601)
    assert guest("GET", "me")[0] == 401
    status, answer = guest.login(
        {"grant_type": "refresh_token", "client_id": "latchkey-virtual-guest", "refresh_token": guest.refresh_token})
    assert status == 200
    guest.token = answer["access_token"]
    assert guest("GET", "me")[0] == 200
    guest.sign_in("user_api.full_access")
    assert guest.refresh_token is None


def test_a_sign_in_for_strangers_is_refused(connect):
    query = {"response_type": "code", "client_id": "latchkey-virtual-guest", "scope": "user_api.full_access",
             "redirect_uri": "https://evil.example/back", "code_challenge": "x", "code_challenge_method": "S256"}
    assert browse(connect.base + "/connect/authorize?" + urllib.parse.urlencode(query))[0] == 400
    query["redirect_uri"] = REDIRECT
    query["code_challenge_method"] = "plain"
    status, _, location = browse(connect.base + "/connect/authorize?" + urllib.parse.urlencode(query))
    assert status == 302 and "error=invalid_request" in location


def test_taking_the_role_away_cancels_every_key(connect):
    user = mobile_user(connect)
    guest = Guest(connect, "ann@example.com")
    device = guest.register("installation-1")
    assert connect.site("PATCH", f"users/{user['id']}", {"role_ids": [connect.role()]})[0] == 200
    assert guest("GET", f"me/devices/{device['id']}/mkey")[0] == 403
    both = [connect.role(), connect.role("site_mobile_user")]
    assert connect.site("PATCH", f"users/{user['id']}", {"role_ids": both})[0] == 200
    assert guest("GET", f"me/devices/{device['id']}/mkey")[0] == 403
    assert guest("PUT", f"me/devices/{device['id']}/certificate", {"public_key": public_key()})[0] == 200
    assert guest("GET", f"me/devices/{device['id']}/mkey")[0] == 200


def test_an_iq_without_internet_decides_from_what_it_heard(connect):
    virtual = connect.virtual
    user = connect.user("Ann")
    connect.settle()
    group = next(group for group in virtual.site()["access_groups"] if group["name"] == "Apartment 4B")
    connect.site("POST", f"access_groups/{group['id']}/users", {"user_id": user["user"]["id"]})
    connect.settle(46)
    person = {"user_id": user["user"]["id"]}
    assert virtual.try_door("Apartment 4B", person)["opened"]
    iq = virtual.site()["iqs"][0]["id"]
    virtual.post(f"iqs/{iq}", {"state": "no_internet"})
    connect.settle(1)
    connect.site("PATCH", f"users/{user['id']}/subscription", {"state": "suspended"})
    connect.settle(60)
    assert virtual.try_door("Apartment 4B", person)["opened"], "the IQ has not heard of it"
    assert connect.site("GET", f"iqs/{iq}")[1]["online"] is False

    virtual.post(f"iqs/{iq}", {"state": "off"})
    assert virtual.try_door("Apartment 4B", person) == {"opened": False, "reason": "no_offline_access"}
    virtual.post(f"iqs/{iq}", {"state": "online"})
    connect.settle(1)
    assert virtual.try_door("Apartment 4B", person) == {"opened": False, "reason": "suspended"}
    connect.settle(81)
    entries = connect.site("GET", "entries?$top=100", version="v1.1")[1]["items"]
    assert [entry["event_category"] for entry in entries] == [
        "lock_rejected", "lock_rejected", "lock_opened", "lock_opened"]


def test_offline_keys_privacy_and_office_mode(connect):
    virtual = connect.virtual
    user = connect.user("Ann")
    connect.settle()
    group = next(group for group in virtual.site()["access_groups"] if group["name"] == "Apartment 4B")
    connect.site("POST", f"access_groups/{group['id']}/users", {"user_id": user["user"]["id"]})
    lock, person = virtual.lock("Apartment 4B"), {"user_id": user["user"]["id"]}
    assert connect.site("PATCH", f"locks/{lock}/offline_keys", {"add_ids": [user["user"]["id"]]})[0] == 204
    connect.settle(50)
    iq = virtual.site()["iqs"][0]["id"]
    virtual.post(f"iqs/{iq}", {"state": "off"})
    assert virtual.try_door("Apartment 4B", person)["opened"]
    virtual.post(f"locks/{lock}", {"privacy_mode": True})
    assert virtual.try_door("Apartment 4B", person)["reason"] == "privacy_mode"
    virtual.post(f"locks/{lock}", {"privacy_mode": False, "office_mode": True})
    assert virtual.try_door("Apartment 4B", {"user_id": "nobody"}) == {"opened": True, "reason": "office_mode"}
    assert connect.site("GET", f"locks/{lock}")[1]["locked_state"] == "office_mode"
