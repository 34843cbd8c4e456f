"""Which role sees which page of the console, and which form it may send. Judged by the ledger and the audit."""
import html
import urllib.parse

import pytest

from console_world import FILES, PAGES, ROLES, ConsoleWorld, Desk, may, words

# The least role of each section of the navigation.
SECTIONS = {
    address: least for address, least in PAGES if "/" not in address and "?" not in address and address != "import"}
# Forms that are on every page and concern nobody else.
OWN = ("/console/theme", "/console/sign_out")


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    world = ConsoleWorld(tmp_path_factory.mktemp("console"))
    yield world
    world.close()


@pytest.fixture(scope="module")
def desks(world):
    return {role: world.desk(role) for role in ROLES}


@pytest.mark.parametrize("role", ROLES)
def test_each_page_has_a_least_role(world, desks, role):
    found = []
    for address, least in PAGES:
        status, text, headers = desks[role].send("GET", world.url(address), follow=False)
        expected = 200 if may(role, least) else 403
        if status != expected:
            found.append((address, status, words(text)[-300:]))
        elif expected == 403 and "Your role does not allow this" not in text:
            found.append((address, "a refusal that does not say why", words(text)[-300:]))
        elif expected == 200 and address in FILES:
            assert headers["content-disposition"].startswith("attachment"), address
    assert found == []


@pytest.mark.parametrize("role", ROLES)
def test_the_navigation_leads_only_to_what_the_role_may_see(world, desks, role):
    text = html.unescape(desks[role].open("overview")[1])
    for section, least in SECTIONS.items():
        path = urllib.parse.urlsplit(world.url(section)).path
        assert (f'href="{path}"' in text) is may(role, least), section


def changing(desk, address):
    """The forms of a page that concern the workspace, by where they are sent and what they ask."""
    forms = [(urllib.parse.urlsplit(url).path, fields) for url, fields in desk.forms(address)]
    return {(path, fields.get("step"), frozenset(fields) - {"form_token", "form_key"}): fields for path, fields in forms
            if path not in OWN}


@pytest.mark.parametrize("role", ROLES[:-1])
def test_no_form_of_another_role_changes_anything(world, desks, role):
    tried, wrong = 0, []
    for address, least in PAGES:
        if address in FILES:
            continue
        others = changing(desks["administrator"], address)
        own = changing(desks[role], address) if may(role, least) else {}
        for key in others.keys() - own.keys():
            before = world.state()
            fields = {**others[key], "form_token": desks[role].form_token()}
            status, text, _ = desks[role].submit_to(world.server.endpoint + key[0], False, **fields)
            tried += 1
            # The session of another operator is not found.
            if status not in (403, 404):
                wrong.append((address, key, status, words(text)[-300:]))
            assert world.state() == before, (address, key)
    # The sections of administrators alone have more.
    assert tried > 20, tried
    assert wrong == []


def test_a_viewer_is_shown_no_forms_that_change_something(world, desks):
    shown = {address: list(changing(desks["viewer"], address)) for address, least in PAGES
             if least == "viewer" and address not in FILES and address != "operators/me"}
    assert {address: forms for address, forms in shown.items() if forms} == {}


def test_a_viewer_finds_no_pin_and_no_link_on_any_page(world, desks):
    methods = world.server.ok("/access_methods/list", access_grant_id=world.places["STAY"])["access_methods"]
    secrets = [method[name] for method in methods for name in ("code", "instant_key_url", "client_session_token")
               if method.get(name)]
    assert len(secrets) >= 2
    for address, least in PAGES:
        if may("viewer", least):
            text = desks["viewer"].open(address)[1]
            assert [secret for secret in secrets if secret in text] == [], address


def test_another_role_holds_from_the_next_page_on(world):
    """Also for a session that is open already."""
    desk = Desk(world, world.operator("Alex", "administrator"))
    assert desk.open("audit")[0] == 200
    operators = world.server.ok("/latchkey/v1/operators/list")["operators"]
    alex = next(one["operator_id"] for one in operators if one["name"] == "Alex")
    world.server.ok("/latchkey/v1/operators/update", operator_id=alex, role="viewer")
    assert desk.open("audit")[0] == 403 and desk.open("people")[0] == 200
    world.server.ok("/latchkey/v1/operators/delete", operator_id=alex)
    status, _, headers = desk.send("GET", world.url("people"), follow=False)
    assert status == 303 and headers["location"].startswith("/console/sign_in")
