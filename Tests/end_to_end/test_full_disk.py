"""On a full disk callers get errors, the server keeps running, and everything continues once there is space."""
import functools
import resource
import subprocess

import pytest

import harness
from databases import reads_sqlite_file
from harness import CHECK_IN, Server, send, wait_until


@pytest.fixture
def server(tmp_path, monkeypatch):
    # The signal for files that are too large stays ignored, so that a write fails like on a full disk.
    monkeypatch.setattr(harness.subprocess, "Popen", functools.partial(subprocess.Popen, restore_signals=False))
    server = Server(tmp_path / "server")
    yield server
    server.kill()


def allow(server, file_size):
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (file_size, resource.RLIM_INFINITY))


@reads_sqlite_file
def test_a_full_disk_is_told_and_ends_nothing(server):
    guest = server.guest("Jane Doe")
    entries = len(server.virtual.ledger())
    allow(server, 4096)
    for path, parameters in [
        ("/user_identities/create", {"full_name": "John"}), ("/acs/users/suspend", {"acs_user_id": guest}),
        ("/acs/users/delete", {"acs_user_id": guest}), ("/connect_webviews/create", {}),
        ("/client_sessions/create", {}), ("/webhooks/create", {"url": "https://hooks.example.com/"}),
    ]:
        server.fails(path, 503, "service_unavailable", **parameters)
    assert server.user(guest)["acs_user_id"] == guest, "what is only read is answered"
    assert send("GET", server.endpoint + "/health/ready")[0] == 503
    # The cloud cannot write its journal, so calls have no effect.
    send("GET", server.virtual.base + "/v1.2/sites")
    for _ in range(3):
        status, body, _ = send("POST", server.virtual.base + "/virtual/settings", {"settling_seconds": 7})
        assert status == 503 and "full" in body["error"]
    assert send("POST", server.virtual.base + "/connect/token", b"")[0] == 503
    assert server.virtual.get("settings")["settling_seconds"] != 7

    allow(server, resource.RLIM_INFINITY)
    wait_until(lambda: send("GET", server.endpoint + "/health/ready")[0] == 200, "the server to be ready again")
    server.ok("/acs/users/suspend", acs_user_id=guest)
    server.set_clock(CHECK_IN)
    server.virtual.post("settings", {"settling_seconds": 7})
    ledger = server.virtual.ledger()
    assert len(ledger) > entries and server.virtual.user("Jane Doe")["blocked"]

    # The journal has no incomplete line.
    server.stop()
    again = Server(server.folder)
    try:
        assert again.virtual.ledger()[:len(ledger)] == ledger
        assert again.virtual.get("settings")["settling_seconds"] == 7
    finally:
        again.kill()
