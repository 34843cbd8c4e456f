"""A proxy on the way to a virtual cloud that does to answers what networks and gateways do: it stalls, trickles, cuts,
repeats pages, answers garbage, and redirects."""
import http.client
import http.server
import json
import re
import socket
import threading
import time

SITE = r"/v1\.[12]/sites/[^/?]+"
# The kinds of calls that the server makes, each by verb and path.
KINDS = {
    "token": ("POST", r"/connect/token"),
    "sites": ("GET", r"/v1\.2/sites"),
    "site": ("GET", SITE),
    "roles": ("GET", SITE + r"/roles"),
    "own_user": ("GET", SITE + r"/me"),
    "plan": ("GET", SITE + r"/subscription"),
    "groups": ("GET", SITE + r"/access_groups"),
    "group": ("GET", SITE + r"/access_groups/[^/]+"),
    "group_locks": ("GET", SITE + r"/access_groups/[^/]+/locks"),
    "group_hours": ("GET", SITE + r"/access_groups/[^/]+/time_schedules"),
    "members": ("GET", SITE + r"/access_groups/[^/]+/users"),
    "users": ("GET", SITE + r"/users"),
    "user": ("GET", SITE + r"/users/[^/]+"),
    "create": ("POST", SITE + r"/users"),
    "update": ("PATCH", SITE + r"/users/[^/]+"),
    "subscribe": ("PATCH", SITE + r"/users/[^/]+/subscription"),
    "pin": ("PUT", SITE + r"/users/[^/]+/pin"),
    "delete": ("DELETE", SITE + r"/users/[^/]+"),
    "join": ("POST", SITE + r"/access_groups/[^/]+/users"),
    "leave": ("DELETE", SITE + r"/access_groups/[^/]+/users/[^/]+"),
    "tags": ("GET", SITE + r"/tags"),
    "locks": ("GET", SITE + r"/locks"),
    "move": ("PATCH", SITE + r"/locks/[^/]+/locking"),
    "entries": ("GET", SITE + r"/entries"),
    "hub": ("POST", r"/v1/hub/entries/negotiate"),
}
LISTS = {"sites", "roles", "groups", "group_locks", "group_hours", "members", "users", "tags", "locks"}
# Answers that are none. Those in the second row are what a success without a body looks like, so the call is made.
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


def kind_of(method, path):
    """What a call is about; None for what is none of the server's."""
    path = path.split("?")[0]
    return next((kind for kind, (verb, form) in KINDS.items() if verb == method and re.fullmatch(form, path)), None)


class FaultyWay:
    """The proxy. It answers each call as the cloud does, unless a fault is set for its kind."""

    def __init__(self, upstream):
        self.host, self.port = re.match(r"http://([^:/]+):(\d+)", upstream).groups()
        self.lock = threading.Lock()
        self.faults = {}
        self.hits = []
        self.arrivals = []
        self.delays = {}
        self.dead_tokens = set()
        self.last_token = None
        self.elsewhere = []
        self.ending = threading.Event()
        self.release = threading.Event()
        handler = type("Handler", (_Handler,), {"way": self})
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        self.endpoint = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def set(self, kind, fault, times=None):
        """From now on answers to calls of the kind are faulty, always or a number of times."""
        with self.lock:
            self.faults[kind] = [fault, times]
            self.release = threading.Event()

    def clear(self):
        """All is well again; connections that hang are closed."""
        with self.lock:
            self.faults, self.delays = {}, {}
            self.release.set()

    def delay(self, kind, **seconds):
        """Answers of a kind are late: `before` the head, `head` between head and body, `byte` before each byte."""
        self.delays[kind] = seconds

    def expire_token(self):
        """The cloud takes the token no more that it gave last."""
        self.dead_tokens.add(self.last_token)

    def hit_count(self, kind):
        return sum(hit == kind for hit, _ in self.hits)

    def stop(self):
        self.clear()
        self.ending.set()
        self.server.shutdown()
        self.server.server_close()

    def take(self, kind):
        """The fault of a call, which is used up by it."""
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
        kind = kind_of(self.command, self.path)
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        # What is refused for its token moves nothing.
        if self.headers.get("authorization", "")[7:] in self.way.dead_tokens:
            return self.write(401, b"{}")
        if kind:
            self.way.arrivals.append((kind, time.monotonic()))
        if self.path.startswith("/v1/hub/") and kind not in self.way.faults:
            return self.write(404, b"{}")
        fault, release = self.way.take(kind)
        if fault:
            return self.fail(fault, release, body)
        status, payload, fields = self.forward(body)
        if kind == "token" and status == 200:
            self.way.last_token = json.loads(payload)["access_token"]
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

    def forward(self, body):
        connection = http.client.HTTPConnection(self.way.host, int(self.way.port), timeout=60)
        fields = {name: value for name, value in self.headers.items() if name.lower() not in ("host", "connection")}
        connection.request(self.command, self.path, body or None, fields)
        answer = connection.getresponse()
        payload = answer.read()
        connection.close()
        kept = {name: value for name, value in answer.getheaders() if name.lower() in ("content-type", "retry-after")}
        return answer.status, payload, kept

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
        """Nothing more comes until the fault is over, and nothing after."""
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
        status, payload, fields = self.forward(body)
        # What has no body of its own gets one that says nothing, so that there is something to stall in.
        payload = payload or b" " * 8
        status = 200 if status == 204 else status
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
