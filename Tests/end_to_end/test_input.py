"""Bad input gets a documented 4xx that names every faulty field, and changes nothing."""
import harness
from harness import BUILDING_A, send


def raw(server, method, path, body=None, headers=None):
    fields = {"authorization": f"Bearer {server.key}", "content-type": "application/json"}
    fields.update(headers or {})
    return send(method, server.endpoint + path, body, {name: value for name, value in fields.items() if value})


def faults(body):
    return set(body["error"].get("validation_errors", {})) - {"_errors"}


def test_unknown_and_foreign_ids(server, tmp_path):
    unknown = {
        "/acs/systems/get": ("acs_system_id", "acs_system_not_found"),
        "/acs/users/get": ("acs_user_id", "acs_user_not_found"),
        "/acs/access_groups/get": ("acs_access_group_id", "acs_access_group_not_found"),
        "/acs/entrances/get": ("acs_entrance_id", "acs_entrance_not_found"),
        "/acs/credentials/get": ("acs_credential_id", "acs_credential_not_found"),
        "/user_identities/get": ("user_identity_id", "user_identity_not_found"),
        "/user_identities/enrollment_automations/get": ("enrollment_automation_id", "enrollment_automation_not_found"),
        "/connected_accounts/get": ("connected_account_id", "connected_account_not_found"),
        "/events/get": ("event_id", "event_not_found"),
    }
    for path, (parameter, type_) in unknown.items():
        server.fails(path, 404, type_, **{parameter: "unknown"})
    guest = server.guest("Jane Doe")
    foreign = harness.second_workspace_key(tmp_path / "server" / "data")
    credential = server.ok("/acs/credentials/list")["acs_credentials"][0]["acs_credential_id"]
    for path in ("/acs/credentials/assign", "/acs/credentials/unassign"):
        server.fails(path, 404, "acs_user_not_found", acs_credential_id=credential, acs_user_id="unknown")
        server.fails(path, 404, "user_identity_not_found", acs_credential_id=credential, user_identity_id="unknown")
    mine, server.key = server.key, foreign
    server.fails("/acs/users/get", 404, "acs_user_not_found", acs_user_id=guest)
    server.fails("/acs/users/delete", 404, "acs_user_not_found", acs_user_id=guest)
    server.fails("/acs/users/create", 404, "acs_system_not_found", acs_system_id=BUILDING_A, full_name="A")
    assert server.ok("/acs/users/list")["acs_users"] == []
    server.key = mine
    assert server.user(guest)["acs_user_id"] == guest


def test_bodies_that_are_none(server):
    for body in (b"{", b"[]", b'"text"', b'{"limit":01}', b"[" * 100 + b"]" * 100, b'{"search":"\x01"}', b"\xff"):
        status, answer, _ = raw(server, "POST", "/acs/users/list", body)
        assert status == 400 and answer["error"]["type"] == "invalid_input", body
    status, answer, _ = raw(server, "POST", "/acs/users/list", b"{}", {"content-type": "text/plain"})
    assert (status, answer["error"]["type"]) == (400, "invalid_content_type")
    status, answer, _ = raw(server, "GET", "/acs/users/list?limit=1&limit=2")
    assert (status, answer["error"]["type"]) == (400, "invalid_query_params")


def test_bodies_that_are_too_large(server):
    status, body, _ = raw(server, "POST", "/acs/users/list", b'{"search":"' + b"x" * (5 << 20) + b'"}')
    assert (status, body["error"]["type"]) == (413, "payload_too_large")


def test_wrong_verbs_routes_and_keys(server):
    status, body, headers = raw(server, "DELETE", "/acs/users/list")
    assert (status, body["error"]["type"]) == (405, "method_not_allowed")
    assert body["error"]["message"] == "only GET,POST accepted"
    status, body, _ = raw(server, "POST", "/acs/users/dance", b"{}")
    assert (status, body["error"]["type"]) == (404, "not_found")
    for key in (None, "Bearer seam_wrong_key", "Bearer seam_at1abc_def", "Bearer nonsense", "Basic x", "Bearer ey.x.y"):
        status, body, headers = raw(server, "POST", "/acs/users/list", b"{}", {"authorization": key})
        assert (status, body["error"]["type"]) == (401, "unauthorized"), key
        assert headers["seam-request-id"]
    status, body, _ = raw(server, "POST", "/acs/users/list", b"{}", {"client-session-token": "x"})
    assert (status, body["error"]["type"]) == (400, "invalid_client_session_token")
    # A caller without a valid token learns nothing about methods and bodies.
    assert raw(server, "DELETE", "/acs/users/list", None, {"authorization": None})[0] == 401


def test_nothing_is_half_made(server):
    server.fails(
        "/acs/users/create", 404, "acs_access_group_not_found", acs_system_id=BUILDING_A, full_name="A",
        acs_access_group_ids=[harness.COMMON, "unknown"])
    server.fails("/user_identities/create", 404, "acs_system_not_found", full_name="A", acs_system_ids=["unknown"])
    assert server.ok("/acs/users/list")["acs_users"] == []
    assert server.ok("/user_identities/list")["user_identities"] == []


def test_what_salto_ks_does_not_have_is_told(server):
    guest = server.guest("Jane Doe")
    server.fails("/acs/access_groups/delete", 400, "not_supported", acs_access_group_id=harness.COMMON)
    server.fails("/acs/credentials/create", 400, "not_supported", acs_user_id=guest, access_method="code", code="1234")
    lonely = server.ok("/acs/users/create", acs_system_id=BUILDING_A, full_name="B")["acs_user"]["acs_user_id"]
    error = server.fails("/acs/credentials/create", 400, "invalid_input", acs_user_id=lonely, access_method="mobile_key")
    assert "acs_user_id" in error["validation_errors"]
    manager = server.ok("/acs/systems/list_compatible_credential_manager_acs_systems", acs_system_id=BUILDING_A)
    manager = manager["acs_systems"][0]
    assert "external_type" not in manager
    member = server.ok("/acs/users/list", acs_system_id=manager["acs_system_id"])["acs_users"][0]
    server.fails("/acs/users/suspend", 400, "not_supported", acs_user_id=member["acs_user_id"])
    server.fails("/acs/users/add_to_access_group", 400, "not_supported", acs_user_id=member["acs_user_id"],
                 acs_access_group_id=harness.COMMON)
    identity = server.ok("/user_identities/list")["user_identities"][0]["user_identity_id"]
    server.fails("/user_identities/enrollment_automations/launch", 400, "invalid_input", user_identity_id=identity,
                 credential_manager_acs_system_id=BUILDING_A, create_credential_manager_user=True)
    error = server.fails("/acs/users/create", 409, "acs_user_already_exists", acs_system_id=BUILDING_A, full_name="C",
                         user_identity_id=identity)
    assert error["data"] == {"acs_user_id": guest}
    server.fails("/acs/users/create", 400, "user_identity_not_found", acs_system_id=BUILDING_A, full_name="C",
                 user_identity_id="unknown")


def test_moments_whose_year_cannot_be_written_are_refused(server):
    early, late = "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59.999-00:01"
    for moment in (early, late):
        for path, parameters in (
            ("/events/list", {"since": moment}), ("/events/list", {"between": [moment, "2030-01-01T00:00:00Z"]}),
            ("/acs/users/list", {"created_before": moment}), ("/latchkey/v1/clock/set", {"now": moment}),
            ("/acs/users/create", {
                "acs_system_id": BUILDING_A, "full_name": "A",
                "access_schedule": {"starts_at": "2024-11-01T00:00:00Z", "ends_at": moment}}),
            ("/client_sessions/create", {"expires_at": moment}),
        ):
            status, body = server.call(path, **parameters)
            assert status == 400 and faults(body), (path, moment)
        status, body, _ = raw(server, "GET", f"/events/list?since={moment.replace('+', '%2B')}&_strict=true")
        assert status == 400 and faults(body) == {"since"}
