"""The output of the command line, its destination, and its exit codes."""
import json
import os
import re
import subprocess

import pytest

import databases
import harness
from harness import BUILDING_A
from test_command_line import CONFIGURATION, USAGE, CommandLine, latchkey
from test_tls import certificate, serve

UNAVAILABLE, CANNOT_WRITE, ACTION_FAILED = 69, 73, 85


@pytest.fixture
def command(server):
    return CommandLine(server)


def run_into(output, *arguments, environment=None, errors=subprocess.PIPE):
    """Runs the program with a given output. Returns its exit code and its standard error."""
    result = subprocess.run(
        [harness.BINARY, *arguments], env={**os.environ, **(environment or {})}, stdout=output, stderr=errors, text=True,
        timeout=120)
    return result.returncode, result.stderr


def into_nothing(*arguments, **more):
    """Runs the program with a closed pipe as its output."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        return run_into(writer, *arguments, **more)
    finally:
        os.close(writer)


def every_kind_of_output(server):
    users = ("acs", "users", "list")
    folder = ("--data", str(server.folder / "data"))
    return [
        users, (*users, "--json"), ("acs", "users", "--help"), ("acs", "users", "list", "--help"), ("openapi",),
        ("completion", "bash"), ("admin", "keys", "list", *folder), ("admin", "keys", "list", "--json", *folder),
        ("--help",), ("--version",), ("phone", "deactivate", "--keep-key", "--folder", str(server.folder / "phone")),
    ]


def environment(server):
    """The variables for calls and administration."""
    return {**CommandLine(server).environment, **databases.environment(server.folder / "data", harness.BINARY)}


def test_a_reader_that_has_gone_away_ends_nothing_with_noise(server):
    for arguments in every_kind_of_output(server):
        assert into_nothing(*arguments, environment=environment(server)) == (0, ""), arguments


def test_half_an_answer_is_no_success(server):
    for arguments in every_kind_of_output(server):
        with open("/dev/full", "w") as full:
            code, said = run_into(full, *arguments, environment=environment(server))
        assert code == CANNOT_WRITE and "the output cannot be written" in said, (arguments, code, said)


def test_what_cannot_be_told_changes_no_exit_code(command):
    with open("/dev/full", "w") as full:
        code, _ = run_into(
            subprocess.DEVNULL, "acs", "users", "get", "--acs-user-id", "nobody", environment=command.environment,
            errors=full)
    assert code == 66


def test_a_door_that_does_not_open_is_no_success(server, command):
    doors = server.ok("/acs/entrances/list", acs_system_id=BUILDING_A)["acs_entrances"]
    door = next(one["acs_entrance_id"] for one in doors if one["display_name"] == "Main Entrance")
    opened = command.json("locks", "unlock-door", "--device-id", door)["action_attempt"]
    assert opened["status"] == "success"
    for iq in server.virtual.site()["iqs"]:
        server.virtual.post(f"iqs/{iq['id']}", {"state": "off"})
    for words in (("locks", "unlock-door"), ("locks", "lock-door")):
        shut = command(*words, "--device-id", door, code=ACTION_FAILED)
        assert "the action failed: " in shut.stderr and "error" in shut.stdout, shut
    failed = command("locks", "unlock-door", "--device-id", door, "--json", code=ACTION_FAILED)
    attempt = json.loads(failed.stdout)["action_attempt"]
    assert attempt["status"] == "error" and json.loads(failed.stderr)["error"]["exit_code"] == ACTION_FAILED
    # Reading a failed attempt is a successful command.
    command("action-attempts", "get", "--action-attempt-id", attempt["action_attempt_id"])


def test_all_is_for_lists_that_have_pages(server, command):
    for words in (("acs", "users", "create", "--acs-system-id", BUILDING_A, "--full-name", "Ann"), ("events", "list")):
        refused = command(*words, "--all", code=USAGE)
        assert "--all works only for lists with pages" in refused.stderr
    assert "--limit" in command("events", "list", "--all", code=USAGE).stderr
    assert server.ok("/acs/users/list")["acs_users"] == [], "nothing was sent"


def test_all_returns_everything(tmp_path):
    server = harness.Server(tmp_path, scenario="crowd:10:998")
    try:
        command = CommandLine(server)
        for words, key in ((("acs", "entrances", "list"), "acs_entrances"), (("devices", "list"), "devices")):
            found = command.json(*words, "--all")[key]
            assert len(found) == len({json.dumps(one, sort_keys=True) for one in found}) == 1002, words
            assert len(command.json(*words)[key]) < 1002
    finally:
        server.kill()


def test_administration_prints_what_programs_read(server):
    data = server.folder / "data"
    hotel, workspace = harness.admin(data, "workspaces", "create", "Hotel")[0], server.ready["workspace_id"]
    ann = harness.admin(data, "operators", "create", "Ann")[0]["operator_id"]
    harness.admin(data, "operators", "add", ann, "--workspace", hotel["workspace_id"])
    [person] = harness.admin(data, "operators", "list")
    assert person["workspaces"] == [{"workspace_id": hotel["workspace_id"], "name": "Hotel", "role": "administrator"}]
    for listed in (harness.admin(data, "keys", "list"), harness.admin(data, "workspaces", "list"), [person]):
        for row in listed:
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}Z", row["created_at"]), row
            assert row.get("revoked_at") is None, row
    token = harness.admin(data, "tokens", "create", "--operator", ann, "--name", "Front desk")[0]
    [listed] = harness.admin(data, "tokens", "list", "--operator", ann)
    assert (listed["name"], listed["operator_id"], listed["revoked_at"]) == ("Front desk", ann, None)
    assert token["access_token"].startswith(listed["begins"]) and token["access_token"] not in json.dumps(listed)
    harness.admin(data, "tokens", "revoke", token["access_token_id"])
    assert [one["revoked_at"] is None for one in harness.admin(data, "tokens", "list")] == [False]
    assert harness.admin(data, "tokens", "list", "--operator", "nobody") == []
    server.ok("/client_sessions/create")
    [session] = harness.admin(data, "sessions", "list", "--workspace", workspace)
    assert session["user_identity_id"] is None and session["revoked_at"] is None
    table = latchkey("admin", "keys", "list", "--data", str(data), environment=environment(server)).stdout.splitlines()
    assert len(table) == 2 and table[1].endswith("  -"), table


@databases.keeps_key_in_folder
def test_a_rotated_seal_key_is_reported_as_a_number(server):
    [made] = harness.admin(server.folder / "data", "seal", "rotate")
    assert isinstance(made["resealed"], int)


def test_without_an_address_no_key_is_sent():
    for words in (("acs", "users", "list"), ("phone", "login", "seam_cst1a_b", "--folder", "/tmp/no-phone")):
        asked = latchkey(*words, environment={"SEAM_API_KEY": "seam_test1_" + "0" * 32})
        assert asked.returncode == CONFIGURATION and "set SEAM_ENDPOINT" in asked.stderr, asked


@pytest.mark.parametrize("address", ["http://127.0.0.1:99999", "http://127.0.0.1:0", "http://127.0.0.1:-1", "http://", "http://a b"])
def test_an_address_that_there_cannot_be_is_refused(tmp_path, address):
    asked = latchkey("acs", "users", "list", environment={"SEAM_API_KEY": "seam_test1_" + "0" * 32, "SEAM_ENDPOINT": address})
    assert asked.returncode == CONFIGURATION and "have a host and an optional port" in asked.stderr, asked
    login = {f"LATCHKEY_SALTO_KS_{name}": "x" for name in ("CLIENT_ID", "CLIENT_SECRET", "USERNAME", "PASSWORD")}
    good = {"LATCHKEY_SALTO_KS_API_URL": "https://api.example.com", "LATCHKEY_SALTO_KS_IDENTITY_URL": "https://id.example.com"}
    for words, environment in [
        (("--trace-endpoint", address), {}), (("--virtual-salto-ks", address, "--scenario", "guide"), {}),
        ((), {**login, **good, "LATCHKEY_SALTO_KS_API_URL": address}),
        ((), {**login, **good, "LATCHKEY_SALTO_KS_IDENTITY_URL": address}),
    ]:
        started = latchkey("serve", "--port", "0", "--data", str(tmp_path / "data"), *words, environment=environment)
        assert started.returncode == CONFIGURATION and address in started.stderr, started
    asked = latchkey("health", environment={"LATCHKEY_PORT": "99999"})
    assert asked.returncode == CONFIGURATION, asked


def test_a_private_authority(tmp_path):
    certificate(tmp_path, "House")
    server = serve(tmp_path)
    try:
        address = server.endpoint.replace("127.0.0.1", "localhost")
        data, authority = tmp_path / "data", str(tmp_path / "certificate.pem")
        workspace = harness.admin(data, "workspaces", "create", "Hotel")[0]["workspace_id"]
        key = harness.admin(data, "keys", "create", "--workspace", workspace)[0]["api_key"]

        def call(*more, endpoint=address, **environment):
            result = latchkey(
                "acs", "users", "list", *more,
                environment={"SEAM_ENDPOINT": endpoint, "SEAM_API_KEY": key, **environment})
            return result.returncode, result.stderr

        assert call("--ca-file", authority) == (0, "")
        assert call(SSL_CERT_FILE=authority) == (0, "")
        code, said = call()
        assert code == UNAVAILABLE and "the server's certificate is not trusted" in said, said
        code, said = call("--ca-file", authority, endpoint=server.endpoint)
        assert code == UNAVAILABLE and "the server's certificate is for a different host name" in said, said
        code, said = call("--ca-file", str(tmp_path / "key.pem"))
        assert code == CONFIGURATION and "contains no PEM certificate" in said, said
        code, said = call(SSL_CERT_FILE=str(tmp_path / "none.pem"))
        assert code == UNAVAILABLE and "the file in SSL_CERT_FILE contains no certificates" in said, said
        for words in ("SSLError", "BoringSSL", "0x", "Error:"):
            assert words not in said
    finally:
        server.kill()


def test_a_server_without_tls_is_told_as_such(server):
    plain = server.endpoint.replace("http://", "https://")
    result = latchkey("acs", "users", "list", environment={"SEAM_ENDPOINT": plain, "SEAM_API_KEY": server.key})
    assert result.returncode == UNAVAILABLE and "the server does not use TLS" in result.stderr, result
