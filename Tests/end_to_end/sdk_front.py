"""A small server in front of the real one. It plays scripted answers, records the requests, and forwards the rest.

An SDK calls it instead of the server. A script sets the answers by `PUT /front/plays` with `{"<path>": [<answer>, …]}`,
and reads the requests since then by `GET /front/requests`. An answer has `status`, `headers` and `body`. With `is_lost`
the request is forwarded first, so that only its answer is lost. With `is_silent` no answer is sent.
"""
import http.client
import json
import sys
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# Headers of a single connection, or written again.
HOP_HEADERS = {"connection", "content-length", "date", "host", "keep-alive", "server", "transfer-encoding"}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def handle_request(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        path = urllib.parse.urlsplit(self.path).path
        if path == "/front/plays":
            self.server.begin(json.loads(body))
            return self.answer(200, {}, b"{}")
        if path == "/front/requests":
            return self.answer(200, {}, json.dumps(self.server.requests).encode())
        play = self.server.next_play(self.command, path)
        if play is None:
            return self.answer(*self.forward(body))
        if play.get("is_silent"):
            # Sends nothing. The read ends when the client disconnects, so no clock is needed.
            self.connection.recv(1)
            self.close_connection = True
            return None
        if play.get("is_lost"):
            self.forward(body)
        fields = {"content-type": "application/json", "seam-request-id": "request_of_the_front"}
        return self.answer(play["status"], {**fields, **play.get("headers", {})}, json.dumps(play["body"]).encode())

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_request

    def forward(self, body):
        connection = http.client.HTTPConnection(self.server.upstream, timeout=60)
        fields = {name: value for name, value in self.headers.items() if name.lower() not in HOP_HEADERS}
        try:
            connection.request(self.command, self.path, body, fields)
            answer = connection.getresponse()
            fields = {name: value for name, value in answer.getheaders() if name.lower() not in HOP_HEADERS}
            return answer.status, fields, answer.read()
        finally:
            connection.close()

    def answer(self, status, fields, body):
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Front(ThreadingHTTPServer):
    """Runs in its own thread until it is closed."""

    daemon_threads = True

    def __init__(self, upstream):
        super().__init__(("127.0.0.1", 0), Handler)
        self.upstream = urllib.parse.urlsplit(upstream).netloc
        self.endpoint = f"http://127.0.0.1:{self.server_port}"
        self.lock = threading.Lock()
        self.begin({})
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def begin(self, plays):
        with self.lock:
            self.plays, self.requests = plays, []

    def next_play(self, method, path):
        with self.lock:
            self.requests.append([method, path])
            plays = self.plays.get(path)
            return plays.pop(0) if plays else None

    def handle_error(self, request, client_address):
        # Some scripts expect the client to disconnect.
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    def close(self):
        self.shutdown()
        self.server_close()
