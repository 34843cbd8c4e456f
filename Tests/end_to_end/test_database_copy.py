"""A folder's data is copied to PostgreSQL and served from there. A copy that cannot be complete is not made."""
import contextlib
import json
import os
import shutil
import subprocess
import tempfile

import pytest

import databases
import harness
from harness import BINARY, BUILDING_A, Server

POSTGRES = harness.ROOT / "scripts" / "postgres"


@pytest.fixture(scope="module")
def new_database():
    """Makes empty databases by their names, and returns their addresses. The password in them is not checked."""
    # Root runs PostgreSQL as another user, who cannot read every folder of root.
    folder = tempfile.mkdtemp(prefix="latchkey-postgres-", dir="/tmp")
    subprocess.run([POSTGRES, "start", folder, "--fast"], check=True)

    def address(name):
        return subprocess.check_output([POSTGRES, "address", folder, name], text=True).strip()

    def make(name, kind="ENCODING 'UTF8' LOCALE 'C'"):
        create = f"CREATE DATABASE {name} TEMPLATE template0 {kind}"
        subprocess.run(["psql", "-X", "-q", "-d", address("postgres"), "-c", create], check=True)
        return address(name).replace("postgres@", "postgres:a-password@")

    try:
        yield make
    finally:
        subprocess.run([POSTGRES, "stop", folder], check=True)
        shutil.rmtree(folder)


def run(*arguments, **variables):
    return subprocess.run(
        [BINARY, *map(str, arguments)], capture_output=True, text=True, timeout=120, env={**os.environ, **variables})


def copy(data, address, *arguments, **variables):
    return run("admin", "database", "copy", "--data", data, "--to", address, *arguments, **variables)


def reads(server):
    """What a server answers about everything that was made, without what a start may change."""
    found = {
        "users": server.ok("/acs/users/list", acs_system_id=BUILDING_A)["acs_users"],
        "identities": server.ok("/user_identities/list")["user_identities"],
        "groups": server.ok("/acs/access_groups/list", acs_system_id=BUILDING_A)["acs_access_groups"],
        "credentials": server.ok("/acs/credentials/list", acs_system_id=BUILDING_A)["acs_credentials"],
        "sessions": server.ok("/client_sessions/list")["client_sessions"],
        "spaces": server.ok("/spaces/list")["spaces"],
        "grants": server.ok("/access_grants/list")["access_grants"],
        "methods": [
            method for grant in server.ok("/access_grants/list")["access_grants"]
            for method in server.ok("/access_methods/list", access_grant_id=grant["access_grant_id"])["access_methods"]],
        "audit": server.ok("/latchkey/v1/audit/verify")["audit_verification"],
    }
    for user in found["users"]:
        user.pop("latest_desired_state_synced_with_provider_at", None)
    return found


def events(server):
    return server.ok("/events/list", since="2000-01-01T00:00:00Z", limit=1000)["events"]


@contextlib.contextmanager
def running(folder, **variables):
    server = Server(folder, environment=variables)
    try:
        yield server
    finally:
        server.stop()


def fill(server):
    user = server.guest("Jane Doe")
    server.ok("/acs/credentials/create", acs_user_id=user, access_method="code")
    server.ok("/client_sessions/create", user_identity_id=server.user(user)["user_identity_id"])
    # The parent is younger than its child.
    child = server.ok("/spaces/create", name="Floor")["space"]["space_id"]
    parent = server.ok("/spaces/create", name="Wing")["space"]["space_id"]
    server.ok("/spaces/update", space_id=child, parent_space_id=parent)
    door = server.ok("/acs/entrances/list", acs_system_id=BUILDING_A)["acs_entrances"][0]["acs_entrance_id"]
    server.ok("/spaces/add_acs_entrances", space_id=child, acs_entrance_ids=[door])
    server.ok(
        "/access_grants/create", user_identity_id=server.user(user)["user_identity_id"], acs_entrance_ids=[door],
        requested_access_methods=[{"mode": "code"}])
    server.advance(120)


@databases.reads_sqlite_file
def test_a_copied_folder_is_served_from_postgresql(tmp_path, new_database):
    folder, data, address = tmp_path / "one", tmp_path / "one" / "data", new_database("moved")
    with running(folder) as server:
        fill(server)
        before, former = reads(server), events(server)
        used = copy(data, address)
        assert used.returncode == 69 and "another server is using" in used.stderr
    wrong = copy(data, address, LATCHKEY_SEAL_KEY="00" * 32)
    assert wrong.returncode == 78 and "seal key is wrong" in wrong.stderr
    copied = copy(data, address, "--json")
    assert copied.returncode == 0, copied.stderr
    rows = {row["table"]: row["rows"] for row in json.loads(copied.stdout)}
    assert rows["workspaces"] == 1 and rows["events"] >= len(former) and rows["spaces"] == 2
    again = copy(data, address)
    assert again.returncode == 80 and "not empty" in again.stderr and "a-password" not in again.stderr

    (data / "latchkey.sqlite").rename(tmp_path / "latchkey.sqlite")
    key = (data / "seal.key").read_bytes().hex()
    with running(folder, LATCHKEY_DATABASE=address, LATCHKEY_SEAL_KEY=key) as server:
        assert reads(server) == before
        assert events(server)[:len(former)] == former
        server.guest("John Doe")
        # The server works for its accounts once it has claimed them, some seconds after its start.
        harness.wait_until(lambda: server.advance(120)["is_settled"], "the guest at the site", pause=1)
        assert not (data / "latchkey.sqlite").exists()
    log = (folder / "log.txt").read_text()
    assert "run latchkey virtual-salto-ks" in log and "a-password" not in log


def test_commands_need_no_folder_with_postgresql(tmp_path, new_database):
    address = new_database("commands")
    made = run("admin", "workspaces", "create", "Inn", "--json", LATCHKEY_DATABASE=address)
    assert made.returncode == 0, made.stderr
    workspace = json.loads(made.stdout)[0]["workspace_id"]
    listed = run("admin", "workspaces", "list", "--json", "--database", address)
    assert [row["workspace_id"] for row in json.loads(listed.stdout)] == [workspace], listed.stderr
    for arguments, tool in ((("backup", tmp_path / "it's"), "pg_dump"), (("restore", tmp_path / "it's"), "pg_restore")):
        refused = run(*arguments, "--database", address)
        assert refused.returncode == 78 and tool in refused.stderr and "a-password" not in refused.stderr
        assert f"'{tmp_path}/it'\\''s'" in refused.stderr
    keyless = run("serve", "--data", tmp_path / "data", "--port", 0, LATCHKEY_DATABASE=address)
    assert keyless.returncode == 78 and "LATCHKEY_SEAL_KEY" in keyless.stderr
    assert not (tmp_path / "data").exists()


def test_the_first_server_decides_the_seal_key_before_there_are_secrets(tmp_path, new_database):
    address = new_database("undecided")
    serve = ("serve", "--port", "0", "--data")
    first = harness.Program(tmp_path, *serve, str(tmp_path / "first"), environment={
        "LATCHKEY_DATABASE": address, "LATCHKEY_SEAL_KEY": "a1" * 32})
    first.kill()
    refused = run(*serve, tmp_path / "other", LATCHKEY_DATABASE=address, LATCHKEY_SEAL_KEY="b2" * 32)
    assert refused.returncode == 78 and "the seal key is wrong" in refused.stderr, refused.stderr


@pytest.mark.parametrize("name, kind", [
    ("ascii", "ENCODING 'SQL_ASCII' LOCALE 'C'"), ("other_locale", "ENCODING 'UTF8' LOCALE 'C.UTF-8'")])
def test_a_database_that_sorts_otherwise_is_refused(new_database, name, kind):
    refused = run("admin", "workspaces", "list", LATCHKEY_DATABASE=new_database(name, kind))
    assert refused.returncode == 65 and "ENCODING 'UTF8' LOCALE 'C'" in refused.stderr


def test_a_command_says_what_the_database_refuses(new_database):
    address = new_database("broken")
    assert run("admin", "workspaces", "list", LATCHKEY_DATABASE=address).returncode == 0
    subprocess.run(["psql", "-X", "-q", "-d", address, "-c", "DROP TABLE workspaces CASCADE"], check=True)
    failed = run("admin", "workspaces", "list", LATCHKEY_DATABASE=address)
    assert failed.returncode == 65 and failed.stderr.startswith("latchkey: the database failed with code 42P01"), failed


@databases.reads_sqlite_file
def test_an_address_that_cannot_be_used_is_refused(tmp_path):
    with running(tmp_path / "one"):
        pass
    data = tmp_path / "one" / "data"
    missing = run("admin", "database", "copy", "--data", data)
    assert missing.returncode == 64 and "--to" in missing.stderr
    other = copy(data, "mysql://root:a-password@127.0.0.1/hotel")
    assert other.returncode == 78 and "postgres://" in other.stderr and "a-password" not in other.stderr
    away = copy(data, "postgres://postgres:a-password@127.0.0.1:1/hotel")
    assert away.returncode == 69 and "127.0.0.1:1" in away.stderr and "a-password" not in away.stderr
    nowhere = copy(tmp_path / "two", "postgres://postgres@127.0.0.1:1/hotel")
    assert nowhere.returncode == 66
