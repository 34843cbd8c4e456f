"""Locks as devices: found, named, moved from afar by whoever may, and honest about what came of it."""
import pytest
import seam

import harness
from harness import APARTMENT, BICYCLES, BUILDING_A, CHECK_IN, CHECK_OUT, COMMON, Server, send


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path)
    yield server
    server.kill()


def door(server, name="Apartment 4B"):
    return next(found["device_id"] for found in server.ok("/devices/list")["devices"] if found["display_name"] == name)


def unlock(server, device):
    return server.ok("/locks/unlock_door", device_id=device)["action_attempt"]


def openings(server):
    return server.virtual.effects().get("lock_opened_remotely", 0)


def as_session(server, token, path, **parameters):
    status, body, _ = send(
        "POST", server.endpoint + path, parameters,
        {"authorization": "Bearer " + token, "content-type": "application/json"})
    return status, body


def test_locks_are_devices(server):
    devices = server.ok("/devices/list")["devices"]
    assert {found["display_name"] for found in devices} == {
        "Main Entrance", "Elevator Lobby", "Apartment 4B", "Bicycle Storage"}
    one = devices[0]
    assert one["device_type"] == "salto_lock" and one["can_remotely_unlock"] is True and one["properties"]["online"]
    assert one["properties"]["salto_ks_metadata"]["site_name"] == "Building A"
    both = server.ok("/locks/list")
    assert both["locks"] == both["devices"] == devices
    assert server.ok("/devices/get", name=one["display_name"])["device"] == one
    assert server.ok("/locks/get", device_id=one["device_id"])["lock"] == one
    first = server.ok("/devices/list", limit=3)
    rest = server.ok("/devices/list", limit=3, page_cursor=first["pagination"]["next_page_cursor"])
    assert first["devices"] + rest["devices"] == devices and rest["pagination"]["has_next_page"] is False
    server.ok("/devices/update", device_id=one["device_id"], name="Front", custom_metadata={"floor": "0", "step_free": True})
    named = server.ok("/devices/list", custom_metadata_has={"step_free": True})["devices"]
    assert [(found["display_name"], found["nickname"], found["custom_metadata"]) for found in named] == [
        ("Front", "Front", {"floor": "0", "step_free": True})]
    server.ok("/devices/update", device_id=one["device_id"], name=None)
    assert server.ok("/devices/get", device_id=one["device_id"])["device"]["display_name"] == one["display_name"]
    for nothing in ({"device_type": "august_lock"}, {"manufacturer": "yale"}, {"search": "no such door"},
                    {"include_if": ["can_simulate_connection"]}, {"customer_key": "somebody"}):
        assert server.ok("/devices/list", **nothing)["devices"] == [], nothing
    server.fails("/devices/get", 404, "device_not_found", device_id="none")
    server.fails("/devices/get", 400, "invalid_input")
    providers = server.ok("/devices/list_device_providers")["device_providers"]
    assert [found["device_provider_name"] for found in providers] == ["salto_ks"]


def test_a_door_is_opened_from_afar(server):
    device = door(server)
    attempt = unlock(server, device)
    assert (attempt["action_type"], attempt["status"]) == ("UNLOCK_DOOR", "success"), attempt
    assert attempt["result"] == {"was_confirmed_by_device": True} and attempt["error"] is None
    assert openings(server) == 1
    assert server.ok("/action_attempts/get", action_attempt_id=attempt["action_attempt_id"])["action_attempt"] == attempt
    locked = server.ok("/locks/lock_door", device_id=device)["action_attempt"]
    assert (locked["action_type"], locked["status"]) == ("LOCK_DOOR", "success")
    assert server.ok("/action_attempts/list", device_id=device)["action_attempts"] == [attempt, locked]
    server.fails("/action_attempts/get", 404, "action_attempt_not_found", action_attempt_id="none")
    server.fails("/locks/unlock_door", 404, "device_not_found", device_id="none")
    events = server.ok("/events/list", since="2020-01-01T00:00:00Z", event_types=[
        "action_attempt.unlock_door.succeeded", "action_attempt.lock_door.succeeded"])["events"]
    assert [(event["action_attempt_id"], event["status"], event["device_id"]) for event in events] == [
        (attempt["action_attempt_id"], "success", device), (locked["action_attempt_id"], "success", device)]
    server.advance(120)
    unlocked = server.ok("/events/list", since="2020-01-01T00:00:00Z", event_type="lock.unlocked")["events"]
    assert [(event["method"], event["acs_entrance_id"]) for event in unlocked] == [("remote", device)]


def test_what_came_of_an_attempt_is_told(server):
    device, site = door(server), server.virtual.site()
    server.virtual.post("iqs/" + site["iqs"][0]["id"], {"state": "off"})
    attempt = unlock(server, device)
    assert (attempt["status"], attempt["error"]["type"]) == ("error", "device_disconnected"), attempt
    assert attempt["result"] is None
    server.virtual.post("iqs/" + site["iqs"][0]["id"], {"state": "online"})
    server.virtual.faults({"kind": "error_after", "match": "locking"})
    attempt = unlock(server, device)
    assert attempt["error"]["type"] == "outcome_unknown", attempt
    assert openings(server) == 1, "a door was opened twice, or not at all"
    server.virtual.faults({"kind": "throttled"})
    assert unlock(server, device)["error"]["type"] == "provider_unavailable"
    server.virtual.faults()
    assert unlock(server, device)["status"] == "success"
    assert openings(server) == 2
    failed = server.ok("/events/list", since="2020-01-01T00:00:00Z", event_type="action_attempt.unlock_door.failed")
    assert len(failed["events"]) == 3


def test_a_lock_is_moved_fifteen_times_a_minute_at_most(server):
    device = door(server)
    # One more is free every four seconds, so that a slow machine sees a few more go.
    answers = []
    while len(answers) < 60 and not (answers and answers[-1][0] == 429):
        answers.append(server.call("/locks/unlock_door", device_id=device))
    assert len(answers) > 15 and [status for status, _ in answers[:-1]] == [200] * (len(answers) - 1)
    assert answers[-1][0] == 429 and answers[-1][1]["error"]["type"] == "too_many_requests"
    assert server.call("/locks/unlock_door", device_id=door(server, "Main Entrance"))[0] == 200


def test_who_may_not_move_a_lock_does_not_use_up_its_measure(server):
    device = door(server)
    session = server.ok("/client_sessions/create")["client_session"]["token"]
    for _ in range(20):
        status, body, _ = harness.send("POST", server.endpoint + "/locks/unlock_door", {"device_id": device}, {
            "authorization": "Bearer " + session, "content-type": "application/json"})
        assert (status, body["error"]["type"]) == (403, "forbidden"), body
    assert server.call("/locks/unlock_door", device_id=device)[0] == 200


def test_an_iq_that_asks_for_codes_is_activated(server, tmp_path):
    device, iq = door(server), server.virtual.site()["iqs"][0]["id"]
    server.virtual.post("iqs/" + iq, {"otp_enabled": True})
    refused = unlock(server, device)
    assert refused["error"]["type"] == "iq_not_activated" and "begin_activation" in refused["error"]["message"]
    which = {"acs_system_id": BUILDING_A, "iq_id": iq}
    server.fails("/latchkey/v1/iqs/activate", 400, "not_supported", pin="1234", **which)
    server.ok("/latchkey/v1/iqs/begin_activation", **which)
    awaited = server.ok("/latchkey/v1/iqs/list", acs_system_id=BUILDING_A)["iqs"]
    assert [(found["iq_id"], found["is_activated"], found["is_pin_awaited"]) for found in awaited] == [(iq, False, True)]
    pin = server.virtual.get("mailbox")["iq_pins"][0]["pin"]
    wrong = str((int(pin) + 1) % 10_000).zfill(4)
    server.fails("/latchkey/v1/iqs/activate", 400, "provider_refused", pin=wrong, **which)
    server.ok("/latchkey/v1/iqs/activate", pin=pin, **which)
    assert server.ok("/latchkey/v1/iqs/list", acs_system_id=BUILDING_A)["iqs"][0]["is_activated"] is True
    assert unlock(server, device)["status"] == "success" and openings(server) == 1
    server.set_clock("2024-12-24T18:00:00Z")
    assert unlock(server, device)["status"] == "success" and openings(server) == 2
    server.fails("/latchkey/v1/iqs/begin_activation", 404, "iq_not_found", acs_system_id=BUILDING_A, iq_id="none")
    # Waiting would not help where the login is refused.
    server.ok("/connected_accounts/simulate/disconnect", connected_account_id=server.account()["connected_account_id"])
    for path, more in (("begin_activation", {}), ("activate", {"pin": pin})):
        server.fails("/latchkey/v1/iqs/" + path, 400, "account_disconnected", **which, **more)
    journal = (tmp_path / "data" / "virtual-salto-ks" / "virtual-salto-ks.journal").read_text()
    secret = journal.split('"secret":"', 1)[1].split('"', 1)[0]
    server.stop()
    assert len(secret) == 16 and secret.encode() not in (tmp_path / "data" / "latchkey.sqlite").read_bytes()
    assert secret not in (tmp_path / "log.txt").read_text()


def test_a_guests_app_opens_the_doors_of_the_stay(server):
    user = server.guest("Jane Doe")
    identity = server.user(user)["user_identity_id"]
    token = server.ok("/client_sessions/create", user_identity_id=identity)["client_session"]["token"]
    home, storage = door(server), door(server, "Bicycle Storage")
    status, body = as_session(server, token, "/devices/list")
    assert {found["display_name"] for found in body["devices"]} == {"Main Entrance", "Elevator Lobby", "Apartment 4B"}
    assert as_session(server, token, "/locks/unlock_door", device_id=storage)[0] == 403
    status, body = as_session(server, token, "/locks/unlock_door", device_id=home)
    assert (status, body["error"]["type"]) == (403, "no_access"), "before check-in"
    server.set_clock(CHECK_IN)
    status, body = as_session(server, token, "/locks/unlock_door", device_id=home)
    assert (status, body["action_attempt"]["status"]) == (200, "success")
    attempt = body["action_attempt"]["action_attempt_id"]
    assert as_session(server, token, "/action_attempts/get", action_attempt_id=attempt)[0] == 200
    server.ok("/user_identities/grant_access_to_device", user_identity_id=identity, device_id=storage)
    assert as_session(server, token, "/locks/unlock_door", device_id=storage)[0] == 200
    server.ok("/acs/users/suspend", acs_user_id=user)
    assert as_session(server, token, "/locks/unlock_door", device_id=home)[0] == 403
    assert as_session(server, token, "/locks/unlock_door", device_id=storage)[0] == 403
    accessible = server.ok("/user_identities/list_accessible_devices", user_identity_id=identity)
    assert len(accessible["devices"]) == 4 and accessible["devices"] == accessible["accessible_devices"]
    server.ok("/user_identities/revoke_access_to_device", user_identity_id=identity, device_id=storage)
    assert as_session(server, token, "/locks/unlock_door", device_id=storage)[0] == 403
    server.ok("/acs/users/unsuspend", acs_user_id=user)
    server.set_clock(CHECK_OUT)
    assert as_session(server, token, "/locks/unlock_door", device_id=home)[0] == 403
    assert openings(server) == 2


def test_a_cloud_key_opens_within_the_stay_only(server):
    user = server.guest("Jane Doe")
    key = server.ok("/acs/credentials/create", acs_user_id=user, access_method="cloud_key")["acs_credential"]
    assert key["access_method"] == "cloud_key" and key["is_issued"] is True and key["warnings"] == []
    other = server.ok("/acs/credentials/list", acs_user_id=user)["acs_credentials"][0]
    home, storage = door(server), door(server, "Bicycle Storage")
    which = {"acs_credential_id": key["acs_credential_id"], "acs_entrance_id": home}
    server.fails("/acs/entrances/unlock", 403, "no_access", **which)
    server.set_clock(CHECK_IN)
    assert server.ok("/acs/entrances/unlock", **which)["action_attempt"]["status"] == "success"
    server.fails("/acs/entrances/unlock", 403, "no_access", **{**which, "acs_entrance_id": storage})
    server.fails("/acs/entrances/unlock", 400, "invalid_input", **{**which, "acs_credential_id": other["acs_credential_id"]})
    server.fails("/acs/entrances/unlock", 404, "acs_credential_not_found", **{**which, "acs_credential_id": "none"})
    # The bicycles have a group of their own, and the main entrance has none.
    server.ok("/acs/entrances/grant_access", acs_user_id=user, acs_entrance_id=storage)
    assert BICYCLES in {group["acs_access_group_id"] for group in server.ok(
        "/acs/access_groups/list", acs_user_id=user)["acs_access_groups"]}
    assert server.ok("/acs/entrances/unlock", **{**which, "acs_entrance_id": storage})["action_attempt"]["status"] == "success"
    server.fails("/acs/entrances/grant_access", 400, "not_supported", acs_user_id=user, acs_entrance_id=door(server, "Main Entrance"))
    server.ok("/acs/credentials/delete", acs_credential_id=key["acs_credential_id"])
    server.fails("/acs/entrances/unlock", 404, "acs_credential_not_found", **which)
    assert {COMMON, APARTMENT} <= {group["acs_access_group_id"] for group in server.ok(
        "/acs/access_groups/list", acs_user_id=user)["acs_access_groups"]}


def test_an_attempt_that_a_crash_cut_off_is_not_made_later(server, tmp_path):
    device = door(server)
    server.virtual.faults({"kind": "latency", "latency_ms": 60_000, "match": "locking"})
    attempt = server.ok("/locks/unlock_door", device_id=device, timeout=30)["action_attempt"]
    assert attempt["status"] == "pending"
    server.kill()
    again = Server(tmp_path)
    try:
        again.virtual.faults()
        end = again.ok("/action_attempts/get", action_attempt_id=attempt["action_attempt_id"])["action_attempt"]
        assert (end["status"], end["error"]["type"]) == ("error", "interrupted")
        again.advance(60)
        assert openings(again) <= 1
    finally:
        again.kill()


def test_a_sandboxs_lock_plays_at_being_away(server):
    device = door(server)
    server.ok("/devices/simulate/disconnect", device_id=device)
    shown = server.ok("/devices/get", device_id=device)["device"]
    assert shown["properties"]["online"] is False and shown["errors"][0]["error_code"] == "device_disconnected"
    assert unlock(server, device)["error"]["type"] == "device_disconnected" and openings(server) == 0
    server.ok("/devices/simulate/connect", device_id=device)
    server.ok("/devices/simulate/connect", device_id=device)
    assert server.ok("/devices/get", device_id=device)["device"]["errors"] == []
    server.ok("/devices/simulate/remove", device_id=device)
    assert server.ok("/devices/get", device_id=device)["device"]["errors"][0]["error_code"] == "device_removed"
    events = server.ok("/events/list", since="2020-01-01T00:00:00Z", event_types=[
        "device.connected", "device.disconnected", "device.removed"])["events"]
    assert [event["event_type"] for event in events] == ["device.disconnected", "device.connected", "device.removed"]
    for path in ("connect_to_hub", "disconnect_from_hub"):
        server.fails("/devices/simulate/" + path, 400, "not_supported", device_id=device)
    server.fails("/devices/simulate/paid_subscription", 400, "not_supported", device_id=device, is_expired=True)


def test_the_official_sdk_waits_for_an_attempt(server):
    client = seam.Seam(api_key=server.key, endpoint=server.endpoint)
    attempt = client.locks.unlock_door(device_id=door(server), wait_for_action_attempt=True)
    assert attempt.status == "success"
    site = server.virtual.site()
    server.virtual.post("iqs/" + site["iqs"][0]["id"], {"state": "off"})
    with pytest.raises(seam.SeamActionAttemptFailedError):
        client.locks.unlock_door(device_id=door(server), wait_for_action_attempt=True)
