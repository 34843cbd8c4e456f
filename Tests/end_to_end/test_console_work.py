"""The work of a front desk in the console: by keyboard alone, and without scripts. Judged by the ledger."""
import contextlib

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from console_browser import Browser
from console_world import ConsoleWorld
from harness import CHECK_OUT
from test_guest_page import FAINT

A_DAY_LATER = "2024-11-05T11:00:00.000Z"


@pytest.fixture
def world(tmp_path):
    world = ConsoleWorld(tmp_path / "console")
    yield world
    world.close()


def end(world):
    """When Jane's stay ends."""
    return world.server.ok("/access_grants/get", access_grant_id=world.places["STAY"])["access_grant"]["ends_at"]


def opened(world):
    """How often a door was opened remotely."""
    return world.server.virtual.effects().get("lock_opened_remotely", 0)


def sign_in(browser, world, address, role="front_desk"):
    """By keyboard: from a page that needs a session to that page."""
    browser.get(world.url(address))
    browser.wait("the form", lambda _: browser.path() == "/console/sign_in")
    browser.tab_to("Personal access token").send_keys(world.tokens[role], Keys.ENTER)
    browser.wait(address, lambda _: browser.path().endswith(f"/{address}"))


def a_day_later(field):
    """Types into a field of a date and a time, whose first part is the month."""
    field.send_keys(Keys.ARROW_RIGHT, Keys.ARROW_UP)


def test_a_front_desk_works_by_keyboard_alone(world):
    with contextlib.closing(Browser()) as browser:
        browser.look(1280)
        sign_in(browser, world, "people")
        browser.tab_to("Skip to the content", 1).send_keys(Keys.ENTER)
        browser.tab_to("Jane Okafor", 40).send_keys(Keys.ENTER)
        browser.shows("Ways to open")
        extend(browser, world)
        open_door(browser, world)
        assert browser.complaints() == []


def extend(browser, world):
    """Extends the stay of the person on the page by a day, at the second try."""
    browser.tab_to("Extend").send_keys(Keys.ENTER)
    sheet = browser.driver.find_element(By.ID, "stay-end")
    assert sheet.is_displayed()
    browser.tab_to("Until", 5)
    browser.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert not sheet.is_displayed()
    assert browser.focus().accessible_name == "Extend", "the focus returns to what opened the sheet"
    assert end(world) == CHECK_OUT
    browser.focus().send_keys(Keys.ENTER)
    a_day_later(browser.tab_to("Until", 5))
    browser.tab_to("Change the end", 10).send_keys(Keys.ENTER)
    browser.shows("The end is changed.")
    assert end(world) == A_DAY_LATER
    assert browser.violations() == [] and browser.run(FAINT, 4.5) == []
    # Back, and once more: the notice has the way back.
    undo = browser.driver.find_element(By.CSS_SELECTOR, ".notice form button")
    assert undo.text.startswith("Back to 4 Nov")
    browser.tab_to(undo.accessible_name).send_keys(Keys.ENTER)
    browser.wait("the old end", lambda _: end(world) == CHECK_OUT)


def open_door(browser, world):
    """Opens a door, from the page of a person. A reload opens nothing."""
    browser.tab_to("Doors", tag="a").send_keys(Keys.ENTER)
    browser.wait("the doors", lambda _: browser.path().endswith("/doors"))
    browser.tab_to("Apartment 4B").send_keys(Keys.ENTER)
    browser.shows("Who can open it")
    browser.tab_to("Open now").send_keys(Keys.ENTER)
    assert opened(world) == 0, "it asks first"
    browser.tab_to("Open now", 5).send_keys(Keys.ENTER)
    browser.wait("the attempt", lambda _: "/openings/" in browser.path())
    browser.wait("the end of the attempt", lambda driver: not driver.find_elements(By.TAG_NAME, "progress"))
    assert opened(world) == 1
    browser.driver.refresh()
    browser.shows("Apartment 4B")
    assert opened(world) == 1 and browser.violations() == []


def test_the_page_of_an_attempt_follows_it(world):
    with contextlib.closing(Browser()) as browser:
        browser.enter(world.desk("front_desk"))
        browser.get(world.url("doors/DOOR"))
        # The first response waits for a few seconds.
        world.server.virtual.faults({"kind": "latency", "latency_ms": 12_000, "match": "locking"})
        browser.press("Open now")
        browser.driver.find_element(By.CSS_SELECTOR, "#open-now button[name=step]").click()
        browser.wait("the attempt", lambda driver: driver.find_elements(By.TAG_NAME, "progress"))
        assert browser.violations() == []
        browser.run("window.isSamePage = true")
        browser.wait("the end of the attempt", lambda driver: not driver.find_elements(By.TAG_NAME, "progress"))
        browser.shows("Apartment 4B is open")
        assert opened(world) == 1
        assert browser.run("return window.isSamePage"), "only the content was replaced"
        assert browser.complaints() == []


def test_a_front_desk_works_without_scripts(world):
    with contextlib.closing(Browser(scripts=False)) as browser:
        browser.look(375)
        sign_in(browser, world, "people")
        assert "js" not in (browser.driver.find_element(By.TAG_NAME, "html").get_dom_attribute("class") or "")
        find(browser, world)
        show_pin(browser, world)
        suspend(browser, world)
        add_stay(browser, world)
        browser.get(world.url("doors/DOOR"))
        browser.press("Open now")
        browser.driver.find_element(By.CSS_SELECTOR, "#open-now button[name=step]").click()
        browser.wait("the attempt", lambda _: "/openings/" in browser.path())
        # The page loads itself again until the attempt is over.
        browser.wait("the end of the attempt", lambda driver: not driver.find_elements(By.TAG_NAME, "progress"))
        assert opened(world) == 1
        sign_out(browser, world)


def find(browser, world):
    """Finds a person among all."""
    field = browser.driver.find_element(By.CSS_SELECTOR, "main input[name=q]")
    field.send_keys("Okafor", Keys.ENTER)
    browser.wait("the result", lambda _: "Noor Bakker" not in browser.main() and "Jane Okafor" in browser.main())
    browser.press("Jane Okafor")
    browser.shows("Ways to open")
    assert browser.path() == f"/console/{world.workspace}/people/{world.places['PERSON']}"


def show_pin(browser, world):
    """Shows the PIN of the person on the page, which is in no address and gone afterwards."""
    methods = world.server.ok("/access_methods/list", access_grant_id=world.places["STAY"])["access_methods"]
    digits = next(method["code"] for method in methods if method.get("code"))
    assert digits not in browser.driver.page_source
    browser.press("Show PIN")
    browser.wait("the PIN", lambda _: digits in browser.main().replace(" ", ""))
    assert digits not in browser.driver.current_url
    browser.get(world.url("people/PERSON"))
    assert digits not in browser.driver.page_source


def suspend(browser, world):
    """Suspends the person on the page, and takes it back."""
    def is_suspended():
        return world.server.user(world.places["PERSON"])["is_suspended"]

    browser.press("Suspend")
    browser.press("Suspend now")
    browser.shows("Jane Okafor is suspended.")
    assert is_suspended()
    browser.press("Lift the suspension")
    browser.shows("Jane Okafor is no longer suspended.")
    assert not is_suspended()


def add_stay(browser, world):
    """Adds a stay, which nothing did before it was checked."""
    def grants():
        return [grant["display_name"] for grant in world.server.ok("/access_grants/list")["access_grants"]]

    before = len(grants())
    browser.get(world.url("stays/new"))
    browser.driver.find_element(By.NAME, "name").send_keys("Luca Moretti")
    browser.driver.find_element(By.CSS_SELECTOR, f"input[name=space][value='{world.places['SPACE']}']").click()
    browser.press("Check")
    browser.shows("Nothing is added yet.")
    assert len(grants()) == before
    browser.press("Add the stay")
    browser.wait("the new stay", lambda _: not browser.path().endswith("/stays/new") and "Luca Moretti" in browser.main())
    assert len(grants()) == before + 1
    browser.driver.refresh()
    assert len(grants()) == before + 1, "a reload adds nothing"


def sign_out(browser, world):
    browser.driver.find_element(By.CSS_SELECTOR, ".topbar details.menu summary").click()
    browser.press("Sign out")
    browser.wait("the form", lambda _: browser.path() == "/console/sign_in")
    browser.get(world.url("people"))
    browser.wait("the form", lambda _: browser.path() == "/console/sign_in")
    assert "Jane Okafor" not in browser.driver.page_source
