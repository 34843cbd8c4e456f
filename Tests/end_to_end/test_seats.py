"""Seats ahead of time: what will be wanted, who will go without, and seats that are kept for staff."""
import os
import random

import pytest

import harness
from harness import BUILDING_A, COMMON, Server

SEED = int(os.environ.get("LATCHKEY_SEED", str(random.SystemRandom().randrange(1 << 32))))


@pytest.fixture
def server(tmp_path):
    server = harness.Server(tmp_path / "server", scenario="stays:2")
    yield server
    server.kill()


def guest(server, name, day=None, nights=1):
    stay = {}
    if day:
        stay["access_schedule"] = {
            "starts_at": f"2024-11-{day:02}T14:00:00.000Z", "ends_at": f"2024-11-{day + nights:02}T10:00:00.000Z"}
    return server.ok(
        "/acs/users/create", acs_system_id=BUILDING_A, full_name=name, acs_access_group_ids=[COMMON],
        **stay)["acs_user"]["acs_user_id"]


def forecast(server, days=20):
    return server.ok("/latchkey/v1/seats/forecast", acs_system_id=BUILDING_A, days=days)["forecast"]


def subscribed(server, users):
    return [server.user(user)["salto_ks_metadata"]["is_subscribed"] for user in users]


def test_who_is_foreseen_to_go_without_does(server):
    early, second, third = guest(server, "Early", 10, 3), guest(server, "Second", 11), guest(server, "Third", 11)
    guest(server, "Later", 15)
    server.advance(120)
    seen = forecast(server)
    assert (seen["limit"], seen["used"], seen["time_zone"]) == (2, 0, "Europe/Amsterdam")
    assert seen["first_day_short"] == "2024-11-11"
    days = {day["date"]: day for day in seen["days"]}
    assert days["2024-11-10"]["demand"] == 1 and days["2024-11-15"]["demand"] == 1
    assert days["2024-11-11"]["demand"] == 3 and days["2024-11-11"]["is_short"] is True
    assert [one["acs_user_id"] for one in days["2024-11-11"]["without"]] == [third]
    assert days["2024-11-12"]["starts_at"] == "2024-11-11T23:00:00.000Z", "a day begins by the site's clocks"
    assert days["2024-11-13"]["is_short"] is False
    server.set_clock("2024-11-11T15:00:00.000Z")
    server.advance(60)
    assert subscribed(server, [early, second, third]) == [True, True, False]
    # A seat that becomes free goes to who waits.
    server.set_clock("2024-11-12T09:00:00.000Z")
    server.ok("/acs/users/delete", acs_user_id=second)
    server.advance(60)
    assert subscribed(server, [early, third]) == [True, True]


def test_seats_kept_for_staff(server):
    server.ok("/latchkey/v1/seats/update", acs_system_id=BUILDING_A, reserved_for_staff=1)
    one, other = guest(server, "One", 10), guest(server, "Other", 10)
    server.advance(120)
    assert forecast(server)["first_day_short"] == "2024-11-10"
    server.set_clock("2024-11-10T15:00:00.000Z")
    server.advance(60)
    assert subscribed(server, [one, other]) == [True, False]
    cleaner = guest(server, "Cleaner")
    server.advance(120)
    assert subscribed(server, [one, other, cleaner]) == [True, False, True]
    # What is not kept any more is given to who waits; nobody loses a seat.
    server.ok("/acs/users/delete", acs_user_id=cleaner)
    server.ok("/latchkey/v1/seats/update", acs_system_id=BUILDING_A, reserved_for_staff=0)
    server.advance(1000)
    assert subscribed(server, [one, other]) == [True, True]
    server.ok("/latchkey/v1/seats/update", acs_system_id=BUILDING_A, reserved_for_staff=2)
    server.advance(1000)
    assert subscribed(server, [one, other]) == [True, True]


def test_what_is_asked_wrongly_is_refused(server):
    manager = next(system for system in server.ok("/acs/systems/list")["acs_systems"]
                   if system["acs_system_id"] != BUILDING_A)["acs_system_id"]
    for path in ("/latchkey/v1/seats/forecast", "/latchkey/v1/schedules/preview"):
        server.fails(path, 404, "acs_system_not_found", acs_system_id="none")
        server.fails(path, 400, "not_supported", acs_system_id=manager)
        server.fails(path, 400, "invalid_input", acs_system_id=BUILDING_A, days=0)
    server.fails("/latchkey/v1/seats/update", 400, "invalid_input", acs_system_id=BUILDING_A, reserved_for_staff=-1)


def test_a_stay_across_a_clock_change_is_exact_and_shown(server):
    stay = {"starts_at": "2025-03-29T14:00:00.000Z", "ends_at": "2025-03-30T10:00:00.000Z"}
    user = server.ok(
        "/acs/users/create", acs_system_id=BUILDING_A, full_name="Night", acs_access_group_ids=[COMMON],
        access_schedule=stay)["acs_user"]["acs_user_id"]
    preview = server.ok("/latchkey/v1/schedules/preview", acs_system_id=BUILDING_A, days=366)["preview"]
    spring, autumn = preview["switches"]
    assert (spring["at"], spring["local_before"], spring["local_after"], spring["seconds"]) == (
        "2025-03-30T01:00:00.000Z", "2025-03-30T02:00:00", "2025-03-30T03:00:00", 3600)
    assert (autumn["at"], autumn["seconds"], autumn["stays"]) == ("2025-10-26T01:00:00.000Z", -3600, [])
    assert spring["stays"] == [{
        "acs_user_id": user, "starts_at": "2025-03-29T14:00:00.000Z", "ends_at": "2025-03-30T10:00:00.000Z",
        "local_starts_at": "2025-03-29T15:00:00", "local_ends_at": "2025-03-30T12:00:00"}]
    server.set_clock("2025-03-30T09:59:00.000Z")
    assert subscribed(server, [user]) == [True]
    server.set_clock("2025-03-30T10:00:00.000Z")
    server.advance(1)
    assert subscribed(server, [user]) == [False]


def test_a_user_who_waits_for_a_seat_is_deleted_at_once(tmp_path):
    """While a full site is asked for seats, those who ask are changed: that may not be put off until it is asked again."""
    print("seed", SEED)
    chance, server = random.Random(SEED), Server(tmp_path)
    try:
        for number in range(25):
            server.ok("/acs/users/create", acs_system_id=BUILDING_A, full_name=f"Staff {number}")
        server.advance(120)
        for number in range(100):
            user = server.ok("/acs/users/create", acs_system_id=BUILDING_A, full_name=f"Guest {number}")["acs_user"]
            for _ in range(chance.randrange(12)):
                server.user(user["acs_user_id"])
            server.ok("/acs/users/delete", acs_user_id=user["acs_user_id"])
        server.advance(180)
        left = [user["full_name"] for user in server.ok("/acs/users/list", acs_system_id=BUILDING_A)["acs_users"]]
        assert [name for name in left if name.startswith("Guest")] == []
        assert [user["name"] for user in server.virtual.site()["users"] if user["name"].startswith("Guest")] == []
    finally:
        server.kill()
