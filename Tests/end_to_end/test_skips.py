"""A test run uses the database that it is given. It ends with a list of the skipped tests and their reasons, and can fail
because of them."""
import os
import subprocess
import sys

import pytest

import harness

ONE_RUNS, ONE_DOES_NOT = "def test_runs(): pass\n", "import pytest\ndef test_lacks(): pytest.skip('no such disk')\n"
IS_ON_POSTGRES = """
import databases
import os
def test_is_on_postgres(): assert databases.TEMPLATE == "postgres://of-nobody/" and "LATCHKEY_DATABASE" not in os.environ
"""
ONE_IS_OF_NO_USE = """
from applicability import does_not_apply
@does_not_apply(True, "It reads a file.")
def test_reads(): pass
"""


def run(folder, text, processes, skips, **variables):
    (folder / "test_some.py").write_text(text)
    environment = {
        **os.environ, "PYTHONPATH": str(harness.ROOT / "Tests" / "end_to_end"), "LATCHKEY_SKIPS": skips, **variables}
    command = [sys.executable, "-m", "pytest", "-q", "-n", processes, "-p", "no:cacheprovider", "-p", "conftest", folder]
    result = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, timeout=120)
    return result.returncode, result.stdout.splitlines()


@pytest.mark.parametrize("processes", ["0", "2"])
def test_what_was_skipped_is_said_last(tmp_path, processes):
    code, lines = run(tmp_path, ONE_RUNS, processes, "fail")
    assert (code, lines[-1]) == (0, "Nothing was skipped.")
    code, lines = run(tmp_path, ONE_RUNS + ONE_DOES_NOT, processes, "show")
    assert (code, lines[-2:]) == (0, ["Skipped: test_some.py::test_lacks: no such disk", "Skipped tests: 1"])
    code, lines = run(tmp_path, ONE_RUNS + ONE_DOES_NOT, processes, "fail")
    assert (code, lines[-1]) == (1, "Skipped tests: 1")


@pytest.mark.parametrize("processes", ["0", "2"])
def test_what_does_not_apply_is_said_with_its_reason_and_fails_no_run(tmp_path, processes):
    code, lines = run(tmp_path, ONE_RUNS + ONE_IS_OF_NO_USE, processes, "fail")
    said = ["Does not apply: test_some.py::test_reads: It reads a file.", "Nothing was skipped."]
    assert (code, lines[-2:]) == (0, said)


@pytest.mark.parametrize("processes", ["0", "2"])
def test_all_processes_use_the_database_of_the_run(tmp_path, processes):
    code, lines = run(tmp_path, IS_ON_POSTGRES, processes, "fail", LATCHKEY_DATABASE="postgres://of-nobody/")
    assert (code, lines[-1]) == (0, "Nothing was skipped."), lines
