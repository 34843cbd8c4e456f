"""The lifetime of a client session, and its view: for every operation, it sees only its identity's objects."""
import json

import pytest

import harness
from harness import APARTMENT, BICYCLES, BUILDING_A, CHECK_IN, COMMON, Server, second_workspace_key, send
from session_calls import CALLS, LINKS, OPEN

LONG_AGO = "2020-01-01T00:00:00.000Z"
# Parameters that identify a lock. Its device has the same ID as its entrance.
LOCKS = {"lock_id": lambda entrance: {"device_id": entrance}, "lock_ids": lambda entrance: {"device_ids": [entrance]}}
HEADERS = ["authorization", "seam-client-session-token", "client-session-token"]


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path)
    yield server
    server.kill()


def shown(server, token, path, /, method="POST", header=HEADERS[0], **parameters):
    """The answer of an operation to a session: (status, body)."""
    value = "Bearer " + token if header == "authorization" else token
    status, body, _ = send(
        method, server.endpoint + path, parameters, {header: value, "content-type": "application/json"})
    return status, body


def seen(server, token, path, **parameters):
    status, body = shown(server, token, path, **parameters)
    assert status == 200, (path, body)
    return body


def refused(server, token):
    status, body = shown(server, token, "/client_sessions/get")
    assert status == 401, body
    return body["error"]["type"]


class Owner:
    """A guest with every kind of object. `fields` has the parameters that identify them."""

    def __init__(self, server, name, groups, key):
        self.server = server
        self.user = server.guest(name, groups=groups)
        self.identity = server.user(self.user)["user_identity_id"]
        phone = server.ok(
            "/phones/simulate/create_sandbox_phone", user_identity_id=self.identity,
            custom_sdk_installation_id="installation of " + key)["phone"]
        self.session = server.ok(
            "/client_sessions/create", user_identity_id=self.identity, user_identifier_key=key)["client_session"]
        automation = server.ok(
            "/user_identities/enrollment_automations/list", user_identity_id=self.identity)["enrollment_automations"][0]
        credential = next(
            found for found in server.ok("/acs/credentials/list", acs_user_id=self.user)["acs_credentials"]
            if not found.get("parent_acs_credential_id"))
        event = server.ok("/events/list", since=LONG_AGO, acs_user_id=self.user)["events"][0]
        space = server.ok("/spaces/create", name="Room of " + name, space_key="room of " + key)["space"]["space_id"]
        grant = server.ok(
            "/access_grants/create", user_identity_id=self.identity, access_grant_key="grant of " + key,
            starts_at="2030-01-01T00:00:00.000Z",
            requested_access_methods=[{"mode": "card"}, {"mode": "mobile_key"}],
            acs_entrance_ids=[server.ok("/acs/entrances/list", acs_system_id=BUILDING_A)["acs_entrances"][0][
                "acs_entrance_id"]])["access_grant"]
        method = grant["access_method_ids"][0]
        link = server.ok("/instant_keys/get", instant_key_url=grant["instant_key_url"])["instant_key"]
        self.fields = {
            "access_grant_id": grant["access_grant_id"], "access_grant_ids": [grant["access_grant_id"]],
            "access_grant_key": "grant of " + key, "access_method_id": method, "access_method_ids": [method],
            "acs_user_id": self.user, "user_identity_id": self.identity, "user_identity_ids": [self.identity],
            "owner_user_identity_id": self.identity, "device_id": phone["device_id"],
            "custom_sdk_installation_id": "installation of " + key, "user_identifier_key": key,
            "client_session_id": self.session["client_session_id"],
            "enrollment_automation_id": automation["enrollment_automation_id"],
            "credential_manager_acs_system_id": automation["credential_manager_acs_system_id"],
            "create_credential_manager_user": True, "acs_credential_id": credential["acs_credential_id"],
            "event_id": event["event_id"], "event_ids": [event["event_id"]], "event_type": event["event_type"],
            "acs_system_id": BUILDING_A, "connected_account_id": credential["connected_account_id"],
            "acs_access_group_id": BICYCLES, "search": name,
            "space_id": space, "space_ids": [space], "space_key": "room of " + key,
            "instant_key_id": link["instant_key_id"], "instant_key_url": link["instant_key_url"],
            "short_code": link["instant_key_url"].split("?c=")[1],
            "user_identity_email_address": f"{name.lower().replace(' ', '.')}@example.com",
        }
        self.ids = {self.user, self.session["client_session_id"], self.session["token"], self.identity, name,
                    phone["device_id"], automation["enrollment_automation_id"], event["event_id"], key, space,
                    grant["access_grant_id"], method, link["instant_key_id"], link["instant_key_url"]}
        self.ids |= {user["acs_user_id"] for user in self.things()["acs_users"]}
        self.ids |= {found["acs_credential_id"] for found in self.things()["acs_credentials"]}

    def things(self):
        """All objects of the guest, as the API key sees them."""
        ok, identity = self.server.ok, {"user_identity_id": self.identity}
        answers = [
            ok("/user_identities/get", **identity), ok("/user_identities/list_acs_users", **identity),
            ok("/user_identities/enrollment_automations/list", **identity), ok("/acs/credentials/list", **identity),
            ok("/acs/access_groups/list", acs_user_id=self.user), ok("/client_sessions/list", **identity),
            ok("/phones/list", owner_user_identity_id=self.identity),
            ok("/acs/users/list_accessible_entrances", acs_user_id=self.user)]
        return {name: value for answer in answers for name, value in answer.items()}


class Guests:
    """Two guests of one house, of whom only the second has access to the bicycle storage, and a foreign workspace."""

    def __init__(self, server, data):
        server.set_clock("2024-10-30T12:00:00.000Z")
        self.server = server
        self.own = Owner(server, "Ada Own", (COMMON, APARTMENT), "key of own")
        self.other = Owner(server, "Bert Other", (COMMON, APARTMENT, BICYCLES), "key of other")
        server.set_clock(CHECK_IN)
        server.advance(300)
        doors = {entrance["display_name"]: entrance["acs_entrance_id"]
                 for entrance in server.ok("/acs/entrances/list", acs_system_id=BUILDING_A)["acs_entrances"]}
        self.shared, self.storage = doors["Apartment 4B"], doors["Bicycle Storage"]
        self.other.fields |= {"acs_entrance_id": self.storage, "acs_entrance_ids": [self.storage]}
        self.foreign_key = second_workspace_key(data)
        identity = self.foreign("/user_identities/create", email_address="far@example.com")["user_identity"]
        session = self.foreign(
            "/client_sessions/create", user_identity_id=identity["user_identity_id"],
            user_identifier_key="key of far")["client_session"]
        self.foreign_ids = {
            identity["user_identity_id"], identity["workspace_id"], session["client_session_id"], session["token"]}
        self.foreign_fields = {
            "user_identity_id": identity["user_identity_id"], "user_identity_ids": [identity["user_identity_id"]],
            "owner_user_identity_id": identity["user_identity_id"], "user_identifier_key": "key of far",
            "client_session_id": session["client_session_id"], "search": "far@example.com",
            "user_identity_email_address": "far@example.com"}
        webview = server.ok("/connect_webviews/create")["connect_webview"]["connect_webview_id"]
        self.other.fields["connect_webview_id"] = webview
        webhook = server.ok("/webhooks/create", url="https://receiver.invalid/events", event_types=[])["webhook"]
        self.other.fields["webhook_id"] = webhook["webhook_id"]
        attempt = server.ok("/locks/unlock_door", device_id=self.storage)["action_attempt"]
        self.other.fields["action_attempt_id"] = attempt["action_attempt_id"]
        keypad = next(lock["device_id"] for lock in server.ok("/devices/list")["devices"] if lock["can_unlock_with_code"])
        code = server.ok("/access_codes/create", device_id=keypad, name="Cleaner")["access_code"]["access_code_id"]
        self.forbidden = {code, webview, webhook["webhook_id"], webhook["secret"]} | self.other.ids | {self.storage, BICYCLES} | self.foreign_ids
        self.values = {
            "path": "/virtual/state",
            "access_code_id": code, "access_code_ids": [code], "common_code_key": "none",
            "unmanaged_acs_user_id": server.ok("/acs/users/unmanaged/list")["acs_users"][0]["acs_user_id"],
            "access_method": "mobile_key", "full_name": "Mallory", "user_identity_key": "mallory", "seconds": 1,
            "reserved_for_staff": 1, "from_sequence": 1, "name": "Bicycle Storage", "is_expired": True, "iq_id": "iq",
            "requested_access_methods": [{"mode": "card"}], "card_number": "1",
            "operator_id": "operator", "access_token_id": "token", "operator_session_id": "session", "api_key_id": "key",
            "role": "viewer", "acs_encoder_id": "encoder", "acs_encoder_ids": ["encoder"],
            "pin": "1234", "is_suspended": True, "url": "https://receiver.invalid/", "event_types": ["*"],
            "is_managed": True, "merged_user_identity_ids": [self.own.identity],
            "accepted_providers": ["salto_ks"], "customer_key": "hotel", "customer_data": {"customer_key": "hotel"},
            "subject_id": self.other.user, "reservation_key": "none", "reservation_keys": ["none"], "customer_run_id": "none",
            "staff_member_key": "none",
            "document": "stay_key\nnone", "format": "csv", "auto_lock_enabled": False, "code": "0000",
            "allowed_acs_entrance_id": self.storage, "customization_profile_id": "none",
            "devices": [{"device_id": self.storage}],
            "now": "2024-11-02T12:00:00.000Z", "since": LONG_AGO, "phone_os": "android",
            "provider_device_id": "a", "provider_key_id": "b", "key_expires_at": "2024-12-01T00:00:00.000Z"}

    def foreign(self, path, **parameters):
        status, body, _ = send(
            "POST", self.server.endpoint + path, parameters,
            {"authorization": "Bearer " + self.foreign_key, "content-type": "application/json"})
        assert status == 200, body
        return body

    def world(self):
        """The objects that a session of the first guest must not change."""
        return [
            self.other.things(), self.server.ok("/spaces/list"), self.foreign("/user_identities/list"),
            self.foreign("/client_sessions/list")]

    def calls(self, path):
        """The parameters of each call of an operation that identify other people's objects."""
        for names in CALLS[path]:
            for fields in self.other.fields, self.other.fields | self.foreign_fields:
                parameters = {}
                for name in names.split():
                    if name == "shared_entrance":
                        parameters["acs_entrance_id"] = self.shared
                    elif name == "own_identity":
                        parameters["user_identity_id"] = self.own.identity
                    elif name in LOCKS:
                        parameters.update(LOCKS[name](self.storage))
                    else:
                        parameters[name] = (fields | self.values)[name]
                yield parameters


def test_no_operation_shows_a_session_what_belongs_to_others(server, tmp_path):
    guests = Guests(server, tmp_path / "data")
    token, before = guests.own.session["token"], guests.world()
    _, document, _ = send("GET", server.endpoint + "/openapi.json")
    assert OPEN <= CALLS.keys()
    assert set(harness.operations(document)) == set(CALLS), "an operation has no parameters here, or is no more"
    wrong = []
    for path, methods in harness.operations(document).items():
        for method in methods if path not in LINKS else ():
            for parameters in guests.calls(path):
                status, body = shown(server, token, path, method.upper(), **parameters)
                text = json.dumps(body)
                leaks = [id_ for id_ in guests.forbidden if id_ in text] if status == 200 else []
                if path not in OPEN and status != 403 or status not in (200, 400, 401, 403, 404) or leaks:
                    wrong.append((method, path, parameters, status, leaks or body))
    assert not wrong, "\n".join(map(str, wrong))
    assert guests.world() == before


def test_what_one_thing_of_another_names_is_refused_or_empty(server, tmp_path):
    guests = Guests(server, tmp_path / "data")
    token, fields = guests.own.session["token"], guests.other.fields

    def refuses(path, *names):
        status, body = shown(server, token, path, **{name: fields[name] for name in names})
        assert status in (401, 404), (path, body)

    refuses("/acs/entrances/get", "acs_entrance_id")
    refuses("/acs/users/list_accessible_entrances", "acs_user_id")
    refuses("/client_sessions/get", "client_session_id")
    refuses("/client_sessions/get", "user_identifier_key")
    refuses("/connected_accounts/get", "connected_account_id")
    refuses("/events/get", "event_id")
    refuses("/phones/deactivate", "device_id")
    refuses("/user_identities/enrollment_automations/get", "enrollment_automation_id")
    for path in "enrollment_automations/list", "list_accessible_entrances", "list_acs_systems":
        refuses("/user_identities/" + path, "user_identity_id")
    # A filter by another guest's key would reveal which of one's own doors it opens.
    assert seen(server, token, "/acs/entrances/list", acs_credential_id=fields["acs_credential_id"])[
        "acs_entrances"] == []
    assert seen(server, token, "/acs/credentials/list", acs_user_id=fields["acs_user_id"])["acs_credentials"] == []
    assert seen(server, token, "/events/list", since=LONG_AGO, acs_user_id=fields["acs_user_id"])["events"] == []


def test_a_session_sees_its_own(server, tmp_path):
    guests = Guests(server, tmp_path / "data")
    own, token, things = guests.own, guests.own.session["token"], guests.own.things()

    def see(path, **parameters):
        return seen(server, token, path, **parameters)

    def ids(records, name):
        return sorted(record[name] for record in records)

    assert see("/client_sessions/get")["client_session"] == own.session
    assert ids(see("/user_identities/list")["user_identities"], "user_identity_id") == [own.identity]
    users = ids(things["acs_users"], "acs_user_id")
    assert ids(see("/acs/users/list")["acs_users"], "acs_user_id") == users
    credentials = ids(things["acs_credentials"], "acs_credential_id")
    for path in "/acs/credentials/list", "/seam/mobile_sdk/v1/acs/credentials/list":
        assert ids(see(path)["acs_credentials"], "acs_credential_id") == credentials
    doors = ids(things["acs_entrances"], "acs_entrance_id")
    assert guests.shared in doors and guests.storage not in doors
    key = own.fields["acs_credential_id"]
    for path, parameters in [
            ("/acs/entrances/list", {}), ("/acs/entrances/list", {"acs_credential_id": key}),
            ("/acs/users/list_accessible_entrances", {"acs_user_id": own.user}),
            ("/user_identities/list_accessible_entrances", {"user_identity_id": own.identity})]:
        assert ids(see(path, **parameters)["acs_entrances"], "acs_entrance_id") == doors, path
    assert see("/acs/entrances/get", acs_entrance_id=guests.shared)["acs_entrance"]["acs_entrance_id"] == guests.shared
    with_access = see("/acs/entrances/list_credentials_with_access", acs_entrance_id=guests.shared)["acs_credentials"]
    assert key in ids(with_access, "acs_credential_id")
    assert BUILDING_A in ids(see("/acs/systems/list")["acs_systems"], "acs_system_id")
    events = see("/events/list", since=LONG_AGO)["events"]
    assert events and {event["acs_user_id"] for event in events} <= set(users)
    assert see("/events/get", event_id=events[0]["event_id"])["event"] == events[0]
    automation = own.fields["enrollment_automation_id"]
    assert see("/user_identities/enrollment_automations/get", enrollment_automation_id=automation)
    installed = {"custom_sdk_installation_id": own.fields["custom_sdk_installation_id"], "phone_os": "android"}
    phone = see("/seam/mobile_sdk/v1/phone_sessions/get_or_create", **installed)["phone_session"]
    assert phone["user_identity"]["user_identity_id"] == own.identity
    assert see("/phones/deactivate", device_id=own.fields["device_id"])["removal"]["device_id"]
    assert server.ok("/phones/list", owner_user_identity_id=own.identity)["phones"] == []
