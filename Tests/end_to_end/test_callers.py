"""The callers of the API: API keys, personal access tokens and publishable keys."""
import os
import subprocess

import pytest
import seam

import databases
import harness
from databases import Rows
from harness import BINARY, Server, admin, send


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path)
    yield server
    server.kill()


def ask(server, path, headers, method="POST", **parameters):
    """(status, body) of a call with only these headers."""
    status, body, _ = send(
        method, server.endpoint + path, parameters, {**headers, "content-type": "application/json"})
    return status, body


def refusal(server, path, headers, **parameters):
    status, body = ask(server, path, headers, **parameters)
    return status, body["error"]["type"], body["error"]["message"]


def other(secret):
    """An unknown secret of the same form."""
    return secret[:-1] + ("x" if secret[-1] != "x" else "y")


class Person:
    """An operator of the server's workspace, with a personal access token."""

    def __init__(self, server):
        self.data, self.workspace = server.folder / "data", server.ready["workspace_id"]
        self.id = admin(self.data, "operators", "create", "Ann")[0]["operator_id"]
        admin(self.data, "operators", "add", self.id, "--workspace", self.workspace)
        made = admin(self.data, "tokens", "create", "--operator", self.id)[0]
        self.token, self.token_id = made["access_token"], made["access_token_id"]

    def headers(self, workspace=None):
        headers = {"authorization": "Bearer " + self.token}
        return {**headers, "seam-workspace": workspace} if workspace else headers


def test_a_personal_access_token_runs_the_workspaces_of_its_operator(server):
    ann = Person(server)
    assert ann.token.startswith("seam_at1")
    status, body = ask(server, "/workspaces/list", ann.headers())
    assert status == 200 and [found["workspace_id"] for found in body["workspaces"]] == [ann.workspace]
    status, body = ask(server, "/acs/systems/list", ann.headers(ann.workspace))
    assert status == 200 and body["acs_systems"]
    nothing = (401, "unauthorized", "No authentication methods succeeded")
    assert refusal(server, "/acs/systems/list", ann.headers()) == nothing
    unknown = (401, "unauthorized", "Access token not found")
    assert refusal(server, "/acs/systems/list", ann.headers("11111111-1111-1111-1111-111111111111")) == unknown
    assert refusal(server, "/acs/systems/list", {"authorization": "Bearer " + other(ann.token)}) == unknown
    foreign = admin(ann.data, "workspaces", "create", "Somebody else's")[0]["workspace_id"]
    assert refusal(server, "/workspaces/get", ann.headers(foreign)) == unknown
    admin(ann.data, "operators", "remove", ann.id, "--workspace", ann.workspace)
    assert refusal(server, "/acs/systems/list", ann.headers(ann.workspace)) == unknown
    admin(ann.data, "operators", "add", ann.id, "--workspace", ann.workspace)
    assert ask(server, "/acs/systems/list", ann.headers(ann.workspace))[0] == 200
    admin(ann.data, "tokens", "revoke", ann.token_id)
    assert refusal(server, "/workspaces/list", ann.headers()) == unknown
    assert not Rows(ann.data).contain(ann.token.split("_")[2].encode())


def test_the_command_line_gives_roles_and_changes_them(server):
    ann = Person(server)

    def give(role):
        admin(ann.data, "operators", "add", ann.id, "--workspace", ann.workspace, "--role", role)

    give("viewer")
    assert ask(server, "/devices/list", ann.headers(ann.workspace))[0] == 200
    status, body = ask(server, "/user_identities/create", ann.headers(ann.workspace))
    assert (status, body["error"]["type"]) == (403, "role_required")
    assert body["error"]["data"] == {"required_role": "front_desk", "role": "viewer"}
    give("front_desk")
    assert ask(server, "/user_identities/create", ann.headers(ann.workspace))[0] == 200
    [person] = admin(ann.data, "operators", "list")
    assert [found["role"] for found in person["workspaces"]] == ["front_desk"]


def test_the_audit_outside_of_workspaces_is_listed_and_verified(server):
    ann = Person(server)
    entries = admin(ann.data, "audit", "list")
    assert [entry["operation"] for entry in entries][:2] == ["admin operators create", "admin tokens create"]
    assert all(entry["author"]["kind"] == "command_line" for entry in entries)
    about = admin(ann.data, "audit", "list", "--subject", ann.id)
    assert about and all(ann.id in [each["resource_id"] for each in entry["subjects"]] for entry in about)
    [verified] = admin(ann.data, "audit", "verify", "--head", entries[0]["hash"])
    assert verified["is_intact"] is True and verified["head"] == entries[-1]["hash"]
    assert verified["entry_count"] == len(entries)
    code, said = verify(ann.data, "0" * 63)
    assert code == 64 and "--head" in said
    Rows(ann.data).run("DELETE FROM audit_entries WHERE workspace_id = '' AND sequence = 1")
    code, said = verify(ann.data)
    assert code == 65 and "Entry 1 is missing" in said


def verify(data, head=None):
    """Exit code and error output of the check."""
    found = subprocess.run(
        [BINARY, "admin", "audit", "verify", "--data", str(data), *(["--head", head] if head else [])],
        capture_output=True, text=True, timeout=60, env={**os.environ, **databases.environment(data, BINARY)})
    return found.returncode, found.stderr


def test_a_publishable_key_makes_empty_sessions_only(server):
    data = server.folder / "data"
    made = admin(data, "keys", "create", "--workspace", server.ready["workspace_id"], "--publishable")[0]
    key = {"seam-publishable-key": made["api_key"]}
    assert made["api_key"].startswith("seam_pk1")
    assert server.ok("/workspaces/get")["workspace"]["is_publishable_key_auth_enabled"] is True
    status, body = ask(server, "/client_sessions/get_or_create", key, user_identifier_key="jane")
    session = body["client_session"]
    assert status == 200 and session["user_identity_ids"] == session["connected_account_ids"] == []
    assert ask(server, "/client_sessions/get", {"client-session-token": session["token"]})[0] == 200
    account = server.account()["connected_account_id"]
    for path, status in (("/client_sessions/create", 401), ("/client_sessions/get_or_create", 400)):
        assert refusal(server, path, key)[:2] == (status, "publishable_key_requires_user_identifier_key")
        wrong = {"seam-publishable-key": other(made["api_key"])}
        assert refusal(server, path, wrong, user_identifier_key="jo")[:2] == (status, "workspace_not_found")
        assert refusal(server, path, key, user_identifier_key="jo", connected_account_ids=[account])[:2] == (
            403, "publishable_keys_must_create_empty_client_sessions")
    for name in ("customer_key", "customer_id"):
        assert refusal(server, "/client_sessions/create", key, user_identifier_key="jo", **{name: "hotel-1"})[:2] == (
            403, "publishable_keys_must_create_empty_client_sessions")
    # Nor can it learn the expiry of a session that has been granted access to accounts.
    granted = server.ok("/client_sessions/create", user_identifier_key="ann", connected_account_ids=[account])
    status, body = ask(
        server, "/client_sessions/get_or_create", key, user_identifier_key="ann", expires_at="2024-11-01T00:00:00Z")
    assert status == 200 and body["client_session"]["expires_at"] == granted["client_session"]["expires_at"], body
    # An app must not see the answer to an API key's request, even with the same Idempotency-Key.
    identity = server.ok("/user_identities/create")["user_identity"]["user_identity_id"]
    grant = {"user_identifier_key": "k", "user_identity_id": identity}
    keyed = {"idempotency-key": "the-same"}
    assert ask(server, "/client_sessions/create", {"authorization": "Bearer " + server.key, **keyed}, **grant)[0] == 200
    assert refusal(server, "/client_sessions/create", {**key, **keyed}, **grant)[0] == 403
    assert refusal(server, "/acs/systems/list", key)[:2] == (401, "unauthorized")
    bearer = {"authorization": "Bearer " + made["api_key"]}
    assert refusal(server, "/client_sessions/create", bearer, user_identifier_key="jo")[:2] == (401, "unauthorized")
    server.ok("/workspaces/update", is_publishable_key_auth_enabled=False)
    assert refusal(server, "/client_sessions/create", key, user_identifier_key="jo")[:2] == (401, "workspace_not_found")


def test_the_official_sdk_calls_with_a_personal_access_token(server):
    ann = Person(server)
    client = seam.Seam(personal_access_token=ann.token, workspace_id=ann.workspace, endpoint=server.endpoint)
    assert [system.acs_system_id for system in client.acs.systems.list()].count(harness.BUILDING_A) == 1
    several = seam.SeamMultiWorkspace(personal_access_token=ann.token, endpoint=server.endpoint)
    made = several.workspaces.create(name="Second", is_sandbox=True)
    assert {found.workspace_id for found in several.workspaces.list()} == {ann.workspace, made.workspace_id}


def test_sessions_are_seen_and_revoked_by_who_keeps_the_server(server):
    data, workspace = server.folder / "data", server.ready["workspace_id"]
    session = server.ok("/client_sessions/create", user_identifier_key="jane")["client_session"]
    listed = admin(data, "sessions", "list", "--workspace", workspace)
    assert [found["client_session_id"] for found in listed] == [session["client_session_id"]]
    assert session["token"] not in str(listed)
    admin(data, "sessions", "revoke", session["client_session_id"], "--workspace", workspace)
    status, body = ask(server, "/client_sessions/get", {"client-session-token": session["token"]})
    assert (status, body["error"]["type"]) == (401, "client_session_revoked")


def test_empty_headers_say_nothing_of_who_calls(server):
    empty = {
        "client-session-token": "", "seam-client-session-token": " ", "seam-publishable-key": "", "seam-workspace": ""}
    key = {"authorization": "Bearer " + server.key}
    assert ask(server, "/acs/systems/list", {**empty, **key})[0] == 200
    identity = server.ok("/user_identities/create", full_name="Jane Doe")["user_identity"]["user_identity_id"]
    session = server.ok("/client_sessions/create", user_identity_id=identity)["client_session"]
    for name in ("client-session-token", "seam-client-session-token"):
        for without in ({"authorization": ""}, {"authorization": "Bearer "}, {"authorization": "Bearer"}):
            status, body = ask(server, "/client_sessions/get", {**empty, **without, name: session["token"]})
            assert status == 200 and body["client_session"]["client_session_id"] == session["client_session_id"]
    publishable = admin(
        server.folder / "data", "keys", "create", "--workspace", server.ready["workspace_id"], "--publishable")[0]["api_key"]
    made = ask(
        server, "/client_sessions/create",
        {**empty, "authorization": "Bearer ", "seam-publishable-key": publishable}, user_identifier_key="jane")
    assert made[0] == 200
    nothing = (401, "unauthorized", "No authentication methods succeeded")
    for headers in (empty, {**empty, "authorization": ""}, {**empty, "authorization": "Bearer "}):
        assert refusal(server, "/acs/systems/list", headers) == nothing
