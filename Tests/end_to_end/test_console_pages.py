"""Every page of the console in Chromium: on phones and large screens, light and dark, on paper, and for everybody."""
import contextlib

import pytest
from selenium.webdriver.common.by import By

from console_browser import THEMES, WIDTHS, Browser
from console_world import FILES, OUTSIDE, PAGES, ConsoleWorld

# axe-core is slower than the layout, so it looks at a phone and at a wide screen only.
CHECKED = (320, 1120)
# The elements that move although the reader asked for less motion.
MOVING = """
  const slow = text => text.split(",").some(one => parseFloat(one) > .05);
  return [...document.querySelectorAll("*")].flatMap(one => ["", "::before", "::after"].map(part => [one, part]))
    .filter(([one, part]) => {
      const style = getComputedStyle(one, part || null);
      return (style.animationName !== "none" && slow(style.animationDuration)) || slow(style.transitionDuration);
    }).map(([one, part]) => one.outerHTML.slice(0, 100) + part);
"""
# On paper: what is for the screen only, and the columns that are not there.
PRINTED = """
  const shown = one => one.checkVisibility();
  return {
    screen: [...document.querySelectorAll(".sidebar, .topbar, .filters, .tabs, .btn, .skip-link")].filter(shown).length,
    missing: [...document.querySelectorAll("main th")].filter(one => !shown(one)).map(one => one.textContent),
    rows: [...document.querySelectorAll("main tbody tr")].filter(shown).length,
  };
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    world = ConsoleWorld(tmp_path_factory.mktemp("console"))
    yield world
    world.close()


@pytest.fixture(scope="module")
def browser(world):
    browser = Browser()
    browser.enter(world.desk("administrator"))
    yield browser
    browser.close()


def faults(browser, where, sheets=True):
    """What is wrong with the page that the browser shows, at all widths and in both themes."""
    found = []
    for width in WIDTHS:
        for theme in THEMES:
            browser.look(width, theme)
            found += [(where, width, theme, "scrolls sideways", part) for part in browser.sticks_out()]
            if width in CHECKED:
                # Only colours differ between the themes.
                rules = None if theme == THEMES[0] else ["color-contrast"]
                found += [(where, width, theme, violation) for violation in browser.violations(rules=rules)]
    browser.look(320)
    for name, sheet in browser.sheets() if sheets else ():
        found += [(where, name, violation) for violation in browser.violations(sheet)]
        found += [(where, name, "scrolls sideways", part) for part in browser.sticks_out()]
    return found + [(where, complaint) for complaint in browser.complaints()]


def listed(found):
    """The faults for a reader: each once, with the looks in which it shows."""
    looks = {}
    for where, *look, what in found:
        looks.setdefault((where, str(what)), []).append(" ".join(map(str, look)))
    return "\n".join(["", *(f"{where}: {what} ({', '.join(shown)})" for (where, what), shown in looks.items())])


def test_each_page_fits_each_width_and_works_with_screen_readers(world, browser):
    found = []
    for address, _ in PAGES:
        if address not in FILES:
            browser.get(world.url(address))
            found += faults(browser, address)
    assert found == [], listed(found)


def test_so_do_the_pages_without_a_workspace_and_those_about_errors(world, browser):
    found = []
    for address in OUTSIDE:
        browser.get(world.server.endpoint + address)
        found += faults(browser, address)
    browser.get(world.url("people/nobody"))
    found += faults(browser, "people/nobody")
    with contextlib.closing(Browser()) as other:
        other.enter(world.desk("viewer"))
        other.get(world.url("settings"))
        assert "Your role does not allow this" in other.main()
        found += faults(other, "settings, for a viewer")
    # The browser itself notes the status of the pages that are about an error.
    found = [fault for fault in found if "Failed to load resource: the server responded with a status of 40" not in fault[-1]]
    assert found == [], listed(found)


def test_a_refused_form_shows_its_faults_to_everybody(world, browser):
    browser.get(world.url("stays/STAY"))
    browser.look(1280)
    browser.run("""
      const form = document.querySelector("#stay-end form");
      form.noValidate = true;
      form.elements.ends_at.value = "";
      form.querySelector("button[name=step]").click();
    """)
    browser.wait("the fault", lambda driver: any(
        one.is_displayed() for one in driver.find_elements(By.CSS_SELECTOR, "[role=alert]")))
    field = browser.driver.find_element(By.ID, "ends_at")
    assert field.get_attribute("aria-invalid") == "true"
    described = field.get_attribute("aria-describedby").split()
    assert all(browser.driver.find_elements(By.ID, id_) for id_ in described), described
    found = [fault for fault in faults(browser, "a refused form") if "status of 422" not in fault[-1]]
    assert found == [], listed(found)


def test_nothing_moves_for_who_asked_for_less_motion(world, browser):
    found = []
    for address in ("overview", "activity", "people/PERSON", "doors/DOOR"):
        browser.get(world.url(address))
        browser.look(1280, motion="reduce")
        found += [(address, part) for part in browser.run(MOVING)]
    assert found == [], listed(found)


def test_the_list_of_doors_prints_all_columns_and_nothing_else(world, browser):
    browser.get(world.url("doors"))
    # A sheet of A4.
    browser.look(794, "dark", media="print", height=1123)
    assert browser.run(PRINTED) == {"screen": 0, "missing": [], "rows": len(world.server.ok("/locks/list")["locks"])}
    assert browser.sticks_out() == []
    ground = browser.driver.find_element(By.TAG_NAME, "body").value_of_css_property("background-color")
    assert ground == "rgba(255, 255, 255, 1)", "paper is white in the dark theme too"


def test_the_menu_of_a_phone(world, browser):
    browser.get(world.url("overview"))
    browser.look(320)
    assert not browser.driver.find_element(By.ID, "nav").is_displayed()
    browser.driver.find_element(By.CSS_SELECTOR, ".topbar [popovertarget=nav]").click()
    browser.wait("the menu", lambda driver: driver.find_element(By.ID, "nav").is_displayed())
    assert browser.violations() == []
    browser.press("People")
    browser.wait("the people", lambda _: browser.path().endswith("/people"))


def test_the_appearance_that_was_chosen_is_kept(world, browser):
    browser.get(world.url("overview"))
    browser.look(1280, "light")

    def ground():
        return browser.driver.find_element(By.TAG_NAME, "body").value_of_css_property("background-color")

    light = ground()
    for theme, is_light in (("dark", False), ("light", True), ("system", True)):
        browser.driver.find_element(By.CSS_SELECTOR, ".topbar details.menu summary").click()
        browser.driver.find_element(By.CSS_SELECTOR, f"button[name=theme][value={theme}]").click()
        chosen = None if theme == "system" else theme
        browser.wait(theme, lambda driver: driver.find_element(By.TAG_NAME, "html").get_dom_attribute("data-theme") == chosen)
        assert (ground() == light) is is_light and browser.path().endswith("/overview")
