"""Operations that a client session may not perform on visible objects answer 403 and change nothing."""

from databases import Rows
from harness import APARTMENT, CHECK_IN, COMMON
from session_calls import CALLS
from test_client_sessions import LOCKS, Guests, Owner, seen, server, shown  # noqa: F401 (server is a fixture)

# The public API answers with these to a session that does not see the device.
UNSEEN = {"/devices/get", "/devices/unmanaged/get", "/locks/get"}


def test_a_session_that_works_is_not_told_that_it_does_not(server, tmp_path):
    guests = Guests(server, tmp_path / "data")
    account = server.account()["connected_account_id"]
    webview = server.ok("/connect_webviews/create", accepted_providers=["salto_ks"])["connect_webview"][
        "connect_webview_id"]
    sees = server.ok(
        "/client_sessions/create", user_identity_id=guests.own.identity, connected_account_ids=[account],
        connect_webview_ids=[webview])["client_session"]["token"]
    empty = server.ok("/client_sessions/create")["client_session"]["token"]
    own = guests.own.fields | {
        "acs_entrance_id": guests.shared, "acs_entrance_ids": [guests.shared], "connected_account_id": account,
        "connect_webview_id": webview, "webhook_id": guests.other.fields["webhook_id"],
        "action_attempt_id": guests.other.fields["action_attempt_id"]}
    wrong = []
    for path, calls in CALLS.items():
        for names in calls:
            for token, fields in ((sees, own), (guests.own.session["token"], guests.other.fields), (empty, own)):
                parameters = {}
                for name in names.split():
                    lock = guests.shared if fields is own else guests.storage
                    if name in LOCKS:
                        parameters.update(LOCKS[name](lock))
                    else:
                        parameters[{"shared_entrance": "acs_entrance_id", "own_identity": "user_identity_id"}.get(
                            name, name)] = {"shared_entrance": guests.shared, "own_identity": guests.own.identity}.get(
                                name) or (fields | guests.values)[name]
                status, body = shown(server, token, path, **parameters)
                if status == 401 and not (path in UNSEEN and token != sees) or status >= 500 \
                        or status == 403 and body["error"]["type"] not in ("forbidden", "no_access"):
                    wrong.append((path, parameters, status, body))
    assert not wrong, "\n".join(map(str, wrong))
    for token in sees, guests.own.session["token"], empty:
        assert shown(server, token, "/client_sessions/get")[0] == 200


def lock(server, name="Apartment 4B"):
    return server.ok("/devices/get", name=name)["device"]


def test_a_guests_session_changes_no_shared_lock(server):
    guest = Owner(server, "Jane Doe", (COMMON, APARTMENT), "jane")
    before, token = lock(server), guest.session["token"]
    assert seen(server, token, "/devices/get", device_id=before["device_id"])
    for change in {"name": "Mine"}, {"custom_metadata": {"mine": True}}, {"properties": {"name": "Mine"}}:
        status, body = shown(server, token, "/devices/update", device_id=before["device_id"], **change)
        assert (status, body["error"]["type"]) == (403, "forbidden") and "share" in body["error"]["message"], body
    assert lock(server) == before
    # A session that sees the lock through its account, its webview or its customer may do so.
    account = server.account()["connected_account_id"]
    server.ok("/connected_accounts/update", connected_account_id=account, customer_key="hotel")
    webview = server.ok("/connect_webviews/create", accepted_providers=["salto_ks"])["connect_webview"][
        "connect_webview_id"]
    Rows(server.data).run("UPDATE connect_webviews SET connected_account_id = ?", account)
    ways = [{"connected_account_ids": [account]}, {"connect_webview_ids": [webview]}, {"customer_key": "hotel"},
            {"connected_account_ids": [account], "user_identity_id": guest.identity}]
    for number, way in enumerate(ways):
        session = server.ok("/client_sessions/create", **way)["client_session"]["token"]
        seen(server, session, "/devices/update", device_id=before["device_id"], name=f"Door {number}")
        assert lock(server, f"Door {number}")["device_id"] == before["device_id"]


def test_a_guests_session_does_not_end_the_houses_office_mode(server):
    guest = Owner(server, "Jane Doe", (COMMON, APARTMENT), "jane")
    server.set_clock(CHECK_IN)
    server.advance(60)
    entrance = lock(server, "Elevator Lobby")["device_id"]
    assert shown(server, guest.session["token"], "/locks/lock_door", device_id=entrance)[0] == 200
    server.virtual.post(f"locks/{server.virtual.lock('Elevator Lobby')}", {"office_mode": True})
    server.sync()
    status, body = shown(server, guest.session["token"], "/locks/lock_door", device_id=entrance)
    assert (status, body["error"]["type"]) == (403, "forbidden") and "office mode" in body["error"]["message"], body
    assert server.ok("/locks/lock_door", device_id=entrance)["action_attempt"]["status"] == "success"


def test_one_session_sees_a_bounded_number_of_webviews(server):
    session = server.ok("/client_sessions/create", user_identifier_key="jane")["client_session"]
    made = [seen(server, session["token"], "/connect_webviews/create", accepted_providers=["salto_ks"])
            for _ in range(3)]
    rows = Rows(server.data)
    rows.run("DELETE FROM client_session_webviews")
    rows.run(
        "WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n < 98) "
        "INSERT INTO client_session_webviews (workspace_id, client_session_id, connect_webview_id, position) "
        "SELECT workspace_id, client_session_id, 'w' || n, n FROM client_sessions, c")
    assert seen(server, session["token"], "/connect_webviews/create", accepted_providers=["salto_ks"])
    status, body = shown(server, session["token"], "/connect_webviews/create", accepted_providers=["salto_ks"])
    assert (status, body["error"]["type"]) == (400, "too_many_connect_webviews"), body
    one = made[0]["connect_webview"]["connect_webview_id"]
    server.fails(
        "/client_sessions/grant_access", 400, "too_many_connect_webviews", user_identifier_key="jane",
        connect_webview_ids=[one])
    listed = server.ok("/connect_webviews/list")["connect_webviews"]
    assert len(listed) == 4, "what was refused was not made"


def test_one_webview_is_seen_by_a_bounded_number_of_sessions(server):
    webview = server.ok("/connect_webviews/create", accepted_providers=["salto_ks"])["connect_webview"][
        "connect_webview_id"]
    server.ok("/client_sessions/create", connect_webview_ids=[webview])
    rows = Rows(server.data)
    columns = rows.columns()["client_sessions"]
    values = {"client_session_id": "'s' || n", "sequence": "sequence + n", "short_token": "'t' || n"}
    rows.run(
        "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 998) "
        f"INSERT INTO client_sessions ({', '.join(columns)}) "
        f"SELECT {', '.join(values.get(column, column) for column in columns)} FROM client_sessions, c")
    rows.run(
        "INSERT INTO client_session_webviews (workspace_id, client_session_id, connect_webview_id, position) "
        "SELECT workspace_id, client_session_id, ?, 0 FROM client_sessions WHERE client_session_id LIKE 's%'", webview)
    server.ok("/client_sessions/create", connect_webview_ids=[webview])
    error = server.fails("/client_sessions/create", 400, "invalid_input", connect_webview_ids=[webview])
    assert "connect_webview_ids" in error["message"] or "1000" in error["message"], error
