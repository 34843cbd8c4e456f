"""How a client session is made, found, given more, and how it ends."""
import json
import socket
import urllib.parse

import pytest

from harness import send
from test_client_sessions import HEADERS, LONG_AGO, refused, seen, server, shown  # noqa: F401 (server is a fixture)


def test_a_session_is_made_found_and_given_more(server):
    identity = server.ok("/user_identities/create", email_address="jane@example.com")["user_identity"][
        "user_identity_id"]
    made = server.ok("/client_sessions/create", user_identifier_key="jane")["client_session"]
    assert made["token"].startswith("seam_cst") and made["user_identity_ids"] == []
    server.fails(
        "/client_sessions/create", 400, "client_session_token_already_exists", user_identifier_key="jane")
    status, body = shown(server, server.key, "/client_sessions/create", "PUT", user_identifier_key="jane")
    assert (status, body["client_session"]) == (200, made)
    assert server.ok("/client_sessions/get_or_create", user_identifier_key="jane")["client_session"] == made
    assert server.ok("/client_sessions/get", user_identifier_key="jane")["client_session"] == made
    server.fails(
        "/client_sessions/get", 400, "invalid_options", user_identifier_key="jane",
        client_session_id=made["client_session_id"])
    server.ok("/client_sessions/grant_access", client_session_id=made["client_session_id"], user_identity_id=identity)
    granted = server.ok("/client_sessions/get", client_session_id=made["client_session_id"])["client_session"]
    assert (granted["user_identity_id"], granted["user_identity_ids"]) == (identity, [identity])
    assert granted["token"] == made["token"]

    keyless = server.ok("/client_sessions/create")["client_session"]

    def listed(**filter_):
        sessions = server.ok("/client_sessions/list", **filter_)["client_sessions"]
        return {session["client_session_id"] for session in sessions}

    jane, other = made["client_session_id"], keyless["client_session_id"]
    assert listed() == {jane, other}
    assert listed(client_session_id=jane) == listed(user_identifier_key="jane") == {jane}
    assert listed(user_identity_id=identity) == {jane}
    assert listed(user_identity_id=None) == listed(without_user_identifier_key=True) == {other}
    assert listed(connect_webview_id="none") == set()


def test_a_session_ends(server):
    def create():
        return server.ok("/client_sessions/create")["client_session"]

    session = create()
    for header in HEADERS:
        assert shown(server, session["token"], "/client_sessions/get", header=header)[0] == 200, header
        if header != "authorization":
            status, body = shown(server, "hello", "/client_sessions/get", header=header)
            assert (status, body["error"]["type"]) == (400, "invalid_client_session_token")
        status, body = shown(server, session["token"][:-1] + "_", "/client_sessions/get", header=header)
        assert (status, body["error"]["type"]) == (401, "client_session_not_found"), header
    server.ok("/client_sessions/revoke", client_session_id=session["client_session_id"])
    assert refused(server, session["token"]) == "client_session_revoked"
    assert server.ok("/client_sessions/get", client_session_id=session["client_session_id"])
    first = server.ok("/client_sessions/get_or_create", user_identifier_key="again")["client_session"]
    server.ok("/client_sessions/revoke", client_session_id=first["client_session_id"])
    second = server.ok("/client_sessions/get_or_create", user_identifier_key="again")["client_session"]
    assert second["token"] != first["token"] and seen(server, second["token"], "/client_sessions/get")
    assert refused(server, first["token"]) == "client_session_revoked"

    session = create()
    server.ok("/client_sessions/delete", client_session_id=session["client_session_id"])
    assert refused(server, session["token"]) == "client_session_not_found"
    event = server.ok("/events/list", since=LONG_AGO, event_type="client_session.deleted")["events"]
    assert [found["client_session_id"] for found in event] == [session["client_session_id"]]
    server.fails(
        "/client_sessions/get", 404, "client_session_not_found", client_session_id=session["client_session_id"])

    server.set_clock("2024-11-01T12:00:00.000Z")
    session = server.ok("/client_sessions/create", user_identifier_key="short", expires_at="2024-11-01T13:00:00.000Z")
    token = session["client_session"]["token"]
    assert seen(server, token, "/client_sessions/get")
    server.set_clock("2024-11-01T13:00:00.000Z")
    assert refused(server, token) == "client_session_expired"
    server.ok("/client_sessions/get_or_create", user_identifier_key="short", expires_at="2024-11-02T13:00:00.000Z")
    assert seen(server, token, "/client_sessions/get")


def test_a_session_sees_the_doors_of_its_accounts_and_of_its_customer(server):
    account = server.account()["connected_account_id"]
    server.ok("/connected_accounts/update", connected_account_id=account, customer_key="hotel-1")
    ways = [{"connected_account_ids": [account]}, {"customer_key": "hotel-1"}]
    names = {}
    for way in [*ways, {"customer_key": "hotel-2"}, {}]:
        made = server.ok("/client_sessions/create", **way)["client_session"]
        sees = way in ways
        names[made["client_session_id"]] = sees
        assert made["device_count"] == (4 if sees else 0), way
        for path, name, count in [("/devices/list", "devices", 4), ("/locks/list", "devices", 4),
                                  ("/acs/entrances/list", "acs_entrances", 4), ("/acs/systems/list", "acs_systems", 2)]:
            assert len(seen(server, made["token"], path)[name]) == (count if sees else 0), (way, path)
        door = server.ok("/devices/list")["devices"][0]["device_id"]
        assert shown(server, made["token"], "/devices/get", device_id=door)[0] == (200 if sees else 401), way
        found, _ = shown(server, made["token"], "/connected_accounts/get", connected_account_id=account)
        assert found == (200 if sees else 404), way
        # To see a lock is no leave to move it, and people are their own.
        assert shown(server, made["token"], "/locks/unlock_door", device_id=door)[0] == 403
        assert seen(server, made["token"], "/acs/users/list")["acs_users"] == []
    # The customer narrows lists of who runs the workspace, too.
    for path, name in [("/devices/list", "devices"), ("/locks/list", "devices"), ("/acs/systems/list", "acs_systems"),
                       ("/acs/entrances/list", "acs_entrances")]:
        assert server.ok(path, customer_key="hotel-1")[name] == server.ok(path)[name] != []
        assert server.ok(path, customer_key="hotel-2")[name] == []


def test_a_session_sees_the_webviews_that_it_is_let_see(server):
    webview = server.ok("/connect_webviews/create", accepted_providers=["salto_ks"])["connect_webview"]
    which = {"connect_webview_ids": [webview["connect_webview_id"]]}
    session = server.ok("/client_sessions/create", user_identifier_key="jane", **which)["client_session"]
    other = server.ok("/client_sessions/create")["client_session"]
    assert session["connect_webview_ids"] == which["connect_webview_ids"]
    assert [one["connect_webview_id"] for one in seen(server, session["token"], "/connect_webviews/list")["connect_webviews"]] \
        == which["connect_webview_ids"]
    listed = server.ok("/client_sessions/list", connect_webview_id=webview["connect_webview_id"])["client_sessions"]
    assert [one["client_session_id"] for one in listed] == [session["client_session_id"]]
    listed = server.ok("/client_sessions/list", connect_webview_id=None)["client_sessions"]
    assert [one["client_session_id"] for one in listed] == [other["client_session_id"]]
    server.fails("/client_sessions/create", 404, "connect_webview_not_found", connect_webview_ids=["nobody's"])


def test_a_session_sets_no_customer_but_its_own(server):
    stranger = server.ok("/client_sessions/create")["client_session"]["token"]
    own = server.ok("/client_sessions/create", customer_key="hotel-1")["client_session"]["token"]
    wish = {"accepted_providers": ["salto_ks"], "customer_key": "hotel-1"}
    status, body = shown(server, stranger, "/connect_webviews/create", **wish)
    assert status == 400 and "customer_key" in body["error"]["validation_errors"], body
    assert seen(server, own, "/connect_webviews/create", **wish)["connect_webview"]["customer_key"] == "hotel-1"


def test_a_put_makes_a_session_that_works(server):
    def put(**parameters):
        status, body, _ = send("PUT", server.endpoint + "/client_sessions/create", parameters, {
            "authorization": "Bearer " + server.key, "content-type": "application/json"})
        assert status == 200, body
        return body["client_session"]

    server.set_clock("2024-11-01T12:00:00.000Z")
    first = put(user_identifier_key="jane", expires_at="2024-11-01T13:00:00.000Z")
    assert put(user_identifier_key="jane") == first
    server.set_clock("2024-11-01T14:00:00.000Z")
    again = put(user_identifier_key="jane")
    assert again["token"] == first["token"] and seen(server, again["token"], "/client_sessions/get")
    server.ok("/client_sessions/revoke", client_session_id=first["client_session_id"])
    new = put(user_identifier_key="jane")
    assert new["token"] != first["token"] and seen(server, new["token"], "/client_sessions/get")
    assert refused(server, first["token"]) == "client_session_revoked"
    assert server.ok("/client_sessions/get", client_session_id=first["client_session_id"])


@pytest.mark.parametrize("end", ["revoke", "delete"])
def test_a_session_that_ended_while_its_request_came_stays_ended(server, end):
    session = server.ok("/client_sessions/create")["client_session"]
    body = json.dumps({"accepted_providers": ["salto_ks"]}).encode()
    address = urllib.parse.urlsplit(server.endpoint)
    with socket.create_connection((address.hostname, address.port), timeout=60) as slow:
        slow.sendall(
            f"POST /connect_webviews/create HTTP/1.1\r\nhost: a\r\nauthorization: Bearer {session['token']}\r\n"
            f"content-type: application/json\r\ncontent-length: {len(body)}\r\nconnection: close\r\n\r\n".encode())
        # The server has time to let the caller in.
        assert seen(server, session["token"], "/client_sessions/get")
        server.ok("/client_sessions/" + end, client_session_id=session["client_session_id"])
        slow.sendall(body)
        answer = slow.makefile("rb").read()
    assert answer.startswith(b"HTTP/1.1 401"), answer
    assert refused(server, session["token"]) in ("client_session_revoked", "client_session_not_found")
    assert server.ok("/connect_webviews/list")["connect_webviews"] == []


def test_a_token_is_nowhere_in_the_clear(server, tmp_path):
    token = server.ok("/client_sessions/create", user_identifier_key="jane")["client_session"]["token"]
    seen(server, token, "/client_sessions/get")
    assert refused(server, token[:-2] + "__")
    server.stop()
    secret = token.rsplit("_", 1)[1].encode()
    assert len(secret) > 16
    searched = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert any(file.name == "log.txt" for file in searched) and any(b"SQLite" in f.read_bytes() for f in searched)
    assert [file.name for file in searched if secret in file.read_bytes()] == []
