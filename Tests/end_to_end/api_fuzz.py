"""Runs calls of every operation that schemathesis generates from the OpenAPI document, against a server of their own.
"""
import json
import os
import pathlib
import random
import re
import subprocess
import tempfile
import time

import harness
from harness import APARTMENT, BICYCLES, BUILDING_A, COMMON

SCHEMATHESIS = os.environ.get("LATCHKEY_SCHEMATHESIS", str(harness.ROOT / ".venv-fuzz" / "bin" / "schemathesis"))
CASES = int(os.environ.get("LATCHKEY_API_CASES", "250"))
SEED = int(os.environ.get("LATCHKEY_SEED", str(random.SystemRandom().randrange(1 << 32))))
# From this number on, every bound of every parameter is tried in addition to the random calls.
THOROUGH = 10_000
# A slower answer counts as a hang.
SECONDS_MAX = 30
# An address without a server.
NOBODY = "http://127.0.0.1:9/"

# positive_data_acceptance is omitted. The document says in words only which parameters go together ("exactly one of
# …"), since its structure is that of the public API.
CHECKS = [
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
    "response_schema_conformance", "negative_data_rejection", "unsupported_method", "allow_header_conformance",
    "use_after_free", "ignored_auth",
]
# For an unknown publishable key the public API answers 400 here, not 401.
PUBLISHABLE = ["/client_sessions/create", "/client_sessions/get_or_create"]

# These have an object in the query. OpenAPI 3.0 would write its members like parameters, without a prefix such as
# `custom_metadata_has.`, so faults in them never reach the server.
WITH_NOTES = ["/connect_webviews/list", "/connected_accounts/list", "/devices/list"]


def ground(server):
    """Creates something of every kind in the workspace. Returns the IDs by the parameters that take them."""
    guests = [server.user(server.guest(name)) for name in ("Jane Doe", "John Roe", "Ann Poe")]
    server.advance(60)
    url = NOBODY + "hook"

    def ids(path, kind, **parameters):
        found = server.ok(path, **parameters)
        return [item[f"{kind}_id"] for item in next(value for value in found.values() if isinstance(value, list))]

    # It must stay valid however the clock is moved.
    session = server.ok(
        "/client_sessions/create", user_identity_id=guests[0]["user_identity_id"],
        expires_at="9999-01-01T00:00:00Z")["client_session"]
    server.ok("/webhooks/create", url=url)
    server.ok("/connect_webviews/create", accepted_providers=["salto_ks"])
    server.session = session["token"]
    identities = [guest["user_identity_id"] for guest in guests]
    users = [guest["acs_user_id"] for guest in guests]
    manager = server.ok(
        "/acs/systems/list_compatible_credential_manager_acs_systems", acs_system_id=BUILDING_A)["acs_systems"][0]
    return {
        "acs_system_id": [BUILDING_A], "acs_user_id": users, "user_identity_id": identities,
        "acs_access_group_id": [COMMON, APARTMENT, BICYCLES],
        "credential_manager_acs_system_id": [manager["acs_system_id"]],
        "connected_account_id": [server.account()["connected_account_id"]],
        "acs_entrance_id": ids("/acs/entrances/list", "acs_entrance"),
        "acs_credential_id": ids("/acs/credentials/list", "acs_credential"),
        "enrollment_automation_id": ids(
            "/user_identities/enrollment_automations/list", "enrollment_automation", user_identity_id=identities[0]),
        "event_id": ids("/events/list", "event", since="2000-01-01T00:00:00Z")[:20],
        "device_id": ids("/devices/list", "device"), "iq_id": ids("/latchkey/v1/iqs/list", "iq", acs_system_id=BUILDING_A),
        "webhook_id": ids("/webhooks/list", "webhook"),
        "connect_webview_id": ids("/connect_webviews/list", "connect_webview"),
    }


def settings(server, ids, thorough):
    """The configuration of schemathesis as TOML. JSON strings, lists and objects of strings are valid TOML."""
    operator = harness.admin(server.folder / "data", "operators", "create", "Ann")[0]["operator_id"]
    token = harness.admin(server.folder / "data", "tokens", "create", "--operator", operator)[0]["access_token"]
    tokens = {"api_key": server.key, "client_session": server.session, "pat_without_workspace": token}
    lines = [
        f"hooks = {json.dumps(str(harness.ROOT / 'Tests' / 'Fuzz' / 'api_hooks.py'))}", "continue-on-failure = true",
        f"request-timeout = {SECONDS_MAX}", "[generation]", 'database = "none"', "[checks]", "enabled = false",
        *[f"{check}.enabled = true" for check in CHECKS], "[phases]", "examples.enabled = false",
        f"coverage.enabled = {json.dumps(thorough)}", "stateful.enabled = false",
        *[f"[auth.openapi.{scheme}]\nbearer = {json.dumps(token)}" for scheme, token in tokens.items()],
        *[f"[dictionaries.{name}]\nvalues = {json.dumps(values)}" for name, values in ids.items()], "[parameters]",
    ]
    for name in ids:
        for place in ("body", "query"):
            lines.append(f'"{place}.{name}" = {{ dictionary = "{name}", probability = 0.5 }}')
    lines += [
        "[[operations]]", f"include-path = {json.dumps(PUBLISHABLE)}", "checks.ignored_auth.enabled = false",
        "[[operations]]", f"include-path = {json.dumps(WITH_NOTES)}", 'include-method = "GET"',
        "checks.negative_data_rejection.enabled = false",
    ]
    return "\n".join(lines) + "\n"


def examples(cases, operations):
    """The number of random calls per operation. The bounds of the parameters add about forty."""
    return max(1, -(-cases // operations) - (40 if cases >= THOROUGH else 0))


def run(folder, cases=CASES, seed=SEED):
    """Makes about that many calls and returns their number. Fails on any fault of an answer."""
    folder = pathlib.Path(folder)
    server = harness.Server(folder / "server", "--rate-limit", "1000000", "--allow-private-webhooks")
    try:
        ids, thorough = ground(server), cases >= THOROUGH
        (folder / "schemathesis.toml").write_text(settings(server, ids, thorough))
        document = harness.send("GET", server.endpoint + "/openapi.json")[1]
        operations = sum(len(verbs) for verbs in harness.operations(document).values())
        environment = {
            **os.environ, "LATCHKEY_OTHER_KEY": harness.second_workspace_key(server.folder / "data"),
            "LATCHKEY_NOBODY": NOBODY, "LATCHKEY_GROUND": json.dumps(sum(ids.values(), []))}
        said = folder / "schemathesis.txt"
        with open(said, "w") as output:
            result = subprocess.run(
                [SCHEMATHESIS, "--config-file", str(folder / "schemathesis.toml"), "run", server.endpoint + "/openapi.json",
                 *[word for path in harness.routes(document) for word in ("--exclude-path", path)],
                 "--max-examples", str(examples(cases, operations)), "--seed", str(seed), "--no-color", "--no-shrink"],
                cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT)
        said = said.read_text()
        metrics = harness.send("GET", server.endpoint + "/metrics", headers={"authorization": f"Bearer {server.key}"})
        (folder / "metrics.txt").write_bytes(metrics[1])
        made = re.search(r"(\d+) generated", said)
        assert result.returncode == 0 and made, f"seed {seed}: {said[-6000:]}"
        assert server.process.poll() is None
        return int(made.group(1))
    finally:
        server.kill()


def main():
    folder, start = tempfile.mkdtemp(prefix="latchkey-fuzz-"), time.monotonic()
    print(f"seed {SEED}; what is said is kept in {folder}", flush=True)
    made = run(folder)
    print(f"{made} calls, none answered wrongly, in {time.monotonic() - start:.0f} seconds, seed {SEED}")
    assert made >= CASES


if __name__ == "__main__":
    main()
