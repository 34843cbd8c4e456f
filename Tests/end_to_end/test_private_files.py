"""Other users can never read the program's files, not even in a shared folder."""
import os
import pathlib
import stat
import subprocess
import threading

import pytest

import harness
from databases import reads_sqlite_file
from harness import BINARY, Cloud, Server


@pytest.fixture
def open_umask():
    before = os.umask(0)
    yield
    os.umask(before)


def wide(folder):
    """A folder that everybody may write to."""
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    return folder


def open_to_others(*folders, given=()):
    """The files and folders that other users can access, except those that existed before."""
    found = {}
    for folder in folders:
        # Files that disappear meanwhile are skipped.
        paths = [pathlib.Path(place, name) for place, inner, files in os.walk(folder) for name in inner + files]
        for path in paths:
            try:
                mode = path.lstat().st_mode
            except FileNotFoundError:
                continue
            if not stat.S_ISLNK(mode) and mode & 0o077 and path not in given:
                found[str(path)] = oct(mode)
    return found


class Watch:
    """Polls the permissions of all files until it is closed."""

    def __init__(self, *folders, given=()):
        self.folders, self.given, self.found, self.looks = folders, given, {}, 0
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.look)

    def look(self):
        while not self.over.is_set() or not self.looks:
            self.found.update(open_to_others(*self.folders, given=self.given))
            self.looks += 1

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()


@reads_sqlite_file
def test_a_server_s_files_are_its_own_in_a_folder_that_is_everybody_s(tmp_path, open_umask):
    data = wide(tmp_path / "data")
    cloud = wide(data / "virtual-salto-ks")
    # The watch must know this folder from the start, since it polls while the folder is created.
    target = tmp_path / "restored"
    given = (tmp_path / "log.txt", data, cloud, target)
    with Watch(tmp_path, given=given) as watch:
        server = Server(tmp_path)
        try:
            server.guest("Jane Doe")
            backup = subprocess.run(
                [BINARY, "backup", str(tmp_path / "backup"), "--data", str(data)], capture_output=True, text=True, timeout=60)
            assert backup.returncode == 0, backup.stderr
            wide(target)
            restored = subprocess.run(
                [BINARY, "restore", str(tmp_path / "backup"), "--data", str(target)], capture_output=True, text=True,
                timeout=60)
            assert restored.returncode == 0, restored.stderr
        finally:
            server.kill()
    assert {"latchkey.sqlite", "latchkey.sqlite-wal", "latchkey.sqlite-shm", "seal.key", "scenario.json", "lock"} <= {
        path.name for path in data.iterdir()}
    assert watch.found == {} and open_to_others(tmp_path, given=given) == {}


@reads_sqlite_file
def test_files_of_older_versions_are_closed_at_the_start(tmp_path):
    data = tmp_path / "data"
    Server(tmp_path).kill()
    files = [data / "latchkey.sqlite", data / "seal.key", data / "scenario.json",
             data / "virtual-salto-ks" / "virtual-salto-ks.journal"]
    for path in files:
        path.chmod(0o644)
    Server(tmp_path).kill()
    assert [oct(path.stat().st_mode & 0o777) for path in files] == [oct(0o600)] * len(files)


@reads_sqlite_file
def test_nothing_is_written_through_what_lies_in_the_way(tmp_path):
    """An attacker with write access to the folder puts links in the places of temporary files of secrets."""
    data, victim = wide(tmp_path / "data"), tmp_path / "victim.txt"
    victim.write_text("mine")
    for path in (data / "seal.key.part", data / "scenario.json.part", tmp_path / "ready.json.part"):
        path.symlink_to(victim)
    Server(tmp_path).kill()
    assert victim.read_text() == "mine"
    assert not (data / "seal.key").is_symlink() and not (tmp_path / "ready.json").is_symlink()


def test_a_virtual_cloud_s_files_are_its_own(tmp_path, open_umask):
    data = wide(tmp_path / "data")
    given = (tmp_path / "log.txt", data)
    with Watch(tmp_path, given=given) as watch:
        cloud = Cloud(tmp_path)
        cloud.kill()
    assert (data / "virtual-salto-ks.journal").exists()
    assert watch.found == {} and open_to_others(tmp_path, given=given) == {}


def test_a_phone_s_folder_that_is_open_to_others_is_refused(tmp_path):
    folder = wide(tmp_path / "phone")
    result = subprocess.run(
        [BINARY, "phone", "keys", "--folder", str(folder)], capture_output=True, text=True, timeout=60,
        env={**os.environ, "SEAM_ENDPOINT": "http://127.0.0.1:9"})
    assert result.returncode != 0 and "accessible to other users" in result.stderr, result.stderr
    assert list(folder.iterdir()) == []


def test_a_phone_s_files_are_its_own(tmp_path, open_umask):
    server = Server(tmp_path / "server")
    try:
        user = server.user(server.guest("Jane Doe"))
        token = server.ok("/client_sessions/create", user_identity_id=user["user_identity_id"])["client_session"]["token"]
        folder = tmp_path / "phone"
        with Watch(folder) as watch:
            subprocess.run(
                [BINARY, "phone", "login", token, "--folder", str(folder), "--endpoint", server.endpoint],
                capture_output=True, text=True, timeout=60, env=dict(os.environ))
        assert (folder / "phone.json").exists() and stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert watch.found == {} and open_to_others(folder) == {}
    finally:
        server.kill()
