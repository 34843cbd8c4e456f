"""Every part of a customer's page in Chromium: on phones and large screens, light and dark, and for everybody."""
import contextlib

import pytest

from console_browser import Browser
from harness import Server
from test_console_pages import faults, listed

# A long name without spaces, which could make a page wider than its window.
LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente"
WHO = {"customer_key": "hotel"}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("portal"))
    account = server.account()["connected_account_id"]
    server.ok("/connected_accounts/update", connected_account_id=account, **WHO)
    server.ok("/latchkey/v1/customers/update_rules", staff_member_created=True, **WHO)
    server.ok(
        "/customers/push_data", rooms=[{"room_key": "4b", "name": "Room 4B"}, {"room_key": "5", "name": LONG}],
        guests=[{"guest_key": "joe", "name": "Joe"}],
        staff_members=[{"staff_member_key": "max", "name": LONG, "room_keys": ["4b"]}],
        reservations=[{"reservation_key": "r1", "guest_key": "joe", "room_keys": ["4b"], "name": "Stay of Joe",
                       "starts_at": "2024-11-01T15:00:00Z", "ends_at": "2024-11-04T11:00:00Z"}], **WHO)
    yield server
    server.kill()


@pytest.fixture(scope="module")
def browser():
    with contextlib.closing(Browser()) as browser:
        yield browser


def portal(server, **options):
    return server.ok("/customers/create_portal", customer_data=WHO, **options)["customer_portal"]["url"]


def parts(server):
    """The query of each part of the page."""
    door = server.ok("/devices/get", name="Apartment 4B")["device"]["device_id"]
    space = server.ok("/spaces/get", space_key="4b")["space"]["space_id"]
    server.ok("/spaces/add_acs_entrances", space_id=space, acs_entrance_ids=[door])
    stay = server.ok("/access_grants/get", access_grant_key="r1")["access_grant"]["access_grant_id"]
    member = server.ok("/user_identities/get", user_identity_key="max")["user_identity"]["user_identity_id"]
    return ["show=overview", f"show=stay&id={stay}", "show=new_stay", f"show=space&id={space}", "show=doors",
            f"show=door&id={door}", "show=new_staff_member", f"show=staff_member&id={member}", "show=stay&id=none"]


def without_status(found):
    """The browser itself notes the status of a page that is about an error."""
    return [fault for fault in found if "the server responded with a status of 4" not in fault[-1]]


def test_each_part_fits_each_width_and_works_with_screen_readers(server, browser):
    found, address = [], portal(server)
    for part in parts(server):
        browser.get(f"{address}&{part}")
        found += faults(browser, part, sheets=False)
    found = without_status(found)
    assert found == [], listed(found)


def test_so_do_a_link_that_changes_nothing_and_one_that_never_worked(server, browser):
    found = []
    for name, address in {"read_only": portal(server, read_only=True), "unknown": f"{portal(server)}x"}.items():
        browser.get(address)
        found += faults(browser, name, sheets=False)
    found = without_status(found)
    assert found == [], listed(found)


def test_a_member_of_the_staff_is_added_by_keyboard_alone(server, browser):
    browser.look(320)
    browser.get(portal(server))
    browser.tab_to("New member of the staff").click()
    browser.tab_to("Name").send_keys("Anna Berg")
    browser.tab_to("Room 4B").send_keys(" ")
    browser.tab_to("Add the member").send_keys("\n")
    browser.wait("the member", lambda driver: "The member of the staff is added." in driver.page_source)
    spaces = [grant["space_ids"] for grant in server.ok("/access_grants/list", **WHO)["access_grants"]
              if grant["access_grant_key"].startswith("staff_member:portal:")]
    assert spaces == [[server.ok("/spaces/get", space_key="4b")["space"]["space_id"]]]
