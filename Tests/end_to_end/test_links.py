"""The base address of links is the configured one or the listener's, and never one from a request."""
import urllib.parse

import pytest

import harness
from harness import Server, admin, send
from several_nodes import of_one_server


def call(server, path, body=None, **headers):
    """With a foreign Host header."""
    return send(
        "POST", server.endpoint + path, body or {},
        {"authorization": f"Bearer {server.key}", "content-type": "application/json", "host": "evil.example",
         "x-forwarded-host": "evil.example", **headers})


def phone_session(server):
    guest = server.user(server.guest("Jane Doe"))
    token = server.ok("/client_sessions/create", user_identity_id=guest["user_identity_id"])["client_session"]["token"]
    return send(
        "POST", server.endpoint + "/seam/mobile_sdk/v1/phone_sessions/get_or_create",
        {"custom_sdk_installation_id": "phone-1", "phone_os": "ios"},
        {"client-session-token": token, "content-type": "application/json", "host": "evil.example"})


def links(server):
    """Every link that the API returns."""
    status, body, _ = call(server, "/connect_webviews/create")
    assert status == 200, body
    found = [body["connect_webview"]["url"]]
    for path in ("/connect_webviews/get", "/connect_webviews/list"):
        _, body, _ = call(server, path, {"connect_webview_id": body["connect_webview"]["connect_webview_id"]} if "get" in path else {})
        found.append((body.get("connect_webview") or body["connect_webviews"][0])["url"])
    _, body, _ = call(server, "/acs/entrances/list", {"limit": 1})
    found.append(body["pagination"]["next_page_url"])
    status, body, _ = phone_session(server)
    assert status == 200, body
    for session in body["phone_session"]["provider_sessions"]:
        url = session["phone_registration"]["provider_state"]["authorization_url"]
        found.append(dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(url).query))["redirect_uri"])
    assert len(found) == 5
    return found


@of_one_server("Servers behind a load balancer have a public address.")
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_on_loopback_links_lead_to_where_the_server_listens(tmp_path, host):
    server = Server(tmp_path / "server", "--host", host)
    try:
        assert server.endpoint.startswith(f"http://{host}:")
        assert all(link.startswith(server.endpoint + "/") for link in links(server)), links(server)
    finally:
        server.kill()


def test_a_public_address_is_that_of_every_link(tmp_path):
    server = Server(tmp_path / "server", "--host", "0.0.0.0", "--public-url", "https://doors.example.com")
    try:
        assert all(link.startswith("https://doors.example.com/") for link in links(server))
        assert "--public-url" not in server.log_text()
    finally:
        server.kill()


@of_one_server("Servers behind a load balancer have a public address.")
def test_elsewhere_the_server_starts_and_warns_and_makes_no_link_without_a_public_address(tmp_path):
    server = Server(tmp_path / "server", "--host", "0.0.0.0")
    try:
        assert "--public-url" in server.log_text()
        for path in ("/connect_webviews/create", "/connect_webviews/list"):
            status, body, _ = call(server, path)
            assert (status, body["error"]["type"]) == (400, "public_url_not_set") and "--public-url" in body["error"]["message"]
        status, body, _ = phone_session(server)
        assert (status, body["error"]["type"]) == (400, "public_url_not_set")
        assert server.ok("/phones/list")["phones"] == [], "nothing is half done"
        # A list without links is still paginated.
        first = server.ok("/acs/entrances/list", limit=2)
        assert first["pagination"]["has_next_page"] is True and first["pagination"]["next_page_url"] is None
        second = server.ok("/acs/entrances/list", limit=2, page_cursor=first["pagination"]["next_page_cursor"])
        assert first["acs_entrances"] + second["acs_entrances"] == server.ok("/acs/entrances/list", limit=4)["acs_entrances"]
    finally:
        server.kill()
