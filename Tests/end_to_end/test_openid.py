"""Operators sign in to the console with company accounts, at an OpenID provider that runs as a program of its own."""
import os
import subprocess
import urllib.parse

# The provider runs on this machine, without HTTPS.
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

import oidc_provider_mock
import pytest

import harness

SECRET = "canary-of-the-clients-secret"
FORM = {"content-type": "application/x-www-form-urlencoded"}


class Provider:
    """The company's provider. The people who have accounts are set by tests."""

    def __init__(self, port):
        self.issuer = f"http://localhost:{port}"

    def add(self, subject, **claims):
        status, _, _ = harness.send("PUT", f"{self.issuer}/users/{subject}", claims, {"content-type": "application/json"})
        assert status == 204

    def answer(self, url, **form):
        """Submits the provider's page, and returns where it sends the browser."""
        assert url.startswith(self.issuer + "/")
        status, _, headers = harness.hop("POST", url, urllib.parse.urlencode(form).encode(), FORM)
        assert status == 302
        return headers["location"]


class Browser:
    """A browser that keeps cookies and follows no redirection."""

    def __init__(self, server):
        self.server, self.cookies = server, {}

    def get(self, address):
        """Opens a page: (status, text, location)."""
        url = address if address.startswith("http") else self.server.endpoint + address
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        status, text, headers = harness.hop("GET", url, None, {"cookie": cookies} if cookies else {})
        for line in headers.get_all("set-cookie") or []:
            name, _, value = line.split(";")[0].partition("=")
            if "Max-Age=0" in line:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
        return status, text.decode(), headers["location"]

    def begin(self, back=""):
        """Leaves for the provider, and returns the address of its page."""
        status, text, location = self.get("/console/oidc/start?" + urllib.parse.urlencode({"to": back}))
        assert status == 303, text
        return location

    @property
    def is_signed_in(self):
        location = self.get("/console")[2]
        assert location.startswith("/console/")
        return location != "/console/sign_in"


@pytest.fixture
def provider():
    with oidc_provider_mock.run_server_in_thread() as running:
        yield Provider(running.server_port)


@pytest.fixture
def server(tmp_path, provider):
    server = harness.Server(tmp_path / "server", environment={
        "LATCHKEY_OPENID_ISSUER": provider.issuer, "LATCHKEY_OPENID_CLIENT_ID": "latchkey",
        "LATCHKEY_OPENID_CLIENT_SECRET": SECRET, "LATCHKEY_OPENID_LABEL": "Continue with Acme",
        "LATCHKEY_LOG_LEVEL": "debug"})
    yield server
    server.kill()


def invite(server, address):
    return server.ok("/latchkey/v1/operators/create", name="Ann", role="front_desk", email_address=address)["operator"]


def test_an_invited_operator_signs_in_with_a_company_account(server, provider):
    ann = invite(server, "Ann@Example.com")
    provider.add("248", email="ann@example.com", email_verified=True)
    browser = Browser(server)
    assert not browser.is_signed_in
    assert "Continue with Acme" in browser.get("/console/sign_in")[1]
    status, _, location = browser.get(provider.answer(browser.begin("/console/x/people?q=a"), sub="248"))
    assert (status, location) == (303, "/console/x/people?q=a")
    assert browser.is_signed_in
    found = {person["operator_id"]: person for person in server.ok("/latchkey/v1/operators/list")["operators"]}
    assert found[ann["operator_id"]]["openid_issuer"] == provider.issuer

    # The account names the operator from now on, whatever its address.
    provider.add("248", email="anna@elsewhere.example", email_verified=False)
    other = Browser(server)
    assert other.get(provider.answer(other.begin(), sub="248"))[0] == 303 and other.is_signed_in
    server.ok("/latchkey/v1/operators/unlink_account", operator_id=ann["operator_id"])
    assert not browser.is_signed_in and not other.is_signed_in
    assert SECRET not in server.log_text()


def test_nobody_else_signs_in(server, provider):
    invite(server, "ann@example.com")
    provider.add("stranger", email="mallory@example.com", email_verified=True)
    provider.add("unverified", email="ann@example.com")
    browser = Browser(server)
    for subject, words in (("stranger", "to invite mallory@example.com"), ("unverified", "does not confirm")):
        status, text, _ = browser.get(provider.answer(browser.begin(), sub=subject))
        assert status == 403 and words in text and not browser.is_signed_in
    status, text, _ = browser.get(provider.answer(browser.begin(), action="deny"))
    assert status == 403 and "did not sign you in" in text and not browser.is_signed_in


def test_a_way_back_works_once_in_the_browser_that_began_it(server, provider):
    invite(server, "ann@example.com")
    provider.add("248", email="ann@example.com", email_verified=True)
    browser, other = Browser(server), Browser(server)
    back = provider.answer(browser.begin(), sub="248")
    other.begin()
    assert other.get(back)[0] == 400 and not other.is_signed_in
    kept = dict(browser.cookies)
    assert browser.get(back)[0] == 303 and browser.is_signed_in
    other.cookies = kept
    assert other.get(back)[0] == 400 and not other.is_signed_in


def test_a_provider_that_is_away_is_named_as_the_cause(tmp_path):
    with oidc_provider_mock.run_server_in_thread() as running:
        provider = Provider(running.server_port)
        server = harness.Server(tmp_path / "server", environment={
            "LATCHKEY_OPENID_ISSUER": provider.issuer, "LATCHKEY_OPENID_CLIENT_ID": "latchkey",
            "LATCHKEY_OPENID_CLIENT_SECRET": SECRET})
        try:
            provider.add("248", email="ann@example.com", email_verified=True)
            invite(server, "ann@example.com")
            browser = Browser(server)
            assert browser.get(provider.answer(browser.begin(), sub="248"))[0] == 303
            back = provider.answer(browser.begin(), sub="248")
            running.shutdown()
            running.server_close()
            status, text, _ = browser.get(back)
            assert status == 502 and "does not work at the moment" in text
        finally:
            server.kill()


@pytest.mark.parametrize("settings", [
    {"ISSUER": "https://login.example.com"}, {"CLIENT_ID": "latchkey"},
    {"ISSUER": "http://login.example.com", "CLIENT_ID": "latchkey"},
    {"ISSUER": "https://login.example.com", "CLIENT_ID": "latchkey", "SCOPES": "email profile"},
])
def test_settings_that_cannot_work_are_refused_at_the_start(tmp_path, settings):
    result = subprocess.run(
        [harness.BINARY, "serve", "--port", "0", "--data", str(tmp_path / "data")], capture_output=True, text=True,
        timeout=60, env={**os.environ, **{f"LATCHKEY_OPENID_{name}": value for name, value in settings.items()}})
    assert result.returncode == 78 and "LATCHKEY_OPENID_" in result.stderr
