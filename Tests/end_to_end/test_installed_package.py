"""Installs the package, runs it as its unit says, upgrades, removes and purges it, as root, in an overlay of this
machine.

With LATCHKEY_BARE_SYSTEM, the folder of a bare Debian (`debootstrap --variant=minbase bookworm FOLDER`), the overlay is
over that, and apt fetches the dependencies. LATCHKEY_PACKAGE names a package that `scripts/package` created."""
import os
import pathlib
import re
import shutil
import subprocess

import pytest

import harness
from installed_system import DATA, CannotBeMade, InstalledSystem, Service

SETTINGS = "/etc/latchkey/latchkey.env"


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    """The package, and a newer version of it."""
    if os.geteuid() != 0 or not all(map(shutil.which, ("dpkg-deb", "strip", "unshare", "nsenter", "setpriv"))):
        pytest.skip("packages are installed by root, on Debian")
    folder = tmp_path_factory.mktemp("packages")
    given = os.environ.get("LATCHKEY_PACKAGE")
    file = pathlib.Path(given).resolve() if given else harness.packed(folder)
    content, newer = folder / "content", folder / "newer.deb"
    subprocess.run(["dpkg-deb", "-R", file, content], check=True)
    control = content / "DEBIAN" / "control"
    control.write_text(re.sub(r"^Version: .*", r"\g<0>+newer", control.read_text(), flags=re.M))
    subprocess.run(["dpkg-deb", "--build", "-Znone", "--root-owner-group", content, newer], check=True, capture_output=True)
    shutil.rmtree(content)
    return file, newer


@pytest.fixture
def system(packages, tmp_path):
    bare = os.environ.get("LATCHKEY_BARE_SYSTEM")
    try:
        system = InstalledSystem(tmp_path / "system", bare)
    except CannotBeMade as error:
        pytest.skip(f"no layer over this system can be made: {error}")
    try:
        for name in depends(packages[0]):
            if not bare and system.attempt("dpkg", "-s", name).returncode != 0:
                pytest.skip(f"{name}, which the package depends on, is not installed here")
        system.install(packages[0])
        yield system
    finally:
        system.close()


def depends(package):
    shown = subprocess.run(["dpkg-deb", "-f", package, "Depends"], capture_output=True, text=True, check=True).stdout
    return re.findall(r"(?:^|, )([a-z0-9+.-]+)", shown)


def begin(system):
    """The settings, the first start, a workspace and its key, as in docs/operations.md."""
    system.run("sh", "-c", f"sed -i 's/^LATCHKEY_PORT=.*/LATCHKEY_PORT=0/' {SETTINGS}")
    system.run("sh", "-c", f"echo LATCHKEY_READY_FILE={DATA}/ready.json >> {SETTINGS}")
    service = Service(system)
    assert service.get("/health")[0] == 200
    workspace = system.admin("workspaces", "create", "My hotel", "--production")["workspace_id"]
    key = system.admin("keys", "create", "--workspace", workspace)["api_key"]
    return service, key


def serves(system, key):
    service = Service(system)
    status, body = service.get("/workspaces/get", key)
    assert status == 200 and body["workspace"]["name"] == "My hotel", body
    assert service.stop() == 0


def seal_key(system):
    assert system.run("stat", "-c", "%U %a", DATA + "/seal.key").split() == ["latchkey", "600"]
    return system.run("sha256sum", DATA + "/seal.key")


def test_settings_data_and_key_outlive_upgrade_removal_and_purge(system, packages):
    assert system.run("latchkey", "--version").strip() in system.run("dpkg-query", "-W", "latchkey")
    assert system.run("stat", "-c", "%U %a", SETTINGS).split() == ["root", "600"]
    assert system.run("stat", "-c", "%U %a", DATA).split() == ["latchkey", "700"]
    service, key = begin(system)
    sealed, settings = seal_key(system), system.run("cat", SETTINGS)

    system.install(packages[1])
    assert "+newer" in system.run("dpkg-query", "-W", "latchkey")
    assert service.get("/health")[0] == 200, "the old version served on, until it was told to stop"
    assert service.stop() == 0
    serves(system, key)
    assert seal_key(system) == sealed and system.run("cat", SETTINGS) == settings

    system.run("dpkg", "--remove", "latchkey")
    assert not system.exists("/usr/bin/latchkey") and not system.exists("/usr/lib/systemd/system/latchkey.service")
    assert seal_key(system) == sealed and system.run("cat", SETTINGS) == settings
    system.install(packages[0])
    serves(system, key)

    purged = system.attempt("dpkg", "--purge", "latchkey")
    assert purged.returncode == 0 and f"{DATA} is kept" in purged.stderr
    assert not system.exists("/etc/latchkey") and seal_key(system) == sealed
    system.install(packages[0])
    system.run("sh", "-c", f"echo LATCHKEY_READY_FILE={DATA}/ready.json >> {SETTINGS}; echo LATCHKEY_PORT=0 >> {SETTINGS}")
    serves(system, key)


def test_a_package_that_never_served_leaves_nothing_when_it_is_purged(system):
    system.run("dpkg", "--purge", "latchkey")
    for path in (DATA, "/etc/latchkey", "/usr/bin/latchkey", "/usr/share/doc/latchkey"):
        assert not system.exists(path), path


def test_a_fresh_installation_takes_a_backup_of_another(system, packages):
    service, key = begin(system)
    system.run("install", "-d", "-o", "latchkey", "-m", "700", "/var/backups/latchkey")
    system.run("latchkey", "backup", "/var/backups/latchkey/today", "--data", DATA, user="latchkey")
    assert service.stop() == 0
    sealed = seal_key(system)
    system.run("dpkg", "--remove", "latchkey")
    system.run("rm", "-r", DATA)
    system.install(packages[0])
    system.run("cp", "-a", "/var/backups/latchkey/today", "/var/backups/latchkey/broken")
    system.run("truncate", "-s", "100000", "/var/backups/latchkey/broken/latchkey.sqlite")
    broken = system.attempt("latchkey", "restore", "/var/backups/latchkey/broken", "--data", DATA, user="latchkey")
    assert broken.returncode == 65 and system.run("ls", DATA) == ""
    system.run("latchkey", "restore", "/var/backups/latchkey/today", "--data", DATA, user="latchkey")
    assert seal_key(system) == sealed
    serves(system, key)


def test_a_seal_key_apart_from_the_data_is_taken_and_outlives_a_purge(system, packages):
    make = "umask 077; echo LATCHKEY_SEAL_KEY=$(od -An -v -N32 -tx1 /dev/urandom | tr -d ' \\n') > /etc/latchkey/seal.env"
    system.run("sh", "-c", make)
    service, _ = begin(system)
    assert service.stop() == 0 and not system.exists(DATA + "/seal.key")
    system.run("dpkg", "--purge", "latchkey")
    assert system.exists("/etc/latchkey/seal.env")
