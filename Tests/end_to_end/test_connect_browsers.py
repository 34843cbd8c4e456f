"""The connect page belongs to the browser of the sign-in, wherever the page is shown."""
import contextlib
import http.server
import re
import socket
import ssl
import threading
import unittest.mock
import urllib.parse
import urllib.request

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By

import harness
from harness import Server
from test_connect import titled, wait
from test_sign_in import hop, leave, sign_in
from test_tls import certificate
from visitor import Visitor, title

JANE, PASSWORD = "jane@example.com", "1234"


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path / "server", scenario="sandbox")
    yield server
    server.kill()


def view(server, **more):
    return server.ok("/connect_webviews/create", accepted_providers=["salto_ks"], **more)["connect_webview"]


def status(server, webview):
    found = server.ok("/connect_webviews/get", connect_webview_id=webview["connect_webview_id"])["connect_webview"]
    return found["status"]


def site_ids(text):
    return re.findall(r'name="site" value="([^"]+)"', text)


def test_who_has_only_the_link_allows_nothing_that_somebody_else_signed_in_for(server):
    made = view(server)
    jane, thief = Visitor(), Visitor()
    sites = site_ids(jane.sign_in(made)[1])
    assert title(thief.get(made)[1]) == "Sign in to Salto KS"
    for step in ({"step": "select", "site": sites}, {"step": "allow"}, {"step": "back"}, {"step": "choose", "provider": "salto_ks"}):
        assert title(thief.submit(made, **step)[1]) == "Sign in to Salto KS", step
        assert title(jane.get(made)[1]) == "Choose sites", step
    assert title(jane.submit(made, step="select", site=sites[:1])[1]) == "Allow the connection?"
    assert title(thief.submit(made, step="allow")[1]) == "Sign in to Salto KS"
    # Another browser cannot cancel it either, nor by starting another sign-in.
    assert "can cancel there" in thief.submit(made, step="cancel")[1]
    thief.submit(made, step="leave", follow=False)
    assert status(server, made) == "pending" and title(jane.get(made)[1]) == "Allow the connection?"
    assert title(jane.submit(made, step="allow")[1]) == "Connected"
    assert status(server, made) == "authorized"


def test_another_browser_can_sign_in_and_then_the_first_begins_again(server):
    made = view(server)
    first, second = Visitor(), Visitor()
    first.sign_in(made)
    assert title(second.sign_in(made)[1]) == "Choose sites"
    assert title(first.get(made)[1]) == "Sign in to Salto KS"


def test_a_sign_in_at_saltos_page_comes_back_to_the_browser_that_left(server):
    made = view(server)
    attacker, victim = Visitor(), Visitor()
    made["visitor"] = attacker
    attacker.submit(made, step="proceed")
    # A victim signs in at an address that an attacker started with.
    back = sign_in(leave(server, made))
    victim.get(made)
    for browser in (victim, Visitor()):
        code, _, text = hop("GET", back, visitor=browser)
        assert (code, title(text)) == (403, "This sign-in was started in another browser")
    assert title(attacker.get(made)[1]) == "Sign in to Salto KS"
    # In the browser that started, the same works.
    assert hop("GET", back, visitor=attacker)[0] == 303
    assert title(attacker.get(made)[1]) == "Choose sites" and title(victim.get(made)[1]) == "Sign in to Salto KS"


def test_a_frame_opens_a_window_by_a_ticket_that_is_good_once(server):
    made = view(server)
    frame, window, late = Visitor(sec_fetch_dest="iframe"), Visitor(), Visitor()
    _, text, headers = frame.get(made)
    assert "Continue in a new window" in text and 'value="proceed"' not in text and "set-cookie" not in headers
    assert "frame-ancestors *" in headers["content-security-policy"]
    token = re.search(r'name="form_token" value="([^"]+)"', text).group(1)
    code, _, headers = window.post(made, follow=False, step="open", form_token=token)
    ticket = urllib.parse.urljoin(made["url"], headers["location"])
    assert code == 303 and "ticket=" in ticket
    assert title(window.send("GET", ticket)[1]) == "Sign in to Salto KS"
    assert title(frame.get(made)[1]) == "Continue in the other window"
    assert title(window.submit(made, step="sign_in", username=JANE, password=PASSWORD)[1]) == "Choose sites"
    assert "frame-ancestors 'none'" in window.get(made)[2]["content-security-policy"]
    assert title(late.send("GET", ticket)[1]) == "Sign in to Salto KS", "it is spent"
    assert title(frame.get(made)[1]) == "Continue in the other window"


def test_without_cookies_the_page_says_so(server):
    made = view(server)
    _, text, _ = harness.send("GET", made["url"])
    token = re.search(r'name="form_token" value="([^"]+)"', text.decode()).group(1)
    for step in ("proceed", "sign_in", "leave", "allow", "cancel"):
        code, text, _ = Visitor().post(made, step=step, form_token=token, username=JANE, password=PASSWORD)
        assert (code, title(text)) == (403, "Cookies are required"), step
    code, text, _ = Visitor().post(made, {"cookie": "latchkey_connect=chosen"}, step="proceed", form_token=token)
    assert code == 403, "a value that is none of ours"
    assert status(server, made) == "pending"


def test_no_page_of_another_origin_reads_what_the_browser_is_shown(server):
    made, jane = view(server), Visitor()
    jane.sign_in(made)
    # For cookies, another port of this machine is the same site, although it is another origin.
    status, text, headers = jane.get(made, origin="http://localhost:3000")
    assert status == 200 and "Choose" in text and headers["access-control-allow-origin"] is None
    assert jane.submit(made, {"origin": "http://localhost:3000"}, step="back")[0] == 403
    _, _, headers = harness.send("GET", server.endpoint + "/workspaces/get", None, {"origin": "http://localhost:3000"})
    assert headers["access-control-allow-origin"] == "http://localhost:3000", "the API is for pages of any origin"


def test_only_the_browser_that_signed_in_is_sent_on_unasked(server):
    made = view(server, custom_redirect_url="https://app.example.com/done?x=1#top")
    jane, other = Visitor(), Visitor()
    sites = site_ids(jane.sign_in(made)[1])
    jane.submit(made, step="select", site=sites[:1])
    jane.submit(made, step="allow")
    for browser, goes_on in ((jane, True), (other, False)):
        text = browser.get(made)[1].replace("&#x3D;", "=").replace("&#x2F;", "/").replace("&amp;", "&")
        assert title(text) == "Connected" and ("refresh" in text) is goes_on
        assert f"https://app.example.com/done?x=1&connect_webview_id={made['connect_webview_id']}#top" in text
        assert "<strong>https://app.example.com</strong>" in text
    assert "app.example.com" not in Visitor(sec_fetch_dest="iframe").get(made)[1]


# In Chromium.


def chromium(*arguments, cookies=True):
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--no-proxy-server", *arguments):
        options.add_argument(argument)
    if not cookies:
        options.add_experimental_option("prefs", {"profile.default_content_setting_values.cookies": 2})
    return webdriver.Chrome(options, webdriver.ChromeService("/usr/bin/chromedriver"))


class Site(http.server.BaseHTTPRequestHandler):
    """An integrator's own page with the connect page in a frame. It records the frame's messages."""

    def do_GET(self):
        body = f"""<!doctype html><title>The hotel</title><h1>The hotel</h1><p id="told"></p>
          <script>addEventListener("message", e => told.textContent = e.data.event.event_type)</script>
          <iframe src="{self.server.framed}" width="600" height="500"></iframe>""".encode()
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def embedding(framed, pair=None):
    """The port of an integrator's site with an embedded address."""
    site = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    site.framed = framed
    if pair:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*pair)
        site.socket = context.wrap_socket(site.socket, server_side=True)
    thread = threading.Thread(target=site.serve_forever)
    thread.start()
    try:
        yield site.server_address[1]
    finally:
        site.shutdown()
        thread.join()
        site.server_close()


def press(page, text):
    wait(page, text, lambda page: [one for one in page.find_elements(By.TAG_NAME, "button") if one.text == text])
    next(one for one in page.find_elements(By.TAG_NAME, "button") if one.text == text).click()


def goes_through_a_frame(page, address):
    """Opens the integrator's page, and connects in the window that its frame opens."""
    page.get(address)
    around = page.current_window_handle
    page.switch_to.frame(page.find_element(By.TAG_NAME, "iframe"))
    titled(page, "Connect your doors")
    assert [button.text for button in page.find_elements(By.TAG_NAME, "button")] == ["Continue in a new window"]
    press(page, "Continue in a new window")
    wait(page, "a window", lambda page: len(page.window_handles) == 2)
    titled(page, "Continue in the other window")
    page.switch_to.window(next(one for one in page.window_handles if one != around))
    titled(page, "Sign in to Salto KS")
    assert "ticket" not in page.current_url
    page.find_element(By.ID, "username").send_keys(JANE)
    page.find_element(By.ID, "password").send_keys(PASSWORD)
    press(page, "Sign in")
    titled(page, "Choose sites")
    page.find_element(By.NAME, "site").click()
    press(page, "Continue")
    titled(page, "Allow the connection?")
    press(page, "Yes, allow")
    titled(page, "Connected")
    page.switch_to.window(around)
    wait(page, "word of success", lambda page: page.find_element(By.ID, "told").text == "connect_webview.login_succeeded")
    page.switch_to.frame(page.find_element(By.TAG_NAME, "iframe"))
    titled(page, "Connected")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def test_a_foreign_frame_on_https(tmp_path):
    certificate(tmp_path, "doors")
    port = free_port()
    pair = (str(tmp_path / "certificate.pem"), str(tmp_path / "key.pem"))
    hosts = "--host-resolver-rules=MAP doors.example.com 127.0.0.1, MAP hotel.example.org 127.0.0.1"
    cloud = harness.Cloud(tmp_path / "cloud", scenario="sandbox")
    server = None
    try:
        server = Server(
            tmp_path / "server", "--tls-certificate", pair[0], "--tls-key", pair[1], "--public-url",
            f"https://doors.example.com:{port}", port=port, cloud=cloud.endpoint, scenario="sandbox")
        server.endpoint = f"https://127.0.0.1:{port}"
        with contextlib.ExitStack() as stack:
            context = ssl.create_default_context()
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            any_certificate = urllib.request.build_opener(
                urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context))
            stack.enter_context(unittest.mock.patch.object(harness, "OPENER", any_certificate))
            made = view(server)
            assert made["url"].startswith(f"https://doors.example.com:{port}/")
            site = stack.enter_context(embedding(made["url"], pair))
            page = chromium(hosts, "--ignore-certificate-errors")
            stack.callback(page.quit)
            goes_through_a_frame(page, f"https://hotel.example.org:{site}/")
            assert status(server, made) == "authorized"
            page.switch_to.window(page.window_handles[1])
            cookie, = page.get_cookies()
            assert (cookie["name"], cookie["httpOnly"], cookie["secure"], cookie["sameSite"], cookie["domain"]) == (
                "__Host-latchkey_connect", True, True, "Lax", "doors.example.com")
    finally:
        if server:
            server.kill()
        cloud.kill()


def test_a_foreign_frame_on_loopback(server):
    made = view(server)
    with embedding(made["url"]) as port, contextlib.closing(Page()) as page:
        goes_through_a_frame(page.driver, f"http://localhost:{port}/")
        assert status(server, made) == "authorized"


class Page:
    def __init__(self, **more):
        self.driver = chromium(**more)

    def close(self):
        self.driver.quit()


def test_a_browser_without_cookies_is_told_so_and_goes_in_no_circle(server):
    made = view(server)
    with contextlib.closing(Page(cookies=False)) as page:
        page.driver.get(made["url"])
        titled(page.driver, "Connect your doors")
        press(page.driver, "Continue")
        titled(page.driver, "Cookies are required")
        assert "Allow cookies for this site" in page.driver.find_element(By.TAG_NAME, "main").text
        press(page.driver, "Open the page in a new window")
        wait(page.driver, "a window", lambda page: len(page.window_handles) == 2)
        page.driver.switch_to.window(page.driver.window_handles[1])
        # The new window does not redirect in a circle either.
        titled(page.driver, "Sign in to Salto KS")
        page.driver.find_element(By.ID, "username").send_keys(JANE)
        page.driver.find_element(By.ID, "password").send_keys(PASSWORD)
        press(page.driver, "Sign in")
        titled(page.driver, "Cookies are required")
    assert status(server, made) == "pending"


def test_another_browser_with_the_link_begins_at_the_sign_in(server):
    made = view(server)
    visitor = Visitor()
    visitor.sign_in(made)
    with contextlib.closing(Page()) as page:
        page.driver.get(made["url"])
        titled(page.driver, "Sign in to Salto KS")
