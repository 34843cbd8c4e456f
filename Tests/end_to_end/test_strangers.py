"""Unauthenticated callers cannot guess secrets or block authenticated ones."""
import concurrent.futures
import contextlib
import resource
import socket
import time
import urllib.parse

import pytest

import harness
from harness import Server, admin, send, wait_until
from several_nodes import has_limits_of_its_own
from visitor import Visitor

JANE = "jane@example.com"
METRICS = "metrics-token-of-the-tests"


@pytest.fixture
def server(tmp_path):
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    server = Server(tmp_path / "server", scenario="sandbox", environment={"LATCHKEY_METRICS_TOKEN": METRICS})
    yield server
    server.kill()


def webview(server):
    return server.ok("/connect_webviews/create", accepted_providers=["salto_ks"])["connect_webview"]


def half_forms(server, address, count):
    """Connections that have each sent one byte of a form."""
    parts = urllib.parse.urlsplit(server.endpoint)
    target = urllib.parse.urlsplit(address)
    head = f"POST {target.path}?{target.query} HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\nx".encode()
    stack = contextlib.ExitStack()
    for _ in range(count):
        stack.enter_context(socket.create_connection((parts.hostname, parts.port), timeout=60)).sendall(head)
    return stack


@pytest.mark.parametrize("which", ["of nobody", "that is there"])
def test_forms_that_do_not_come_hold_up_nobody(server, which):
    mine, other = webview(server), webview(server)
    # The API can handle as many simultaneous requests as there are incomplete forms.
    address = mine["url"] if which == "that is there" else mine["url"] + "x"
    with half_forms(server, address, 1000):
        began = time.monotonic()
        for _ in range(20):
            assert send("GET", server.endpoint + "/workspaces/get", None, {"authorization": f"Bearer {server.key}"})[0] == 200
            assert send("GET", server.endpoint + "/health")[0] == 200
        visitor = Visitor()
        assert visitor.submit(other, step="proceed")[0] == 200, "another webview's visitor goes on"
        print(f"with 1000 half forms: {time.monotonic() - began:.2f} s")


def test_a_form_that_is_cut_off_is_no_fault_of_the_server(server):
    with half_forms(server, webview(server)["url"], 20):
        pass

    def cut_off():
        lines = "".join(server.metrics(METRICS)).splitlines()
        return [line for line in lines if line.startswith("latchkey_requests_total") and 'status="400"' in line]
    harness.wait_until(cut_off, "the forms to be counted as requests that came half")
    assert "A request failed" not in server.log_text()


def test_bodies_of_guests_that_do_not_come_hold_up_nobody(tmp_path):
    server = Server(tmp_path / "server", "--max-requests", "16")
    try:
        token = server.ok("/client_sessions/create")["client_session"]["token"]
        parts = urllib.parse.urlsplit(server.endpoint)
        head = (f"POST /client_sessions/get HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                f"Client-Session-Token: {token}\r\nContent-Length: 1000\r\n\r\n{{").encode()
        with contextlib.ExitStack() as stack:
            for _ in range(200):
                stack.enter_context(socket.create_connection((parts.hostname, parts.port), timeout=60)).sendall(head)
            # While the burst arrives, a call may have to be made again a moment later.
            wait_until(lambda: server.call("/workspaces/get")[0] == 200, "an answer beside the incomplete requests")
            # At most 128 such requests may be incomplete. The oldest are closed, so that other guests get an answer.
            for _ in range(5):
                status, body, _ = send(
                    "POST", server.endpoint + "/client_sessions/get", {},
                    {"client-session-token": token, "content-type": "application/json"})
                assert status == 200, body
        status, body, _ = send(
            "POST", server.endpoint + "/client_sessions/get", b'{"a":"' + b"x" * 70_000 + b'"}',
            {"client-session-token": token, "content-type": "application/json"})
        assert (status, body["error"]["type"]) == (413, "payload_too_large")
    finally:
        server.kill()


@has_limits_of_its_own
def test_five_wrong_passwords_a_minute_at_a_webview(server):
    made = webview(server)
    visitor = Visitor()
    visitor.submit(made, step="proceed")
    token = visitor.form_token(made)

    def guess(number):
        return visitor.post(made, form_token=token, step="sign_in", username=JANE, password=f"wrong {number}")[1]

    with concurrent.futures.ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(guess, range(60)))
    assert sum("password is wrong" in text for text in answers) == 5
    assert sum("Too many attempts" in text for text in answers) == 55
    asked = [entry for entry in server.virtual.ledger() if entry["path"].endswith("/connect/token")]
    assert len(asked) <= 5 + 1, "and no more are asked of Salto"
    # The right password is refused too, so that nobody can find out which one it is.
    assert "Too many attempts" in visitor.post(made, form_token=token, step="sign_in", username=JANE, password="1234")[1]


@has_limits_of_its_own
def test_twenty_wrong_passwords_a_minute_from_an_address(tmp_path):
    server = Server(tmp_path / "server", "--trusted-proxies", "127.0.0.0/8", "::1", scenario="sandbox")
    try:
        def guess(made, address):
            visitor = Visitor(x_forwarded_for=f"203.0.113.9, {address}, 127.0.0.1")
            visitor.submit(made, step="proceed")
            return visitor.submit(made, step="sign_in", username=JANE, password="wrong")[1]

        for number in range(5):
            made = webview(server)
            for _ in range(4):
                assert "password is wrong" in guess(made, "192.0.2.1")
        made = webview(server)
        assert "Too many attempts" in guess(made, "192.0.2.1")
        assert "password is wrong" in guess(made, "192.0.2.2"), "elsewhere is somebody else"
    finally:
        server.kill()


def test_proxies_are_ranges_of_addresses(tmp_path):
    with pytest.raises(RuntimeError, match="--trusted-proxies must be addresses or ranges"):
        Server(tmp_path / "server", "--trusted-proxies", "loadbalancer")


@has_limits_of_its_own
def test_a_guesser_is_stopped_and_the_guests_behind_the_same_address_get_in(tmp_path):
    server = Server(tmp_path / "server", "--rate-limit", "5")
    try:
        key = admin(
            server.folder / "data", "keys", "create", "--workspace", server.ready["workspace_id"], "--publishable")[0]["api_key"]
        path = server.endpoint + "/client_sessions/get_or_create"

        def guess(number):
            wrong = {"authorization": f"Bearer seam_test1234_wrong{number}"} if number % 2 else {
                "seam-publishable-key": f"seam_pk1abcdefgh_wrong{number}"}
            return send("POST", path, {"user_identifier_key": "guest"}, {**wrong, "content-type": "application/json"})

        def enter(number):
            body = {"user_identifier_key": f"guest {number}"}
            status, body, _ = send("POST", path, body, {"seam-publishable-key": key, "content-type": "application/json"})
            assert status == 200, body
            token = body["client_session"]["token"]
            return send("GET", server.endpoint + "/client_sessions/get", None, {"client-session-token": token})[0]

        with concurrent.futures.ThreadPoolExecutor(20) as pool:
            guesses = [pool.submit(guess, number) for number in range(100)]
            assert set(pool.map(enter, range(300))) == {200}
        answers = [one.result() for one in guesses]
        assert sum(status in (400, 401) for status, _, _ in answers) == 20
        stopped = [(body["error"]["type"], int(headers["retry-after"])) for status, body, headers in answers if status == 429]
        assert len(stopped) == 80 and all(type_ == "too_many_requests" and 0 < wait <= 60 for type_, wait in stopped)
        # A repeated call with the same mistyped key still gets the authentication error.
        known = next(number for number, (status, _, _) in enumerate(answers) if status != 429)
        assert guess(known)[0] in (400, 401)
    finally:
        server.kill()


@has_limits_of_its_own
def test_nobody_takes_a_key_that_was_guessed_by_what_it_is_answered(server):
    """A return from Salto's page with an unknown state is refused, and guesses are limited."""
    path = server.endpoint + "/latchkey/v1/salto_ks/authorized"
    answers = [send("GET", f"{path}?state=guess{number}&code=x") for number in range(30)]
    assert [status for status, _, _ in answers] == [400] * 20 + [429] * 10
