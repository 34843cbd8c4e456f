"""Sites are kept in step with what people do in Salto's own web app, and nothing is taken or lost by mistake."""
import pytest

import harness
from harness import APARTMENT, BUILDING_A, CHECK_IN, COMMON, errors, warnings
from web_app import INTEGRATION, SITE_ADMIN, SITE_USER, WebApp


@pytest.fixture
def people(server):
    return WebApp(server.virtual)


def sync(server):
    """Reads the site, and lets what follows from it happen."""
    server.sync()
    server.advance(1)


def settled_guest(server, name="Jane Doe", **more):
    guest = server.guest(name, **more)
    server.advance(120)
    server.set_clock(CHECK_IN)
    server.advance(60)
    return guest


def unmanaged(server):
    return {user["full_name"]: user for user in server.ok("/acs/users/unmanaged/list")["acs_users"]}


def system(server, id_=BUILDING_A):
    return server.ok("/acs/systems/get", acs_system_id=id_)["acs_system"]


def events(server, *types):
    listed = server.ok("/events/list", since="2024-01-01T00:00:00.000Z", event_types=list(types))["events"]
    return [event["event_type"] for event in listed]


def effects_since(server, mark):
    return [entry for entry in server.virtual.ledger()[mark:] if entry["effect"]]


def test_people_whom_others_added_are_shown_and_left_alone(server, people):
    cleaner = people.add("Carla Cleaner", email="carla@example.com", subscription_state="subscribed")
    server.advance(60)
    people.put_into(cleaner, people.groups()["Common Areas"])
    mark = len(server.virtual.ledger())
    sync(server)
    shown = unmanaged(server)["Carla Cleaner"]
    assert shown["is_managed"] is False and shown["salto_ks_metadata"] == {"is_subscribed": True}
    assert shown["email_address"] == "carla@example.com" and shown["is_suspended"] is False
    assert server.ok("/acs/users/unmanaged/get", acs_user_id=shown["acs_user_id"])["acs_user"] == shown
    assert shown["acs_user_id"] not in [u["acs_user_id"] for u in server.ok("/acs/users/list")["acs_users"]]
    people.edit(cleaner, blocked=True, last_name="Caretaker")
    sync(server)
    assert unmanaged(server)["Carla Caretaker"]["is_suspended"] is True
    assert unmanaged(server)["Carla Caretaker"]["acs_user_id"] == shown["acs_user_id"]
    people.delete(cleaner)
    server.advance(60)
    sync(server)
    assert "Carla Caretaker" not in unmanaged(server)
    assert [entry["caller_id"] for entry in effects_since(server, mark) if entry["caller_id"] == INTEGRATION] == []


def test_what_is_ours_is_put_right(server, people):
    guest = settled_guest(server)
    shown = people.users()["Jane Doe"]
    people.subscribe(shown, False)
    people.edit(shown, first_name="Janet")
    people.take_out(shown, people.groups()["Apartment 4B"])
    mark = len(server.virtual.ledger())
    sync(server)
    server.advance(60)
    jane = people.users()["Jane Doe"]
    assert jane["subscription_state"] == "subscribed"
    assert server.virtual.try_door("Apartment 4B", server.virtual.user("Jane Doe"))["opened"]
    done = [e["effect"] for e in effects_since(server, mark) if e["caller_id"] == INTEGRATION]
    assert sorted(done) == ["member_added", "subscribed", "user_updated"], "each once"
    assert server.user(guest)["pending_mutations"] == []


def test_a_bar_is_respected_and_more_doors_are_kept(server, people):
    guest = settled_guest(server)
    shown = people.users()["Jane Doe"]
    people.put_into(shown, people.groups()["Bicycle Storage"])
    people.edit(shown, blocked=True)
    sync(server)
    server.advance(60)
    assert server.user(guest)["is_suspended"] is True
    assert people.users()["Jane Doe"]["blocked"] is True, "nobody overrules a bar"
    groups = server.ok("/acs/access_groups/list", acs_user_id=guest)["acs_access_groups"]
    assert {group["name"] for group in groups} == {"Common Areas", "Apartment 4B", "Bicycle Storage"}
    server.ok("/acs/users/unsuspend", acs_user_id=guest)
    server.advance(60)
    assert people.users()["Jane Doe"]["blocked"] is False
    assert server.virtual.try_door("Bicycle Storage", server.virtual.user("Jane Doe"))["opened"]
    # What people gave they may take away.
    people.take_out(shown, people.groups()["Bicycle Storage"])
    sync(server)
    server.advance(60)
    assert not server.virtual.try_door("Bicycle Storage", server.virtual.user("Jane Doe"))["opened"]


def test_who_was_deleted_there_is_reported_and_not_made_again(server, people):
    guest = settled_guest(server)
    people.delete(people.users()["Jane Doe"])
    server.advance(60)
    sync(server)
    server.advance(600)
    assert errors(server.user(guest)) == {"deleted_externally"}
    assert server.user(guest)["salto_ks_metadata"] == {"is_subscribed": False}
    assert "Jane Doe" not in people.users()
    server.ok("/acs/users/delete", acs_user_id=guest)
    server.advance(60)
    server.fails("/acs/users/get", 404, "acs_user_not_found", acs_user_id=guest)


@pytest.mark.parametrize("kind", ["empty_list", "short_list"])
@pytest.mark.parametrize("what", ["users?", "access_groups?", "locks?"])
def test_one_empty_or_short_answer_takes_nothing_away(server, people, kind, what):
    guest = settled_guest(server)
    sync(server)
    path = what[:-1]
    before = (server.user(guest), unmanaged(server), doors(server), groups(server))
    mark = len(server.virtual.ledger())
    server.virtual.faults({"kind": kind, "match": f"/sites/{people.site_id}/{path}"})
    server.sync()
    server.virtual.faults()
    server.advance(30)
    assert (server.user(guest), unmanaged(server), doors(server), groups(server)) == before
    assert effects_since(server, mark) == []
    sync(server)
    assert system(server)["errors"] == [] and system(server)["warnings"] == []


def doors(server):
    return sorted(e["display_name"] for e in server.ok("/acs/entrances/list")["acs_entrances"])


def groups(server):
    return sorted(g["name"] for g in server.ok("/acs/access_groups/list", acs_system_id=BUILDING_A)["acs_access_groups"])


def test_a_mass_disappearance_waits_for_a_person(server, people):
    crowd = [people.add(f"Person {number}") for number in range(12)]
    server.advance(60)
    sync(server)
    assert len([name for name in unmanaged(server) if name.startswith("Person")]) == 12
    for person in crowd[:6]:
        people.delete(person)
    server.advance(60)
    sync(server)
    assert len([name for name in unmanaged(server) if name.startswith("Person")]) == 12
    problem = system(server)["errors"]
    assert [error["error_code"] for error in problem] == ["insufficient_permissions"]
    assert "6 users" in problem[0]["message"] and "accept_disappearance" in problem[0]["message"]
    server.ok("/latchkey/v1/sites/accept_disappearance", acs_system_id=BUILDING_A)
    assert len([name for name in unmanaged(server) if name.startswith("Person")]) == 6
    assert system(server)["errors"] == []
    manager = next(s["acs_system_id"] for s in server.ok("/acs/systems/list")["acs_systems"]
                   if s["acs_system_id"] != BUILDING_A)
    server.fails("/latchkey/v1/sites/accept_disappearance", 400, "not_supported", acs_system_id=manager)
    server.fails("/latchkey/v1/sites/accept_disappearance", 404, "acs_system_not_found", acs_system_id="none")


def test_doors_and_groups_follow_the_site(server, people):
    guest = settled_guest(server)
    lock = server.virtual.post("locks", {"name": "Sauna"})["id"]
    group = people.call("POST", "access_groups", {"customer_reference": "Wellness"})["id"]
    people.call("POST", f"access_groups/{group}/locks", {"lock_id": lock})
    sync(server)
    sauna = next(e for e in server.ok("/acs/entrances/list")["acs_entrances"] if e["display_name"] == "Sauna")
    wellness = next(g for g in server.ok("/acs/access_groups/list", acs_system_id=BUILDING_A)["acs_access_groups"]
                    if g["name"] == "Wellness")
    # A group without a time schedule opens nothing, and says so.
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
    # The lock leaves the group, then the door, and the group goes too.
    people.call("DELETE", f"access_groups/{group}/locks/{lock}")
    sync(server)
    server.advance(400)
    explained = server.ok(
        "/latchkey/v1/access/explain", acs_entrance_id=sauna["acs_entrance_id"], acs_user_id=guest,
        means="any")["explanation"]
    assert (explained["access"], explained["reason"]) == ("denied", "no_access_group"), explained
    server.virtual.post(f"locks/{lock}", {"removed": True})
    people.call("DELETE", f"access_groups/{group}")
    sync(server)
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


def test_the_progress_of_a_reading_is_told(server, people):
    people.add("Carla Cleaner")
    server.advance(60)
    sync(server)
    told = server.ok("/latchkey/v1/sites/get_sync", connected_account_id=server.account()["connected_account_id"])["sync"]
    assert told["is_first"] is False
    site = told["sites"][0]
    assert (site["acs_system_id"], site["phase"], site["person_count"]) == (BUILDING_A, "idle", 3)
    assert (site["entrance_count"], site["access_group_count"], site["written_person_count"]) == (4, 3, 3)
    assert site["last_synced_at"]
    server.virtual.faults({"kind": "unreachable"})
    server.sync()
    told = server.ok("/latchkey/v1/sites/get_sync", connected_account_id=server.account()["connected_account_id"])["sync"]["sites"][0]
    assert "cannot be reached" in told["problem"] and told["last_synced_at"] == site["last_synced_at"]
    assert errors(system(server)) == {"provider_service_unavailable"}
    server.virtual.faults()
    sync(server)
    assert "problem" not in server.ok(
        "/latchkey/v1/sites/get_sync", connected_account_id=server.account()["connected_account_id"])["sync"]["sites"][0]


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
        # Nothing has changed since, so that nothing is written.
        before = [user["last_successful_sync_at"] for user in shown]
        server.advance(600)
        sync(server)
        again = server.ok("/acs/users/unmanaged/list", limit=5000)["acs_users"]
        assert [user["last_successful_sync_at"] for user in again] == before
    finally:
        server.kill()
