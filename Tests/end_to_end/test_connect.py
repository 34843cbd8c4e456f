"""Connecting an account: a webview created with the official SDK, and its page in a real browser, by keyboard only.

LATCHKEY_SCREENSHOTS names a folder for screenshots of the page.
"""
import os
import pathlib
import time

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

import browser_wait
import harness
from databases import Rows
from seam import Seam
from visitor import Visitor

JANE, PASSWORD = "jane@example.com", "1234"


@pytest.fixture
def server(tmp_path):
    server = harness.Server(tmp_path / "server", scenario="sandbox")
    yield server
    server.kill()


def browser(width=1000, dark=False, scripts=True):
    options = webdriver.ChromeOptions()
    for argument in (
            "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--no-proxy-server",
            "--ignore-certificate-errors"):
        options.add_argument(argument)
    options.add_argument(f"--window-size={width},900")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    if not scripts:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    driver = webdriver.Chrome(options, webdriver.ChromeService("/usr/bin/chromedriver"))
    features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    if width < 600:
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": True})
    return driver


@pytest.fixture(params=["wide", "phone-dark-no-scripts"])
def page(request):
    driver = browser() if request.param == "wide" else browser(390, dark=True, scripts=False)
    driver.name_of_look = request.param
    yield driver
    driver.quit()


def wait(page, what, see):
    """Waits until a loading page satisfies a condition."""
    return browser_wait.wait(page, what, see, 60, lambda: page.page_source)


def titled(page, text):
    wait(page, text, lambda page: page.find_element(By.TAG_NAME, "h1").text == text)


def told(page, text):
    wait(page, text, lambda page: text in page.find_element(By.CSS_SELECTOR, "[role=alert]").text)


def picture(page, name):
    folder = os.environ.get("LATCHKEY_SCREENSHOTS")
    if folder:
        path = pathlib.Path(folder) / f"connect-{name}-{page.name_of_look}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        page.save_screenshot(str(path))


def focused(page):
    """The focused element, once the page has set its initial focus."""
    def is_given(page):
        return not page.find_elements(By.CSS_SELECTOR, "[autofocus]") or page.switch_to.active_element.tag_name != "body"

    wait(page, "something with the focus", is_given)
    return page.switch_to.active_element


def press(page, *keys):
    focused(page).send_keys(*keys)


def tab_to(page, text):
    """Presses Tab until an element with the text has the focus."""
    for _ in range(20):
        active = focused(page)
        label = active.accessible_name
        if text in label:
            return active
        active.send_keys(Keys.TAB)
    raise AssertionError(f"nothing called {text} can be reached by keyboard")


def sign_in(page, password):
    field = tab_to(page, "E-mail address")
    field.clear()
    field.send_keys(JANE)
    tab_to(page, "Password").send_keys(password, Keys.ENTER)


def connect(page, webview, *sites):
    """Signs in as Jane and chooses sites, by keyboard."""
    page.get(webview.url)
    press(page, Keys.ENTER)
    titled(page, "Sign in to Salto KS")
    sign_in(page, PASSWORD)
    titled(page, "Choose sites")
    for site in sites:
        tab_to(page, site).send_keys(Keys.SPACE)
    tab_to(page, "Continue").send_keys(Keys.ENTER)
    titled(page, "Allow the connection?")
    press(page, Keys.ENTER)
    titled(page, "Connected")


def first_visit(page, webview):
    """Visits every pane, with its possible errors, up to the question."""
    page.get(webview.url)
    titled(page, "Connect your doors")
    picture(page, "1-introduction")
    press(page, Keys.ENTER)
    titled(page, "Sign in to Salto KS")
    sign_in(page, "wrong")
    told(page, "is wrong")
    assert page.find_element(By.ID, "password").get_attribute("aria-invalid") == "true"
    picture(page, "2-wrong-password")
    sign_in(page, PASSWORD)
    titled(page, "Choose sites")
    names = [choice.accessible_name for choice in page.find_elements(By.NAME, "site")]
    assert len(names) == 2 and "Main Site" in names[0] and "Annex" in names[1]
    picture(page, "3-sites")
    tab_to(page, "Continue").send_keys(Keys.ENTER)
    told(page, "at least one")
    width = page.execute_cdp_cmd("Page.getLayoutMetrics", {})
    assert width["cssContentSize"]["width"] <= width["cssLayoutViewport"]["clientWidth"], "it scrolls to the side"
    tab_to(page, "Main Site").send_keys(Keys.SPACE)
    tab_to(page, "Continue").send_keys(Keys.ENTER)
    titled(page, "Allow the connection?")
    assert [item.text for item in page.find_elements(By.CSS_SELECTOR, "#sites li")] == ["Main Site"]
    said = page.find_element(By.TAG_NAME, "main").text
    for words in ("Scenario sandbox", "users", "access groups", "PIN codes", "entries", "unlock doors"):
        assert words in said, words
    picture(page, "4-confirmation")


def site_names(systems):
    return sorted(system.name for system in systems if system.external_type == "salto_ks_site")


def administrators(server):
    return len(server.virtual.get("state")["sites"][0]["administrators"])


def a_guest_gets_in(server, seam, system):
    """A guest gets in with a PIN, at the connected site."""
    group = seam.acs.access_groups.list(acs_system_id=system.acs_system_id)[0]
    user = seam.acs.users.create(
        acs_system_id=system.acs_system_id, full_name="Guest", acs_access_group_ids=[group.acs_access_group_id])
    made = seam.acs.credentials.create(acs_user_id=user.acs_user_id, access_method="code")
    server.advance(120)
    locks = server.virtual.get("state")["sites"][0]["locks"]
    lock = next(lock["id"] for lock in locks if lock["name"] == "FRONT DOOR")
    code = seam.acs.credentials.get(acs_credential_id=made.acs_credential_id).code
    assert server.virtual.post(f"locks/{lock}/try", {"pin": code})["opened"] is True


def test_jane_connects_one_of_her_sites_and_connects_again(server, page):
    seam = Seam(endpoint=server.endpoint, api_key=server.key)
    webview = seam.connect_webviews.create(
        accepted_providers=["salto_ks"], custom_metadata={"building": "7"}, customer_key="hotel")
    assert (webview.status, webview.login_successful, webview.accepted_providers) == ("pending", False, ["salto_ks"])
    first_visit(page, webview)
    assert seam.connect_webviews.get(connect_webview_id=webview.connect_webview_id).status == "pending"
    began = time.monotonic()
    press(page, Keys.ENTER)
    titled(page, "Connected")
    systems = seam.acs.systems.list()
    print(f"from yes to systems visible: {time.monotonic() - began:.2f} s")
    picture(page, "5-connected")
    assert site_names(systems) == ["Main Site"] and administrators(server) == 2
    done = seam.connect_webviews.get(connect_webview_id=webview.connect_webview_id)
    assert (done.status, done.login_successful, done.selected_provider) == ("authorized", True, "salto_ks")
    account = seam.connected_accounts.get(connected_account_id=done.connected_account_id)
    assert account.custom_metadata == {"building": "7"} and account.customer_key == "hotel"
    for filter_ in ({"customer_key": "hotel"}, {"custom_metadata_has": {"building": "7"}}):
        listed = server.ok("/connected_accounts/list", **filter_)["connected_accounts"]
        assert [one["connected_account_id"] for one in listed] == [done.connected_account_id], filter_
    assert server.ok("/connected_accounts/list", customer_key="other")["connected_accounts"] == []
    types = [event["event_type"] for event in server.ok("/events/list", since="2020-01-01T00:00:00Z")["events"]]
    for type_ in ("connect_webview.login_succeeded", "connected_account.created", "connected_account.connected"):
        assert types.count(type_) == 1, types

    # The same person connects again with the other site as well. No existing object gets another ID.
    again = seam.connect_webviews.create(accepted_providers=["salto_ks"])
    connect(page, again, "Annex")
    found = seam.connect_webviews.get(connect_webview_id=again.connect_webview_id)
    assert found.connected_account_id == done.connected_account_id
    after = seam.acs.systems.list()
    assert {system.acs_system_id for system in systems} < {system.acs_system_id for system in after}
    assert site_names(after) == ["Annex", "Main Site"] and administrators(server) == 2
    said = [entry["message"] for entry in page.get_log("browser")]
    assert [line for line in said if "favicon" not in line and "422" not in line] == []
    a_guest_gets_in(server, seam, next(system for system in after if system.name == "Main Site"))


def test_the_page_has_the_workspaces_colours_and_words(server, page):
    server.ok("/workspaces/update", connect_webview_customization={
        "primary_button_color": "#800020", "primary_button_text_color": "#fe0",
        "success_message": "Welcome to <b>the Canals</b>!"})
    webview = Seam(endpoint=server.endpoint, api_key=server.key).connect_webviews.create(accepted_providers=["salto_ks"])
    page.get(webview.url)
    button = page.find_element(By.CSS_SELECTOR, "button:not(.quiet)")
    assert button.value_of_css_property("background-color") == "rgba(128, 0, 32, 1)"
    assert button.value_of_css_property("color") == "rgba(255, 238, 0, 1)"
    picture(page, "6-own-colours")
    connect(page, webview, "Main Site")
    assert "Welcome to <b>the Canals</b>!" in page.find_element(By.TAG_NAME, "main").text
    said = [entry["message"] for entry in page.get_log("browser")]
    assert [line for line in said if "favicon" not in line] == []


def view(server, **more):
    return server.ok("/connect_webviews/create", accepted_providers=["salto_ks"], **more)["connect_webview"]


def test_foreign_forms_and_wrong_links_are_refused(server):
    webview = view(server)
    visitor = Visitor()
    token, headers = visitor.form_token(webview), visitor.get(webview)[2]
    post = visitor.post
    assert "default-src 'none'" in headers["content-security-policy"] and headers["cache-control"] == "no-store"
    assert post(webview, step="proceed")[0] == 403
    assert post(webview, step="proceed", form_token="x" * len(token))[0] == 403
    assert post(webview, {"origin": "https://evil.example"}, step="proceed", form_token=token)[0] == 403
    assert post(webview, step="dance", form_token=token)[0] == 400
    assert post(webview, step="proceed", form_token=token, more="x" * 70_000)[0] == 413
    assert harness.send("GET", webview["url"] + "x")[0] == 404
    assert harness.send("GET", server.endpoint + "/connect_webviews/view")[0] == 404
    assert harness.send("PUT", webview["url"], b"")[0] == 405
    assert server.ok("/connect_webviews/get", connect_webview_id=webview["connect_webview_id"])[
        "connect_webview"]["status"] == "pending"
    other = view(server)
    assert post(other, step="proceed", form_token=token)[0] == 403, "a form of another webview"
    server.ok("/connect_webviews/delete", connect_webview_id=webview["connect_webview_id"])
    assert harness.send("GET", webview["url"])[0] == 404


def test_a_webview_gets_too_old_and_outlives_a_restart(server):
    webview = view(server)
    visitor = Visitor()
    visitor.submit(webview, step="proceed")
    server.stop()
    again = harness.Server(server.folder, port=int(server.endpoint.rsplit(":", 1)[1]), scenario="sandbox")
    try:
        assert "Sign in to Salto KS" in visitor.get(webview)[1]
        again.advance(86_400)
        assert "has expired" in visitor.get(webview)[1]
    finally:
        again.kill()


def test_the_password_is_kept_nowhere(server):
    webview = view(server)
    password = "canary-7f3a-1234"
    assert Visitor().sign_in(webview, JANE, password)[0] == 422
    server.stop()
    assert not Rows(server.data).contain(password.encode())
    assert password not in server.log_text()
