"""A proxy to a virtual cloud that simulates faults of networks and gateways: it stalls, trickles, cuts, repeats pages,
sends garbage, and redirects."""
import http.client
import http.server
import json
import re
import socket
import threading
import time

from call_kinds import kind_of

# Invalid answers. Those in the second row look like a success without a body, so the call is forwarded.
GARBAGE = {
    "html": b"<html><body>Sign in to the guest network</body></html>", "number": b"42.5", "text": b'"Hello"',
    "array_of_numbers": b"[1, 2, 3]", "broken": b'{"items": [{"id": "', "binary": bytes(range(128, 256)),
    "items_of_numbers": b'{"items": [1, 2], "id": 7, "access_token": 1, "expires_in": "soon"}',
    "huge_numbers": b'{"access_token": "a b", "expires_in": 9223372036854775807, "active_user_amount": 1e400}',
}
PLAIN = {"empty": b"", "null": b"null", "object": b"{}"}
FAULTS = [
    "stall_before", "stall_after_head", "stall_in_body", "trickle", "cut", "repeat_pages", "redirect",
    *("garbage_" + name for name in (*GARBAGE, *PLAIN))]
# With these faults the cloud executes the call, although its answer is lost.
CARRIED = {"stall_before", "stall_after_head", "stall_in_body", "trickle", "cut", *("garbage_" + name for name in PLAIN)}
# Refusals of the cloud. They make the server send calls that it only sends after one.
REFUSALS = {"forbidden": 403, "not_found": 404}


class Gate:
    """Answers wait at it until it is opened."""

    def __init__(self):
        self.is_reached = threading.Event()
        self.is_open = threading.Event()

    def wait(self):
        self.is_reached.set()
        self.is_open.wait(60)

    def open(self):
        self.is_open.set()


class FaultyWay:
    """The proxy. It forwards each call, unless a fault is set for its kind."""

    def __init__(self, upstream):
        self.host, self.port = re.match(r"http://([^:/]+):(\d+)", upstream).groups()
        self.lock = threading.Lock()
        self.faults = {}
        self.hits = []
        self.arrivals = []
        # Calls of unknown kinds.
        self.strange = []
        self.delays = {}
        self.gates = {}
        self.dead_tokens = set()
        self.tokens = set()
        self.elsewhere = []
        self.ending = threading.Event()
        self.release = threading.Event()
        handler = type("Handler", (_Handler,), {"way": self})
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        self.endpoint = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def set(self, kind, fault, times=None):
        """From now on, answers to calls of the kind are faulty, always or a number of times."""
        with self.lock:
            self.faults[kind] = [fault, times]
            self.release = threading.Event()

    def clear(self):
        """Removes all faults, and closes hanging connections."""
        with self.lock:
            self.faults, self.delays = {}, {}
            self.release.set()
            for gate in self.gates.values():
                gate.open()
            self.gates = {}

    def delay(self, kind, **seconds):
        """Delays the answers of a kind: `before` the head, `head` between head and body, `byte` before each byte."""
        self.delays[kind] = seconds

    def hold(self, kind):
        """Holds answers of a kind back until the gate that is returned is opened."""
        self.gates[kind] = Gate()
        return self.gates[kind]

    def expire_token(self):
        """The cloud no longer accepts the tokens that it issued. Each account has one."""
        self.dead_tokens.update(self.tokens)

    def hit_count(self, kind):
        return sum(hit == kind for hit, _ in self.hits)

    def stop(self):
        self.clear()
        self.ending.set()
        self.server.shutdown()
        self.server.server_close()

    def take(self, kind):
        """The next fault of a call. It counts as used."""
        with self.lock:
            fault = self.faults.get(kind)
            if fault is None or fault[1] == 0:
                return None, self.release
            if fault[1] is not None:
                fault[1] -= 1
            self.hits.append((kind, fault[0]))
            return fault[0], self.release


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    way = None

    def log_message(self, *_):
        pass

    def handle(self):
        try:
            super().handle()
        except (ConnectionError, socket.timeout, ValueError):
            pass

    def answer(self):
        if self.path.startswith("/elsewhere"):
            self.way.elsewhere.append(dict(self.headers))
            return self.write(200, b"{}")
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        kind = kind_of(self.command, self.path, body)
        # A call with a refused token has no effect.
        if self.headers.get("authorization", "")[7:] in self.way.dead_tokens:
            return self.write(401, b"{}")
        if kind:
            self.way.arrivals.append((kind, time.monotonic()))
        elif self.path.startswith(("/v1", "/connect/token")):
            self.way.strange.append(f"{self.command} {self.path}")
        fault, release = self.way.take(kind)
        if fault:
            return self.fail(fault, release, body)
        if kind == "stream":
            return self.stream()
        status, payload, fields = self.forward(body)
        if kind == "token" and status == 200:
            self.way.tokens.add(json.loads(payload)["access_token"])
        if gate := self.way.gates.get(kind):
            gate.wait()
        late = self.way.delays.get(kind, {})
        time.sleep(late.get("before", 0))
        if not late:
            return self.write(status, payload, fields)
        self.head(status, len(payload), fields)
        time.sleep(late.get("head", 0))
        for byte in payload:
            time.sleep(late.get("byte", 0))
            self.wfile.write(bytes([byte]))

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = answer

    def ask(self, body=None):
        connection = http.client.HTTPConnection(self.way.host, int(self.way.port), timeout=60)
        fields = {name: value for name, value in self.headers.items() if name.lower() not in ("host", "connection")}
        connection.request(self.command, self.path, body or None, fields)
        return connection, connection.getresponse()

    def forward(self, body):
        # A stream has no end to wait for.
        if kind_of(self.command, self.path) == "stream":
            return 200, b": still here\r\n\r\n" * 4, {"content-type": "text/event-stream"}
        connection, answer = self.ask(body)
        payload = answer.read()
        connection.close()
        kept = {name: value for name, value in answer.getheaders()
                if name.lower() in ("content-type", "retry-after", "location")}
        return answer.status, payload, kept

    def stream(self):
        """Forwards data for as long as both sides are connected."""
        connection, answer = self.ask()
        self.send_response(answer.status)
        self.send_header("content-type", answer.getheader("content-type") or "application/json")
        self.send_header("connection", "close")
        self.end_headers()
        self.wfile.flush()
        self.close_connection = True
        try:
            while some := answer.read1(65536):
                self.wfile.write(some)
                self.wfile.flush()
        except (OSError, http.client.HTTPException):
            pass
        connection.close()

    def head(self, status, length, fields=None):
        self.send_response(status)
        for name, value in (fields or {"content-type": "application/json"}).items():
            self.send_header(name, value)
        self.send_header("content-length", str(length))
        self.end_headers()
        self.wfile.flush()

    def write(self, status, payload, fields=None):
        self.head(status, len(payload), fields)
        self.wfile.write(payload)

    def hang(self, release):
        """Sends nothing more, even after the fault is over."""
        release.wait(180)
        self.close_connection = True
        self.connection.close()

    def fail(self, fault, release, body):
        if fault == "redirect":
            return self.write(307, b"", {"location": self.way.endpoint + "/elsewhere" + self.path})
        if fault.startswith("garbage_"):
            name = fault.removeprefix("garbage_")
            if name in PLAIN:
                self.forward(body)
            return self.write(200, {**GARBAGE, **PLAIN}[name])
        if fault == "withhold":
            return self.hang(release)
        if fault in REFUSALS:
            return self.write(REFUSALS[fault], b"{}")
        status, payload, fields = self.forward(body)
        # An empty body is replaced by spaces, so that the answer can stall within it.
        payload = payload or b" " * 8
        status = 200 if status == 204 else status
        if fault == "lacks_one":
            page = json.loads(payload)
            return self.write(200, json.dumps({**page, "items": page["items"][1:]}).encode())
        if fault == "repeat_pages":
            page = json.loads(payload) if payload.strip() else {}
            items = page if isinstance(page, list) else page.get("items", [])
            return self.write(200, json.dumps({"items": items, "next_page_link": self.way.endpoint + self.path}).encode())
        if fault == "stall_before":
            return self.hang(release)
        self.head(status, len(payload), fields)
        if fault == "trickle":
            for byte in payload:
                self.wfile.write(bytes([byte]))
                if release.wait(1):
                    break
            self.close_connection = True
            return self.connection.close()
        if fault in ("stall_in_body", "cut"):
            self.wfile.write(payload[:len(payload) // 2])
        if fault == "cut":
            self.close_connection = True
            return self.connection.close()
        self.hang(release)
