"""What a stranger tries at the console: hostile names, forms of other sites, frames, planted sessions, guessed tokens."""
import contextlib
import html
import re
import urllib.parse

import pytest

from console_browser import Browser
from console_world import FILES, HOSTILE, OUTSIDE, PAGES, RAW, ConsoleWorld, Desk
from several_nodes import has_limits_of_its_own
from visitor import Visitor

COOKIE = "latchkey_console"
# Hostile names, and a page that shows each.
SHOWN = {
    "people": f"Jane Okafor{HOSTILE}", "people/PERSON": f"Jane Okafor{HOSTILE}", "overview": f"The hotel{HOSTILE}",
    "activity": f"Jane Okafor{HOSTILE}", "stays": f"Jane Okafor{HOSTILE}", "stays/STAY": f"Jane Okafor{HOSTILE}",
    "doors": f"Apartment 4B{HOSTILE}", "doors/DOOR": f"Apartment 4B{HOSTILE}", "spaces": f"Apartment 4B{HOSTILE}",
    "spaces/SPACE": f"Apartment 4B{HOSTILE}", "import/RUN": f"4C{HOSTILE}", "keys": f"Booking system{HOSTILE}",
    "operators": f"Vera Lind{HOSTILE}", "settings": f"The hotel{HOSTILE}",
    # The quotation mark and spaces of an address are percent-encoded.
    "webhooks": "<script>alert(1)</script>", "webhooks/WEBHOOK": "<script>alert(1)</script>",
}
ELSEWHERE = (
    "//evil.example", "https://evil.example", "https:evil.example", "/\\evil.example", "\\\\evil.example",
    "/console/../x", "/console/%2e%2e/%2e%2e/x", "/console//evil.example", "/console/\\evil.example", "/consolex",
    "/console/x\r\nset-cookie: a=b", "javascript:alert(1)", "/console/sign_in?to=/console/sign_in", "")


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    world = ConsoleWorld(tmp_path_factory.mktemp("console"), hostile=HOSTILE)
    yield world
    world.close()


@pytest.fixture(scope="module")
def desk(world):
    return world.desk("administrator")


def test_hostile_names_are_text_on_every_page(world, desk):
    for address, _ in PAGES:
        status, text, _ = desk.open(address)
        assert status == 200, address
        if address in FILES:
            continue
        assert not RAW.search(text), (address, RAW.search(text))
    for address, name in SHOWN.items():
        text = desk.open(address)[1]
        assert name in html.unescape(re.sub(r"</?(?:strong|b|mark)>", "", text)), address
    # What was typed comes back in the field, and in refusals.
    for address in ("people?q=", "activity?q=", "doors?q=", "stays?q=", "spaces?q=", "people?sort=", "activity?from=", "x?y="):
        _, text, _ = desk.open(address + urllib.parse.quote(HOSTILE))
        assert not RAW.search(text), address


def test_a_browser_runs_nothing_of_a_hostile_name_and_the_page_keeps_its_width(world, desk):
    with contextlib.closing(Browser()) as browser:
        browser.enter(desk)
        browser.look(320)
        found = []
        for address, _ in PAGES:
            if address not in FILES:
                browser.get(world.url(address))
                found += [(address, complaint) for complaint in browser.complaints()]
                found += [(address, part) for part in browser.sticks_out()]
        assert found == []


def test_a_file_for_a_spreadsheet_has_no_formulas(world, desk):
    """Spreadsheets run what begins with one of these signs."""
    world.server.ok("/acs/users/create", acs_system_id="11111111-1111-1111-1111-111111111111",
                    full_name="=HYPERLINK(\"http://evil.example\")")
    status, text, headers = desk.open("people/export")
    assert status == 200 and headers["content-type"].startswith("text/csv") and "HYPERLINK" in text
    assert not re.search(r'(?:^|,)"?[=+@]', text, re.M), text


# Forms and frames.


def test_no_form_of_another_page_is_accepted(world, desk):
    other = world.desk("administrator")
    name, endpoint = world.server.ok("/workspaces/get")["workspace"]["name"], world.server.endpoint
    fields = {"step": "workspace", "name": "Stolen", "connect_partner_name": "Stolen"}
    foreign = {"origin": "https://evil.example"}, {"origin": "null"}, {"sec_fetch_site": "cross-site"}, {
        "origin": endpoint + ".evil.example"}, {"sec_fetch_site": "same-site"}
    for token in ("", "x", other.form_token(), desk.form_token()[:-1]):
        assert desk.submit("settings", follow=False, form_token=token, **fields)[0] == 403, token
    for headers in foreign:
        assert desk.submit("settings", follow=False, headers=headers, **fields)[0] == 403, headers
        for path in ("/console/sign_out", "/console/theme", "/console/new_workspace"):
            status = desk.submit_to(endpoint + path, False, headers, form_token=desk.form_token(), theme="dark", name="x")[0]
            assert status == 403, (path, headers)
        # Nobody is signed in as somebody else by another page.
        assert Visitor().send(
            "POST", f"{endpoint}/console/sign_in", urllib.parse.urlencode({"token": world.tokens["viewer"]}).encode(),
            False, content_type="application/x-www-form-urlencoded", **headers)[0] == 403
    assert desk.send("GET", world.url("settings") + "?step=workspace&name=Stolen", follow=False)[0] == 200
    assert world.server.ok("/workspaces/get")["workspace"]["name"] == name
    assert desk.open("people")[0] == 200, "it is still signed in"


def test_no_page_is_framed_stored_or_read_by_another_origin(world, desk):
    for url in [world.url(address) for address, _ in PAGES] + [world.server.endpoint + path for path in OUTSIDE]:
        _, _, headers = desk.send("GET", url, follow=False, origin="https://evil.example")
        policy = headers["content-security-policy"].split("; ")
        assert {"default-src 'none'", "script-src 'self'", "style-src 'self'", "form-action 'self'", "base-uri 'none'",
                "frame-ancestors 'none'"} <= set(policy), url
        assert "unsafe" not in " ".join(policy)
        assert headers["cache-control"] == "no-store" and headers["x-content-type-options"] == "nosniff", url
        assert headers["access-control-allow-origin"] is None, url
        assert headers["referrer-policy"] in ("no-referrer", "same-origin"), url


# Signing in.


def sign_in(world, token, back="", visitor=None):
    visitor = visitor or Visitor()
    body = urllib.parse.urlencode({"token": token, "to": back}).encode()
    answer = visitor.send("POST", f"{world.server.endpoint}/console/sign_in", body, False, origin=world.server.endpoint,
                          content_type="application/x-www-form-urlencoded")
    return visitor, *answer


def test_signing_in_leads_to_pages_of_the_console_only(world):
    for place in ELSEWHERE:
        _, status, _, headers = sign_in(world, world.tokens["viewer"], place)
        assert (status, headers["location"]) == (303, "/console"), place
        text = Visitor().send("GET", f"{world.server.endpoint}/console/sign_in?to={urllib.parse.quote(place)}")[1]
        assert 'name="to" value=""' in text, place
    path = urllib.parse.urlsplit(world.url("people?q=a%26b")).path + "?q=a%26b"
    assert sign_in(world, world.tokens["viewer"], path)[3]["location"] == path


def test_the_session_is_a_new_one_after_signing_in(world):
    planted = Visitor()
    planted.cookies[COOKIE] = "planted"
    _, status, _, headers = sign_in(world, world.tokens["viewer"], visitor=planted)
    cookie = headers["set-cookie"]
    assert status == 303 and planted.cookies[COOKIE] != "planted"
    assert "; HttpOnly" in cookie and "SameSite=Lax" in cookie and "Domain" not in cookie
    first = planted.cookies[COOKIE]
    sign_in(world, world.tokens["viewer"], visitor=planted)
    assert planted.cookies[COOKIE] != first
    # The session that was left behind is over.
    planted.cookies[COOKIE] = first
    assert planted.send("GET", world.url("people"), follow=False)[0] == 303
    # A secret of a session is in no page and in no log.
    desk = world.desk("administrator")
    secret = desk.cookies[COOKIE]
    assert all(secret not in desk.open(address)[1] for address in ("overview", "operators", "operators/me", "audit"))
    assert secret not in world.server.log_text()


def test_a_session_does_not_outlive_its_token(world):
    server = world.server
    made = server.ok("/latchkey/v1/operators/create", name="Alex", role="administrator")["operator"]["operator_id"]
    token = server.ok("/latchkey/v1/operators/create_access_token", operator_id=made, name="Laptop")["access_token"]
    desk = Desk(world, token["token"])
    form_token = desk.form_token()
    assert desk.open("people")[0] == 200
    server.ok("/latchkey/v1/operators/revoke_access_token", access_token_id=token["access_token_id"])
    assert desk.send("GET", world.url("people"), follow=False)[0] == 303
    status, text, _ = desk.submit("spaces", follow=False, form_token=form_token, step="create", name="Late")
    assert status == 403 and "the form was not sent" in text
    assert "Late" not in [space["name"] for space in server.ok("/spaces/list")["spaces"]]


@has_limits_of_its_own
def test_tokens_cannot_be_guessed(world):
    statuses = [sign_in(world, f"seam_at1guess{number:04}_wrong")[1] for number in range(30)]
    assert statuses[0] == 422 and statuses[-1] == 429, statuses
    _, _, text, headers = sign_in(world, "seam_at1guess_wrong")
    assert int(headers["retry-after"]) > 0 and "Too many wrong tokens" in html.unescape(text)
    # Those who have a token are not locked out by a neighbour who guesses.
    assert sign_in(world, world.tokens["viewer"])[1] == 303
