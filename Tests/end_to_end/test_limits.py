"""Excessive load is refused with a delay for the retry. Slow clients are cut off and block nobody."""
import concurrent.futures
import socket
import urllib.parse

from harness import Server, send, wait_until


def connection(server):
    address = urllib.parse.urlsplit(server.endpoint)
    return socket.create_connection((address.hostname, address.port), timeout=60)


def ended(client):
    """Whether the server closes the connection, whatever it sends before."""
    while client.recv(65536):
        pass
    return True


def get(server, path="/workspaces/get"):
    return send("GET", server.endpoint + path, headers={"authorization": "Bearer " + server.key})


def test_a_caller_that_is_too_fast_is_told_when_to_come_again(tmp_path):
    server = Server(tmp_path, "--rate-limit", "2")
    try:
        answers = [get(server)]
        while len(answers) < 60 and answers[-1][0] == 200:
            answers.append(get(server))
        status, body, headers = answers[-1]
        assert len(answers) > 4 and status == 429
        assert body["error"]["type"] == "too_many_requests" and int(headers["retry-after"]) >= 1
        # Another caller has its own limit, and a stranger does not count against either.

        def session():
            status, body = server.call("/client_sessions/create")
            return body["client_session"]["token"] if status == 200 else None

        token = wait_until(session, "room for a request")
        status, _, _ = send(
            "GET", server.endpoint + "/client_sessions/get", headers={"client-session-token": token})
        assert status == 200
    finally:
        server.kill()


def test_more_requests_than_are_worked_on_are_turned_away(tmp_path):
    server = Server(tmp_path, "--max-requests", "1")
    try:
        server.virtual.faults({"kind": "throttled", "match": "/users"})
        server.guest("Jane Doe")

        def advance():
            """The call waits for Salto. It holds the only slot once no request below occupies it."""
            while (answer := server.call("/latchkey/v1/clock/advance", seconds=60, timeout_seconds=60))[0] == 503:
                pass
            return answer

        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(advance)
            status, body, headers = wait_until(
                lambda: (answer if (answer := get(server))[0] != 200 else None), "a request that is turned away")
            assert (status, body["error"]["type"], headers["retry-after"]) == (503, "service_unavailable", "1")
            assert send("GET", server.endpoint + "/health")[0] == 200, "who watches over it is answered"
            server.virtual.faults()
            assert waiting.result()[0] == 200
        assert get(server)[0] == 200
    finally:
        server.kill()


def test_a_body_that_does_not_come_takes_nobodys_place(tmp_path):
    server = Server(tmp_path, "--max-requests", "1")
    try:
        slow = connection(server)
        slow.sendall(
            b"POST /acs/users/get HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nAuthorization: Bearer "
            + server.key.encode() + b"\r\nContent-Length: 1000\r\n\r\n{")
        assert [get(server)[0] for _ in range(10)] == [200] * 10
        slow.close()
    finally:
        server.kill()


def test_a_body_that_is_broken_off_is_no_fault_of_the_server(tmp_path):
    server = Server(tmp_path, environment={"LATCHKEY_METRICS_TOKEN": "watchman"})
    try:
        broken = connection(server)
        broken.sendall(
            b"POST /acs/users/get HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nAuthorization: Bearer "
            + server.key.encode() + b"\r\nContent-Length: 1000\r\n\r\n{")
        assert get(server)[0] == 200
        broken.close()

        def counted():
            lines = "".join(server.metrics("watchman")).splitlines()
            return [line for line in lines if "/acs/users/get" in line and "_requests_total" in line]

        line, = wait_until(counted, "the call to be counted")
        assert 'status="400"' in line, line
    finally:
        server.kill()


def test_who_is_slow_is_cut_off(tmp_path):
    server = Server(tmp_path, "--request-timeout", "1")
    try:
        head = b"POST /acs/users/get HTTP/1.1\r\nHost: a\r\n"
        silent, halting, lazy = connection(server), connection(server), connection(server)
        halting.sendall(head)
        lazy.sendall(head + b"Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
        assert get(server)[0] == 200
        assert ended(silent) and ended(halting) and ended(lazy)
        deaf = connection(server)
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        request = b"GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n"
        try:
            # Requests more than the buffers of both sides can hold, and reads nothing of it.
            for _ in range(10_000):
                deaf.sendall(request)
        except OSError:
            pass
        assert get(server)[0] == 200
        for client in (silent, halting, lazy, deaf):
            client.close()
    finally:
        server.kill()


def test_a_request_that_is_too_large_or_too_deep_is_refused(tmp_path):
    server = Server(tmp_path)
    try:
        headers = {"authorization": "Bearer " + server.key, "content-type": "application/json"}
        deep = b'{"a":' * 5000 + b"1" + b"}" * 5000
        status, body, _ = send("POST", server.endpoint + "/acs/users/get", deep, headers)
        assert (status, body["error"]["type"]) == (400, "invalid_input")
        large = b'{"full_name":"' + b"x" * (5 << 20) + b'"}'
        status, body, _ = send("POST", server.endpoint + "/acs/users/get", large, headers)
        assert (status, body["error"]["type"]) == (413, "payload_too_large")
    finally:
        server.kill()


def test_a_lock_is_moved_no_more_often_because_the_server_was_restarted(tmp_path):
    server = Server(tmp_path)
    lock = server.ok("/devices/list")["devices"][0]["device_id"]

    def unlock():
        return server.call("/locks/unlock_door", device_id=lock)[0]

    try:
        answers = [unlock()]
        while len(answers) < 40 and answers[-1] == 200:
            answers.append(unlock())
        assert len(answers) > 15 and answers[-1] == 429
        server.kill()
        server = Server(tmp_path)
        # Another movement is permitted every four seconds.
        assert 429 in [unlock() for _ in range(12)]
    finally:
        server.kill()
