"""PINs: made by Salto KS, told in the answer, and good at keypads for as long as the stay lasts."""
import concurrent.futures
import os
import subprocess

import harness
from harness import APARTMENT, BUILDING_A, CHECK_IN, CHECK_OUT, COMMON

GUIDE = """
from seam import Seam
seam = Seam()
system = next(system for system in seam.acs.systems.list() if system.external_type == "salto_ks_site")
user = seam.acs.users.create(
    acs_system_id=system.acs_system_id, full_name="Jane Doe", email_address="jane@example.com",
    access_schedule={"starts_at": "2024-11-01T15:00:00.000Z", "ends_at": "2024-11-04T11:00:00.000Z"})
for group in seam.acs.access_groups.list(acs_system_id=system.acs_system_id)[:2]:
    seam.acs.users.add_to_access_group(
        acs_user_id=user.acs_user_id, acs_access_group_id=group.acs_access_group_id)
credential = seam.acs.credentials.create(acs_user_id=user.acs_user_id, access_method="code")
print(credential.code, credential.acs_credential_id)
"""


def guest(server, **more):
    schedule = {"starts_at": CHECK_IN, "ends_at": CHECK_OUT}
    return server.ok(
        "/acs/users/create", acs_system_id=BUILDING_A, full_name="Jane Doe", access_schedule=schedule,
        acs_access_group_ids=[COMMON, APARTMENT], **more)["acs_user"]["acs_user_id"]


def code_for(server, user):
    return server.ok("/acs/credentials/create", acs_user_id=user, access_method="code")["acs_credential"]


def credential(server, id_):
    return server.ok("/acs/credentials/get", acs_credential_id=id_)["acs_credential"]


def type_in(server, door, digits):
    return server.virtual.post(f"locks/{server.virtual.lock(door)}/try", {"pin": digits})["reason"]


def events(server, type_):
    found = server.ok("/events/list", since="2024-01-01T00:00:00Z", event_type=type_)["events"]
    return [event["acs_credential_id"] for event in found]


def test_the_guide_by_code_prints_six_digits_that_open_during_the_stay(server):
    environment = {**os.environ, "SEAM_ENDPOINT": server.endpoint, "SEAM_API_KEY": server.key}
    result = subprocess.run(
        [str(harness.ROOT / ".venv-tests" / "bin" / "python"), "-c", GUIDE], env=environment, capture_output=True,
        text=True, timeout=120)
    assert result.returncode == 0, result.stderr
    digits, id_ = result.stdout.split()
    assert len(digits) == 6 and digits.isdigit(), result.stdout
    assert type_in(server, "Apartment 4B", digits) == "suspended"
    server.set_clock("2024-11-01T14:59:00.000Z")
    assert type_in(server, "Apartment 4B", digits) == "suspended"
    server.set_clock(CHECK_IN)
    server.advance(60)
    assert type_in(server, "Apartment 4B", digits) == "opened"
    assert type_in(server, "Main Entrance", digits) == "opened"
    assert type_in(server, "Bicycle Storage", digits) == "no_keypad"
    assert type_in(server, "Apartment 4B", f"{(int(digits) + 1) % 1_000_000:06}") == "unknown_pin"
    server.advance(120)
    found = server.ok("/events/list", since=CHECK_IN, event_types=["lock.unlocked", "lock.access_denied"])["events"]
    said = [event.get("method") or event["reason"]["reason_code"] for event in found if "acs_user_id" in event]
    assert said.count("keycode") == 2, found
    assert [event["reason"]["reason_code"] for event in found if "reason" in event][-1] == "unknown_code"
    server.set_clock(CHECK_OUT)
    server.advance(1)
    assert type_in(server, "Apartment 4B", digits) == "suspended"
    assert credential(server, id_)["code"] == digits


def test_a_pin_comes_later_where_salto_does_not_answer(server):
    user = guest(server)
    server.advance(60)
    server.virtual.faults({"kind": "unreachable"})
    made = code_for(server, user)
    assert made["code"] is None and made["is_issued"] is False
    assert [warning["warning_code"] for warning in made["warnings"]] == ["waiting_to_be_issued"]
    server.virtual.faults()
    server.advance(600)
    made = credential(server, made["acs_credential_id"])
    assert len(made["code"]) == 6 and made["warnings"] == []
    assert events(server, "acs_credential.issued") == [made["acs_credential_id"]]


def test_a_restart_keeps_the_pin_and_makes_no_second(server, tmp_path):
    made = code_for(server, guest(server))
    server.stop()
    again = harness.Server(server.folder)
    try:
        assert credential(again, made["acs_credential_id"])["code"] == made["code"]
        again.advance(60)
        assert again.virtual.effects()["pin_set"] == 1
    finally:
        again.kill()


def test_the_digits_rest_sealed(server):
    made = code_for(server, guest(server))
    server.stop()
    for name in ("latchkey.sqlite", "latchkey.sqlite-wal"):
        file = server.folder / "data" / name
        assert not file.exists() or made["code"].encode() not in file.read_bytes()
    assert made["code"] not in (server.folder / "log.txt").read_text()


def test_the_answer_to_a_second_code_waits_for_its_own_pin(server):
    user = guest(server)
    server.advance(120)
    server.virtual.faults({"kind": "latency", "latency_ms": 2500, "match": "/pin"})
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        first = pool.submit(server.call, "/acs/credentials/create", acs_user_id=user, access_method="code")
        harness.wait_until(
            lambda: "user_updated" in server.virtual.effects() and server.virtual.is_hanging(), "the first PIN")
        listed, = server.ok("/acs/credentials/list", acs_user_id=user)["acs_credentials"]
        server.ok("/acs/credentials/delete", acs_credential_id=listed["acs_credential_id"])
        second = code_for(server, user)
        first.result()
    assert second["is_issued"] is True and len(second["code"]) == 6
    server.set_clock(CHECK_IN)
    server.advance(60)
    assert type_in(server, "Apartment 4B", second["code"]) == "opened"


def test_a_pin_chosen_while_another_is_being_set_is_the_one_that_holds(server):
    server.virtual.post("site", {"custom_pin": True})
    server.sync()
    user = guest(server)
    server.advance(120)
    server.virtual.faults({"kind": "latency", "latency_ms": 3000, "match": "/pin/custom", "times": 1})
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        first = pool.submit(
            server.ok, "/acs/credentials/create", acs_user_id=user, access_method="code", code="4711")
        # Until the call that says 4711 has arrived and hangs.
        harness.wait_until(
            lambda: "user_updated" in server.virtual.effects() and server.virtual.is_hanging(), "the call with 4711")
        made = server.ok("/acs/credentials/list", acs_user_id=user)["acs_credentials"]
        server.ok("/acs/credentials/update", acs_credential_id=made[0]["acs_credential_id"], code="081500")
        first.result()
    server.set_clock(CHECK_IN)
    server.advance(60)
    assert credential(server, made[0]["acs_credential_id"])["code"] == "081500"
    assert type_in(server, "Apartment 4B", "4711") == "unknown_pin"
    assert type_in(server, "Apartment 4B", "081500") == "opened"
