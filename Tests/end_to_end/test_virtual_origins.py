"""No web page can use a virtual cloud: it only answers to its own names, and only its own pages."""
import http.client
import urllib.parse

import pytest

from harness import Cloud, Program, Server


def ask(base, method, path, headers, body=None):
    """A request with exactly these headers. Returns its status and the names of the answer's members."""
    address = urllib.parse.urlsplit(base)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=30)
    try:
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.putheader("content-length", str(len(body or b"")))
        connection.endheaders(body)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


@pytest.fixture(scope="module")
def bases(tmp_path_factory):
    """A separate cloud, and one that a server embeds."""
    cloud, server = Cloud(tmp_path_factory.mktemp("cloud")), Server(tmp_path_factory.mktemp("server"))
    yield [cloud.endpoint, server.ready["virtual_salto_ks"]]
    cloud.kill()
    server.kill()


def test_a_name_that_is_made_to_lead_to_loopback_gets_nothing(bases):
    for base in bases:
        own = urllib.parse.urlsplit(base).netloc
        port = own.rsplit(":", 1)[1]
        for host in ("evil.example", f"evil.example:{port}", f"127.0.0.1.evil.example:{port}", f"localhost.evil:{port}",
                     "192.168.1.7", f"[2001:db8::1]:{port}", f"evil.example@127.0.0.1:{port}", f"127.0.0.1:{port}x", ""):
            for method, path in (("GET", "/virtual/state"), ("POST", "/virtual/faults"), ("GET", "/connect/authorize")):
                status, body = ask(base, method, path, {"host": host}, b'{"faults":[]}')
                assert status in (400, 403) and b"Building A" not in body, (host, path, status, body)
        for host in (own, f"localhost:{port}", f"LOCALHOST:{port}", f"[::1]:{port}", "localhost"):
            assert ask(base, "GET", "/virtual/state", {"host": host})[0] == 200, host


def test_a_form_or_a_script_of_another_page_changes_nothing(bases):
    for base in bases:
        own = urllib.parse.urlsplit(base).netloc
        form = {"host": own, "content-type": "text/plain"}
        fault = b'{"faults":[{"kind":"unreachable"}]}'
        for origin in ("https://evil.example", "null", "http://localhost:3000", f"https://{own}", f"http://{own}.evil.example",
                       "http://127.0.0.1"):
            for path in ("/virtual/faults", "/virtual/start_anew", "/connect/token", "/connect/authorize"):
                status, _ = ask(base, "POST", path, {**form, "origin": origin}, fault)
                assert status == 403, (origin, path)
            assert ask(base, "GET", "/virtual/state", {"host": own, "origin": origin})[0] == 403
        assert ask(base, "GET", "/virtual/state", {"host": own})[0] == 200
        # Its own sign-in page may send its form.
        status, _ = ask(base, "POST", "/connect/authorize", {**form, "origin": f"http://{own}"}, b"client_id=none")
        assert status == 400


def test_a_cloud_answers_to_a_name_that_it_was_given(tmp_path):
    cloud = Program(
        tmp_path, "virtual-salto-ks", "--port", "0", "--data", str(tmp_path / "data"), "--name", "cloud.internal")
    try:
        assert ask(cloud.endpoint, "GET", "/virtual/health", {"host": "cloud.internal:8090"})[0] == 200
        assert ask(cloud.endpoint, "GET", "/virtual/health", {"host": "other.internal:8090"})[0] == 403
    finally:
        cloud.kill()
