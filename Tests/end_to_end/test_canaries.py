"""Searches everything that the server writes and sends for planted secrets, byte by byte."""
import json
import pathlib
import re
import urllib.parse

import harness
from databases import Rows
from test_accounts import page
from test_sign_in import hop, leave, sign_in

WRONG_PASSWORD = "canary-wrong-password-5b1d"
CHOSEN_PIN = "908172"


class Said:
    """All answers of the server, except those whose purpose is to return a secret."""

    def __init__(self, server):
        self.server, self.text = server, []

    def ok(self, path, **parameters):
        body = self.server.ok(path, **parameters)
        self.text.append(json.dumps(body))
        return body

    def note(self, text):
        self.text.append(text if isinstance(text, str) else text.decode())


def bytes_of(folder):
    """All files of the data folder, except those of the virtual cloud and the seal's key."""
    for path in sorted(pathlib.Path(folder).rglob("*")):
        is_of_cloud = any(part.startswith("virtual-salto-ks") for part in path.parts[-2:])
        if path.is_file() and not is_of_cloud and path.name != "seal.key":
            yield path, path.read_bytes()


def connect(server, said, secrets):
    """A connect webview: its address, a wrong password, a sign-in on the provider's own page, and the sites."""
    made = server.ok("/connect_webviews/create", accepted_providers=["salto_ks"])["connect_webview"]
    token = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(made["url"]).query))["auth_token"]
    secrets.update({"webview token": token, "wrong password": WRONG_PASSWORD})
    page(server, made, step="proceed")
    said.note(page(server, made, step="sign_in", username="jane@example.com", password=WRONG_PASSWORD)[1])
    address = leave(server, made)
    secrets["state"] = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query))["state"].split(".")[1]
    back = sign_in(address)
    secrets["code"] = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(back).query))["code"]
    hop("GET", back, visitor=made["visitor"])
    sites = [site["id"] for site in server.virtual.get("state")["sites"]]
    said.note(page(server, made, step="select", site=sites)[1])
    said.note(page(server, made, step="allow")[1])
    return server.ok("/connected_accounts/list")["connected_accounts"][0]["connected_account_id"]


def make_pins(server, said, secrets, account):
    """One generated PIN, and one that is chosen."""
    site = next(one for one in server.ok("/acs/systems/list")["acs_systems"] if one["name"] == "Main Site")
    server.virtual.post("site", {"custom_pin": True})
    said.ok("/connected_accounts/sync", connected_account_id=account)
    group = server.ok("/acs/access_groups/list", acs_system_id=site["acs_system_id"])["acs_access_groups"][0]
    users = [said.ok(
        "/acs/users/create", acs_system_id=site["acs_system_id"], full_name=name,
        acs_access_group_ids=[group["acs_access_group_id"]])["acs_user"]["acs_user_id"] for name in ("A B", "C D")]
    server.advance(120)
    made = server.ok("/acs/credentials/create", acs_user_id=users[0], access_method="code")["acs_credential"]
    server.ok("/acs/credentials/create", acs_user_id=users[1], access_method="code", code=CHOSEN_PIN)
    secrets.update({"PIN": made["code"], "chosen PIN": CHOSEN_PIN})
    said.note(json.dumps(server.fails(
        "/acs/credentials/create", 400, "invalid_input", acs_user_id=users[0], access_method="code", code=CHOSEN_PIN)))
    return users


def go_wrong(server, said, account, user):
    """Causes errors that are returned and logged."""
    for kind in ("error_after", "lost_answer", "expired_token", "unreachable"):
        server.virtual.faults({"kind": kind, "probability": 0.5})
        server.call("/acs/users/update", acs_user_id=user, full_name=f"A {kind}")
        server.advance(30)
        said.ok("/connected_accounts/sync", connected_account_id=account)
    server.virtual.faults()
    server.ok("/connected_accounts/simulate/disconnect", connected_account_id=account)


def look_around(server, said, account):
    for path in ("/connected_accounts/list", "/acs/systems/list", "/acs/users/list", "/acs/users/unmanaged/list"):
        said.ok(path)
    said.ok("/events/list", since="2020-01-01T00:00:00Z")
    said.ok("/latchkey/v1/sites/get_sync", connected_account_id=account)
    watchman = {"authorization": "Bearer watchman"}
    said.note(json.dumps(harness.send("GET", server.endpoint + "/health", headers=watchman)[1]))
    metrics = "".join(server.metrics("watchman"))
    assert "latchkey_provider_calls_total" in metrics
    said.note(metrics)


def provider_tokens(server):
    """Every token that the virtual cloud has issued."""
    found = set(re.findall(r"virtual-[0-9a-f]{8}-[0-9a-f-]{27}", server.journal()))
    assert found
    return {f"provider token {number}": text for number, text in enumerate(found)}


def test_no_secret_rests_or_leaks_in_the_clear(tmp_path):
    server = harness.Server(
        tmp_path / "server", scenario="sandbox", environment={"LATCHKEY_LOG_LEVEL": "trace", "LATCHKEY_METRICS_TOKEN": "watchman"})
    said, secrets = Said(server), {}
    try:
        account = connect(server, said, secrets)
        users = make_pins(server, said, secrets, account)
        session = server.ok("/client_sessions/create", connected_account_ids=[account])["client_session"]
        hook = server.ok("/webhooks/create", url="https://receiver.invalid/events")["webhook"]
        secrets["webhook secret"] = hook["secret"].removeprefix("whsec_")
        secrets["session token"] = session["token"].rsplit("_", 1)[1]
        secrets["API key"] = server.key.rsplit("_", 1)[1]
        go_wrong(server, said, account, users[0])
        look_around(server, said, account)
        secrets.update(provider_tokens(server))
        live = [(server.data / "database while it runs", content) for content in Rows(server.data).contents()]
    finally:
        server.stop()
    after = [(server.data / "database", content) for content in Rows(server.data).contents()]
    places = live + after + list(bytes_of(tmp_path / "server"))
    assert any(path.name == "log.txt" for path, _ in places)
    for name, secret in secrets.items():
        assert len(secret) >= 6, name
        # Six digits occur in longer numbers and IDs by coincidence.
        pattern = re.compile(rb"(?<![0-9A-Fa-f.])" + re.escape(secret.encode()) + rb"(?![0-9A-Fa-f])")
        for path, content in places:
            # A sandbox prints the same key at every start, so it is stored in files that only their owner can read.
            if path.name in ("ready.json", "scenario.json") and name == "API key":
                assert path.stat().st_mode & 0o077 == 0, path
                continue
            assert not pattern.search(content), (name, path)
        for text in said.text:
            assert secret not in text, (name, text[:300])
