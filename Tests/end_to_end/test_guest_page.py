"""The page of a guest in a real browser: in every state, on phone and screen, in light and dark, with and without
scripts. test_guest_offline.py has the page without a connection.

LATCHKEY_SCREENSHOTS names a folder for screenshots of the page.
"""
import contextlib
import os
import pathlib
import urllib.parse

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from harness import BUILDING_A, CHECK_IN, CHECK_OUT
from test_connect import browser, tab_to, titled, wait
from visitor import Visitor

LATER = "2024-11-06T11:00:00.000Z"
# The least contrast that is allowed between text and its ground.
CONTRAST_MIN = 4.5
# The text on the page with less contrast than that, as the browser shows it.
FAINT = """
  const light = text => {
    const [r, g, b, a] = text.match(/[\\d.]+/g).map(Number);
    return {a: a === undefined ? 1 : a, l: [r, g, b].map(c => c / 255)
      .map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
      .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0)};
  };
  const ground = one => {
    for (; one; one = one.parentElement) {
      const found = light(getComputedStyle(one).backgroundColor);
      if (found.a === 1) return found.l;
    }
    return 1;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), faint = [];
  while (walker.nextNode()) {
    const one = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !one.checkVisibility() || one.closest("style,script,.hidden")) continue;
    const [high, low] = [light(getComputedStyle(one).color).l, ground(one)].sort((x, y) => y - x);
    const ratio = (high + .05) / (low + .05);
    if (ratio < arguments[0]) faint.push(walker.currentNode.textContent.trim() + " " + ratio.toFixed(2));
  }
  return faint;
"""

# What is too small to touch. In one call, since a page may be about to be replaced.
SMALL = """
  return [...document.querySelectorAll("main button, main a.btn, summary")]
    .filter(one => one.checkVisibility() && one.offsetHeight < 44).map(one => one.textContent);
"""

# Keeps what a page repeats, so that tests need not wait for it.
INTERVALS = """
  const every = window.setInterval;
  window.intervals = [];
  window.setInterval = (action, wait) => {
    intervals.push({action, wait});
    return every(action, wait);
  };
"""


def stay(server, *modes, **more):
    """A grant for one door, with its link."""
    server.ok(
        "/latchkey/v1/grant_settings/update", acs_system_id=BUILDING_A, support_phone="+31 20 555 0100",
        support_email="desk@example.com")
    door = server.ok("/devices/get", name="Apartment 4B")["device"]["device_id"]
    grant = server.ok(
        "/access_grants/create", user_identity={"full_name": "Jane Doe"}, device_ids=[door], starts_at=CHECK_IN,
        ends_at=CHECK_OUT,
        requested_access_methods=[{"mode": mode} for mode in modes or ("mobile_key", "code", "cloud_key")], **more)
    server.advance(120)
    return grant["access_grant"]


def guest(server, grant):
    """The ACS user of a grant."""
    identity = grant["user_identity_id"]
    return server.ok("/acs/users/list", user_identity_id=identity)["acs_users"][0]["acs_user_id"]


def pin(server, grant):
    methods = server.ok("/access_methods/list", access_grant_id=grant["access_grant_id"])["access_methods"]
    return next(method["code"] for method in methods if method["mode"] == "code")


def sound(page, state, look):
    """What holds in every state. Keeps a screenshot."""
    wide = page.execute_script("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, (state, "scrolls sideways")
    assert page.execute_script(FAINT, CONTRAST_MIN) == [], state
    assert page.execute_script(SMALL) == [], (state, "too small to touch")
    folder = os.environ.get("LATCHKEY_SCREENSHOTS")
    if folder:
        path = pathlib.Path(folder) / f"guest-{state}-{look}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        page.save_screenshot(str(path))


def shows(page, text):
    wait(page, text, lambda page: text in page.find_element(By.TAG_NAME, "main").text)


def start(page, grant, text):
    """Opens the guest's page by its link and presses *Start*."""
    page.get(grant["instant_key_url"])
    tab_to(page, "Start").send_keys(Keys.ENTER)
    shows(page, text)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_state_by_keyboard(server, width, dark):
    grant, look = stay(server), f"{width}-{'dark' if dark else 'light'}"
    with contextlib.closing(Page(width, dark)) as holder:
        page = holder.driver
        page.get(grant["instant_key_url"])
        titled(page, "Hello, Jane")
        sound(page, "start", look)
        tab_to(page, "Start").send_keys(Keys.ENTER)
        shows(page, "Your doors open on")
        sound(page, "before", look)
        server.set_clock(CHECK_IN)
        page.refresh()
        shows(page, "Your doors are ready.")
        assert pin(server, grant) not in page.page_source
        sound(page, "doors", look)
        tab_to(page, "Show my PIN").send_keys(Keys.ENTER)
        shows(page, pin(server, grant))
        sound(page, "pin", look)
        server.virtual.faults({"kind": "latency", "latency_ms": 3000, "match": "/locking"})
        tab_to(page, "Open Apartment 4B").send_keys(Keys.ENTER)
        titled(page, "Opening Apartment 4B …")
        sound(page, "opening", look)
        titled(page, "Apartment 4B is open")
        server.virtual.faults()
        assert server.virtual.effects()["lock_opened_remotely"] == 1
        sound(page, "opened", look)
        page.refresh()
        assert server.virtual.effects()["lock_opened_remotely"] == 1, "a reload opens nothing"
        iq = server.virtual.site()["iqs"][0]["id"]
        server.virtual.post(f"iqs/{iq}", {"state": "off"})
        tab_to(page, "Back to my doors").send_keys(Keys.ENTER)
        tab_to(page, "Open Apartment 4B").send_keys(Keys.ENTER)
        titled(page, "Apartment 4B stays shut")
        assert page.execute_script("return document.referrer") == "", "the link is told to nobody"
        assert "The lock is not connected" in page.page_source and "+31 20 555 0100" in page.page_source
        sound(page, "refused", look)
        with contextlib.closing(Page(width, dark)) as other:
            other.driver.get(grant["instant_key_url"])
            titled(other.driver, "This link is in use elsewhere")
            sound(other.driver, "used", look)
        server.set_clock(CHECK_OUT)
        page.get(grant["instant_key_url"])
        titled(page, "Your stay is over")
        sound(page, "ended", look)
        page.get(grant["instant_key_url"] + "x")
        titled(page, "Page not found")
        sound(page, "unknown", look)
        said = [entry["message"] for entry in page.get_log("browser")]
        assert [line for line in said if not any(known in line for known in ("favicon", "404", "422"))] == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("primary, secondary", [("#ffee00", "#ffffff"), ("#000000", "#000000"), ("#777777", "#808080")])
def test_it_is_readable_in_the_colours_of_a_profile(server, primary, secondary, dark):
    profile = server.ok(
        "/workspaces/customization_profiles/create", primary_color=primary,
        secondary_color=secondary)["customization_profile"]["customization_profile_id"]
    grant, look = stay(server, customization_profile_id=profile), f"{primary[1:]}-{'dark' if dark else 'light'}"
    with contextlib.closing(Page(320, dark)) as holder:
        page = holder.driver
        start(page, grant, "Your doors open on")
        sound(page, "own-colours-before", look)
        server.set_clock(CHECK_IN)
        page.refresh()
        shows(page, "Your doors are ready.")
        button = page.find_element(By.CSS_SELECTOR, ".primary")
        parts = ", ".join(str(int(primary[place:place + 2], 16)) for place in (1, 3, 5))
        assert button.value_of_css_property("background-color") == f"rgba({parts}, 1)"
        page.execute_script("document.getElementById('help').open = true; document.getElementById('leaving').open = true")
        sound(page, "own-colours-doors", look)


class Page:
    def __init__(self, width=1280, dark=False, scripts=True):
        self.driver = browser(width, dark, scripts)
        self.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": INTERVALS})

    def close(self):
        self.driver.quit()


def look_again(page):
    """Has the page look for changes, as it does every ten seconds."""
    wait(page, "its interval", lambda page: page.execute_script("return intervals.map(one => one.wait)") == [10000])
    page.execute_script("intervals.forEach(one => one.action())")


def test_without_scripts(server):
    grant = stay(server)
    server.set_clock(CHECK_IN)
    with contextlib.closing(Page(320, scripts=False)) as holder:
        page = holder.driver
        start(page, grant, "Your doors are ready.")
        tab_to(page, "Show my PIN").send_keys(Keys.ENTER)
        shows(page, pin(server, grant))
        tab_to(page, "Open Apartment 4B").send_keys(Keys.ENTER)
        titled(page, "Apartment 4B is open")


def test_it_updates_itself(server):
    grant = stay(server)
    with contextlib.closing(Page()) as holder:
        page = holder.driver
        start(page, grant, "Your doors open on")
        server.set_clock(CHECK_IN)
        look_again(page)
        shows(page, "Your doors are ready.")
        server.ok("/access_grants/update", access_grant_id=grant["access_grant_id"], ends_at=LATER)
        look_again(page)
        shows(page, "Wed 6 Nov")
        server.ok("/acs/users/suspend", acs_user_id=guest(server, grant))
        look_again(page)
        shows(page, "Your access is suspended at the moment.")
        server.ok("/access_grants/delete", access_grant_id=grant["access_grant_id"])
        look_again(page)
        titled(page, "Page not found")
        assert "Apartment 4B" not in page.page_source


@pytest.mark.parametrize("language, start, word", [
    ("nl", "Beginnen", "Je deuren"), ("de", "Starten", "Ihre Türen"), ("fr", "Commencer", "Vos portes"),
    ("es", "Empezar", "Sus puertas")])
def test_it_speaks_the_language_of_the_browser(server, language, start, word):
    grant, jane = stay(server), Visitor(accept_language=f"{language},en;q=0.5")
    link = {"url": grant["instant_key_url"]}
    text = jane.get(link)[1]
    assert f'<html lang="{language}">' in text and start in text
    assert word in jane.submit(link, step="start")[1]
    chosen = jane.send("GET", link["url"] + "&lang=en")[1]
    assert '<html lang="en">' in chosen and "Your doors" in chosen


def test_links_and_tokens_are_not_logged(server):
    grant, jane = stay(server), Visitor()
    link = {"url": grant["instant_key_url"]}
    code = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(link["url"]).query))["c"]
    jane.get(link)
    text = jane.submit(link, step="start")[1]
    server.ok("/seam/instant_key/v1/preview/get", instant_key_url=link["url"])
    assert grant["client_session_token"] not in text
    for path in server.folder.rglob("*log*"):
        if path.is_file():
            said = path.read_bytes()
            assert code.encode() not in said and grant["client_session_token"].encode() not in said, path
