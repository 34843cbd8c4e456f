"""Calls every operation of the catalogue with each of its methods, through the contract proxy."""
import json
import subprocess
import urllib.parse

import harness
from grant_calls import grants
from customer_calls import customers
from harness import APARTMENT, BUILDING_A, COMMON, admin, send, wait_until
from link_calls import links


class Caller:
    """Calls operations by a method, with the parameters in the query if the method has no body."""

    def __init__(self, server, token=None, seen=None):
        self.server, self.token, self.seen = server, token or server.key, set() if seen is None else seen

    def as_session(self, token):
        """The same, with another token."""
        return Caller(self.server, token, self.seen)

    def __call__(self, method, path, expect=200, **parameters):
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
    read = call.both

    # Systems and their contents.
    systems = read("/acs/systems/list", search="Building")["acs_systems"]
    assert [system["acs_system_id"] for system in systems] == [BUILDING_A]
    system = read("/acs/systems/get", acs_system_id=BUILDING_A)["acs_system"]
    assert system["location"]["time_zone"] == "Europe/Amsterdam" and system["external_type"] == "salto_ks_site"
    manager = read("/acs/systems/list_compatible_credential_manager_acs_systems", acs_system_id=BUILDING_A)["acs_systems"][0]
    assert manager["acs_system_id"] == system["default_credential_manager_acs_system_id"]
    groups = read("/acs/access_groups/list", acs_system_id=BUILDING_A)["acs_access_groups"]
    assert {group["acs_access_group_id"] for group in groups} == {COMMON, APARTMENT, harness.BICYCLES}
    read("/acs/access_groups/get", acs_access_group_id=COMMON)
    doors = read("/acs/access_groups/list_accessible_entrances", acs_access_group_id=COMMON)["acs_entrances"]
    assert {door["display_name"] for door in doors} == {"Main Entrance", "Elevator Lobby"}
    entrances = read("/acs/entrances/list", acs_system_id=BUILDING_A)["acs_entrances"]
    assert len(entrances) == 4
    read("/acs/entrances/get", acs_entrance_id=entrances[0]["acs_entrance_id"])

    # Identities.
    jane = call("POST", "/user_identities/create", email_address="jane@example.com", user_identity_key="jane")
    jane = jane["user_identity"]["user_identity_id"]
    call("PATCH", "/user_identities/update", user_identity_id=jane, full_name="Jane", phone_number="+31611111111")
    call("POST", "/user_identities/update", user_identity_id=jane, phone_number=None)
    identity = read("/user_identities/get", user_identity_key="jane")["user_identity"]
    assert identity["full_name"] == "Jane" and identity["phone_number"] is None
    assert identity["email_address"] == "jane@example.com"
    read("/user_identities/list", user_identity_ids=[jane])
    automation = call(
        "POST", "/user_identities/enrollment_automations/launch", user_identity_id=jane,
        credential_manager_acs_system_id=manager["acs_system_id"], create_credential_manager_user=True)
    again = call(
        "POST", "/user_identities/enrollment_automations/launch", user_identity_id=jane,
        credential_manager_acs_system_id=manager["acs_system_id"], create_credential_manager_user=True)
    assert automation == again
    automation = automation["enrollment_automation"]["enrollment_automation_id"]
    read("/user_identities/enrollment_automations/get", enrollment_automation_id=automation)
    read("/user_identities/enrollment_automations/list", user_identity_id=jane)
    read("/user_identities/list", credential_manager_acs_system_id=manager["acs_system_id"])

    # ACS users.
    user = call("POST", "/acs/users/create", acs_system_id=BUILDING_A, full_name="Jane", user_identity_id=jane,
                email_address="jane@example.com", acs_access_group_ids=[COMMON])["acs_user"]
    assert user["salto_ks_metadata"] == {"is_subscribed": False}
    assert {mutation["mutation_code"] for mutation in user["pending_mutations"]} == {"creating", "updating_group_membership"}
    user = user["acs_user_id"]
    read("/acs/users/get", acs_user_id=user)
    read("/acs/users/get", user_identity_id=jane, acs_system_id=BUILDING_A)
    read("/acs/users/list", acs_system_id=BUILDING_A, search="jan")
    for method in ("PUT", "POST"):
        call(method, "/acs/users/add_to_access_group", acs_user_id=user, acs_access_group_id=APARTMENT)
    call("PATCH", "/acs/users/update", acs_user_id=user, full_name="Jane Doe",
         access_schedule={"starts_at": "2024-11-01T15:00:00+00:00", "ends_at": "2024-11-04T11:00:00Z"})
    call("POST", "/acs/users/update", acs_user_id=user, access_schedule=None)
    assert "access_schedule" not in call("POST", "/acs/users/get", acs_user_id=user)["acs_user"]
    call("POST", "/acs/users/suspend", acs_user_id=user)
    assert call("POST", "/acs/users/get", acs_user_id=user)["acs_user"]["is_suspended"] is True
    call("POST", "/acs/users/unsuspend", acs_user_id=user)
    assert len(read("/acs/users/list_accessible_entrances", acs_user_id=user)["acs_entrances"]) == 3
    assert len(read("/user_identities/list_accessible_entrances", user_identity_id=jane)["acs_entrances"]) == 3
    assert len(read("/user_identities/list_acs_users", user_identity_id=jane)["acs_users"]) == 2
    assert len(read("/user_identities/list_acs_systems", user_identity_id=jane)["acs_systems"]) == 2
    assert len(read("/acs/access_groups/list", acs_user_id=user)["acs_access_groups"]) == 2
    read("/acs/access_groups/list_users", acs_access_group_id=COMMON)
    for method in ("DELETE", "POST"):
        call(method, "/acs/users/remove_from_access_group", acs_user_id=user, acs_access_group_id=APARTMENT)
        call("PUT", "/acs/access_groups/add_user", user_identity_id=jane, acs_access_group_id=APARTMENT)
        call(method, "/acs/access_groups/remove_user", user_identity_id=jane, acs_access_group_id=APARTMENT)
    call("POST", "/acs/access_groups/add_user", acs_user_id=user, acs_access_group_id=APARTMENT)

    # Credentials.
    credential = call("POST", "/acs/credentials/create", user_identity_id=jane, access_method="mobile_key",
                      is_multi_phone_sync_credential=True)["acs_credential"]["acs_credential_id"]
    read("/acs/credentials/get", acs_credential_id=credential)
    assert len(read("/acs/credentials/list", user_identity_id=jane)["acs_credentials"]) == 1
    call("POST", "/acs/credentials/list", is_multi_phone_sync_credential=True)
    assert len(read("/acs/credentials/list_accessible_entrances", acs_credential_id=credential)["acs_entrances"]) == 3
    assert len(read("/acs/entrances/list_credentials_with_access",
                    acs_entrance_id=entrances[0]["acs_entrance_id"])["acs_credentials"]) == 1
    for method in ("PATCH", "POST"):
        call(method, "/acs/credentials/update", acs_credential_id=credential)
        call(method, "/acs/credentials/unassign", acs_credential_id=credential, acs_user_id=user)
        call(method, "/acs/credentials/assign", acs_credential_id=credential, acs_user_id=user)

    # Accounts, events, the workspace and the clock.
    account = read("/connected_accounts/list")["connected_accounts"][0]["connected_account_id"]
    read("/connected_accounts/get", connected_account_id=account)
    read("/workspaces/get")
    read("/workspaces/list")
    for verb in ("PATCH", "POST"):
        call(verb, "/workspaces/update", name="The guide's", connect_webview_customization={"success_message": "Done"})
    ann = admin(proxied.folder / "data", "operators", "create", "Ann")[0]["operator_id"]
    token = admin(proxied.folder / "data", "tokens", "create", "--operator", ann)[0]["access_token"]
    call.as_session(token)("POST", "/workspaces/create", name="Another", is_sandbox=True)
    call("POST", "/latchkey/v1/clock/advance", seconds=60)
    clock = read("/latchkey/v1/clock/get")["clock"]
    assert clock["is_settled"], clock
    events = read("/events/list", since="2024-01-01T00:00:00Z", event_type="acs_user.created")["events"]
    assert user in {event["acs_user_id"] for event in events}
    read("/events/get", event_id=events[0]["event_id"])
    user_now = call("POST", "/acs/users/get", acs_user_id=user)["acs_user"]
    assert user_now["salto_ks_metadata"] == {"is_subscribed": True} and user_now["pending_mutations"] == []

    # Another account could be connected.
    webview = call("POST", "/connect_webviews/create", accepted_providers=["salto_ks"])["connect_webview"]
    which = {"connect_webview_id": webview["connect_webview_id"]}
    assert read("/connect_webviews/get", **which)["connect_webview"] == webview
    assert read("/connect_webviews/list")["connect_webviews"] == [webview]
    call("DELETE", "/connect_webviews/delete", **which)
    another = call("POST", "/connect_webviews/create", accepted_providers=["salto_ks"])["connect_webview"]
    call("POST", "/connect_webviews/delete", connect_webview_id=another["connect_webview_id"])

    # The site is synced.
    account = {"connected_account_id": read("/connected_accounts/list")["connected_accounts"][0]["connected_account_id"]}
    call("POST", "/connected_accounts/sync", **account)
    assert read("/latchkey/v1/sites/get_sync", **account)["sync"]["is_first"] is False
    call("POST", "/latchkey/v1/sites/accept_disappearance", acs_system_id=harness.BUILDING_A)
    others = read("/acs/users/unmanaged/list")["acs_users"]
    assert read("/acs/users/unmanaged/get", acs_user_id=others[0]["acs_user_id"])["acs_user"] == others[0]
    owner = next(person for person in others if person.get("email_address"))
    stay = call("POST", "/acs/users/create", acs_system_id=BUILDING_A, full_name="A stay",
                email_address=owner["email_address"])["acs_user"]["acs_user_id"]
    call("POST", "/latchkey/v1/users/take_up", acs_user_id=stay, unmanaged_acs_user_id=owner["acs_user_id"])
    call("POST", "/acs/users/delete", acs_user_id=stay)
    for verb, name in (("PATCH", "Building A"), ("POST", "The building")):
        call(verb, "/connected_accounts/update", display_name=name, **account)
    assert read("/connected_accounts/get", **account)["connected_account"]["display_name"] == "The building"

    # Access and its explanations.
    entrance = entrances[0]["acs_entrance_id"]
    for who in ({"acs_user_id": user}, {"user_identity_id": jane}):
        explanation = read("/latchkey/v1/access/explain", acs_entrance_id=entrance, **who)["explanation"]
        assert explanation["acs_user_id"] == user and explanation["chain"][0]["holds"] == "yes", explanation
    read("/latchkey/v1/access/list_openers", acs_entrance_id=entrance)
    revocation = read("/latchkey/v1/access/revocations/get", acs_user_id=user)["revocation"]
    assert entrance in {door["acs_entrance_id"] for door in revocation["entrances"]}, revocation
    call("PATCH", "/latchkey/v1/seats/update", acs_system_id=harness.BUILDING_A, reserved_for_staff=1)
    call("POST", "/latchkey/v1/seats/update", acs_system_id=harness.BUILDING_A, reserved_for_staff=0)
    assert read("/latchkey/v1/seats/forecast", acs_system_id=harness.BUILDING_A)["forecast"]["days"]
    assert read("/latchkey/v1/schedules/preview", acs_system_id=harness.BUILDING_A)["preview"]["switches"]

    spaces(call, [door["acs_entrance_id"] for door in entrances], account)
    grants(call, entrances[0]["acs_entrance_id"], BUILDING_A)
    links(call, entrance)
    customers(call)
    phones_and_sessions(call, jane)
    webhooks(call)
    locks(call, jane, user)

    # Everything is removed again.
    call("POST", "/acs/users/revoke_access_to_all_entrances", acs_user_id=user)
    assert read("/acs/users/list_accessible_entrances", acs_user_id=user)["acs_entrances"] == []
    call("DELETE", "/acs/credentials/delete", acs_credential_id=credential)
    other = call("POST", "/acs/credentials/create", acs_user_id=user, access_method="mobile_key")["acs_credential"]
    call("POST", "/acs/credentials/delete", acs_credential_id=other["acs_credential_id"])
    for method in ("DELETE", "POST"):
        call(method, "/user_identities/enrollment_automations/delete", enrollment_automation_id=automation)
        automation = call(
            "POST", "/user_identities/enrollment_automations/launch", user_identity_id=jane,
            credential_manager_acs_system_id=manager["acs_system_id"],
            create_credential_manager_user=True)["enrollment_automation"]["enrollment_automation_id"]
    call("DELETE", "/user_identities/remove_acs_user", user_identity_id=jane, acs_user_id=user)
    call("PUT", "/user_identities/add_acs_user", user_identity_key="jane", acs_user_id=user)
    call("POST", "/user_identities/remove_acs_user", user_identity_id=jane, acs_user_id=user)
    call("POST", "/user_identities/add_acs_user", user_identity_id=jane, acs_user_id=user)
    call("DELETE", "/acs/users/delete", acs_user_id=user)
    other = call("POST", "/acs/users/create", acs_system_id=BUILDING_A, full_name="Bo")["acs_user"]["acs_user_id"]
    call("POST", "/acs/users/delete", acs_user_id=other)
    call("POST", "/latchkey/v1/clock/advance", seconds=60)
    assert call("POST", "/acs/users/list", acs_system_id=BUILDING_A)["acs_users"] == []
    twin = call("POST", "/user_identities/create", full_name="Jane")["user_identity"]["user_identity_id"]
    call("POST", "/user_identities/merge", user_identity_id=jane, merged_user_identity_ids=[twin])
    call.both("/user_identities/unmanaged/list")
    for verb in ("GET", "POST"):
        call(verb, "/user_identities/unmanaged/get", expect=404, user_identity_id=jane)
    for verb in ("PATCH", "POST"):
        call(verb, "/user_identities/unmanaged/update", expect=404, user_identity_id=jane, is_managed=True)
    call("DELETE", "/user_identities/delete", user_identity_id=jane)
    ann = call("POST", "/user_identities/create", full_name="Ann", acs_system_ids=[BUILDING_A])["user_identity"]
    assert len(ann["acs_user_ids"]) == 1
    call("POST", "/user_identities/delete", user_identity_id=ann["user_identity_id"])
    call("POST", "/latchkey/v1/clock/set", now="2024-12-01T00:00:00Z")
    call("POST", "/connected_accounts/simulate/disconnect", **account)
    call("DELETE", "/connected_accounts/delete", **account)
    assert read("/connected_accounts/list")["connected_accounts"] == []
    call("POST", "/connected_accounts/delete", expect=404, **account)
    call("POST", "/workspaces/reset_sandbox")
    back = wait_until(lambda: read("/connected_accounts/list")["connected_accounts"], "the account of the sandbox")
    assert back[0]["connected_account_id"] in account.values()

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
