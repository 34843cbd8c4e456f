"""Calls every operation with every kind of bad input: it gets a documented 4xx that names every faulty field, and
changes nothing."""
import json
import subprocess

import pytest

import contract_proxy
import harness
from harness import BUILDING_A, send

DOCUMENT = json.loads(subprocess.run([harness.BINARY, "openapi"], capture_output=True, text=True, check=True).stdout)
PATHS = sorted(harness.operations(DOCUMENT))
# Longer than any text may be.
TOO_LONG = 16_001
# Error types that name a resource or a rule, beside `invalid_input`.
REFUSALS = {"invalid_input", "not_supported", "workspace_not_sandbox", "acs_user_already_exists",
            "user_identity_email_or_phone_conflict"}


def plain(schema):
    """A schema with its reference resolved."""
    if len(schema.get("allOf", [])) == 1:
        return {**plain(schema["allOf"][0]), "nullable": schema.get("nullable", False)}
    if "$ref" not in schema:
        return schema
    return plain(DOCUMENT["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]])


def body(path):
    """The parameters of an operation, and which of them are required."""
    schema = DOCUMENT["paths"][path]["post"].get("requestBody", {}).get("content", {}).get("application/json", {})
    schema = schema.get("schema", {})
    return {name: plain(member) for name, member in schema.get("properties", {}).items()}, schema.get("required", [])


def is_list(path):
    return path.endswith("/list") or path in (
        "/devices/list_device_providers", "/latchkey/v1/clock/list_next_moments", "/latchkey/v1/customers/list_runs",
        "/latchkey/v1/webhooks/list_deliveries")


def narrows(path, name, required):
    """Whether a parameter filters a list. A blank then counts as absent."""
    return is_list(path) and name not in required and name not in ("page_cursor", "since")


def wrong(name, schema, is_filter=False):
    """Values that the parameter's type rejects."""
    deep = current = []
    for _ in range(20):
        current.append([])
        current = current[0]
    values = {
        "string": [7, True, [], {}, deep], "integer": ["seven", 1.5, True, [], {}, deep], "boolean": ["true", 1, [], {}],
        "number": ["seven", True, [], {}, deep],
        "array": ["text", 1, {}, [deep]], "object": ["text", 1, [], deep],
    }[schema["type"]]
    if schema["type"] == "number" and "maximum" not in schema:
        # These are limits and offsets of lists. They are whole, which the public API's document does not say. Limits are
        # positive.
        values = values + [1.5, -1] + ([] if name == "unstable_offset" else [0, 0.0])
    values = values + ([] if schema.get("nullable") else [None])
    if schema.get("type") == "string":
        values = values + ([] if is_filter else ["", " \t", "\u00a0\u200b"])
        values = values + ["x" * TOO_LONG, "a\u0000b"]
    # An integer may be written with a point. Its bounds apply then too.
    if "minimum" in schema:
        less = schema["minimum"] - (0 if schema.get("exclusiveMinimum") else 1)
        values = values + [less, float(less)]
    if "maximum" in schema:
        values = values + [schema["maximum"] + 1, float(schema["maximum"] + 1), 1e15 - 1]
    return values


def likely(name, schema):
    """A plausible value for a parameter."""
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("format") == "date-time":
        return "2031-01-01T00:00:00Z"
    if schema.get("format") == "email":
        return "nobody@example.com"
    return {"string": "unknown-" + name if name.endswith("_id") else "12345", "integer": 1, "number": 1, "boolean": True,
            "array": [], "object": {}}[schema["type"]]


def token(server, path):
    """The token of a caller that may use the operation."""
    security = DOCUMENT["paths"][path]["post"]["security"]
    if {"pat_without_workspace": []} in security and {"api_key": []} not in security:
        return server.access_token
    return server.key if {"api_key": []} in security else server.session


def post(server, path, parameters, key=None):
    status, answer, headers = send(
        "POST", server.endpoint + path, parameters,
        {"authorization": f"Bearer {key or token(server, path)}", "content-type": "application/json"})
    assert headers["seam-request-id"], path
    return status, answer


def assert_refused(status, answer, *context):
    assert 400 <= status < 500 and status != 401, (context, status, answer)
    type_ = answer["error"]["type"]
    assert type_ in REFUSALS or type_.endswith("_not_found"), (context, answer)
    assert answer["error"]["message"] and answer["ok"] is False, context


def state(server):
    """Everything that a call could have changed, read without the proxy."""
    lists = ("/acs/users/list", "/user_identities/list", "/acs/credentials/list", "/acs/systems/list")
    answers = [send("GET", server.inside + path, None, {"authorization": f"Bearer {server.key}"}) for path in lists]
    assert [status for status, _, _ in answers] == [200] * len(lists)
    return [{key: value for key, value in answer.items() if key != "pagination"} for _, answer, _ in answers]


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A server with a guest, through the contract proxy."""
    folder = tmp_path_factory.mktemp("bad_input")
    server = harness.Server(folder / "server")
    guest = server.user(server.guest("Jane Doe"))
    assert server.advance(60)["is_settled"]
    ann = harness.admin(server.folder / "data", "operators", "create", "Ann")[0]["operator_id"]
    server.access_token = harness.admin(
        server.folder / "data", "tokens", "create", "--operator", ann)[0]["access_token"]
    server.session = server.ok(
        "/client_sessions/create", user_identity_id=guest["user_identity_id"])["client_session"]["token"]
    server.inside = server.endpoint
    server.at_first = state(server)
    proxy = contract_proxy.Proxy(folder, server.endpoint)
    server.endpoint = proxy.endpoint
    yield server
    report = proxy.report()
    server.kill()
    assert report["differences"] == {}


@pytest.mark.parametrize("path", PATHS)
def test_wrong_values_are_named_one_by_one_and_together(shared, path):
    members, required = body(path)
    good = {name: likely(name, members[name]) for name in required}
    for name, schema in members.items():
        for value in wrong(name, schema, narrows(path, name, required)):
            status, answer = post(shared, path, {**good, name: value})
            assert_refused(status, answer, path, name, str(value)[:40])
            assert answer["error"]["type"] == "invalid_input", (path, name, str(value)[:40], answer)
            assert name in answer["error"]["validation_errors"], (path, name, str(value)[:40], answer)
    if members:
        status, answer = post(shared, path, {name: wrong(name, schema)[0] for name, schema in members.items()})
        assert status == 400 and set(answer["error"]["validation_errors"]) - {"_errors"} == set(members), (path, answer)
    for name in required:
        status, answer = post(shared, path, {key: value for key, value in good.items() if key != name})
        assert status == 400, (path, name, answer)
        assert "Required" in answer["error"]["validation_errors"][name]["_errors"], (path, name, answer)
    assert state(shared) == shared.at_first


def test_a_text_of_a_million_letters_is_refused(shared):
    status, answer = post(shared, "/user_identities/create", {"full_name": "x" * (1 << 20)})
    assert (status, answer["error"]["type"]) == (400, "invalid_input") and "full_name" in answer["error"]["validation_errors"]


def identified(members, required, ids):
    """Parameters that identify existing resources, for each operation that takes an ID."""
    out = {}
    for name, schema in members.items():
        if name in ids:
            out[name] = ids[name]
        elif name in required:
            out[name] = likely(name, schema)
    return out


def choices(path, parameters):
    """The parameters, once for each way of identifying a resource."""
    pairs = [("acs_user_id", "user_identity_id"), ("user_identity_id", "user_identity_key")]
    found = [parameters]
    for one, other in pairs:
        found = [
            {name: value for name, value in parameters.items() if name != left_out}
            for parameters in found for left_out in ((one, other) if one in parameters and other in parameters else (None,))
        ]
    return found


def ids_of(server):
    """An ID of each kind in the server's workspace."""
    user = server.ok("/acs/users/list", acs_system_id=BUILDING_A)["acs_users"][0]
    manager = server.ok(
        "/acs/systems/list_compatible_credential_manager_acs_systems", acs_system_id=BUILDING_A)["acs_systems"][0]
    automation = server.ok(
        "/user_identities/enrollment_automations/list", user_identity_id=user["user_identity_id"])
    return {
        "acs_system_id": BUILDING_A, "acs_user_id": user["acs_user_id"], "user_identity_id": user["user_identity_id"],
        "acs_access_group_id": harness.COMMON, "connected_account_id": user["connected_account_id"],
        "acs_entrance_id": server.ok("/acs/entrances/list")["acs_entrances"][0]["acs_entrance_id"],
        "acs_credential_id": server.ok("/acs/credentials/list")["acs_credentials"][0]["acs_credential_id"],
        "credential_manager_acs_system_id": manager["acs_system_id"],
        "enrollment_automation_id": automation["enrollment_automations"][0]["enrollment_automation_id"],
        "event_id": server.ok("/events/list", since="2000-01-01T00:00:00Z")["events"][0]["event_id"],
    }


@pytest.mark.parametrize("path", PATHS)
def test_ids_of_nobody_and_of_another_workspace(shared, path, foreign):
    ids, key = foreign
    members, required = body(path)
    if not set(members) & set(ids):
        return
    foreign_caller = key if token(shared, path) == shared.key else None
    for values, caller in ((ids, foreign_caller), ({name: "unknown" for name in ids}, None)):
        for parameters in choices(path, identified(members, required, values)):
            status, answer = post(shared, path, parameters, caller)
            if status == 200:
                found = [value for name, value in answer.items() if name not in ("ok", "pagination")]
                assert is_list(path) and found and not any(found), (path, parameters, answer)
            else:
                assert_refused(status, answer, path, parameters)
    assert state(shared) == shared.at_first


@pytest.fixture(scope="module")
def foreign(shared):
    return ids_of(shared), harness.second_workspace_key(shared.folder / "data")


@pytest.mark.parametrize("path", [
    "/console/%00/people", "/connect_webviews/view?connect_webview_id=%00&auth_token=%00",
    "/customer_portals/view?token=%00", "/latchkey/v1/events/stream?after=%00"])
def test_an_address_with_a_zero_byte_is_unknown(shared, path):
    status, answer, _ = send("GET", shared.inside + path, None, {"authorization": f"Bearer {shared.key}"})
    assert status == 404, answer


@pytest.mark.parametrize("path", PATHS)
def test_bodies_verbs_and_keys(shared, path):
    verbs = {verb.upper() for verb in DOCUMENT["paths"][path]}
    secret = token(shared, path)
    url, key = shared.endpoint + path, {"authorization": f"Bearer {secret}"}
    typed = {**key, "content-type": "application/json"}
    for text in (b"{", b"[]", b"null", b"7", b'{"a":}', b'{"a":1', b"\xff\xfe", b"{" + b'"a":[' * 200, b"[" * 60_000):
        status, answer, headers = send("POST", url, text, typed)
        assert (status, answer["error"]["type"]) == (400, "invalid_input"), (path, text[:20], answer)
        assert headers["seam-request-id"]
    for verb in {"GET", "POST", "PUT", "PATCH", "DELETE"} - verbs:
        status, answer, headers = send(verb, url, None, key)
        assert (status, answer["error"]["type"]) == (405, "method_not_allowed"), (path, verb, answer)
        assert set(headers["allow"].split(", ")) == verbs, (path, verb)
    keys = [{}, {"authorization": "Bearer seam_test1234_wrong"}, {"authorization": secret},
            {"authorization": "Bearer " + secret[:-1]}]
    # Some operations are for everybody.
    for headers in keys if DOCUMENT["paths"][path]["post"].get("security") != [] else []:
        status, answer, _ = send("POST", url, {}, {**headers, "content-type": "application/json"})
        assert status == 401, (path, answer)
        assert answer["error"]["type"] in ("unauthorized", "client_session_not_found"), (path, answer)
    status, answer, _ = send("POST", url, b"{}", {**key, "content-type": "text/plain"})
    assert (status, answer["error"]["type"]) == (400, "invalid_content_type"), path
    assert state(shared) == shared.at_first
