"""Calls every operation of the catalogue with each of its methods, through the contract proxy."""
import base64
import json
import subprocess
import urllib.parse

import device_calls
import harness
import site_calls
from customer_calls import customers
from encoder_calls import encoders
from code_calls import codes
from grant_calls import grants
from harness import BUILDING_A, send
from link_calls import links
from operator_calls import operators


class Caller:
    """Calls operations by a method, with the parameters in the query if the method has no body."""

    def __init__(self, server, token=None, seen=None):
        self.server, self.token, self.seen = server, token or server.key, set() if seen is None else seen

    def as_session(self, token):
        """The same, with another token."""
        return Caller(self.server, token, self.seen)

    def __call__(self, method, path, /, expect=200, **parameters):
        url, body, headers = self.server.endpoint + path, None, {"authorization": f"Bearer {self.token}"}
        if method in ("GET", "DELETE"):
            if parameters:
                url += "?" + urllib.parse.urlencode(sorted({**parameters, "_strict": "true"}.items()), doseq=True)
        else:
            body, headers["content-type"] = parameters, "application/json"
        status, answer, _ = send(method, url, body, headers)
        assert (status, answer["ok"]) == (expect, expect == 200), (method, path, status, answer)
        self.seen.add((method, path))
        return answer

    def both(self, path, **parameters):
        """GET and POST of a read return the same."""
        one, other = self("GET", path, **parameters), self("POST", path, **parameters)
        assert list(one) == list(other)
        return other


def test_every_operation_by_every_verb(proxied):
    call = Caller(proxied)
    manager, entrances = site_calls.systems(call)
    entrance = entrances[0]["acs_entrance_id"]
    jane, automation = site_calls.identities(call, manager)
    user = site_calls.users(call, jane)
    credential = site_calls.credentials(call, jane, user, entrance)
    site_calls.workspaces(call, proxied.folder)
    site_calls.events(call, user)
    site_calls.webviews(call)
    account = site_calls.sites(call)
    site_calls.access(call, jane, user, entrance)
    site_calls.desk(call, user, entrance)
    spaces(call, [door["acs_entrance_id"] for door in entrances], account)
    grants(call, entrance, BUILDING_A)
    encoders(call, entrance, BUILDING_A)
    codes(call, entrance)
    links(call, entrance)
    customers(call)
    operators(call)
    phones_and_sessions(call, jane)
    webhooks(call)
    device_calls.devices(call, entrance)
    device_calls.simulations(call, entrance)
    device_calls.profiles(call)
    device_calls.others(call, jane, user, manager, entrance)
    locks(call, jane, user)
    site_calls.remove_access(call, jane, user, credential, automation, manager)
    site_calls.remove_people(call, jane)
    site_calls.remove_account(call, account)

    document = json.loads(subprocess.run([harness.BINARY, "openapi"], capture_output=True, text=True).stdout)
    missed = {
        (verb.upper(), path) for path, verbs in harness.operations(document).items() for verb in verbs
    } - call.seen - {("DELETE", "/acs/access_groups/delete"), ("POST", "/acs/access_groups/delete")}
    assert missed == set()


def spaces(call, doors, account):
    room = call("POST", "/spaces/create", name="Room 101", space_key="101", device_ids=doors[:1])["space"]
    which = {"space_id": room["space_id"]}
    assert call.both("/spaces/get", space_key="101")["space"] == room
    assert call.both("/spaces/list", search="room")["spaces"] == [room]
    for add, remove in (("PUT", "DELETE"), ("POST", "POST")):
        call(add, "/spaces/add_devices", device_ids=doors[:2], **which)
        call(add, "/spaces/add_acs_entrances", acs_entrance_ids=doors[1:3], **which)
        call(add, "/spaces/add_connected_account", **account, **which)
        batch = call.both("/spaces/get_related", space_ids=[room["space_id"]])["batch"]
        assert {name: len(things) for name, things in batch.items()} == {
            "spaces": 1, "devices": 2, "acs_entrances": 2, "connected_accounts": 1, "acs_systems": 1, "access_methods": 0}
        assert set(call.both("/spaces/get_related", space_keys=["101"], include=["spaces", "devices"])["batch"]) == {
            "spaces", "devices"}
        call(remove, "/spaces/remove_devices", device_ids=doors[:1], **which)
        call(remove, "/spaces/remove_acs_entrances", acs_entrance_ids=doors[1:2], **which)
        call(remove, "/spaces/remove_connected_account", **account, **which)
    for verb, name in (("PATCH", "Suite"), ("POST", "Attic")):
        changed = call(verb, "/spaces/update", name=name, customer_data={"default_checkin_time": "15:00"}, **which)["space"]
        assert (changed["name"], changed["device_count"], changed["acs_entrance_count"]) == (name, 1, 1)
    call("DELETE", "/spaces/delete", **which)
    other = call("POST", "/spaces/create", name="Room 102")["space"]["space_id"]
    call("POST", "/spaces/delete", space_id=other)


def phones_and_sessions(call, jane):
    session = call("PUT", "/client_sessions/create", user_identity_id=jane, user_identifier_key="app")["client_session"]
    id_ = session["client_session_id"]
    call("POST", "/client_sessions/create", user_identity_ids=[jane])
    assert call("POST", "/client_sessions/get_or_create", user_identifier_key="app")["client_session"]["token"] == session["token"]
    assert call.both("/client_sessions/get", client_session_id=id_)["client_session"] == session
    assert len(call.both("/client_sessions/list", user_identity_id=jane)["client_sessions"]) == 2
    for method in ("PATCH", "POST"):
        call(method, "/client_sessions/grant_access", client_session_id=id_, user_identity_id=jane)
    app = call.as_session(session["token"])
    phone = app("POST", "/seam/mobile_sdk/v1/phone_sessions/get_or_create", custom_sdk_installation_id="app-1", phone_os="ios")
    assert phone["phone_session"]["user_identity"]["user_identity_id"] == jane
    assert phone["phone_session"]["provider_sessions"][0]["phone_registration"]["is_being_activated"] is True
    app("POST", "/latchkey/v1/phones/report_key", custom_sdk_installation_id="app-1", provider_device_id="device",
        provider_key_id="key", key_expires_at="2025-01-01T00:00:00Z")
    keys = app.both("/seam/mobile_sdk/v1/acs/credentials/list")["acs_credentials"]
    assert {key["is_issued"] for key in keys} == {True}
    assert [key["parent_acs_credential_id"] for key in keys if "parent_acs_credential_id" in key] == [keys[0]["acs_credential_id"]]
    phones = [call("POST", "/phones/simulate/create_sandbox_phone", user_identity_id=jane)["phone"] for _ in range(2)]
    assert len(call.both("/phones/list", owner_user_identity_id=jane)["phones"]) == 3
    call.both("/phones/get", device_id=phones[0]["device_id"])
    for method, phone in zip(("DELETE", "POST"), phones):
        removal = call(method, "/phones/deactivate", device_id=phone["device_id"])["removal"]
        assert call.both("/latchkey/v1/phones/get_removal", device_id=phone["device_id"])["removal"] == removal
    for phone in call("POST", "/phones/list")["phones"]:
        app("POST", "/phones/deactivate", device_id=phone["device_id"])
    call("POST", "/client_sessions/revoke", client_session_id=id_)
    call("DELETE", "/client_sessions/delete", client_session_id=id_)
    other = call("POST", "/client_sessions/create", user_identity_id=jane)["client_session"]["client_session_id"]
    call("POST", "/client_sessions/delete", client_session_id=other)


def locks(call, jane, user):
    devices = call.both("/devices/list")["devices"]
    lock = {"device_id": next(found["device_id"] for found in devices if found["display_name"] == "Bicycle Storage")}
    assert len(call.both("/locks/list")["locks"]) == len(devices)
    for path in ("/devices/get", "/locks/get"):
        assert call.both(path, **lock)["device"]["display_name"] == "Bicycle Storage"
    for verb in ("PATCH", "POST"):
        call(verb, "/devices/update", custom_metadata={"floor": "0"}, **lock)
    call.both("/devices/list_device_providers")
    attempt = call("POST", "/locks/unlock_door", **lock)["action_attempt"]
    assert call.both("/action_attempts/get", action_attempt_id=attempt["action_attempt_id"])["action_attempt"] == attempt
    call("POST", "/locks/lock_door", **lock)
    assert len(call.both("/action_attempts/list", **lock)["action_attempts"]) == 2
    for way in ("disconnect", "remove", "connect"):
        call("POST", "/devices/simulate/" + way, **lock)
    for way in ("connect_to_hub", "disconnect_from_hub"):
        call("POST", "/devices/simulate/" + way, expect=400, **lock)
    call("POST", "/devices/simulate/paid_subscription", expect=400, is_expired=True, **lock)
    for verb in ("PUT", "POST"):
        call(verb, "/user_identities/grant_access_to_device", user_identity_id=jane, **lock)
    call.both("/user_identities/list_accessible_devices", user_identity_id=jane)
    for verb in ("DELETE", "POST"):
        call(verb, "/user_identities/revoke_access_to_device", user_identity_id=jane, **lock)
    key = call("POST", "/acs/credentials/create", acs_user_id=user, access_method="cloud_key")["acs_credential"]
    call("POST", "/acs/entrances/grant_access", acs_user_id=user, acs_entrance_id=lock["device_id"])
    call("POST", "/acs/entrances/unlock", acs_credential_id=key["acs_credential_id"], acs_entrance_id=lock["device_id"])
    site = {"acs_system_id": BUILDING_A}
    iq = call.both("/latchkey/v1/iqs/list", **site)["iqs"][0]["iq_id"]
    call("POST", "/latchkey/v1/iqs/begin_activation", iq_id=iq, **site)
    pin = call.server.virtual.get("mailbox")["iq_pins"][0]["pin"]
    call("POST", "/latchkey/v1/iqs/activate", iq_id=iq, pin=pin, **site)


def webhooks(call):
    made = [call("POST", "/webhooks/create", url="https://receiver.invalid/events")["webhook"] for _ in range(2)]
    which = {"webhook_id": made[0]["webhook_id"]}
    assert call.both("/webhooks/get", **which)["webhook"] == made[0]
    assert call.both("/webhooks/list")["webhooks"] == made
    for verb, types in (("PUT", ["acs_user.created"]), ("POST", ["*"])):
        call(verb, "/webhooks/update", event_types=types, **which)
    assert call.both("/latchkey/v1/webhooks/get", **which)["webhook_state"]["exhausted_count"] == 0
    assert len(call.both("/latchkey/v1/webhooks/list")["webhook_states"]) == 2
    call.both("/latchkey/v1/webhooks/list_deliveries", **which)
    test = call("POST", "/latchkey/v1/webhooks/send_test_event", **which)["webhook_test"]
    assert test["is_delivered"] is False and test["problem"]
    call("POST", "/latchkey/v1/webhooks/replay", from_sequence=1, **which)
    call("POST", "/latchkey/v1/webhooks/resume", **which)
    for verb, webhook in zip(("DELETE", "POST"), made):
        call(verb, "/webhooks/delete", webhook_id=webhook["webhook_id"])


def test_pages(proxied):
    for number in range(7):
        proxied.ok("/acs/users/create", acs_system_id=BUILDING_A, full_name=f"Guest {number}")
    names, cursor = [], None
    while True:
        page = proxied.ok("/acs/users/list", limit=3, page_cursor=cursor)
        names += [user["full_name"] for user in page["acs_users"]]
        cursor = page["pagination"]["next_page_cursor"]
        assert page["pagination"]["has_next_page"] is (cursor is not None)
        if not cursor:
            break
        last = cursor
    assert names == [f"Guest {number}" for number in range(7)]
    proxied.fails("/acs/users/list", 400, "mismatched_page_parameters", limit=4, page_cursor=last)
    proxied.fails("/acs/users/list", 400, "invalid_input", limit=3, page_cursor="nonsense")
    # The sum of this number and the limit would be too large.
    far = base64.b64encode(json.dumps([json.loads(base64.b64decode(last))[0], 2 ** 63 - 1]).encode()).decode()
    proxied.fails("/acs/users/list", 400, "invalid_input", limit=3, page_cursor=far)
    url = proxied.ok("/acs/users/list", limit=3, user_identity_email_address=None)["pagination"]["next_page_url"]
    status, page, _ = send("GET", url, None, {"authorization": f"Bearer {proxied.key}"})
    assert status == 200 and page["acs_users"][0]["full_name"] == "Guest 3"
    doors = [door["acs_entrance_id"] for door in proxied.ok("/acs/entrances/list")["acs_entrances"]]
    url = proxied.ok("/acs/entrances/list", limit=3, acs_entrance_ids=["one, two", *doors])["pagination"]["next_page_url"]
    status, page, _ = send("GET", url, None, {"authorization": f"Bearer {proxied.key}"})
    assert status == 200 and [door["acs_entrance_id"] for door in page["acs_entrances"]] == doors[3:]


def test_parameters_come_by_query_by_body_or_by_both(proxied):
    headers = {"authorization": f"Bearer {proxied.key}", "content-type": "application/json"}

    def call(method, path, query="", body=None):
        status, answer, _ = send(method, f"{proxied.endpoint}{path}{query}", body, headers)
        assert status == 200, (method, path, answer)
        return answer

    for method in ("GET", "POST"):
        for query, body in ((f"?acs_system_id={BUILDING_A}", None), ("", {"acs_system_id": BUILDING_A}),
                            ("?acs_system_id=nobody", {"acs_system_id": BUILDING_A})):
            assert call(method, "/acs/systems/get", query, body)["acs_system"]["acs_system_id"] == BUILDING_A
    for method in ("DELETE", "POST"):
        for form in ("query", "body", "both"):
            id_ = proxied.ok("/user_identities/create")["user_identity"]["user_identity_id"]
            query = {"query": f"?user_identity_id={id_}", "both": "?user_identity_id=nobody", "body": ""}[form]
            call(method, "/user_identities/delete", query, None if form == "query" else {"user_identity_id": id_})
            proxied.fails("/user_identities/get", 404, "user_identity_not_found", user_identity_id=id_)
    for method in ("PATCH", "POST"):
        id_ = proxied.ok("/user_identities/create")["user_identity"]["user_identity_id"]
        call(method, "/user_identities/update", f"?user_identity_id={id_}&full_name=No", {"full_name": "Yes"})
        assert proxied.ok("/user_identities/get", user_identity_id=id_)["user_identity"]["full_name"] == "Yes"
