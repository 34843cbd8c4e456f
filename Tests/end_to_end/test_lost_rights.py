"""A deleted or suspended user can no longer open anything: not with an old session, a grant, or a cloud key."""

import pytest

from databases import Rows
from harness import CHECK_IN, Server
from test_client_sessions import LONG_AGO, refused, shown
from test_locks import door, openings
from web_app import WebApp


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path)
    yield server
    server.kill()


class Stay:
    """A guest whose stay has begun, with a session, a grant of the bicycle storage, and a cloud key."""

    def __init__(self, server, name="Jane Doe"):
        self.server = server
        self.user = server.guest(name)
        self.identity = server.user(self.user)["user_identity_id"]
        self.home, self.storage = door(server), door(server, "Bicycle Storage")
        self.token = server.ok("/client_sessions/create", user_identity_id=self.identity)["client_session"]["token"]
        self.key = server.ok("/acs/credentials/create", acs_user_id=self.user, access_method="cloud_key")[
            "acs_credential"]["acs_credential_id"]
        self.grant()
        server.set_clock(CHECK_IN)
        server.advance(120)

    def grant(self):
        self.server.ok(
            "/user_identities/grant_access_to_device", user_identity_id=self.identity, device_id=self.storage)

    def move(self, device, path="/locks/unlock_door"):
        return shown(self.server, self.token, path, device_id=device)

    def by_key(self):
        return self.server.call("/acs/entrances/unlock", acs_credential_id=self.key, acs_entrance_id=self.home)

    def answers(self):
        """The status of each way to move a lock. Also checks how many locks moved."""
        return [self.move(self.home)[0], self.move(self.storage)[0], self.move(self.storage, "/locks/lock_door")[0],
                self.by_key()[0]]


def test_a_deleted_guests_session_is_over(server):
    stay = Stay(server)
    assert stay.answers() == [200, 200, 200, 200]
    before, session = openings(server), server.ok("/client_sessions/list")["client_sessions"][0]["client_session_id"]
    server.ok("/user_identities/delete", user_identity_id=stay.identity)
    assert refused(server, stay.token) == "client_session_not_found"
    assert stay.answers() == [401, 401, 401, 404] and openings(server) == before
    assert shown(server, stay.token, "/connect_webviews/create")[0] == 401
    told = server.ok("/events/list", since=LONG_AGO, event_type="client_session.deleted")["events"]
    assert [event["client_session_id"] for event in told] == [session]
    assert server.ok("/client_sessions/list")["client_sessions"] == []
    server.advance(120)
    assert server.virtual.user("Jane Doe") is None


def test_a_suspended_guest_opens_nothing_by_a_grant(server):
    stay = Stay(server)
    server.ok("/acs/users/suspend", acs_user_id=stay.user)
    before = openings(server)
    assert stay.answers() == [403, 403, 403, 403] and openings(server) == before
    server.ok("/acs/users/unsuspend", acs_user_id=stay.user)
    server.advance(60)
    assert stay.answers() == [200, 200, 200, 200]


def test_a_deleted_user_opens_nothing_by_a_grant_from_before(server):
    stay = Stay(server)
    server.ok("/acs/users/delete", acs_user_id=stay.user)
    assert stay.answers() == [403, 403, 403, 404]
    server.advance(120)
    assert stay.answers() == [403, 403, 403, 404]
    assert server.ok("/user_identities/list_accessible_devices", user_identity_id=stay.identity)["devices"] == []
    # A new grant applies to the identity, which has no user there.
    stay.grant()
    assert [stay.move(stay.home)[0], stay.move(stay.storage)[0]] == [403, 200]


def test_who_was_deleted_or_blocked_in_saltos_web_app_opens_nothing(server):
    people = WebApp(server.virtual)
    account = server.account()["connected_account_id"]
    for name, undo in ("Jane Doe", people.delete), ("Bob Doe", lambda user: people.edit(user, blocked=True)):
        stay = Stay(server, name)
        undo(people.users()[name])
        server.advance(60)
        server.ok("/connected_accounts/sync", connected_account_id=account)
        assert stay.answers() == [403, 403, 403, 403], name


def test_whom_the_site_made_stays_there_when_the_identity_is_deleted(server):
    stay = Stay(server)
    Rows(server.data).run("UPDATE acs_users SET origin = 'taken_up' WHERE acs_user_id = ?", stay.user)
    server.ok("/user_identities/delete", user_identity_id=stay.identity)
    server.advance(120)
    # Everything that Latchkey granted is gone.
    jane = server.virtual.user("Jane Doe")
    assert not jane["blocked"] and not server.virtual.try_door("Apartment 4B", jane)["opened"]
    assert server.user(stay.user).get("user_identity_id") is None
    for path, name in ("/acs/credentials/list", "acs_credentials"), ("/acs/access_groups/list", "acs_access_groups"):
        assert server.ok(path, acs_user_id=stay.user)[name] == [], path
    assert stay.answers() == [401, 401, 401, 404]
