"""Administrators sign in on Salto's own page: by authorization code with PKCE, once for each state."""
import html
import re
import urllib.parse

import pytest

import harness
from test_accounts import page
from visitor import Visitor, title


FORM = {"content-type": "application/x-www-form-urlencoded"}


def hop(method, url, fields=None, headers=None, visitor=None):
    """One request without following redirects, in a visitor's browser: (status, location, text)."""
    data = urllib.parse.urlencode(fields).encode() if fields else None
    status, text, answered = (visitor or Visitor()).send(method, url, data, follow=False, **{**FORM, **(headers or {})})
    return status, answered["location"], text


@pytest.fixture
def server(tmp_path):
    server = harness.Server(tmp_path / "server", scenario="sandbox")
    yield server
    server.kill()


def webview(server):
    made = server.ok("/connect_webviews/create", accepted_providers=["salto_ks"])["connect_webview"]
    page(server, made, step="proceed")
    return made


def leave(server, made, **headers):
    """Presses the button that leads to the provider's own page, and returns its address."""
    visitor = made["visitor"]
    assert "own page" in visitor.get(made)[1]
    status, _, answered = visitor.submit(made, headers, follow=False, step="leave")
    assert status == 303, status
    return answered["location"]


def sign_in(address, username="jane@example.com", password="1234"):
    """Fills in the provider's own page, and returns the redirect address."""
    _, _, text = hop("GET", address)
    fields = {name: html.unescape(value)
              for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', text)}
    status, back, _ = hop(
        "POST", address.split("?")[0], {**fields, "username": username, "password": password})
    assert status == 302, status
    return back


def test_an_administrator_signs_in_at_saltos_own_page(server):
    made = webview(server)
    address = leave(server, made)
    asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query))
    assert asked["code_challenge_method"] == "S256" and asked["response_type"] == "code"
    assert asked["redirect_uri"] == server.endpoint + "/connect_webviews/authorized"
    back = sign_in(address)
    status, on, _ = hop("GET", back, visitor=made["visitor"])
    assert status == 303 and on.startswith("/connect_webviews/view?"), (status, on)
    assert title(hop("GET", server.endpoint + on, visitor=made["visitor"])[2]) == "Choose sites"
    # A state is valid for one return, and a code for one use.
    assert hop("GET", back, visitor=made["visitor"])[0] == 400
    sites = [site["id"] for site in server.virtual.get("state")["sites"]]
    page(server, made, step="select", site=sites[0])
    page(server, made, step="allow")
    account, = server.ok("/connected_accounts/list")["connected_accounts"]
    assert account["user_identifier"] == {"email": "jane@example.com"} and account["errors"] == []


def test_the_page_lets_forms_lead_to_the_identity_server_only(server):
    made = webview(server)
    policy = made["visitor"].get(made)[2]["content-security-policy"]
    assert f"form-action 'self' {server.virtual.base}" in policy, policy


@pytest.mark.parametrize("how", ["gave up", "wrong code", "forged state", "another webview's state", "too old"])
def test_what_comes_back_wrongly_signs_nobody_in(server, how):
    made, other = webview(server), webview(server)
    back = sign_in(leave(server, made))
    sound = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(back).query))
    place = back.split("?")[0]

    def come_back(**items):
        return hop("GET", f"{place}?{urllib.parse.urlencode(items)}", visitor=made["visitor"])

    if how == "forged state":
        secret = sound["state"].split(".")[1]
        for state in ("", "x", made["connect_webview_id"] + ".x", "." + secret, secret):
            assert come_back(state=state, code=sound["code"])[0] == 400, state
        # The real one still works.
        assert come_back(**sound)[0] == 303
        return
    if how == "another webview's state":
        state = other["connect_webview_id"] + "." + sound["state"].split(".")[1]
        assert come_back(state=state, code=sound["code"])[0] == 400
        return
    if how == "too old":
        server.advance(90_000)
    items = {"gave up": {"state": sound["state"], "error": "access_denied"},
             "wrong code": {"state": sound["state"], "code": "nonsense"},
             "too old": sound}[how]
    status, on, _ = come_back(**items)
    assert status == 303
    text = hop("GET", server.endpoint + on)[2]
    if how == "too old":
        assert title(text) == "This link has expired"
    else:
        assert title(text) == "Sign in to Salto KS" and "was not completed" in text
        # A reload, or a sign-in by password, continues from there.
        assert title(page(server, made, step="sign_in", username="jane@example.com", password="1234")[1].decode()) == (
            "Choose sites")
    assert come_back(**sound)[0] == 400, "the state is spent"


def test_a_public_address_is_used_for_every_way_back(tmp_path):
    server = harness.Server(tmp_path / "server", "--public-url", "https://doors.example.com/", scenario="sandbox")
    try:
        made = server.ok("/connect_webviews/create", accepted_providers=["salto_ks"])["connect_webview"]
        assert made["url"].startswith("https://doors.example.com/connect_webviews/view?")
        local = {**made, "url": made["url"].replace("https://doors.example.com", server.endpoint)}
        visitor = local["visitor"] = Visitor()
        _, _, headers = visitor.get(local)
        assert re.fullmatch(
            r"__Host-latchkey_connect=[\w-]{43}; Path=/; HttpOnly; SameSite=Lax; Secure", headers["set-cookie"])
        assert visitor.submit(local, {"origin": server.endpoint}, step="proceed")[0] == 403, "a form from elsewhere"
        assert visitor.submit(local, {"origin": "https://doors.example.com"}, follow=False, step="proceed")[0] == 303
        address = leave(server, local, origin="https://doors.example.com")
        asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query))
        assert asked["redirect_uri"] == "https://doors.example.com/connect_webviews/authorized"
    finally:
        server.kill()


@pytest.mark.parametrize("url", ["doors.example.com", "ftp://doors.example.com", "https://doors.example.com/api", "https://",
                                 "https://doors.example.com:99999", "https://jane@doors.example.com"])
def test_a_public_address_that_is_none_is_a_problem_at_the_start(tmp_path, url):
    with pytest.raises(RuntimeError, match="--public-url must be a scheme and host"):
        harness.Server(tmp_path / "server", "--public-url", url)


def test_the_page_waits_for_the_first_reading_where_that_is_asked_for(server):
    made = server.ok(
        "/connect_webviews/create", accepted_providers=["salto_ks"], wait_for_device_creation=True,
        custom_redirect_url="https://app.example.com/done")["connect_webview"]
    page(server, made, step="proceed")
    page(server, made, step="sign_in", username="jane@example.com", password="1234")
    sites = [site["id"] for site in server.virtual.get("state")["sites"]]
    page(server, made, step="select", site=sites)
    # The users of the sites cannot be read for a while.
    server.virtual.faults({"kind": "throttled", "match": "/users?"}, {"kind": "throttled", "match": "/tags"})
    page(server, made, step="allow")
    _, _, text = hop("GET", made["url"])
    assert title(text) == "Importing your sites" and 'http-equiv="refresh" content="2"' in text
    assert "app.example.com" not in text
    since = {"since": "2020-01-01T00:00:00Z", "event_type": "connected_account.completed_first_sync"}
    assert server.ok("/events/list", **since)["events"] == []
    server.virtual.faults()
    account = server.ok("/connected_accounts/list")["connected_accounts"][0]["connected_account_id"]
    server.ok("/connected_accounts/sync", connected_account_id=account)
    _, _, text = hop("GET", made["url"])
    assert title(text) == "Connected" and "https://app.example.com/done" in text
    server.ok("/connected_accounts/sync", connected_account_id=account)
    assert len(server.ok("/events/list", **since)["events"]) == 1
