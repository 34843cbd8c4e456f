"""The option by which a random run goes on."""
import subprocess
import sys

import harness
import seeds

PROBE = """
import seeds


def test_of_a_seed():
    print("seed", seeds.SEED, seeds.FIRST, seeds.again(7))
"""


def run(folder, *options):
    """Runs a test that prints its seed, with the options of these tests."""
    (folder / "conftest.py").write_text((harness.ROOT / "Tests" / "end_to_end" / "conftest.py").read_text())
    (folder / "test_probe.py").write_text(PROBE)
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:cacheprovider", str(folder / "test_probe.py"), *options],
        cwd=folder, env={"PYTHONPATH": str(harness.ROOT / "Tests" / "end_to_end"), "PATH": ""}, capture_output=True,
        text=True)


def test_a_run_goes_on_with_the_history_that_its_message_names(tmp_path):
    assert "seed 12345 7 --from-seed 12345:7" in run(tmp_path, "--from-seed", "12345:7").stdout
    assert "seed 12345 0 --from-seed 12345:7" in run(tmp_path, "--from-seed", "12345").stdout


def test_another_seed_is_refused(tmp_path):
    refused = run(tmp_path, "--from-seed", "yesterday")
    assert refused.returncode == 4 and "must be SEED or SEED:HISTORY" in refused.stderr


def test_messages_name_the_option_that_the_tests_take():
    assert seeds.again(3) == f"--from-seed {seeds.SEED}:3" and seeds.again() == f"--from-seed {seeds.SEED}"
