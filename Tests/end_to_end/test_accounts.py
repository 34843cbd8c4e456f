"""Connected accounts are changed, disconnected, connected again and deleted, with what that takes along."""
import concurrent.futures
import re

import pytest

import harness
from harness import BUILDING_A, CHECK_IN, errors
from visitor import Visitor
from web_app import OWNER, WebApp

LONG_AGO = "2020-01-01T00:00:00.000Z"


def told(server, *types):
    return server.ok("/events/list", since=LONG_AGO, event_types=list(types))["events"]


def test_what_a_caller_keeps_with_an_account(server):
    id_ = server.account()["connected_account_id"]
    changed = server.ok(
        "/connected_accounts/update", connected_account_id=id_, display_name="The hotel", customer_key="hotel-1",
        custom_metadata={"floor": "1", "gone": None, "is_open": True}, accepted_capabilities=["lock", "access_control"],
        automatically_manage_new_devices=False)["connected_account"]
    assert changed == server.account()
    assert (changed["display_name"], changed["customer_key"]) == ("The hotel", "hotel-1")
    assert changed["custom_metadata"] == {"floor": "1", "is_open": True}
    assert changed["accepted_capabilities"] == ["lock", "access_control"]
    assert changed["automatically_manage_new_devices"] is False
    server.ok("/connected_accounts/update", connected_account_id=id_, custom_metadata={"wing": "left"})
    assert server.account()["custom_metadata"] == {"wing": "left"}, "notes are replaced as a whole"
    assert server.account()["display_name"] == "The hotel"
    server.ok("/connected_accounts/update", connected_account_id=id_, customer_key="hotel-1")
    refused = server.fails(
        "/connected_accounts/update", 400, "invalid_input", connected_account_id=id_, customer_key="hotel-2")
    assert "customer_key" in str(refused)
    server.fails("/connected_accounts/update", 400, "invalid_input", connected_account_id=id_, display_name="")
    server.fails("/connected_accounts/update", 404, "connected_account_not_found", connected_account_id="none")
    assert [found["connected_account_id"] for found in
            server.ok("/connected_accounts/list", search="hotel")["connected_accounts"]] == [id_]


def test_a_disconnected_account_says_so_and_loses_no_door(server):
    guest = server.guest("Jane Doe")
    server.advance(120)
    server.set_clock(CHECK_IN)
    server.advance(60)
    id_ = server.account()["connected_account_id"]
    server.ok("/connected_accounts/simulate/disconnect", connected_account_id=id_)
    assert errors(server.account()) == {"account_disconnected"}
    site = server.ok("/acs/systems/get", acs_system_id=BUILDING_A)["acs_system"]
    assert errors(site) == {"account_disconnected"}
    event, = told(server, "connected_account.disconnected")
    assert event["connected_account_id"] == id_
    assert [error["error_code"] for error in event["connected_account_errors"]] == ["account_disconnected"]
    assert event["connected_account_warnings"] == []
    # What is asked for meanwhile waits, and the door still opens for who may enter.
    server.ok("/acs/users/update", acs_user_id=guest, full_name="Jane Roe")
    server.advance(60)
    assert server.virtual.try_door("Apartment 4B", server.virtual.user("Jane Doe"))["opened"]
    assert server.user(guest)["pending_mutations"] != []
    # Asking twice is no news.
    server.ok("/connected_accounts/simulate/disconnect", connected_account_id=id_)
    assert len(told(server, "connected_account.disconnected")) == 1
    assert errors(server.account()) == {"account_disconnected"}
    server.fails(
        "/connected_accounts/simulate/disconnect", 404, "connected_account_not_found", connected_account_id="none")


def test_notes_and_the_address_of_the_next_page(server):
    id_ = server.account()["connected_account_id"]
    server.ok("/connected_accounts/update", connected_account_id=id_, custom_metadata={"a b&c": "x&y", "k": True})
    door = server.ok("/devices/list")["devices"][0]["device_id"]
    for device in server.ok("/devices/list")["devices"]:
        server.ok("/devices/update", device_id=device["device_id"], custom_metadata={"a b&c": "x&y", "k": True})
    server.ok("/devices/update", device_id=door, custom_metadata={"only": "here"})
    for path, name in (("/connected_accounts/list", "connected_accounts"), ("/devices/list", "devices")):
        everything = server.ok(path)[name]
        assert server.ok(path, custom_metadata_has={"nobody": None, "k": ""})[name] == everything
        assert server.ok(path, custom_metadata_has={"only": None})[name] == [
            one for one in everything if "only" not in one["custom_metadata"]]
    for asked in ({"custom_metadata_has": {"a b&c": "x&y"}}, {"custom_metadata_has": {"k": True}},
                  {"custom_metadata_has": {}, "exclude_if": [], "include_if": []}, {"custom_metadata_has": {"only": None}}):
        first = server.ok("/devices/list", limit=2, **asked)
        address = first["pagination"]["next_page_url"]
        assert " " not in address
        status, second, _ = harness.send("GET", address, headers={"authorization": "Bearer " + server.key})
        assert status == 200, (asked, second)
        assert first["devices"] + second["devices"] == server.ok("/devices/list", limit=4, **asked)["devices"]


def page(server, webview, **fields):
    """The connect page as a form that somebody fills in without scripts, always in the same browser."""
    visitor = webview.setdefault("visitor", Visitor())
    if fields:
        status, text, headers = visitor.submit(webview, {"origin": server.endpoint}, **fields)
    else:
        status, text, headers = visitor.get(webview)
    return status, text.encode(), headers


def connect(server, username="jane@example.com"):
    webview = server.ok("/connect_webviews/create", accepted_providers=["salto_ks"])["connect_webview"]
    for fields in ({"step": "proceed"}, {"step": "sign_in", "username": username, "password": "1234"}):
        page(server, webview, **fields)
    sites = [site["id"] for site in server.virtual.get("state")["sites"]]
    page(server, webview, step="select", site=sites)
    page(server, webview, step="allow")
    webview = server.ok("/connect_webviews/get", connect_webview_id=webview["connect_webview_id"])["connect_webview"]
    assert webview["status"] == "authorized", webview
    return webview["connected_account_id"]


@pytest.fixture
def sandbox(tmp_path):
    server = harness.Server(tmp_path / "server", scenario="sandbox")
    yield server
    server.kill()


def test_connecting_again_mends_a_disconnected_account(sandbox):
    id_ = connect(sandbox)
    systems = sandbox.ok("/acs/systems/list")["acs_systems"]
    sandbox.ok("/connected_accounts/simulate/disconnect", connected_account_id=id_)
    assert errors(sandbox.account()) == {"account_disconnected"}
    assert connect(sandbox) == id_
    sandbox.ok("/connected_accounts/sync", connected_account_id=id_)
    assert sandbox.account()["errors"] == []
    again = sandbox.ok("/acs/systems/list")["acs_systems"]
    assert [one["acs_system_id"] for one in again] == [one["acs_system_id"] for one in systems]
    assert [event["event_type"] for event in told(
        sandbox, "connected_account.disconnected", "connected_account.completed_first_sync_after_reconnection")] == [
            "connected_account.disconnected", "connected_account.completed_first_sync_after_reconnection"]


@pytest.mark.parametrize("meanwhile", ["deleted", "cancelled"])
def test_what_was_ended_while_somebody_signed_in_stays_ended(sandbox, meanwhile):
    webview = sandbox.ok("/connect_webviews/create", accepted_providers=["salto_ks"])["connect_webview"]
    which = {"connect_webview_id": webview["connect_webview_id"]}
    page(sandbox, webview, step="proceed")
    sandbox.virtual.faults({"kind": "latency", "latency_ms": 3000, "match": "/connect/token"})
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        signed_in = pool.submit(page, sandbox, webview, step="sign_in", username="jane@example.com", password="1234")
        harness.wait_until(sandbox.virtual.is_hanging, "the sign-in to be under way")
        if meanwhile == "deleted":
            sandbox.ok("/connect_webviews/delete", **which)
        else:
            page(sandbox, webview, step="cancel")
        status, text, _ = signed_in.result()
    assert b"Choose sites" not in text, text
    if meanwhile == "deleted":
        assert status == 404
        sandbox.fails("/connect_webviews/get", 404, "connect_webview_not_found", **which)
    else:
        assert sandbox.ok("/connect_webviews/get", **which)["connect_webview"]["status"] == "failed"


def test_an_account_stays_with_its_customer(sandbox):
    id_ = connect(sandbox)
    sandbox.ok("/connected_accounts/update", connected_account_id=id_, customer_key="hotel-1")
    sites = [site["id"] for site in sandbox.virtual.get("state")["sites"]]
    webview = sandbox.ok(
        "/connect_webviews/create", accepted_providers=["salto_ks"], customer_key="hotel-2",
        custom_redirect_failure_url="https://example.com/failed")["connect_webview"]
    for fields in ({"step": "proceed"}, {"step": "sign_in", "username": "jane@example.com", "password": "1234"},
                   {"step": "select", "site": sites}):
        page(sandbox, webview, **fields)
    _, text, _ = page(sandbox, webview, step="allow")
    assert b"account_of_another_customer" in text
    webview = sandbox.ok("/connect_webviews/get", connect_webview_id=webview["connect_webview_id"])["connect_webview"]
    assert webview["status"] == "failed"
    assert sandbox.account()["customer_key"] == "hotel-1"


def test_connecting_again_lifts_a_bar(sandbox):
    id_ = connect(sandbox)
    people = WebApp(sandbox.virtual, "jane@example.com")
    sandbox.advance(60)
    people.edit(people.integration(), blocked=True)
    sandbox.ok("/connected_accounts/sync", connected_account_id=id_)
    site = next(s for s in sandbox.ok("/acs/systems/list")["acs_systems"] if s["name"] == "Main Site")
    assert errors(site) == {"acs_system_disconnected"}
    assert connect(sandbox) == id_
    sandbox.ok("/connected_accounts/sync", connected_account_id=id_)
    site = sandbox.ok("/acs/systems/get", acs_system_id=site["acs_system_id"])["acs_system"]
    assert site["errors"] == [] and people.integration()["blocked"] is False


def test_a_deleted_account_takes_everything_here_and_nothing_there(sandbox):
    id_ = connect(sandbox)
    site = next(s for s in sandbox.ok("/acs/systems/list")["acs_systems"] if s["name"] == "Main Site")
    group = sandbox.ok("/acs/access_groups/list", acs_system_id=site["acs_system_id"])["acs_access_groups"][0]
    user = sandbox.ok(
        "/acs/users/create", acs_system_id=site["acs_system_id"], full_name="Jim Guest",
        acs_access_group_ids=[group["acs_access_group_id"]])["acs_user"]["acs_user_id"]
    sandbox.ok("/acs/credentials/create", acs_user_id=user, access_method="code")
    session = sandbox.ok("/client_sessions/create", connected_account_ids=[id_])["client_session"]
    sandbox.ok("/connected_accounts/sync", connected_account_id=id_)
    sandbox.advance(200)
    mark = len([entry for entry in sandbox.virtual.ledger() if entry["effect"]])
    doors = len(sandbox.ok("/acs/entrances/list")["acs_entrances"])
    sandbox.ok("/connected_accounts/delete", connected_account_id=id_)
    for path, key in (("/connected_accounts/list", "connected_accounts"), ("/acs/systems/list", "acs_systems"),
                      ("/acs/users/list", "acs_users"), ("/acs/entrances/list", "acs_entrances"),
                      ("/acs/users/unmanaged/list", "acs_users"), ("/acs/credentials/list", "acs_credentials")):
        assert sandbox.ok(path)[key] == [], path
    sandbox.fails("/acs/users/get", 404, "acs_user_not_found", acs_user_id=user)
    sandbox.fails("/connected_accounts/get", 404, "connected_account_not_found", connected_account_id=id_)
    sessions = sandbox.ok("/client_sessions/get", client_session_id=session["client_session_id"])["client_session"]
    assert sessions["connected_account_ids"] == []
    counts = {type_: len(told(sandbox, type_)) for type_ in (
        "acs_user.deleted", "acs_credential.deleted", "acs_entrance.removed", "acs_access_group.deleted",
        "connected_account.deleted")}
    assert counts == {
        "acs_user.deleted": 1, "acs_credential.deleted": 1, "acs_entrance.removed": doors,
        "acs_access_group.deleted": 2, "connected_account.deleted": 1}
    # At Salto everything stays, and nothing is done there any more.
    sandbox.advance(7200)
    assert len([entry for entry in sandbox.virtual.ledger() if entry["effect"]]) == mark
    assert "Jim Guest" in WebApp(sandbox.virtual, "jane@example.com").users()
    # It is a new account when it is connected again, and who is left there is shown as others' own.
    fresh = connect(sandbox)
    assert fresh != id_
    sandbox.ok("/connected_accounts/sync", connected_account_id=fresh)
    assert "Jim Guest" in [person["full_name"] for person in sandbox.ok("/acs/users/unmanaged/list")["acs_users"]]


def test_who_was_made_before_is_found_after_the_account_was_connected_anew(sandbox):
    account = connect(sandbox)
    site = next(s for s in sandbox.ok("/acs/systems/list")["acs_systems"] if s["name"] == "Main Site")
    sandbox.ok("/acs/users/create", acs_system_id=site["acs_system_id"], full_name="Jim Guest")
    sandbox.advance(200)
    sandbox.ok("/connected_accounts/delete", connected_account_id=account)
    account = connect(sandbox)
    for _ in range(2):
        sandbox.ok("/connected_accounts/sync", connected_account_id=account)
        sandbox.advance(120)
    jim = next(user for user in sandbox.ok("/acs/users/list")["acs_users"] if user["full_name"] == "Jim Guest")
    assert "unknown_issue_with_acs_user" in {warning["warning_code"] for warning in jim["warnings"]}
    assert jim["salto_ks_metadata"] == {"is_subscribed": True}
    sandbox.advance(24 * 3600)
    jim = sandbox.ok("/acs/users/get", acs_user_id=jim["acs_user_id"])["acs_user"]
    assert jim["salto_ks_metadata"] == {"is_subscribed": False}


def user_ids(server):
    return sorted(user["acs_user_id"] for user in server.ok("/acs/users/list")["acs_users"])


def test_a_site_that_somebody_else_connects_too_keeps_its_guests(tmp_path):
    server = harness.Server(tmp_path / "server")
    try:
        server.guest("Jane Doe")
        server.set_clock(CHECK_IN)
        server.advance(120)
        before, users = server.virtual.user("Jane Doe"), user_ids(server)
        assert connect(server, OWNER) != server.account()["connected_account_id"]
        # Whom nothing knew would be found by two readings, and have access for a day.
        for _ in range(3):
            for account in server.ok("/connected_accounts/list")["connected_accounts"]:
                server.ok("/connected_accounts/sync", connected_account_id=account["connected_account_id"])
            server.advance(600)
        server.advance(25 * 3600)
        assert user_ids(server) == users
        others = {user["full_name"] for user in server.ok("/acs/users/unmanaged/list")["acs_users"]}
        assert "Jane Doe" not in others, others
        assert server.virtual.user("Jane Doe") == before and before["subscription_state"] == "subscribed"
        systems = sorted(system["acs_system_id"] for system in server.ok("/acs/systems/list")["acs_systems"])
        server.stop()
        server = harness.Server(tmp_path / "server")
        assert sorted(system["acs_system_id"] for system in server.ok("/acs/systems/list")["acs_systems"]) == systems
    finally:
        server.kill()
