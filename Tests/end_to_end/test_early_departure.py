"""An update to a stay whose end has passed, by the workspace's clock."""
import pytest

CHECK_IN, MORNING, DAY_BEFORE = "2024-11-01T15:00:00Z", "2024-11-03T09:00:00Z", "2024-11-02T08:00:00Z"


@pytest.fixture
def guest(server):
    """A guest who is in the middle of a stay."""
    guest = server.guest("Jane Doe")
    server.set_clock("2024-11-03T10:00:00Z")
    return guest


def schedule(server, guest):
    return server.user(guest)["access_schedule"]


def update(server, guest, starts_at, ends_at, **more):
    return server.call(
        "/acs/users/update", acs_user_id=guest, access_schedule={"starts_at": starts_at, "ends_at": ends_at}, **more)


def is_let_in(server, name):
    return server.virtual.try_door("Apartment 4B", server.virtual.user(name))["opened"]


def test_an_end_that_has_just_passed_ends_the_stay_now(server, guest):
    assert is_let_in(server, "Jane Doe")
    assert update(server, guest, CHECK_IN, MORNING)[0] == 200
    # Access lasted until now, so the requested end is replaced.
    ended = schedule(server, guest)["ends_at"]
    assert ended.startswith("2024-11-03T10:0")
    server.advance(60)
    assert not is_let_in(server, "Jane Doe")
    # Idempotent: the end stays.
    assert update(server, guest, CHECK_IN, MORNING)[0] == 200
    assert schedule(server, guest)["ends_at"] == ended


def test_an_end_that_stays_as_it_is_may_have_passed(server, guest):
    server.set_clock("2024-11-20T00:00:00Z")
    kept = schedule(server, guest)
    assert update(server, guest, kept["starts_at"], kept["ends_at"], full_name="Jane Roe")[0] == 200
    assert server.user(guest)["full_name"] == "Jane Roe" and schedule(server, guest) == kept
    earlier = "2024-11-01T14:00:00.000Z"
    assert update(server, guest, earlier, kept["ends_at"])[0] == 200
    assert schedule(server, guest) == {"starts_at": earlier, "ends_at": kept["ends_at"]}


def test_an_end_without_its_microseconds_is_the_same_end(server, guest):
    server.set_clock("2024-11-03T10:00:00.000123Z")
    assert update(server, guest, CHECK_IN, MORNING)[0] == 200
    kept = schedule(server, guest)
    server.advance(3 * 86_400)
    # A program with a clock of milliseconds would read and write it like this.
    cut = kept["ends_at"][:23] + "Z"
    assert update(server, guest, kept["starts_at"], cut)[0] == 200
    assert schedule(server, guest) == kept


@pytest.mark.parametrize("starts_at, ends_at", [
    (CHECK_IN, DAY_BEFORE), (MORNING, MORNING), (MORNING, "2024-11-03T08:00:00Z"),
    ("2024-11-04T00:00:00Z", MORNING),
])
def test_an_older_end_and_one_before_the_start_are_refused(server, guest, starts_at, ends_at):
    kept = schedule(server, guest)
    status, body = update(server, guest, starts_at, ends_at)
    assert status == 400 and set(body["error"]["validation_errors"]["access_schedule"]) == {"_errors", "ends_at"}
    assert schedule(server, guest) == kept


def test_an_end_that_is_new_and_to_come_is_taken(server, guest):
    assert update(server, guest, CHECK_IN, "2024-11-09T09:00:00.000Z")[0] == 200
    assert schedule(server, guest)["ends_at"] == "2024-11-09T09:00:00.000Z"
