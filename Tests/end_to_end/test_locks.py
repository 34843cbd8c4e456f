"""Locks that are moved from afar, and what is told of it."""
import pytest
import seam

from databases import Rows
from harness import BUILDING_A, Server, wait_until


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


def test_an_iq_that_asks_for_codes_is_activated(server):
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
    # If the login is refused, waiting would not help.
    server.ok("/connected_accounts/simulate/disconnect", connected_account_id=server.account()["connected_account_id"])
    for path, more in (("begin_activation", {}), ("activate", {"pin": pin})):
        server.fails("/latchkey/v1/iqs/" + path, 400, "account_disconnected", **which, **more)
    secret = server.journal().split('"secret":"', 1)[1].split('"', 1)[0]
    server.stop()
    assert len(secret) == 16 and not Rows(server.data).contain(secret.encode())
    assert secret not in server.log_text()


def test_an_attempt_that_a_crash_cut_off_is_not_made_later(server, tmp_path):
    device = door(server)
    server.virtual.faults({"kind": "latency", "latency_ms": 60_000, "match": "locking"})
    attempt = server.ok("/locks/unlock_door", device_id=device, timeout=30)["action_attempt"]
    assert attempt["status"] == "pending"
    server.kill()
    again = Server(tmp_path)
    try:
        again.virtual.faults()

        def ended():
            found = again.ok("/action_attempts/get", action_attempt_id=attempt["action_attempt_id"])["action_attempt"]
            return found if found["status"] != "pending" else None

        # Of several servers, each waits until another one is known to be dead.
        end = wait_until(ended, "the attempt to end")
        assert (end["status"], end["error"]["type"]) == ("error", "interrupted")
        again.advance(60)
        assert openings(again) <= 1
    finally:
        again.kill()


def test_the_official_sdk_waits_for_an_attempt(server):
    client = seam.Seam(api_key=server.key, endpoint=server.endpoint)
    attempt = client.locks.unlock_door(device_id=door(server), wait_for_action_attempt=True)
    assert attempt.status == "success"
    site = server.virtual.site()
    server.virtual.post("iqs/" + site["iqs"][0]["id"], {"state": "off"})
    with pytest.raises(seam.SeamActionAttemptFailedError):
        client.locks.unlock_door(device_id=door(server), wait_for_action_attempt=True)
