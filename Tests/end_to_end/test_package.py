"""The Debian package contains a program that runs, and a valid unit and settings."""
import re
import shutil
import subprocess

import pytest

import harness


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """The package, extracted to a folder."""
    if not shutil.which("dpkg-deb") or not shutil.which("strip"):
        pytest.skip("packages are built on Debian")
    folder = tmp_path_factory.mktemp("package")
    subprocess.run(["dpkg-deb", "-R", harness.packed(tmp_path_factory.mktemp("packed")), folder], check=True)
    return folder


def test_the_packed_program_runs(package):
    program = package / "usr" / "bin" / "latchkey"
    printed = subprocess.run([program, "openapi"], capture_output=True, text=True, timeout=60)
    assert printed.returncode == 0 and '"/acs/users/create"' in printed.stdout
    version = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=60).stdout.strip()
    control = (package / "DEBIAN" / "control").read_text()
    assert re.search(rf"^Version: {re.escape(version)}([~+]git[0-9.]+)?$", control, re.M) and re.fullmatch(r"[0-9.]+", version)
    subprocess.run(["md5sum", "--check", "--quiet", "DEBIAN/md5sums"], cwd=package, check=True)
    for completion in ("bash-completion/completions/latchkey", "zsh/vendor-completions/_latchkey",
                       "fish/vendor_completions.d/latchkey.fish"):
        assert "latchkey" in (package / "usr" / "share" / completion).read_text()
    documents = package / "usr" / "share" / "doc" / "latchkey"
    packed = {str(path.relative_to(documents)) for path in documents.rglob("*")}
    pages = {str(path.relative_to(harness.ROOT)) for path in (harness.ROOT / "docs").rglob("*.md")}
    assert pages | {"README.md", "CHANGELOG.md", "LICENSE", "copyright", "changelog.gz"} <= packed
    assert (documents / "LICENSE").read_text() == (harness.ROOT / "LICENSE").read_text()


def test_settings_and_unit_are_what_the_program_knows(package):
    help_ = subprocess.run([harness.BINARY, "serve", "--help"], capture_output=True, text=True, timeout=60).stdout
    page = (harness.ROOT / "docs" / "operations.md").read_text()
    settings = (package / "etc" / "latchkey" / "latchkey.env").read_text()
    for variable in re.findall(r"LATCHKEY_[A-Z_]+[A-Z]", settings):
        assert variable in page or variable.startswith("LATCHKEY_SALTO_KS_"), variable
    for variable in re.findall(r"LATCHKEY_[A-Z_]+[A-Z]", help_):
        assert variable in page, f"{variable} is not in docs/operations.md"
    assert "ExecStart=/usr/bin/latchkey serve\n" in (package / "usr" / "lib" / "systemd" / "system" / "latchkey.service").read_text()
    assert (package / "etc" / "latchkey" / "latchkey.env").stat().st_mode & 0o077 == 0
    assert (package / "DEBIAN" / "conffiles").read_text() == "/etc/latchkey/latchkey.env\n"
