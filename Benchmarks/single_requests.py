"""Single requests to a server that is still starting, or that is measured by itself."""
import http.client
import json
import time


def ask(port, key, path, body):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(
        "POST", path, json.dumps(body), {"authorization": f"Bearer {key}", "content-type": "application/json"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def answer_after(start, key):
    while True:
        try:
            if ask(18973, key, "/acs/users/list", {"limit": 1}) == 200:
                return time.monotonic() - start
        except OSError:
            time.sleep(0.002)
