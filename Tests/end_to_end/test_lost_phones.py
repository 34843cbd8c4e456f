"""Ways to stop a guest's phone without the phone itself, and expiring sessions."""
import concurrent.futures

from harness import send
from test_phone import OPENED, REFUSED, guest  # noqa: F401 - a fixture

# Any P-256 public key. Its owner does not matter, since no door is opened.
PUBLIC_KEY = (
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7L"
    "tkBoN79R9Q==")
STAY = "2024-11-02T12:00:00Z"


class Session:
    """An app that acts for an identity."""

    def __init__(self, server, identity, installation="by-hand"):
        self.server, self.installation = server, installation
        self.token = server.ok("/client_sessions/create", user_identity_id=identity)["client_session"]["token"]

    def call(self, path, **parameters):
        status, body, _ = send(
            "POST", self.server.endpoint + path, parameters,
            {"authorization": f"Bearer {self.token}", "content-type": "application/json"})
        return status, body

    def registration(self):
        status, body = self.call(
            "/seam/mobile_sdk/v1/phone_sessions/get_or_create", custom_sdk_installation_id=self.installation,
            phone_os="android")
        assert status == 200, body
        return body["phone_session"]["provider_sessions"][0]["phone_registration"]

    def report_key(self):
        status, body = self.call(
            "/latchkey/v1/phones/report_key", custom_sdk_installation_id=self.installation, provider_device_id="d",
            provider_key_id="k", key_expires_at="2024-12-24T00:00:00Z")
        assert status == 200, body


def phone_ids(server, identity):
    return [phone["device_id"] for phone in server.ok("/phones/list", owner_user_identity_id=identity)["phones"]]


def test_a_session_that_deactivates_another_phone_stops_that_one(server, guest):
    one, other = guest.phone("one"), guest.phone("other")
    server.set_clock(STAY)
    first, _ = phone_ids(server, guest.identity)
    status, body = Session(server, guest.identity).call("/phones/deactivate", device_id=first)
    assert status == 200 and body["removal"]["removed_at"], body
    assert one.unlock("Apartment 4B", "--offline") == REFUSED
    assert other.unlock("Apartment 4B", "--offline") == OPENED


def test_a_lost_phone_that_never_said_it_has_a_key_is_removed_too(server, guest):
    guest.phone("one")
    silent = Session(server, guest.identity, "silent")
    state = silent.registration()["provider_state"]
    devices = state["connect_url"] + "/v1.1/me/devices"
    bearer = {"authorization": f"Bearer {state['access_token']}", "content-type": "application/json"}
    status, made, _ = send(
        "POST", devices, {"device_name": "Silent", "device_uid": "silent", "public_key": PUBLIC_KEY}, bearer)
    assert status == 201, made
    removal = server.ok("/phones/deactivate", device_id=phone_ids(server, guest.identity)[-1])["removal"]
    assert removal["way"] == "device_removed" and removal["removed_at"]
    _, listed, _ = send("GET", devices, None, bearer)
    assert [device["device_uid"] for device in listed["items"]].count("silent") == 0


def test_an_identity_goes_with_its_phones(server, guest):
    phone = guest.phone("one")
    session = Session(server, guest.identity)
    server.set_clock(STAY)
    assert phone.unlock("Apartment 4B", "--offline") == OPENED
    [device] = phone_ids(server, guest.identity)
    server.ok("/user_identities/delete", user_identity_id=guest.identity)
    assert server.ok("/phones/list")["phones"] == []
    server.advance(60)
    assert phone.unlock("Apartment 4B", "--offline") == REFUSED
    assert server.ok("/latchkey/v1/phones/get_removal", device_id=device)["removal"]["removed_at"]
    events = server.ok("/events/list", since="2020-01-01T00:00:00Z", event_type="phone.deactivated")["events"]
    assert [event["device_id"] for event in events] == [device]
    status, body = session.call(
        "/seam/mobile_sdk/v1/phone_sessions/get_or_create", custom_sdk_installation_id="new", phone_os="ios")
    assert status == 401 and body["error"]["type"] == "client_session_not_found"
    assert server.ok("/phones/list")["phones"] == []


def test_phones_that_ask_together_renew_the_guests_token_once(server, guest):
    guest.phone("one")
    sessions = [Session(server, guest.identity, f"phone-{number}") for number in range(6)]
    for session in sessions:
        session.registration()
    server.advance(3600)
    before = len(server.virtual.ledger())
    with concurrent.futures.ThreadPoolExecutor(len(sessions)) as pool:
        states = list(pool.map(lambda session: session.registration()["provider_state"], sessions))
    assert len({state["access_token"] for state in states}) == 1
    renewals = [entry for entry in server.virtual.ledger()[before:] if entry["path"] == "/connect/token"]
    assert len(renewals) <= 1


def test_a_session_that_ran_out_begins_anew_when_it_is_asked_for_again(server):
    made = server.ok("/client_sessions/create", user_identifier_key="jane", expires_at="2024-11-01T00:00:00Z")
    token = made["client_session"]["token"]
    server.set_clock(STAY)
    bearer = {"authorization": f"Bearer {token}", "content-type": "application/json"}
    status, body, _ = send("POST", server.endpoint + "/client_sessions/get", {}, bearer)
    assert status == 401 and body["error"]["type"] == "client_session_expired"
    server.fails(
        "/client_sessions/get_or_create", 400, "invalid_input", user_identifier_key="jane",
        expires_at="2024-11-01T00:00:00Z")
    again = server.ok("/client_sessions/get_or_create", user_identifier_key="jane")["client_session"]
    assert again["token"] == token
    assert send("POST", server.endpoint + "/client_sessions/get", {}, bearer)[0] == 200


def test_a_user_that_leaves_its_identity_leaves_its_phones(server, guest):
    phone = guest.phone("one")
    server.set_clock("2024-11-02T12:00:00Z")
    assert phone.unlock("Apartment 4B") == OPENED
    server.ok("/user_identities/remove_acs_user", user_identity_id=guest.identity, acs_user_id=guest.user)
    server.advance(60)
    assert phone.unlock("Apartment 4B", "--offline") == REFUSED
    listed = server.ok("/acs/credentials/list", acs_user_id=guest.user)["acs_credentials"]
    assert [credential.get("parent_acs_credential_id") for credential in listed] == [None]
    assert listed[0]["is_issued"] is False
    server.ok("/user_identities/add_acs_user", user_identity_id=guest.identity, acs_user_id=guest.user)
    server.advance(60)
    assert phone.unlock("Apartment 4B") == OPENED
