"""A copy of a running server's folder can be served. An invalid copy is refused."""
import json
import stat
import subprocess
import threading

import harness
from databases import reads_sqlite_file
from harness import BINARY, BUILDING_A, Server, admin


def run(*arguments):
    return subprocess.run([BINARY, *map(str, arguments)], capture_output=True, text=True, timeout=120)


@reads_sqlite_file
def test_a_backup_of_a_busy_server_is_served(tmp_path):
    server = Server(tmp_path / "one")
    data, copy, other = tmp_path / "one" / "data", tmp_path / "copy", tmp_path / "two" / "data"
    done, is_over = [], threading.Event()

    def work():
        while not is_over.is_set() and len(done) < 500:
            done.append(server.ok("/acs/users/create", acs_system_id=BUILDING_A, full_name=f"Guest {len(done)}")["acs_user"])

    worker = threading.Thread(target=work)
    worker.start()
    harness.wait_until(lambda: len(done) >= 20, "twenty users")
    before = len(done)
    made = run("backup", copy, "--data", data, "--json")
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout)[0]["backup"] == str(copy)
    is_over.set()
    worker.join()
    server.kill()
    for path in (copy / "latchkey.sqlite", copy / "seal.key"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
    restored = run("restore", copy, "--data", other)
    assert restored.returncode == 0, restored.stderr
    again = Server(tmp_path / "two")
    try:
        names = {user["full_name"] for user in again.ok("/acs/users/list", acs_system_id=BUILDING_A, limit=10_000)["acs_users"]}
        assert {f"Guest {number}" for number in range(before)} <= names
        again.guest("Jane Doe")
        assert again.advance(120)["is_settled"]
    finally:
        again.kill()


@reads_sqlite_file
def test_what_is_no_sound_backup_is_refused(tmp_path):
    server = Server(tmp_path / "one")
    server.guest("Jane Doe")
    server.stop()
    data, copy = tmp_path / "one" / "data", tmp_path / "copy"
    assert run("backup", copy, "--data", data).returncode == 0
    twice = run("backup", copy, "--data", data)
    assert twice.returncode == 80 and "already exists" in twice.stderr
    full = run("restore", copy, "--data", data)
    assert full.returncode == 80 and "not empty" in full.stderr
    # A mistyped folder is reported, and not created.
    for arguments in (("backup", tmp_path / "other"), ("admin", "workspaces", "list"), ("admin", "keys", "list")):
        mistyped = run(*arguments, "--data", tmp_path / "dota")
        assert mistyped.returncode == 66 and "dota" in mistyped.stderr, arguments
    assert not (tmp_path / "dota").exists() and not (tmp_path / "other").exists()
    # Only the remains of a backup are removed, not other files.
    (tmp_path / "next.part").mkdir()
    (tmp_path / "next.part" / "mine").write_text("kept")
    blocked = run("backup", tmp_path / "next", "--data", data)
    assert blocked.returncode == 80 and (tmp_path / "next.part" / "mine").read_text() == "kept"
    (tmp_path / "next.part" / "mine").rename(tmp_path / "next.part" / "latchkey.sqlite")
    assert run("backup", tmp_path / "next", "--data", data).returncode == 0
    # Without the key the restore fails. A folder that existed before stays, without the copied files.
    (tmp_path / "next" / "seal.key").unlink()
    (tmp_path / "next" / "seal.key").symlink_to(tmp_path / "nowhere")
    (tmp_path / "six").mkdir()
    torn = run("restore", tmp_path / "next", "--data", tmp_path / "six")
    assert torn.returncode != 0 and list((tmp_path / "six").iterdir()) == [], torn.stderr
    nothing = run("restore", tmp_path / "none", "--data", tmp_path / "three")
    assert nothing.returncode == 66
    (copy / "seal.key").write_bytes(bytes(32))
    wrong = run("restore", copy, "--data", tmp_path / "four")
    assert wrong.returncode == 78 and "seal key" in wrong.stderr and not (tmp_path / "four").exists()
    content = bytearray((copy / "latchkey.sqlite").read_bytes())
    content[len(content) // 2:] = bytes(len(content) - len(content) // 2)
    (copy / "latchkey.sqlite").write_bytes(content)
    broken = run("restore", copy, "--data", tmp_path / "five")
    assert broken.returncode == 65 and not (tmp_path / "five").exists(), broken.stderr
    assert admin(data, "workspaces", "list")
    assert harness.Server(tmp_path / "one").stop() == 0
