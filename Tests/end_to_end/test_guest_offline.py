"""What the page of a guest keeps in a real browser, and shows while there is no connection."""
import contextlib
import socket
import ssl
import urllib.request

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

import harness
from harness import CHECK_IN, Server
from test_connect import tab_to, titled, wait
from test_guest_page import Page, look_again, pin, shows, start, stay
from test_tls import certificate

# When the server made what a page shows.
STATED = "return document.querySelector('main').dataset.at"

KEPT = """
  const done = arguments[0];
  caches.open("latchkey-guest").then(store => store.keys().then(async keys => {
    done(keys.length ? await (await store.match(keys[0])).text() : "");
  }));
"""


@pytest.fixture(params=["http", "https"])
def home(request, tmp_path, monkeypatch):
    """A server without and with encryption. Over plain HTTP, browsers keep pages of their own machine only."""
    more, port = [], 0
    if request.param == "https":
        certificate(tmp_path, "localhost")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        more = ["--tls-certificate", str(tmp_path / "certificate.pem"), "--tls-key", str(tmp_path / "key.pem"),
                "--public-url", f"https://localhost:{port}"]
        trusting = urllib.request.HTTPSHandler(context=ssl._create_unverified_context())
        monkeypatch.setattr(harness, "OPENER", urllib.request.build_opener(urllib.request.ProxyHandler({}), trusting))
    server = Server(tmp_path / "server", *more, port=port)
    yield server
    server.kill()


def test_it_keeps_its_last_state_for_offline(home):
    server, grant = home, stay(home)
    with contextlib.closing(Page()) as holder:
        digits, page = pin(server, grant), holder.driver
        server.set_clock(CHECK_IN)
        page.get(grant["instant_key_url"])
        tab_to(page, "Start").send_keys(Keys.ENTER)
        cookies = [cookie["name"] for cookie in page.get_cookies()]
        assert cookies == ["__Host-latchkey_guest" if server.endpoint.startswith("https") else "latchkey_guest"]
        tab_to(page, "Show my PIN").send_keys(Keys.ENTER)
        wait(page, "a kept page", lambda page: digits in page.execute_async_script(KEPT))
        tab_to(page, "Open Apartment 4B").send_keys(Keys.ENTER)
        titled(page, "Apartment 4B is open")
        server.kill()
        page.refresh()
        shows(page, digits)
        titled(page, "Hello, Jane")
        look_again(page)
        wait(page, "the notice", lambda page: page.find_element(By.ID, "offline").is_displayed())
        notice = page.find_element(By.ID, "offline").text
        assert "You are not connected." in notice and "Type your PIN" in notice and "Last updated: " in notice
        tab_to(page, "Open Apartment 4B").send_keys(Keys.ENTER)
        shows(page, digits)
        page.execute_script("document.querySelector('main').dataset.at -= 3 * 3600 * 1000; dispatchEvent(new Event('offline'))")
        assert "Last updated: 3 hours ago." in page.find_element(By.ID, "offline").text
        page.execute_script("document.querySelector('[data-secret]').dataset.until = 1; dispatchEvent(new Event('offline'))")
        assert digits not in page.find_element(By.TAG_NAME, "main").text, "the PIN of a stay that is over is not shown"


def test_a_phone_whose_clock_is_wrong_keeps_the_pin(server):
    grant = stay(server)
    with contextlib.closing(Page()) as holder:
        digits, page = pin(server, grant), holder.driver
        server.set_clock(CHECK_IN)
        page.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {
            "source": "const right = Date.now; Date.now = () => right() + 10 * 86400 * 1000"})
        page.get(grant["instant_key_url"])
        tab_to(page, "Start").send_keys(Keys.ENTER)
        tab_to(page, "Show my PIN").send_keys(Keys.ENTER)
        shows(page, digits)
        stated = page.execute_script(STATED)
        look_again(page)
        wait(page, "an update", lambda page: page.execute_script(STATED) != stated)
        page.execute_script("dispatchEvent(new Event('offline'))")
        assert "Last updated: this minute." in page.find_element(By.ID, "offline").text
        assert digits in page.find_element(By.TAG_NAME, "main").text


# Makes the kept page one that a phone kept whose clock is ten days ahead: all times of the server are ten days earlier.
AHEAD = """
  const done = arguments[0], DAYS = 10 * 86400 * 1000;
  caches.open("latchkey-guest").then(async store => {
    const [key] = await store.keys(), kept = await store.match(key), headers = new Headers(kept.headers);
    const ahead = Number(headers.get("latchkey-ahead"));
    headers.set("latchkey-keep-until", Number(headers.get("latchkey-keep-until")) - DAYS);
    headers.set("latchkey-ahead", ahead + DAYS);
    const earlier = (all, name, at) => `data-${name}="${Number(at) - DAYS}"`;
    const text = (await kept.text()).replace(/data-(at|until)="(\\d+)"/g, earlier)
      .replace(`data-ahead="${ahead}"`, `data-ahead="${ahead + DAYS}"`);
    await store.put(key, new Response(text, {headers}));
    done(ahead);
  });
"""


def test_a_reload_offline_keeps_the_pin_on_a_phone_whose_clock_is_wrong(server):
    grant = stay(server)
    with contextlib.closing(Page()) as holder:
        digits, page = pin(server, grant), holder.driver
        server.set_clock(CHECK_IN)
        page.get(grant["instant_key_url"])
        tab_to(page, "Start").send_keys(Keys.ENTER)
        tab_to(page, "Show my PIN").send_keys(Keys.ENTER)
        wait(page, "a kept page", lambda page: digits in page.execute_async_script(KEPT))
        server.kill()
        assert abs(page.execute_async_script(AHEAD)) < 60_000
        page.refresh()
        shows(page, digits)
        page.execute_script("dispatchEvent(new Event('offline'))")
        assert "Last updated: this minute." in page.find_element(By.ID, "offline").text
        assert digits in page.find_element(By.TAG_NAME, "main").text


def test_an_old_browser_says_that_it_is_offline(server):
    grant = stay(server)
    with contextlib.closing(Page()) as holder:
        page = holder.driver
        page.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": "delete Intl.RelativeTimeFormat"})
        start(page, grant, "Your doors open on")
        page.execute_script("dispatchEvent(new Event('offline'))")
        assert page.find_element(By.ID, "offline").is_displayed()


def test_leaving_takes_the_page_from_the_device(server):
    grant = stay(server)
    with contextlib.closing(Page()) as holder:
        page = holder.driver
        start(page, grant, "Your doors open on")
        page.find_element(By.ID, "leaving").click()
        page.find_element(By.ID, "leave").click()
        wait(page, "Start", lambda page: page.find_element(By.ID, "start"))
        stored = "const done = arguments[0]; caches.open('latchkey-guest').then(one => one.keys()).then(all => done(all.length))"
        wait(page, "an empty store", lambda page: page.execute_async_script(stored) == 0)
