"""Every operation on the command line: help, options, tables, JSON, errors, exit codes and shell completion."""
import json
import os
import pty
import subprocess

import pytest

import harness
from harness import APARTMENT, BUILDING_A, CHECK_IN, CHECK_OUT, COMMON

USAGE, DATA, NOT_FOUND, UNAVAILABLE, NOT_ALLOWED, CONFIGURATION, CONFLICT = 64, 65, 66, 69, 77, 78, 80


def latchkey(*arguments, environment=None, text_in=None):
    clean = {name: value for name, value in os.environ.items() if not name.startswith("SEAM_")}
    return subprocess.run(
        [harness.BINARY, *arguments], env={**clean, **(environment or {})}, input=text_in, capture_output=True,
        text=True, timeout=120)


class CommandLine:
    """The command line, with a server's address and key in its environment."""

    def __init__(self, server):
        self.environment = {"SEAM_ENDPOINT": server.endpoint, "SEAM_API_KEY": server.key}

    def __call__(self, *arguments, code=0, **more):
        result = latchkey(*arguments, environment=self.environment, **more)
        assert result.returncode == code, (arguments, result.stdout, result.stderr)
        return result

    def json(self, *arguments, **more):
        return json.loads(self(*arguments, "--json", **more).stdout)


@pytest.fixture
def command(server):
    return CommandLine(server)


def words(path):
    """The command of a path, by the documented rule."""
    segments = path.strip("/").split("/")
    if segments[0] in ("latchkey", "seam"):
        segments = [segment for segment in segments[1:] if not (segment[0] == "v" and segment[1:].isdigit())]
        if segments[0] == "webhooks":
            segments.insert(1, "deliveries")
    return [segment.replace("_", "-") for segment in segments]


def properties(schema, document):
    """The dotted names of a body's leaf fields."""
    for name, property_ in schema.get("properties", {}).items():
        reference = property_.get("$ref") or next((part.get("$ref") for part in property_.get("allOf", [])), None)
        inner = document["components"]["schemas"][reference.rsplit("/", 1)[1]] if reference else property_
        if inner.get("properties"):
            yield from (f"{name}.{dotted}" for dotted in properties(inner, document))
        else:
            yield name


def test_every_operation_has_its_command_with_help_and_completion():
    document = json.loads(latchkey("openapi").stdout)
    operations = harness.operations(document)
    assert len({tuple(words(path)) for path in operations}) == len(operations)
    completions = {}
    for path, verbs in operations.items():
        result = latchkey(*words(path), "--help")
        assert result.returncode == 0, (path, result.stderr)
        assert verbs["post"]["x-title"] in result.stdout, path
        schema = verbs["post"]["requestBody"]["content"]["application/json"]["schema"]
        options = {"--" + name.replace("_", "-") for name in properties(schema, document)}
        for option in options:
            assert f"  {option}" in result.stdout, (path, option)
        completed = latchkey("completion-words", "--", *words(path), "--").stdout
        assert options <= {line.split("\t")[0].rstrip(".") for line in completed.splitlines()}, path
        parent = tuple(words(path)[:-1])
        if parent not in completions:
            completed = latchkey("completion-words", "--", *parent, "").stdout
            completions[parent] = {line.split("\t")[0] for line in completed.splitlines()}
        assert words(path)[-1] in completions[parent], path


def test_help_names_groups_and_commands():
    top = latchkey("--help").stdout
    for word in ("acs", "user-identities", "events", "clock", "serve", "admin"):
        assert word in top
    assert "add-to-access-group" in latchkey("acs").stdout
    assert latchkey("help", "acs", "users").stdout == latchkey("acs", "users", "--help").stdout
    unknown = latchkey("acs", "users", "creat")
    assert unknown.returncode == USAGE and "create" in unknown.stderr
    assert latchkey("acz", "users").returncode == USAGE


def test_the_guide(server, command):
    system = command.json("acs", "systems", "get", "--acs-system-id", BUILDING_A)["acs_system"]
    jane = command.json("user-identities", "create", "--email-address", "jane@example.com")["user_identity"]
    manager = command.json(
        "acs", "systems", "list-compatible-credential-manager-acs-systems", "--acs-system-id", BUILDING_A)
    command("user-identities", "enrollment-automations", "launch", "--user-identity-id", jane["user_identity_id"],
            "--create-credential-manager-user", "--credential-manager-acs-system-id",
            manager["acs_systems"][0]["acs_system_id"])
    user = command.json(
        "acs", "users", "create", "--user-identity-id", jane["user_identity_id"], "--acs-system-id",
        system["acs_system_id"], "--full-name=3333122-433", "--access-schedule.starts-at", CHECK_IN,
        "--access-schedule.ends-at", CHECK_OUT)["acs_user"]["acs_user_id"]
    for group in (COMMON, APARTMENT):
        said = command("acs", "users", "add-to-access-group", "--acs-user-id", user, "--acs-access-group-id", group)
        assert said.stdout == "Done.\n"
    credential = command.json(
        "acs", "credentials", "create", "--acs-user-id", user, "--access-method", "mobile_key",
        "--is-multi-phone-sync-credential")["acs_credential"]
    assert credential["access_method"] == "mobile_key" and credential["is_multi_phone_sync_credential"] is True

    assert "is_settled" in command("clock", "set", "--now", CHECK_IN, "--timeout-seconds", "60").stdout
    assert server.user(user)["salto_ks_metadata"]["is_subscribed"] is True
    command("clock", "advance", "--seconds", "60")
    shown = command("acs", "users", "get", "--acs-user-id", user).stdout
    assert user in shown and "salto_ks_metadata.is_subscribed" in shown


def test_lists_repetition_null_and_bodies(server, command):
    user = command.json(
        "acs", "users", "create", "--acs-system-id", BUILDING_A, "--full-name", "null",
        "--acs-access-group-ids", COMMON, "--acs-access-group-ids", APARTMENT, "--access-schedule.starts-at", CHECK_IN)["acs_user"]
    assert user["full_name"] == "null"
    id_ = user["acs_user_id"]
    assert len(command.json("acs", "access-groups", "list", "--acs-user-id", id_)["acs_access_groups"]) == 2
    command("acs", "users", "update", "--acs-user-id", id_, "--null", "access-schedule")
    assert "access_schedule" not in server.user(id_)
    command("acs", "users", "update", "--acs-user-id", id_, "--json-body", "-", "--full-name", "Ann",
            text_in=json.dumps({"full_name": "Bo", "access_schedule": {"starts_at": CHECK_IN, "ends_at": CHECK_OUT}}))
    assert server.user(id_)["full_name"] == "Ann"
    assert server.user(id_)["access_schedule"]["ends_at"] == CHECK_OUT
    wrong = command("acs", "users", "update", "--acs-user-id", id_, "--null", "acs-user-id", code=USAGE)
    assert "access-schedule" in wrong.stderr


def test_tables_are_aligned_and_all_pages_come(server, command):
    for number in range(7):
        server.ok("/acs/users/create", acs_system_id=BUILDING_A, full_name=f"Guest {'x' * number}")
    assert "No user identities." in command("user-identities", "list").stdout
    first = command("acs", "users", "list", "--limit", "3")
    assert len(first.stdout.splitlines()) == 4 and "--all" in first.stderr
    table = command("acs", "users", "list", "--limit", "3", "--all").stdout.splitlines()
    assert len(table) == 8 and table[0].startswith("ACS_USER_ID") and "\x1b" not in "".join(table)
    start = table[0].index("DISPLAY_NAME")
    assert all(line[start:].startswith("Guest") and line[start - 1] == " " for line in table[1:])
    assert len(command.json("acs", "users", "list", "--limit", "3", "--all")["acs_users"]) == 7


def test_what_a_guest_is_called_gives_the_terminal_no_orders(server, command):
    server.ok("/acs/users/create", acs_system_id=BUILDING_A, full_name="\x1b[2J\nroot")
    assert "\x1b" not in command("acs", "users", "list").stdout


def test_colour_on_a_terminal_only(server, command):
    server.ok("/acs/users/create", acs_system_id=BUILDING_A, full_name="Ann")

    def on_terminal(**more):
        outer, inner = pty.openpty()
        subprocess.run([harness.BINARY, "acs", "users", "list"], env={**os.environ, **command.environment, **more},
                       stdout=inner, timeout=60, check=True)
        os.close(inner)
        return os.read(outer, 100_000).decode()

    assert "\x1b[1m" in on_terminal() and "\x1b" not in on_terminal(NO_COLOR="1")


def test_errors_say_what_to_do_next_and_have_exit_codes(server, command):
    missing = command("acs", "users", "create", "--full-name", "Ann", code=USAGE)
    assert "--acs-system-id is required" in missing.stderr and "latchkey acs users create --help" in missing.stderr
    assert "--colour" in command("acs", "users", "list", "--colour", code=USAGE).stderr
    assert "<number>" in command("acs", "users", "list", "--limit", "many", code=USAGE).stderr

    invalid = command("acs", "users", "create", "--acs-system-id", BUILDING_A, "--full-name", "Ann",
                      "--access-schedule.starts-at", "tomorrow", code=DATA)
    assert "--access-schedule.starts-at: " in invalid.stderr and "request " in invalid.stderr
    told = command("acs", "users", "get", "--acs-user-id", "nobody", "--json", code=NOT_FOUND)
    error = json.loads(told.stderr)["error"]
    assert told.stdout == "" and error["type"] == "acs_user_not_found"
    assert error["request_id"] and error["exit_code"] == NOT_FOUND

    command("user-identities", "create", "--email-address", "jane@example.com")
    command("user-identities", "create", "--email-address", "jane@example.com", code=CONFLICT)
    key = "seam_wrong1_" + "0" * 32
    refused = command("acs", "users", "list", "--api-key", key, code=NOT_ALLOWED)
    assert "SEAM_API_KEY" in refused.stderr and key not in refused.stderr
    away = command("acs", "users", "list", "--endpoint", "http://127.0.0.1:1", code=UNAVAILABLE)
    assert "SEAM_ENDPOINT" in away.stderr
    assert latchkey("acs", "users", "list").returncode == CONFIGURATION


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell):
    script = latchkey("completion", shell).stdout
    assert "completion-words" in script
    if subprocess.run(["which", shell], capture_output=True).returncode == 0:
        subprocess.run([shell, "-n"], input=script, text=True, check=True, timeout=30)


def test_bash_completes():
    folder = os.path.dirname(harness.BINARY)
    script = f"""
      PATH={folder}:$PATH; source <(latchkey completion bash)
      complete_line() {{ COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _latchkey; printf '%s\\n' "${{COMPREPLY[@]}}"; }}
      complete_line latchkey acs users add
      complete_line latchkey acs credentials create --access-method mob
    """
    result = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=60)
    assert result.stdout.split() == ["add-to-access-group", "mobile_key"], result.stderr
