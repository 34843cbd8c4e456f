"""Entries at doors become events, each exactly once and with its own time."""
import pytest

from harness import BUILDING_A, CHECK_IN, Cloud, Server, Virtual, wait_until

DOOR = "Apartment 4B"


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path)
    server.folder = tmp_path
    yield server
    server.kill()


def stay(server, lag_seconds=3):
    """A guest who has checked in, and the guest's user at the site."""
    server.virtual.post("settings", {"entry_lag_seconds": lag_seconds})
    server.set_clock("2024-10-30T12:00:00.000Z")
    guest = server.guest("Jane Doe")
    server.set_clock(CHECK_IN)
    server.advance(300)
    return guest, server.virtual.user("Jane Doe")


def accesses(server, **filter_):
    events = server.ok(
        "/events/list", since="2020-01-01T00:00:00.000Z", event_types=["lock.unlocked", "lock.access_denied"], **filter_)
    return events["events"]


def test_an_unlock_and_a_refusal_are_events_with_whom_they_concern(server):
    guest, user = stay(server, lag_seconds=0)
    assert server.virtual.try_door(DOOR, user)["opened"]
    assert not server.virtual.try_door("Bicycle Storage", user)["opened"]
    server.advance(1)
    opened, refused = accesses(server)
    identity = server.user(guest)["user_identity_id"]
    doors = {door["display_name"]: door["acs_entrance_id"]
             for door in server.ok("/acs/entrances/list", acs_system_id=BUILDING_A)["acs_entrances"]}
    assert opened["event_type"] == "lock.unlocked"
    assert (opened["method"], opened["is_via_bluetooth"]) == ("unknown", True)
    assert opened["acs_entrance_id"] == opened["device_id"] == doors[DOOR] and "reason" not in opened
    assert refused["event_type"] == "lock.access_denied"
    assert refused["reason"]["reason_code"] == "credential_error" and refused["reason"]["message"]
    assert refused["acs_entrance_id"] == doors["Bicycle Storage"] and "method" not in refused
    for event in opened, refused:
        assert event["acs_system_id"] == BUILDING_A
        assert (event["acs_user_id"], event["user_identity_id"]) == (guest, identity)
        assert event["connected_account_id"] and event["occurred_at"] < event["created_at"]
    assert accesses(server, acs_entrance_id=doors[DOOR]) == [opened]
    assert accesses(server, user_identity_id=identity) == [opened, refused]


def test_late_entries_out_of_order_keep_their_own_time_and_come_once(server):
    _, user = stay(server, lag_seconds=80)
    tried = []
    for _ in range(40):
        tried.append(server.ok("/latchkey/v1/clock/get")["clock"]["now"])
        server.virtual.try_door(DOOR, user)
        server.advance(3)
    server.advance(81)
    events = accesses(server)
    assert len(events) == 40
    times = [event["occurred_at"] for event in events]
    assert times != sorted(times), "nothing came out of order, so nothing was tested"
    for moment, following, occurred in zip(tried, tried[1:] + ["3"], sorted(times)):
        assert moment <= occurred < following
    server.advance(3600)
    assert accesses(server) == events


def test_what_an_iq_kept_to_itself_for_hours_comes_when_it_is_back(server):
    _, user = stay(server)
    iq = server.virtual.site()["iqs"][0]["id"]
    server.virtual.post(f"iqs/{iq}", {"state": "no_internet"})
    server.advance(600)
    server.virtual.try_door(DOOR, user)
    kept = server.ok("/latchkey/v1/clock/get")["clock"]["now"]
    server.advance(4 * 3600)
    assert accesses(server) == []
    server.virtual.post(f"iqs/{iq}", {"state": "online"})
    server.advance(1)
    server.advance(10)
    event, = accesses(server)
    assert event["occurred_at"][:16] == kept[:16]


def test_a_restart_loses_and_doubles_nothing(server):
    _, user = stay(server, lag_seconds=80)
    data = server.folder
    for round_ in range(3):
        for _ in range(5):
            server.virtual.try_door(DOOR, user)
            server.advance(2)
        server.kill()
        server.__init__(data)
    server.advance(90)
    events = accesses(server)
    assert len(events) == 15
    assert len({event["occurred_at"] for event in events}) == 15


def test_an_entry_that_comes_after_its_user_is_gone_still_names_them(server):
    guest, user = stay(server, lag_seconds=80)
    for _ in range(10):
        server.virtual.try_door(DOOR, user)
    server.ok("/acs/users/delete", acs_user_id=guest)
    server.advance(100)
    server.fails("/acs/users/get", 404, "acs_user_not_found", acs_user_id=guest)
    assert {event["acs_user_id"] for event in accesses(server)} == {guest}
    assert len(accesses(server)) == 10


def is_streaming(server):
    return any(entry["path"] == "/v1/hub/entries" and entry["method"] == "POST" for entry in server.virtual.ledger())


def test_the_stream_brings_entries_without_a_reading_of_the_list(server):
    _, user = stay(server, lag_seconds=0)
    wait_until(lambda: is_streaming(server), "the stream", 20)
    server.virtual.faults({"kind": "error_before", "match": "/v1.1/sites", "status": 503})
    for _ in range(3):
        server.virtual.try_door(DOOR, user)
    wait_until(lambda: len(accesses(server)) == 3, "three events", 20)
    server.virtual.faults()
    server.advance(1)
    assert len(accesses(server)) == 3


def test_what_happens_while_the_stream_is_broken_comes_once(server):
    _, user = stay(server, lag_seconds=20)
    wait_until(lambda: is_streaming(server), "the stream", 20)
    for _ in range(10):
        server.virtual.try_door(DOOR, user)
        server.virtual.post("streams/break", {})
        server.virtual.try_door("Bicycle Storage", user)
        server.advance(2)
    server.advance(21)
    events = accesses(server)
    assert len(events) == 20
    assert sum(event["event_type"] == "lock.unlocked" for event in events) == 10
    server.advance(61)
    assert accesses(server) == events


@pytest.mark.parametrize("status", [403, 404])
def test_a_site_without_streams_is_read_all_the_same(tmp_path, status):
    cloud = Cloud(tmp_path / "cloud")
    Virtual(cloud.endpoint).faults({"kind": "error_before", "match": "/v1/hub/", "status": status})
    server = Server(tmp_path / "server", cloud=cloud.endpoint)
    try:
        _, user = stay(server)
        for _ in range(3):
            server.virtual.try_door(DOOR, user)
        server.advance(30)
        assert len(accesses(server)) == 3
        assert not is_streaming(server)
    finally:
        server.kill()
        cloud.kill()


def test_a_stream_whose_token_has_expired_is_opened_with_a_new_one(server):
    _, user = stay(server, lag_seconds=0)
    wait_until(lambda: is_streaming(server), "the stream", 20)
    tokens = sum(entry["path"] == "/connect/token" for entry in server.virtual.ledger())
    server.virtual.faults({"kind": "expired_token", "match": "/v1/hub/entries/negotiate", "times": 1})
    server.virtual.post("streams/break", {})
    wait_until(
        lambda: sum(entry["path"] == "/connect/token" for entry in server.virtual.ledger()) == tokens + 1,
        "a new token", 20)
    server.virtual.try_door(DOOR, user)
    wait_until(lambda: len(accesses(server)) == 1, "the event", 20)


def test_a_stream_ends_with_the_server_and_with_the_cloud(tmp_path):
    cloud = Cloud(tmp_path / "cloud")
    server = Server(tmp_path / "server", cloud=cloud.endpoint)
    wait_until(lambda: is_streaming(server), "the stream", 20)
    assert cloud.stop() == 0
    assert server.stop() == 0
