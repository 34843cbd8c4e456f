"""A client session that ends while its request comes, and where its token is not."""
import json
import socket
import urllib.parse

import pytest

from databases import Rows
from test_client_sessions import refused, seen, server  # noqa: F401 (server is a fixture)


@pytest.mark.parametrize("end", ["revoke", "delete"])
def test_a_session_that_ended_while_its_request_came_stays_ended(server, end):
    session = server.ok("/client_sessions/create")["client_session"]
    body = json.dumps({"accepted_providers": ["salto_ks"]}).encode()
    address = urllib.parse.urlsplit(server.endpoint)
    with socket.create_connection((address.hostname, address.port), timeout=60) as slow:
        slow.sendall(
            f"POST /connect_webviews/create HTTP/1.1\r\nhost: a\r\nauthorization: Bearer {session['token']}\r\n"
            f"content-type: application/json\r\ncontent-length: {len(body)}\r\nconnection: close\r\n\r\n".encode())
        # Gives the server time to authenticate the slow request.
        assert seen(server, session["token"], "/client_sessions/get")
        server.ok("/client_sessions/" + end, client_session_id=session["client_session_id"])
        slow.sendall(body)
        answer = slow.makefile("rb").read()
    assert answer.startswith(b"HTTP/1.1 401"), answer
    assert refused(server, session["token"]) in ("client_session_revoked", "client_session_not_found")
    assert server.ok("/connect_webviews/list")["connect_webviews"] == []


def test_a_token_is_nowhere_in_the_clear(server):
    token = server.ok("/client_sessions/create", user_identifier_key="jane")["client_session"]["token"]
    seen(server, token, "/client_sessions/get")
    assert refused(server, token[:-2] + "__")
    server.stop()
    secret = token.rsplit("_", 1)[1].encode()
    assert len(secret) > 16
    assert not Rows(server.data).contain(secret)
    files = [file for file in server.folder.rglob("*") if file.is_file()]
    assert any(file.name == "log.txt" for file in files)
    assert [file.name for file in files if secret in file.read_bytes()] == []
