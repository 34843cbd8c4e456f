"""The Debian package holds a program that runs, and a unit and settings that it understands."""
import os
import re
import shutil
import subprocess

import pytest

import harness


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """The package, taken apart into a folder."""
    if not shutil.which("dpkg-deb") or not shutil.which("strip"):
        pytest.skip("packages are built on Debian")
    result = subprocess.run(
        [harness.ROOT / "scripts" / "package"], capture_output=True, text=True, timeout=600,
        env={**os.environ, "LATCHKEY_BINARY": harness.BINARY, "LATCHKEY_COMPRESSION": "none"})
    assert result.returncode == 0, result.stderr
    folder = tmp_path_factory.mktemp("package")
    file = harness.ROOT / result.stdout.strip()
    subprocess.run(["dpkg-deb", "-R", file, folder], check=True)
    return folder


def test_the_packed_program_runs(package):
    program = package / "usr" / "bin" / "latchkey"
    printed = subprocess.run([program, "openapi"], capture_output=True, text=True, timeout=60)
    assert printed.returncode == 0 and '"/acs/users/create"' in printed.stdout
    for completion in ("bash-completion/completions/latchkey", "zsh/vendor-completions/_latchkey",
                       "fish/vendor_completions.d/latchkey.fish"):
        assert "latchkey" in (package / "usr" / "share" / completion).read_text()
    assert (package / "usr" / "share" / "doc" / "latchkey" / "operations.md").exists()


def test_settings_and_unit_are_what_the_program_knows(package):
    help_ = subprocess.run([harness.BINARY, "serve", "--help"], capture_output=True, text=True, timeout=60).stdout
    page = (harness.ROOT / "docs" / "operations.md").read_text()
    settings = (package / "etc" / "latchkey" / "latchkey.env").read_text()
    for variable in re.findall(r"LATCHKEY_[A-Z_]+[A-Z]", settings):
        assert variable in page or variable.startswith("LATCHKEY_SALTO_KS_"), variable
    for variable in re.findall(r"LATCHKEY_[A-Z_]+[A-Z]", help_):
        assert variable in page, f"{variable} is not in docs/operations.md"
    assert "ExecStart=/usr/bin/latchkey serve\n" in (package / "lib" / "systemd" / "system" / "latchkey.service").read_text()
    assert (package / "etc" / "latchkey" / "latchkey.env").stat().st_mode & 0o007 == 0
    assert (package / "DEBIAN" / "conffiles").read_text() == "/etc/latchkey/latchkey.env\n"
