"""Whatever faults occur, the story ends the same, and nothing is created twice."""
import pytest

import harness
from harness import BICYCLES, CHECK_IN, CHECK_OUT, COMMON, errors

KINDS = [
    {"kind": "latency", "latency_ms": 30},
    {"kind": "throttled"},
    {"kind": "error_before"},
    {"kind": "error_after"},
    {"kind": "lost_answer"},
    {"kind": "expired_token"},
    {"kind": "unreachable"},
]
STORY = {"user_created": 1, "member_added": 2, "subscribed": 1, "suspended": 1}


def play(server, *faults):
    server.virtual.faults(*faults)
    user_id = server.guest("3333122-433", "jane@example.com")
    server.advance(3600)
    assert server.virtual.user("3333122-433")["subscription_state"] == "suspended"
    server.set_clock("2024-11-01T15:30:00Z")
    assert server.virtual.user("3333122-433")["subscription_state"] == "subscribed"
    assert server.user(user_id)["salto_ks_metadata"]["is_subscribed"] is True
    server.set_clock("2024-11-04T11:30:00Z")
    site = server.virtual.site()
    assert site["seats_used"] == 0
    assert len(site["users"]) == 1 and len(site["users"][0]["access_group_ids"]) == 2
    assert server.virtual.effects() == STORY
    assert server.ok("/latchkey/v1/clock/get")["clock"]["is_settled"]


@pytest.mark.parametrize("fault", KINDS, ids=lambda fault: fault["kind"])
def test_the_first_three_calls_of_each_kind_fail(server, fault):
    play(server, {**fault, "times": 3, "per_call": True})


@pytest.mark.parametrize("fault", KINDS, ids=lambda fault: fault["kind"])
def test_three_in_ten_calls_fail_throughout(server, fault):
    play(server, {**fault, "probability": 0.3})


def test_a_lost_creation_is_not_repeated_while_the_account_may_not_look(server):
    users = f"/v1.2/sites/{server.virtual.site()['id']}/users"
    server.virtual.faults(
        {"kind": "lost_answer", "match": f"POST {users}", "times": 1},
        {"kind": "error_before", "match": f"GET {users}", "status": 403, "times": 2})
    user = server.ok("/acs/users/create", acs_system_id=harness.BUILDING_A, full_name="Jane Doe")["acs_user"]
    server.advance(3600)
    assert server.virtual.effects()["user_created"] == 1
    assert server.user(user["acs_user_id"])["pending_mutations"] == []


def test_a_lost_creation_is_told_from_one_that_never_was_after_the_clock_is_set_back(server):
    server.set_clock("2024-11-01T00:00:00Z")
    server.virtual.faults({"kind": "unreachable"})
    user = server.ok("/acs/users/create", acs_system_id=harness.BUILDING_A, full_name="Jane Doe")["acs_user"]
    server.advance(5)
    server.set_clock("2024-10-01T00:00:00Z")
    server.virtual.faults()
    server.advance(3600)
    assert server.virtual.effects()["user_created"] == 1
    assert server.user(user["acs_user_id"])["pending_mutations"] == []


@pytest.mark.parametrize("fault", ["lost_answer", "error_after"])
def test_who_leaves_a_group_while_the_answer_to_joining_is_lost_is_no_member(server, fault):
    user = server.guest("Jane Doe", groups=[])
    server.advance(120)
    server.virtual.faults({"kind": fault, "match": "access_groups", "times": 1})
    server.virtual.post("settings", {"response_delay_ms": 2000})
    which = {"acs_user_id": user, "acs_access_group_id": BICYCLES}
    server.ok("/acs/users/add_to_access_group", **which)

    def is_adding():
        pending = server.ok("/latchkey/v1/clock/get")["clock"]["pending"]
        return any("outcome" in change["reason"] for change in pending) and server.virtual.is_hanging()

    harness.wait_until(is_adding, "the call that adds the user")
    server.ok("/acs/users/remove_from_access_group", **which)
    server.virtual.post("settings", {"response_delay_ms": 0})
    server.advance(600)
    assert server.virtual.effects()["member_added"] == 1, "the user was not added in between"
    assert server.virtual.user("Jane Doe")["access_group_ids"] == []


def test_a_place_that_salto_would_not_take_back_is_tried_again_with_the_next_change(server):
    user = server.guest("Jane Doe", groups=[COMMON])
    server.advance(120)
    server.virtual.faults({"kind": "error_before", "match": "access_groups", "status": 400, "times": 1})
    server.ok("/acs/users/remove_from_access_group", acs_user_id=user, acs_access_group_id=COMMON)
    server.advance(60)
    assert errors(server.user(user)) == {"failed_to_update_on_acs_system"}
    assert len(server.virtual.user("Jane Doe")["access_group_ids"]) == 1
    server.ok("/acs/users/add_to_access_group", acs_user_id=user, acs_access_group_id=BICYCLES)
    server.advance(60)
    assert server.user(user)["errors"] == []
    groups = {group["id"]: group["name"] for group in server.virtual.site()["access_groups"]}
    assert [groups[group] for group in server.virtual.user("Jane Doe")["access_group_ids"]] == ["Bicycle Storage"]


def test_everything_fails_at_once(server):
    play(server, *({**fault, "probability": 0.1} for fault in KINDS))


@pytest.mark.parametrize("answer", ["silent", "403", "400"])
def test_the_guest_after_the_last_seat_waits_for_one(server, answer):
    server.virtual.post("settings", {"full_site_answer": answer})
    guests = [server.guest(f"Guest {number}", groups=()) for number in range(1, 22)]
    server.set_clock("2024-11-01T15:01:00Z")
    users = [server.user(guest) for guest in guests]
    assert [user["salto_ks_metadata"]["is_subscribed"] for user in users] == [True] * 20 + [False]
    assert harness.errors(users[20]) == {"salto_ks_subscription_limit_exceeded"}
    system = server.ok("/acs/systems/get", acs_system_id=harness.BUILDING_A)["acs_system"]
    account = server.ok("/connected_accounts/list")["connected_accounts"][0]
    for resource in (system, account):
        assert harness.errors(resource) == {"salto_ks_subscription_limit_exceeded"}
        assert harness.warnings(resource) == {"salto_ks_subscription_limit_almost_reached"}
    site = account["errors"][0]["salto_ks_metadata"]["sites"][0]
    assert (site["site_user_subscription_limit"], site["subscribed_site_user_count"]) == (20, 20)

    server.ok("/acs/users/delete", acs_user_id=guests[3])
    assert server.advance(5)["is_settled"]
    waiting = server.user(guests[20])
    assert waiting["salto_ks_metadata"]["is_subscribed"] is True and waiting["errors"] == []
    system = server.ok("/acs/systems/get", acs_system_id=harness.BUILDING_A)["acs_system"]
    assert system["errors"] == []
    assert server.virtual.effects()["subscribed"] == 21


def test_seats_that_others_take_and_give_back_are_seen(server):
    server.virtual.post("site", {"seats": 1})
    first, second = server.guest("First", groups=()), server.guest("Second", groups=())
    server.set_clock("2024-11-01T15:01:00Z")
    users = [server.user(first), server.user(second)]
    assert sorted(user["salto_ks_metadata"]["is_subscribed"] for user in users) == [False, True]
    without = next(user for user in users if not user["salto_ks_metadata"]["is_subscribed"])
    assert harness.errors(without) == {"salto_ks_subscription_limit_exceeded"}
    server.virtual.post("site", {"seats": 2})
    server.advance(1800)
    assert server.user(without["acs_user_id"])["salto_ks_metadata"]["is_subscribed"] is True


def test_the_warning_begins_with_the_seventeenth_seat(server):
    def seen():
        system = server.ok("/acs/systems/get", acs_system_id=harness.BUILDING_A)["acs_system"]
        return harness.warnings(system)

    for number in range(1, 17):
        server.guest(f"Guest {number}", groups=())
    server.set_clock("2024-11-02T15:00:00Z")
    assert server.virtual.site()["seats_used"] == 16 and seen() == set()
    server.guest("Guest 17", groups=())
    server.advance(60)
    assert server.virtual.site()["seats_used"] == 17
    assert seen() == {"salto_ks_subscription_limit_almost_reached"}
    server.set_clock(CHECK_OUT)
    assert server.virtual.site()["seats_used"] == 0 and seen() == set()


def test_a_lost_login_is_told_and_heals(server):
    server.guest("Jane Doe")
    server.virtual.faults({"kind": "error_before", "match": "/connect/token", "status": 400})
    server.set_clock(CHECK_IN, timeout_seconds=10)
    account = server.ok("/connected_accounts/list")["connected_accounts"][0]
    assert harness.errors(account) == {"account_disconnected"}
    server.virtual.faults()
    server.advance(900)
    account = server.ok("/connected_accounts/list")["connected_accounts"][0]
    assert account["errors"] == []
