#!/usr/bin/env python3
"""Forwards all calls between a client and the server, and validates every answer against `api-structure.json`.

    python3 proxy.py --upstream http://127.0.0.1:8080 [--port 0] [--report report.json] [--ready-file FILE]

Needs the package jsonschema. On SIGTERM or SIGINT it writes the report: the number of answers of each operation, and
every difference (see `structure.py`). It prints `N answers, N operations, N differences`, and exits with 1 if there is
a difference."""
import argparse
import http.server
import json
import os
import pathlib
import signal
import sys
import threading
import urllib.error
import urllib.request

from structure import Structure

# Headers of a single connection, which are not forwarded.
OF_REQUEST = ("host", "connection", "accept-encoding", "content-length")
OF_ANSWER = ("transfer-encoding", "connection", "content-length", "date", "server")
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def forwarder(upstream, structure):
    """The class of a request handler that forwards requests and checks the answers."""

    class Forwarder(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def forward(self):
            status, fields, body = self.answer()
            structure.check(self.command, self.path, status, {name.lower(): value for name, value in fields.items()}, body)
            self.send_response(status)
            for name, value in fields.items():
                if name.lower() not in OF_ANSWER:
                    self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def answer(self):
            length = int(self.headers.get("content-length") or 0)
            data = self.rfile.read(length) if length else None
            headers = {name: value for name, value in self.headers.items() if name.lower() not in OF_REQUEST}
            request = urllib.request.Request(upstream + self.path, data, headers, method=self.command)
            try:
                with OPENER.open(request, timeout=120) as answer:
                    return answer.status, answer.headers, answer.read()
            except urllib.error.HTTPError as answer:
                return answer.code, answer.headers, answer.read()

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_HEAD = forward

        def log_message(self, *_):
            pass

    return Forwarder


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--upstream", required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--report")
    parser.add_argument("--ready-file")
    return parser.parse_args()


def main():
    given, structure = options(), Structure()
    handler = forwarder(given.upstream.rstrip("/"), structure)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", given.port), handler)
    endpoint = f"http://127.0.0.1:{server.server_port}"
    if given.ready_file:
        pathlib.Path(given.ready_file).write_text(json.dumps({"endpoint": endpoint, "pid": os.getpid()}))
    print(endpoint, flush=True)
    for number in (signal.SIGTERM, signal.SIGINT):
        # In another thread, since the server would wait for itself.
        signal.signal(number, lambda *_: threading.Thread(target=server.shutdown, daemon=True).start())
    server.serve_forever()
    report = structure.report()
    if given.report:
        pathlib.Path(given.report).write_text(json.dumps(report, indent=1, sort_keys=True))
    print(f"{report['answers']} answers, {report['operations']} operations, {report['differences_count']} differences")
    sys.exit(1 if report["differences_count"] else 0)


if __name__ == "__main__":
    main()
