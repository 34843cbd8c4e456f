"""Revocations precede all other pending calls of the account."""
import os
import time

import pytest

import harness
from harness import APARTMENT, BUILDING_A, CHECK_IN, COMMON

STORM = int(os.environ.get("LATCHKEY_STORM", "500"))
STORM_COMES = "2024-11-02T15:00:00.000Z"
LATENCY = {"kind": "latency", "latency_ms": 300}


def suspend(server, user):
    server.ok("/acs/users/suspend", acs_user_id=user)


def delete_user(server, user):
    server.ok("/acs/users/delete", acs_user_id=user)


def leave_group(server, user):
    server.ok("/acs/users/remove_from_access_group", acs_user_id=user, acs_access_group_id=APARTMENT)


def delete_credential(server, user):
    listed = server.ok("/acs/credentials/list", acs_user_id=user)["acs_credentials"]
    server.ok("/acs/credentials/delete", acs_credential_id=listed[0]["acs_credential_id"])


# The effect of each at the site.
REVOCATIONS = {
    suspend: "blocked", leave_group: "member_removed", delete_credential: "user_updated", delete_user: "user_deleted"}


@pytest.fixture
def server(tmp_path):
    server = harness.Server(tmp_path / "server", scenario="stays:5000")
    yield server
    server.kill()


def guests(server):
    """A guest for each revocation, and one more. Their stays have begun."""
    made = [server.guest(f"Guest {number}") for number in range(len(REVOCATIONS) + 1)]
    server.set_clock(CHECK_IN)
    server.advance(60)
    assert all(server.user(user)["salto_ks_metadata"]["is_subscribed"] for user in made)
    return made


def storm(server):
    """Hundreds of guests check in at the same moment, at a slow cloud."""
    stay = {"starts_at": STORM_COMES, "ends_at": "2024-11-09T11:00:00.000Z"}
    for number in range(STORM):
        server.ok(
            "/acs/users/create", acs_system_id=BUILDING_A, full_name=f"Storm {number}", access_schedule=stay,
            acs_access_group_ids=[COMMON])
    server.advance(120)
    server.virtual.faults(LATENCY)
    server.set_clock(STORM_COMES, timeout_seconds=1)


def arrived(server):
    """The number of calls that the cloud has received, answered or not."""
    return server.virtual.get("ledger?after_seq=1000000000")["arrived"]


def call_with(server, effect, storm, since, count=1):
    """The position after `since` of the last call with an effect, and the calls before it.

    A quick cloud may already have executed one of them before. Of the ledger, only what follows the entry `storm` is
    read: reading all of it again and again would slow down the cloud.
    """
    end = time.monotonic() + 60
    while time.monotonic() < end:
        entries = server.virtual.get(f"ledger?after_seq={storm}")["entries"]
        calls = sorted(entries, key=lambda call: call["arrival"])
        had = [call["arrival"] for call in calls if call["effect"] == effect]
        if len(had) == count:
            return had[-1] - since, [call for call in calls if since < call["arrival"] < had[-1]]
    raise AssertionError(f"{len(had)} times {effect}, not {count}")


def test_revocations_are_among_the_first_ten_calls_in_a_storm(server):
    made = guests(server)
    storm(server)
    storm_began = server.virtual.ledger()[-1]["seq"]
    for user, (revoke, effect) in zip(made, REVOCATIONS.items()):
        revoke(server, user)
        since = arrived(server)
        place, _ = call_with(server, effect, storm_began, since)
        print(revoke.__name__, "was call", place)
        assert place <= 10, (revoke.__name__, place)
    # Also on a throttled account: until the refused call is retried, no other is sent.
    site_user = server.virtual.user(f"Guest {len(made) - 1}")["id"]
    server.virtual.faults({"kind": "throttled", "match": f"users/{site_user}", "times": 3}, LATENCY)
    suspend(server, made[-1])
    since = arrived(server)
    place, before = call_with(server, "blocked", storm_began, since, 2)
    refused = sum(call["status"] == 429 for call in before)
    print("throttled: call", place, "after", refused, "refusals")
    assert refused >= 2 and place <= 10 + refused, (place, before)
    pending = server.ok("/latchkey/v1/clock/get")["clock"]["pending"]
    print("still pending", len(pending))
    assert len(pending) > 200, "the storm was over too soon to be one"


def revocation(server, user):
    found = server.ok("/latchkey/v1/access/revocations/get", acs_user_id=user)["revocation"]
    states = {entrance["acs_entrance_id"]: entrance for entrance in found["entrances"]}
    listed = server.ok("/acs/entrances/list", acs_system_id=BUILDING_A)["acs_entrances"]
    names = {entrance["acs_entrance_id"]: entrance["display_name"] for entrance in listed}
    return found["state"], {names[id_]: entrance for id_, entrance in states.items()}


def opens(server, person):
    return server.virtual.try_door("Apartment 4B", person)["opened"]


@pytest.mark.parametrize("revoke", [suspend, delete_user, leave_group], ids=lambda revoke: revoke.__name__)
def test_what_became_of_a_revocation_is_told_door_by_door(server, revoke):
    user = server.guest("Jane")
    server.set_clock(CHECK_IN)
    server.advance(60)
    person, iq = server.virtual.user("Jane"), server.virtual.site()["iqs"][0]["id"]
    state, doors = revocation(server, user)
    assert state == "open" and set(doors) == {"Main Entrance", "Elevator Lobby", "Apartment 4B"}, doors
    assert opens(server, person)

    # The cloud is unreachable for everybody.
    server.virtual.faults({"kind": "unreachable"})
    revoke(server, user)
    server.advance(30)
    state, doors = revocation(server, user)
    assert doors["Apartment 4B"]["state"] in ("pending", "can_still_open") and opens(server, person), doors
    # The cloud receives the revocation, but the locks do not.
    server.virtual.post(f"iqs/{iq}", {"state": "no_internet"})
    server.virtual.faults()
    server.advance(600)
    state, doors = revocation(server, user)
    apartment = doors["Apartment 4B"]
    assert apartment["state"] == "can_still_open" and opens(server, person), doors
    assert apartment["reason"] == "iq_offline" and "not seen online since" in apartment["message"], apartment
    server.virtual.post(f"iqs/{iq}", {"state": "online"})
    server.advance(120)
    state, doors = revocation(server, user)
    assert doors["Apartment 4B"]["state"] == "confirmed" and not opens(server, person), doors
    if revoke is not leave_group:
        assert state == "confirmed"


def test_a_revocation_of_nobody_is_refused(server):
    server.fails("/latchkey/v1/access/revocations/get", 404, "acs_user_not_found", acs_user_id="none")
