"""A proxy before several nodes that is as patient as a good client of the API: it repeats a call until a node answers it."""
import http.client
import http.server
import itertools
import json
import threading
import time
import uuid

# How many seconds one node gets for its answer, and all repeats of a call together.
ATTEMPT_SECONDS, PATIENCE = 120, 180
# Between two attempts, since a node that died refuses connections at once.
PAUSE = 0.05
# What is about one connection and not about the request.
OF_CONNECTION = {"connection", "keep-alive", "proxy-connection", "te", "transfer-encoding", "upgrade", "content-length"}
BROKEN = (OSError, http.client.HTTPException)


class Handler(http.server.BaseHTTPRequestHandler):
    """Takes whole requests, and returns whole answers."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def handle_any(self):
        headers = {name: value for name, value in self.headers.items() if name.lower() not in OF_CONNECTION}
        status, fields, body = self.server.proxy.answer(self.command, self.path, headers, self.body())
        self.send_response_only(status)
        for name, value in fields:
            if name.lower() not in OF_CONNECTION:
                self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_OPTIONS = handle_any

    def body(self):
        if "chunked" not in self.headers.get("transfer-encoding", "").lower():
            return self.rfile.read(int(self.headers.get("content-length", 0)))
        # A body without a length is small.
        chunks = []
        while size := int(self.rfile.readline().split(b";")[0], 16):
            chunks.append(self.rfile.read(size))
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass
        return b"".join(chunks)


class PatientProxy:
    """Runs in threads of its own. `ports` are those of the nodes, and may be set later. `repeats` are the reasons for which
    calls were sent again. `loses` may let the successful answer to a POST get lost, by its path and the node's port.
    """

    def __init__(self):
        self.loses = lambda path, port: False
        self.ports, self.turns, self.repeats, self.lock = [], itertools.count(), [], threading.Lock()
        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads, self.http.proxy = True, self
        self.endpoint = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, daemon=True, name="patient proxy").start()

    def answer(self, method, path, headers, body):
        """The first answer that is final. All attempts at a call have the same key."""
        if not any(name.lower() == "idempotency-key" for name in headers):
            headers = {**headers, "idempotency-key": str(uuid.uuid4())}
        end = time.monotonic() + PATIENCE
        while True:
            try:
                answer = self.attempt(method, path, headers, body)
                reason = str(answer[0])
            except BROKEN as error:
                reason = type(error).__name__
                answer = 504, [("content-type", "text/plain")], f"No node answered: {reason}".encode()
            if not is_temporary(*answer) or time.monotonic() > end:
                return answer
            with self.lock:
                self.repeats.append(reason)
            time.sleep(PAUSE)

    def attempt(self, method, path, headers, body):
        """The answer of the next node: its status, headers and body."""
        with self.lock:
            port = self.ports[next(self.turns) % len(self.ports)]
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=ATTEMPT_SECONDS)
        try:
            connection.request(method, path, body or None, {**headers, "connection": "close"})
            answer = connection.getresponse()
            found = answer.status, answer.getheaders(), answer.read()
        finally:
            connection.close()
        if method == "POST" and found[0] < 400 and self.loses(path, port):
            raise ConnectionAbortedError("the answer was lost")
        return found

    def close(self):
        self.http.shutdown()
        self.http.server_close()


def is_temporary(status, _, body):
    """Whether a request is to be sent again: no node answered, one that begins or ends did, or another one still does it."""
    if status in (503, 504):
        return True
    try:
        return status == 409 and json.loads(body)["error"]["type"] == "idempotency_key_in_use"
    except (ValueError, KeyError, TypeError):
        return False
