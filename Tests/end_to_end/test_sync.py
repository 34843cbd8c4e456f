"""Sites stay in sync with the changes in Salto's own web app, and nothing is lost or taken over by mistake."""
import threading

import pytest

import harness
import several_nodes
from harness import BUILDING_A, CHECK_IN, errors, warnings
from web_app import SITE_ADMIN, SITE_USER, WebApp


@pytest.fixture
def people(server):
    return WebApp(server.virtual)


def sync(server):
    """Reads the site, and lets the resulting changes happen."""
    server.sync()
    server.advance(1)


def settled_guest(server, name="Jane Doe", **more):
    guest = server.guest(name, **more)
    server.advance(120)
    server.set_clock(CHECK_IN)
    server.advance(60)
    return guest


def system(server, id_=BUILDING_A):
    return server.ok("/acs/systems/get", acs_system_id=id_)["acs_system"]


def events(server, *types):
    listed = server.ok("/events/list", since="2024-01-01T00:00:00.000Z", event_types=list(types))["events"]
    return [event["event_type"] for event in listed]


def doors(server):
    return sorted(e["display_name"] for e in server.ok("/acs/entrances/list")["acs_entrances"])


def groups(server):
    return sorted(g["name"] for g in server.ok("/acs/access_groups/list", acs_system_id=BUILDING_A)["acs_access_groups"])


def test_doors_and_groups_follow_the_site(server, people):
    guest = settled_guest(server)
    lock = server.virtual.post("locks", {"name": "Sauna"})["id"]
    group = people.call("POST", "access_groups", {"customer_reference": "Wellness"})["id"]
    people.call("POST", f"access_groups/{group}/locks", {"lock_id": lock})
    sync(server)
    sauna = next(e for e in server.ok("/acs/entrances/list")["acs_entrances"] if e["display_name"] == "Sauna")
    wellness = next(g for g in server.ok("/acs/access_groups/list", acs_system_id=BUILDING_A)["acs_access_groups"]
                    if g["name"] == "Wellness")
    # A group without a time schedule opens nothing, and has a warning.
    assert warnings(wellness) == {"unknown_issue_with_acs_access_group"}
    always = {day: True for day in (
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")}
    people.call(
        "POST", f"access_groups/{group}/time_schedules", {**always, "start_time": "00:00:00", "end_time": "23:59:59"},
        version="v1.1")
    server.virtual.post("access_groups/" + group, {"name": "Wellness and Spa"})
    server.virtual.post("site", {"name": "Building Alpha", "time_zone": "Europe/Lisbon"})
    sync(server)
    server.ok("/acs/users/add_to_access_group", acs_user_id=guest, acs_access_group_id=wellness["acs_access_group_id"])
    server.advance(400)
    wellness = server.ok("/acs/access_groups/get", acs_access_group_id=wellness["acs_access_group_id"])
    assert wellness["acs_access_group"]["name"] == "Wellness and Spa"
    assert wellness["acs_access_group"]["warnings"] == []
    assert (system(server)["name"], system(server)["location"]["time_zone"]) == ("Building Alpha", "Europe/Lisbon")
    explained = server.ok(
        "/latchkey/v1/access/explain", acs_entrance_id=sauna["acs_entrance_id"], acs_user_id=guest,
        means="any")["explanation"]
    assert explained["access"] == "allowed", explained
    assert server.virtual.try_door("Sauna", server.virtual.user("Jane Doe"))["opened"]
    # The lock leaves the group, then it is removed, and the group is deleted too.
    people.call("DELETE", f"access_groups/{group}/locks/{lock}")
    sync(server)
    server.advance(400)
    explained = server.ok(
        "/latchkey/v1/access/explain", acs_entrance_id=sauna["acs_entrance_id"], acs_user_id=guest,
        means="any")["explanation"]
    assert (explained["access"], explained["reason"]) == ("denied", "no_access_group"), explained
    which = [sauna["acs_entrance_id"]]
    space = server.ok("/spaces/create", name="Spa", device_ids=which, acs_entrance_ids=which)["space"]["space_id"]
    server.virtual.post(f"locks/{lock}", {"removed": True})
    people.call("DELETE", f"access_groups/{group}")
    sync(server)
    left = server.ok("/spaces/get", space_id=space)["space"]
    assert (left["device_count"], left["acs_entrance_count"]) == (0, 0)
    assert events(server, "space.device_membership_changed") == ["space.device_membership_changed"]
    assert "Sauna" not in doors(server) and "Wellness and Spa" not in groups(server)
    assert events(server, "acs_entrance.removed", "acs_access_group.deleted") == [
        "acs_entrance.removed", "acs_access_group.deleted"]
    assert server.user(guest)["pending_mutations"] == []


@pytest.mark.parametrize("wrong, right, code, is_lost", [
    ({"released": False}, {"released": True}, "setup_required", False),
    ({"certified": False}, {"certified": True}, "salto_ks_certification_expired", True),
    ({"subscription_valid": False}, {"subscription_valid": True}, "salto_ks_subscription_limit_exceeded", False),
    ("blocked", "unblocked", "acs_system_disconnected", True),
    ("demoted", "promoted", "insufficient_permissions", True),
])
def test_what_is_wrong_with_a_site_is_told_and_over_when_it_is(server, people, wrong, right, code, is_lost):
    guest = settled_guest(server)
    own = people.integration()

    def turn(what):
        if isinstance(what, dict):
            server.virtual.post("site", what)
        elif what in ("blocked", "unblocked"):
            people.edit(own, blocked=what == "blocked")
        else:
            people.edit(own, role_ids=[SITE_USER if what == "demoted" else SITE_ADMIN])

    turn(wrong)
    sync(server)
    shown = system(server)
    assert code in errors(shown) | warnings(shown), shown
    before = server.user(guest)
    server.ok("/acs/users/update", acs_user_id=guest, full_name="Jane Roe")
    server.advance(5)
    turn(right)
    sync(server)
    server.advance(120)
    assert system(server)["errors"] == [] and system(server)["warnings"] == []
    assert server.virtual.user("Jane Roe") is not None, "what waited is done"
    assert server.user(guest)["salto_ks_metadata"] == before["salto_ks_metadata"]
    told = events(server, "acs_system.disconnected", "acs_system.connected")
    assert told == (["acs_system.disconnected", "acs_system.connected"] if is_lost else [])


def test_a_group_that_is_deleted_while_its_site_is_read_is_no_fault_of_the_site(server, people):
    group = people.call("POST", "access_groups", {"customer_reference": "Wellness"})["id"]
    sync(server)
    assert "Wellness" in groups(server)
    before = server.virtual.get("ledger")["answered"]

    def has_read_groups():
        # The list of people is read after the list of groups, and the members of each group after the cards.
        return any(entry["path"].endswith(f"/sites/{people.site_id}/users")
                   for entry in server.virtual.get(f"ledger?after_seq={before}")["entries"])

    server.virtual.faults({"kind": "latency", "latency_ms": 2000, "match": "/tags"})
    reading = threading.Thread(target=server.sync)
    reading.start()
    harness.wait_until(has_read_groups, "the reading of the groups")
    people.call("DELETE", f"access_groups/{group}")
    reading.join()
    server.virtual.faults()
    assert events(server, "acs_system.disconnected") == []
    account = server.account()["connected_account_id"]
    assert "problem" not in server.ok("/latchkey/v1/sites/get_sync", connected_account_id=account)["sync"]["sites"][0]
    assert errors(system(server)) == set()
    assert "Wellness" not in groups(server)


def test_the_progress_of_a_reading_is_told(server, people):
    people.add("Carla Cleaner")
    server.advance(60)
    sync(server)
    account = server.account()["connected_account_id"]
    progress = lambda: server.ok("/latchkey/v1/sites/get_sync", connected_account_id=account)["sync"]
    assert progress()["is_first"] is False
    site = progress()["sites"][0]
    assert (site["acs_system_id"], site["phase"], site["person_count"]) == (BUILDING_A, "idle", 3)
    assert (site["entrance_count"], site["access_group_count"], site["written_person_count"]) == (4, 3, 3)
    assert site["last_synced_at"]
    server.virtual.faults({"kind": "unreachable"})
    server.sync()
    told = harness.wait_until(
        lambda: next((told for told in progress()["sites"] if "problem" in told), None), "the problem", 5)
    assert "cannot be reached" in told["problem"] and told["last_synced_at"] == site["last_synced_at"]
    assert errors(system(server)) == {"provider_service_unavailable"}
    server.virtual.faults()
    sync(server)
    several_nodes.wait_for_all(lambda: "problem" not in progress()["sites"][0], "the end of the problem")


def test_a_large_site_is_read_page_by_page(tmp_path):
    server = harness.Server(tmp_path / "server", scenario="crowd:1234:120")
    try:
        sync(server)
        shown = server.ok("/acs/users/unmanaged/list", limit=5000)["acs_users"]
        assert len([user for user in shown if user["full_name"].startswith("Person ")]) == 1234
        assert len({user["acs_user_id"] for user in shown}) == len(shown)
        doors_ = server.ok("/acs/entrances/list", acs_system_id=BUILDING_A)["acs_entrances"]
        assert len(doors_) == 124
        told = server.ok("/latchkey/v1/sites/get_sync", connected_account_id=server.account()["connected_account_id"])["sync"]["sites"][0]
        assert (told["person_count"], told["written_person_count"]) == (1236, 1236)
        # Nothing has changed since, so nothing is written.
        before = [user["last_successful_sync_at"] for user in shown]
        server.advance(600)
        sync(server)
        again = server.ok("/acs/users/unmanaged/list", limit=5000)["acs_users"]
        assert [user["last_successful_sync_at"] for user in again] == before
    finally:
        server.kill()
