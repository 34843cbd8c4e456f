"""The key that seals stored secrets: required to start, and replaced while the server runs."""
import os
import re
import subprocess

import pytest

import databases
import harness
from databases import Rows, keeps_key_in_folder
from harness import CHECK_IN


def admin(data, *arguments, environment=None):
    result = subprocess.run(
        [harness.BINARY, "admin", *arguments, "--data", str(data), "--json"], capture_output=True, text=True,
        timeout=60, env={**os.environ, **databases.environment(data, harness.BINARY), **(environment or {})})
    return result.returncode, result.stdout + result.stderr


def sealed_values(data):
    """Every sealed value, by its place."""
    rows = Rows(data)
    return {(table, column, row): value
            for table, column in sealed_columns(data)
            for row, value in rows.run(f"SELECT rowid, {column} FROM {table} WHERE {column} IS NOT NULL")}


def sealed_columns(data):
    return {(table, column) for table, columns in Rows(data).columns().items() for column in columns
            if column.startswith("sealed_")}


def secrets(server, user):
    """Secrets that can only be returned if their seal opens."""
    sessions = server.ok("/client_sessions/list")["client_sessions"]
    webviews = server.ok("/connect_webviews/list")["connect_webviews"]
    credentials = server.ok("/acs/credentials/list", acs_user_id=user)["acs_credentials"]
    return [session["token"] for session in sessions], [webview["url"].split("?")[1] for webview in webviews], [
        credential["code"] for credential in credentials if credential["access_method"] == "code"]


def filled(server):
    user = server.guest("Jane Doe")
    server.advance(60)
    server.ok("/client_sessions/create", user_identity_id=server.user(user)["user_identity_id"])
    server.ok("/connect_webviews/create")
    server.ok("/acs/credentials/create", acs_user_id=user, access_method="code")
    return user


@keeps_key_in_folder
def test_the_key_is_changed_while_the_server_runs(server):
    data, user = server.folder / "data", filled(server)
    before, shown, key = sealed_values(data), secrets(server, user), (data / "seal.key").read_bytes()
    assert {place[:2] for place in before} >= {
        ("acs_credentials", "sealed_code"), ("client_sessions", "sealed_token"), ("connect_webviews", "sealed_token"),
        ("connected_accounts", "sealed_credentials"), ("connected_accounts", "sealed_token")}
    code, said = admin(data, "seal", "rotate")
    assert code == 0, said
    fresh = (data / "seal.key").read_bytes()
    assert len(fresh) == 32 and fresh != key
    after = sealed_values(data)
    assert after.keys() == before.keys() and all(after[place] != before[place] for place in before)
    assert secrets(server, user) == shown
    # The provider's login still works, and values that are sealed from now on need only the new key.
    server.set_clock(CHECK_IN)
    server.advance(60)
    assert server.user(user)["salto_ks_metadata"]["is_subscribed"] is True
    server.ok("/client_sessions/create", user_identity_id=server.user(user)["user_identity_id"])
    more = secrets(server, user)
    server.stop()
    again = harness.Server(server.folder)
    try:
        assert secrets(again, user) == more
    finally:
        again.kill()


@keeps_key_in_folder
def test_a_rotation_that_was_cut_off_goes_on(server):
    data, user = server.folder / "data", filled(server)
    shown = secrets(server, user)
    # The state after a crash that follows the writing of the new key: both keys, and no value resealed.
    (data / "seal.key").write_bytes(b"n" * 32 + (data / "seal.key").read_bytes())
    assert secrets(server, user) == shown
    code, said = admin(data, "seal", "rotate")
    assert code == 0 and (data / "seal.key").read_bytes() == b"n" * 32, said
    assert secrets(server, user) == shown


def test_a_key_of_the_environment_is_changed_in_three_steps(tmp_path, monkeypatch):
    old, new = "0a" * 32, "0b" * 32
    monkeypatch.setenv("LATCHKEY_SEAL_KEY", old)
    server = harness.Server(tmp_path)
    user = filled(server)
    shown = secrets(server, user)
    code, said = admin(tmp_path / "data", "seal", "rotate")
    assert code == 78 and "NEW,OLD" in said
    server.stop()
    monkeypatch.setenv("LATCHKEY_SEAL_KEY", f"{new},{old}")
    server = harness.Server(tmp_path)
    code, said = admin(tmp_path / "data", "seal", "reseal")
    assert code == 0 and secrets(server, user) == shown, said
    server.stop()
    monkeypatch.setenv("LATCHKEY_SEAL_KEY", new)
    server = harness.Server(tmp_path)
    try:
        assert secrets(server, user) == shown
    finally:
        server.kill()


@keeps_key_in_folder
def test_a_server_does_not_start_without_its_key_or_with_another(server):
    filled(server)
    server.stop()
    key = server.folder / "data" / "seal.key"
    kept = key.read_bytes()
    key.unlink()
    with pytest.raises(RuntimeError, match="seal.key is missing"):
        harness.Server(server.folder)
    assert not key.exists()
    key.write_bytes(b"x" * 32)
    with pytest.raises(RuntimeError, match="the seal key is wrong"):
        harness.Server(server.folder)
    key.write_bytes(kept)
    harness.Server(server.folder).kill()


def test_every_sealed_column_is_known_to_the_rotation(server):
    source = (harness.ROOT / "Sources" / "Store" / "SealedValues.swift").read_text()
    known = set(re.findall(r'table: "(\w+)", column: "(\w+)"', source))
    assert sealed_columns(server.data) == known


def test_the_log_says_that_a_secret_was_encrypted_with_another_key(server):
    webhook = server.ok("/webhooks/create", url="https://example.com/hook")["webhook"]["webhook_id"]
    Rows(server.data).run("UPDATE webhooks SET sealed_secret = ? WHERE webhook_id = ?", b"\0" * 64, webhook)
    server.fails("/webhooks/list", 500, "internal_server_error")
    line, = [line for line in server.log_text().splitlines() if "/webhooks/list" in line]
    assert "a seal key that this server does not have" in line and "request_id" in line
