"""What happens to every row that references an object when that is deleted, merged, or reset with its workspace.

The columns are read from the database itself. A column that references an identity, an ACS user, an account, a webview,
a session or a customer, and is not listed here, fails the test.
"""
import collections
import re

import pytest

from databases import Rows
from harness import BUILDING_A, CHECK_IN, COMMON, Server, send, wait_until
from test_reset import reset

NAMING = re.compile(
    r"(user_identity|acs_user|connected_account|connect_webview|client_session|customer)(_ids?|_key)$"
    r"|^caller$")
IDENTITY, USER, ACCOUNT, WEBVIEW, SESSION, CUSTOMER, PROVIDER = (
    "identity", "ACS user", "account", "webview", "session", "customer", "the provider's own")
# What happens to a row once the object that it references is deleted.
GONE = "the row goes too"
CLEARED = "the row stays, and names it no more"
KEPT = "the row stays"
OWN = "the key is the row's own"

Fate = collections.namedtuple("Fate", "names deleted why", defaults=("",))
FATES = {
    "access_grants.customer_key": Fate(CUSTOMER, KEPT, "until /customers/delete_data deletes the customer's data"),
    "access_grants.user_identity_id": Fate(IDENTITY, GONE, "with the event access_grant.deleted"),
    "access_methods.acs_user_id": Fate(USER, GONE, "with its grant; a user with grants is deleted only with its identity"),
    "acs_credentials.acs_user_id": Fate(USER, GONE, "a card stays at its site without an owner"),
    "acs_credentials.connected_account_id": Fate(ACCOUNT, GONE),
    "acs_systems.connected_account_id": Fate(ACCOUNT, GONE),
    "acs_user_access_groups.acs_user_id": Fate(USER, GONE),
    "acs_user_history.acs_user_id": Fate(USER, KEPT, "the past can be explained; it goes with the account"),
    "acs_user_links.acs_user_id": Fate(USER, KEPT, "the past can be explained; it goes with the account"),
    "acs_user_links.user_identity_id": Fate(IDENTITY, KEPT, "the past can be explained; it goes with the account"),
    "acs_users.acs_user_id": Fate(USER, GONE),
    "acs_users.connected_account_id": Fate(ACCOUNT, GONE),
    "acs_users.user_identity_id": Fate(IDENTITY, CLEARED, "until the provider has deleted the user, if it was made here"),
    "action_attempts.connected_account_id": Fate(ACCOUNT, GONE),
    "client_session_accounts.client_session_id": Fate(SESSION, GONE),
    "client_session_accounts.connected_account_id": Fate(ACCOUNT, GONE),
    "client_session_webviews.client_session_id": Fate(SESSION, GONE),
    "client_session_webviews.connect_webview_id": Fate(WEBVIEW, GONE),
    "client_sessions.client_session_id": Fate(SESSION, GONE),
    "client_sessions.customer_key": Fate(CUSTOMER, KEPT, "until /customers/delete_data deletes the customer's data"),
    "client_sessions.user_identity_id": Fate(IDENTITY, GONE, "with the event client_session.deleted"),
    "connect_webviews.connect_webview_id": Fate(WEBVIEW, GONE),
    "connect_webviews.connected_account_id": Fate(ACCOUNT, CLEARED),
    "connect_webviews.customer_key": Fate(CUSTOMER, KEPT, "an account stays connected when its customer's data is deleted"),
    "connected_accounts.connected_account_id": Fate(ACCOUNT, GONE),
    "connected_accounts.customer_key": Fate(CUSTOMER, KEPT, "an account stays connected when its customer's data is deleted"),
    "customer_portals.client_session_id": Fate(SESSION, GONE),
    "customer_portals.customer_key": Fate(CUSTOMER, KEPT, "it goes with its session"),
    "customer_rules.customer_key": Fate(CUSTOMER, KEPT, "until /customers/delete_data deletes the customer's data"),
    "customer_runs.customer_key": Fate(CUSTOMER, KEPT, "until /customers/delete_data deletes the customer's data"),
    "customization_profiles.customer_key": Fate(CUSTOMER, KEPT, "until /customers/delete_data deletes the customer's data"),
    "device_grants.user_identity_id": Fate(IDENTITY, GONE, "those of a site go with its ACS user as well"),
    "ended_client_sessions.client_session_id": Fate(SESSION, KEPT, "the past can be explained"),
    "ended_client_sessions.user_identity_id": Fate(IDENTITY, KEPT, "the past can be explained"),
    "ended_device_grants.user_identity_id": Fate(IDENTITY, KEPT, "the past can be explained"),
    "enrollment_automations.acs_user_id": Fate(USER, GONE, "the credential manager's user"),
    "enrollment_automations.user_identity_id": Fate(IDENTITY, GONE),
    "events.acs_user_id": Fate(USER, KEPT, "what happened has happened; the log is forgotten by age"),
    "events.client_session_id": Fate(SESSION, KEPT, "what happened has happened; the log is forgotten by age"),
    "events.connect_webview_id": Fate(WEBVIEW, KEPT, "what happened has happened; the log is forgotten by age"),
    "events.connected_account_id": Fate(ACCOUNT, KEPT, "what happened has happened; the log is forgotten by age"),
    "entries.acs_user_id": Fate(USER, KEPT, "it goes with its event, or with the account"),
    "former_acs_users.acs_user_id": Fate(USER, KEPT, "an entry may be told of late; it goes with the account"),
    "former_acs_users.user_identity_id": Fate(IDENTITY, CLEARED),
    "grant_groups.acs_user_id": Fate(USER, GONE, "once the provider has deleted the group"),
    "guest_accounts.connected_account_id": Fate(ACCOUNT, GONE),
    "guest_accounts.user_identity_id": Fate(IDENTITY, GONE),
    "idempotent_answers.caller": Fate(SESSION, KEPT, "for a day; nobody can ask for it any more"),
    "instant_keys.client_session_id": Fate(SESSION, GONE),
    "merged_user_identities.merged_user_identity_id": Fate(IDENTITY, OWN, "it was merged already"),
    "merged_user_identities.merged_customer_key": Fate(CUSTOMER, KEPT, "it goes with the identity that stands for it"),
    "merged_user_identities.user_identity_id": Fate(IDENTITY, GONE),
    "merged_user_identities.merged_user_identity_key": Fate(IDENTITY, OWN, "it goes with the identity that stands for it"),
    "person_stays.acs_user_id": Fate(USER, GONE, "those of grants go with the grant"),
    "person_stays.user_identity_id": Fate(IDENTITY, GONE, "or names it no more"),
    "phone_removal_holders.acs_user_id": Fate(USER, GONE),
    "phones.user_identity_id": Fate(IDENTITY, KEPT, "stopped, so that /latchkey/v1/phones/get_removal can tell"),
    "site_users.acs_user_id": Fate(PROVIDER, OWN, "somebody whom the site's own people made"),
    "site_users.connected_account_id": Fate(ACCOUNT, GONE),
    "space_accounts.connected_account_id": Fate(ACCOUNT, GONE),
    "spaces.customer_key": Fate(CUSTOMER, KEPT, "until /customers/delete_data deletes the customer's data"),
    "timetable.acs_user_id": Fate(USER, GONE),
    "user_identities.customer_key": Fate(CUSTOMER, KEPT, "until /customers/delete_data deletes the customer's data"),
    "user_identities.user_identity_id": Fate(IDENTITY, GONE),
    "user_identities.user_identity_key": Fate(IDENTITY, OWN),
}
# The tables that keep rows of a workspace after a reset.
KEPT_BY_RESET = {"events", "idempotent_answers"}


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path)
    yield server
    server.kill()


class NamingRows(Rows):
    """The rows of a running server's database that name others."""

    def naming_columns(self):
        return {f"{table}.{column}" for table, columns in self.columns().items() for column in columns
                if NAMING.search(column)}

    def naming(self, place, id_):
        """The number of rows that reference an object in a column, alone or in a list."""
        table, column = place.split(".")
        return self.run(
            f"SELECT COUNT(*) FROM {table} WHERE {column} = ? OR {column} LIKE ?", id_, f'%"{id_}"%')[0][0]

    def wrong(self, names, id_, **but):
        """The columns that violate their listed fate."""
        expected = {place: fate.deleted for place, fate in FATES.items() if fate.names == names} | but
        return {place: fate for place, fate in expected.items()
                if fate != OWN and bool(self.naming(place, id_)) != (fate == KEPT)}

    def unnamed(self, names, id_):
        """The columns without a reference to the object, whose fate would not be tested."""
        return {place for place, fate in FATES.items()
                if fate.names == names and fate.deleted != OWN and not self.naming(place, id_)}


class World:
    """A guest with at least one row in every table."""

    def __init__(self, server):
        self.server, self.rows, ok = server, NamingRows(server.data), server.ok
        self.workspace = server.ready["workspace_id"]
        self.account = server.account()["connected_account_id"]
        self.user = server.guest("Jane Doe")
        self.identity = server.user(self.user)["user_identity_id"]
        self.webview = ok("/connect_webviews/create", accepted_providers=["salto_ks"])["connect_webview"][
            "connect_webview_id"]
        session = ok(
            "/client_sessions/create", user_identity_id=self.identity, connected_account_ids=[self.account],
            connect_webview_ids=[self.webview], customer_key="hotel")["client_session"]
        self.session, self.token = session["client_session_id"], session["token"]
        door = ok("/devices/get", name="Bicycle Storage")["device"]["device_id"]
        self.space = ok(
            "/spaces/create", name="Storage", customer_key="hotel", device_ids=[door], acs_entrance_ids=[door],
            connected_account_ids=[self.account])["space"]["space_id"]
        self.grant = ok(
            "/access_grants/create", user_identity_id=self.identity, space_ids=[self.space],
            starts_at="2030-01-01T00:00:00.000Z", requested_access_methods=[
                {"mode": "card"}, {"mode": "mobile_key"}])["access_grant"]["access_grant_id"]
        for path in "grant_access_to", "revoke_access_to", "grant_access_to":
            ok(f"/user_identities/{path}_device", user_identity_id=self.identity, device_id=door)
        server.set_clock(CHECK_IN)
        server.advance(120)
        # A stored answer of the session, an action attempt, and a session that belonged to another identity before.
        self.as_session("/locks/unlock_door", {"idempotency-key": "one"}, device_id=door)
        self.as_session(
            "/seam/mobile_sdk/v1/phone_sessions/get_or_create", {}, custom_sdk_installation_id="one", phone_os="ios")
        other = ok("/client_sessions/create", user_identity_id=self.identity)["client_session"]["client_session_id"]
        ok("/client_sessions/delete", client_session_id=other)
        merged = ok("/user_identities/create", full_name="Jane too")["user_identity"]["user_identity_id"]
        ok("/user_identities/merge", user_identity_id=self.identity, merged_user_identity_ids=[merged])
        # Rows that exist only for a moment, or belong to former users.
        phone = self.rows.run("SELECT device_id FROM phones WHERE user_identity_id = ?", self.identity)[0][0]
        self.rows.run("INSERT INTO phone_removal_holders VALUES (?, ?, ?)", self.workspace, self.user, phone)
        self.rows.run(
            "INSERT INTO former_acs_users (workspace_id, acs_system_id, person_id, acs_user_id, user_identity_id)"
            " VALUES (?, ?, 'gone', ?, ?)", self.workspace, BUILDING_A, self.user, self.identity)
        self.rows.run(
            "INSERT INTO entries (workspace_id, acs_system_id, entry_id, event_id, acs_user_id)"
            " VALUES (?, ?, 'late', 'late', ?)", self.workspace, BUILDING_A, self.user)
        self.rows.run(
            "INSERT INTO customer_portals VALUES (?, 'portal', ?, 'hotel', 0, 0, 'hash', '{}')", self.workspace, self.session)
        self.rows.run("UPDATE connect_webviews SET connected_account_id = ?", self.account)
        self.rows.run(
            "UPDATE events SET connect_webview_id = ? WHERE sequence = (SELECT MIN(sequence) FROM events)", self.webview)

    def as_session(self, path, headers, **parameters):
        status, body, _ = send("POST", self.server.endpoint + path, parameters, {
            **headers, "authorization": "Bearer " + self.token, "content-type": "application/json"})
        assert status == 200, body
        return body


def test_every_column_that_names_something_is_written_down(server):
    columns = NamingRows(server.data).naming_columns()
    assert columns - FATES.keys() == set(), "say what becomes of the rows when what they name is deleted"
    assert FATES.keys() - columns == set(), "no such column any more"


def test_what_hangs_on_an_identity_ends_with_it(server):
    world = World(server)
    assert world.rows.unnamed(IDENTITY, world.identity) == set()
    server.ok("/user_identities/delete", user_identity_id=world.identity)
    assert world.rows.wrong(IDENTITY, world.identity) == {}
    assert world.rows.wrong(SESSION, world.session) == {}
    assert world.rows.run("SELECT COUNT(*) FROM instant_keys") == [(0,)]
    server.advance(120)
    assert world.rows.wrong(IDENTITY, world.identity) == {}
    assert world.rows.wrong(USER, world.user) == {}
    stopped = "SELECT COUNT(*) FROM phones WHERE user_identity_id = ? AND removal_way IS NULL"
    assert world.rows.run(stopped, world.identity) == [(0,)]


def test_what_hangs_on_an_identity_goes_to_the_one_that_stands_for_it(server):
    world = World(server)
    survivor = server.ok("/user_identities/create", full_name="Jane")["user_identity"]["user_identity_id"]
    server.ok("/user_identities/merge", user_identity_id=survivor, merged_user_identity_ids=[world.identity])
    for place, fate in FATES.items():
        if fate.names == IDENTITY and fate.deleted != OWN:
            assert not world.rows.naming(place, world.identity), place
            # A sign-in in progress starts again.
            assert world.rows.naming(place, survivor) or place == "guest_accounts.user_identity_id", place


def test_what_hangs_on_an_acs_user_ends_with_it(server):
    world = World(server)
    # The enrollment references the user in the credential manager.
    places = world.rows.unnamed(USER, world.user) - {"timetable.acs_user_id"}
    assert places == {"enrollment_automations.acs_user_id"}
    managers = world.rows.run("SELECT acs_user_id FROM enrollment_automations")[0][0]
    server.ok("/access_grants/delete", access_grant_id=world.grant)
    server.ok("/acs/users/delete", acs_user_id=world.user)
    server.ok("/acs/users/delete", acs_user_id=managers)
    server.advance(120)
    assert world.rows.wrong(USER, world.user) == {}
    assert not world.rows.naming("enrollment_automations.acs_user_id", managers)
    assert not world.rows.naming("device_grants.user_identity_id", world.identity)


def test_what_hangs_on_an_account_ends_with_it(server):
    world = World(server)
    assert world.rows.unnamed(ACCOUNT, world.account) - {"site_users.connected_account_id"} == set()
    server.ok("/connected_accounts/delete", connected_account_id=world.account)
    assert world.rows.wrong(ACCOUNT, world.account) == {}
    # Only the events about its users remain, and no grants of its doors.
    for place, fate in FATES.items():
        if fate.names == USER and not place.startswith("events."):
            assert not world.rows.naming(place, world.user), place
    for place in "device_grants.user_identity_id", "ended_device_grants.user_identity_id":
        assert not world.rows.naming(place, world.identity), place
    assert server.ok("/spaces/get", space_id=world.space)["space"]["device_count"] == 0
    assert world.rows.run("SELECT COUNT(*) FROM space_doors") == [(0,)]


def test_what_names_a_webview_or_a_session_ends_with_it(server):
    world = World(server)
    assert world.rows.unnamed(WEBVIEW, world.webview) == set()
    server.ok("/connect_webviews/delete", connect_webview_id=world.webview)
    assert world.rows.wrong(WEBVIEW, world.webview) == {}
    ended = world.rows.unnamed(SESSION, world.session)
    assert ended == {
        "ended_client_sessions.client_session_id", "client_session_webviews.client_session_id",
        "events.client_session_id", "instant_keys.client_session_id"}, (
            "it has not ended yet, its webview is gone, and it belongs to no link")
    server.ok("/client_sessions/delete", client_session_id=world.session)
    assert world.rows.wrong(SESSION, world.session) == {}


def test_what_hangs_on_a_customer_ends_with_its_data(server):
    world = World(server)
    server.ok("/customers/push_data", customer_key="hotel", guests=[{"guest_key": "guest", "name": "Guest"}])
    server.ok("/latchkey/v1/customers/update_rules", customer_key="hotel", reservation_created=False)
    server.ok("/customers/delete_data", customer_keys=["hotel"])
    server.advance(120)
    left = {place for place, fate in FATES.items() if fate.names == CUSTOMER and world.rows.naming(place, "hotel")}
    assert left == set()


def test_nothing_is_left_after_a_reset(server):
    world = World(server)
    reset(server)
    names = {IDENTITY: world.identity, USER: world.user, WEBVIEW: world.webview, SESSION: world.session}
    left = {place for place, fate in FATES.items()
            if fate.names in names and place.split(".")[0] not in KEPT_BY_RESET
            and world.rows.naming(place, names[fate.names])}
    assert left == set()
    # The scenario's account exists again, with its own rows only.
    tables = {place.split(".")[0] for place in FATES} - KEPT_BY_RESET - {"action_attempts", "timetable"}
    filled = {table for table in tables if world.rows.run(f"SELECT COUNT(*) FROM {table}")[0][0]}
    assert filled <= {"connected_accounts", "acs_systems", "site_users", "acs_users"}, filled
