"""Changes, disconnects, reconnects and deletes connected accounts, and checks the consequences."""
import concurrent.futures

import pytest

import harness
from harness import CHECK_IN, errors
from visitor import Visitor
from web_app import OWNER, WebApp



def page(server, webview, **fields):
    """The connect page as a plain form, always in the same browser."""
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
        # Users of an unknown origin would be found by two readings, and would have access for a day.
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
