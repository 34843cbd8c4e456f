"""Which caller may call what: docs/authorization.md is made by calling every operation as every kind of caller."""
import json
import os
import urllib.error
import urllib.request

import harness
from harness import Server, admin, send
from session_calls import CALLS
from test_client_sessions import LOCKS, Guests, Owner

TABLE = harness.ROOT / "docs" / "authorization.md"
# What would end the world of the other rows is asked for things that are not there: who may, is told so.
NOWHERE = {"iq_id", "connected_account_id", "webhook_id", "connect_webview_id", "now", "seconds", "is_suspended"}
KINDS = {
    "API key": "own workspace", "API key, foreign": "of another workspace",
    "access token": "its operator runs the workspace", "access token, foreign": "its operator does not",
    "access token alone": "without seam-workspace", "session, own things": "", "session, another's": "",
    "publishable key": "", "nobody": "",
}


class Callers:
    """A caller of each kind, as headers."""

    def __init__(self, server, guests, data):
        workspace = server.ready["workspace_id"]
        people = [admin(data, "operators", "create", name)[0]["operator_id"] for name in ("Ann", "Bob")]
        admin(data, "operators", "add", people[0], "--workspace", workspace)
        tokens = [admin(data, "tokens", "create", "--operator", person)[0]["access_token"] for person in people]
        key = admin(data, "keys", "create", "--workspace", workspace, "--publishable")[0]["api_key"]

        def bearer(token, **more):
            return {"authorization": "Bearer " + token, **more}

        named = {"seam-workspace": workspace}
        session = bearer(guests.own.session["token"])
        self.headers = {
            "API key": bearer(server.key), "API key, foreign": bearer(guests.foreign_key),
            "access token": bearer(tokens[0], **named), "access token, foreign": bearer(tokens[1], **named),
            "access token alone": bearer(tokens[0]), "session, own things": session, "session, another's": session,
            "publishable key": {"seam-publishable-key": key}, "nobody": {}}


def parameters(guests, path, owner):
    """Parameters that name the owner's things."""
    given = {}
    for name in CALLS[path][-1 if path == "/client_sessions/create" else 0].split():
        if name in LOCKS:
            given.update(LOCKS[name](guests.shared if owner is guests.own else guests.storage))
            continue
        value = (owner.fields | guests.values).get(name)
        value = guests.shared if name == "acs_entrance_id" and value is None else value
        given[name] = {"now": "no moment", "seconds": -1, "is_suspended": "no"}.get(name, "none") if name in NOWHERE else value
    return given


def cell(status, body):
    """What an answer says of the caller's rights."""
    if status == 200:
        lists = [value for value in body.values() if isinstance(value, list)]
        return "nothing" if lists and not any(lists) else "yes"
    kind = body["error"]["type"]
    if status in (401, 403):
        return "no"
    return "not found" if kind.endswith("_not_found") else "yes"


def table(server, guests, callers):
    lines = []
    for number, path in enumerate(sorted(CALLS)):
        cells = []
        for kind, headers in callers.headers.items():
            # Who may change things is given things of one's own to change.
            owner = guests.own if kind == "session, own things" else guests.other
            status, body, _ = send(
                "POST", server.endpoint + path, parameters(guests, path, owner),
                {**headers, "content-type": "application/json"})
            assert status < 500, (path, kind, body)
            cells.append(cell(status, body))
            if "delete" in path or "deactivate" in path or "remove" in path or "revoke" in path:
                fresh(guests, kind, f"{number} {kind}")
        lines.append("| `" + path + "` | " + " | ".join(cells) + " |")
    return lines


def route_table(server, callers):
    """The routes beside the operations, asked for by GET. Of a stream only the beginning is read."""
    document = json.loads((harness.ROOT / "docs" / "openapi.json").read_text())
    lines = []
    for path in sorted(harness.routes(document)):
        cells = []
        for headers in callers.headers.values():
            try:
                with urllib.request.urlopen(urllib.request.Request(server.endpoint + path, headers=headers), timeout=60) as answer:
                    status = answer.status
            except urllib.error.HTTPError as error:
                status = error.code
            assert status < 500, (path, headers)
            cells.append("no" if status in (401, 403) else "yes")
        lines.append("| `" + path + "` | " + " | ".join(cells) + " |")
    return lines


def fresh(guests, kind, name):
    """Another guest in the place of one that was changed."""
    if kind in ("API key", "access token"):
        guests.other.fields = {**guests.other.fields, **Owner(guests.server, f"Guest {name}", (harness.COMMON,), name).fields}


def test_the_table_of_who_may_call_what_is_what_the_server_does(tmp_path):
    server = Server(tmp_path)
    try:
        guests = Guests(server, tmp_path / "data")
        callers = Callers(server, guests, tmp_path / "data")
        beside = route_table(server, callers)
        lines = table(server, guests, callers)
    finally:
        server.kill()
    text = "\n".join([
        "# Who may call what", "",
        "Every operation, called by every kind of caller on things of the first workspace. *yes*: answered, or refused",
        "because of its parameters; *nothing*: an empty list; *not found*: as if the thing did not exist; *no*: 401 or 403. A",
        "foreign API key belongs to another workspace. A foreign access token belongs to an operator who does not run this",
        "workspace. An access token alone names no workspace. A test generates this table and compares it.", "",
        "| operation | " + " | ".join(KINDS) + " |", "| --- |" + " --- |" * len(KINDS), *lines, "",
        "## Other routes", "",
        "Web pages, and endpoints for monitoring and tools, by GET. The token LATCHKEY_METRICS_TOKEN also gives access to the",
        "metrics.", "",
        "| route | " + " | ".join(KINDS) + " |", "| --- |" + " --- |" * len(KINDS), *beside, ""])
    if os.environ.get("UPDATE_GOLDEN"):
        TABLE.write_text(text)
    assert TABLE.read_text() == text
