"""Runs the calls of sdk_suite.py with each supported version of the official SDK."""
import concurrent.futures
import json
import os
import subprocess

import pytest

import harness
import sdk_front
import sdk_tools

PYTHONS = {
    "1.116.0": harness.ROOT / ".venv-seam1" / "bin" / "python",
    "2.2.0": harness.ROOT / ".venv-seam2" / "bin" / "python",
    "3.0.0": harness.ROOT / ".venv-seam3_0" / "bin" / "python",
    "3.18.0": harness.SEAM3,
}
IN_EVERY_VERSION = {
    "create", "read", "list", "page through 1,000", "update", "delete", "wait for an action attempt",
    "wait for an action attempt that fails", "time out while an action attempt is pending", "invalid input",
    "unauthorized", "a refused create is told and not repeated",
    "wait for an action attempt of the server",
}
SINCE_2_2 = {
    "list by ids", "time out while the server is silent", "retry on 429 where the caller asks for it",
    "retry on 503 where the caller asks for it",
}
SINCE_3_0 = {
    "update to null", "retry on 429", "retry on 503", "retry of an add whose answer was lost, and of a delete",
}
SINCE_3_18 = {"invalid input by field"}
STEPS = {
    "1.116.0": IN_EVERY_VERSION,
    "2.2.0": IN_EVERY_VERSION | SINCE_2_2,
    "3.0.0": IN_EVERY_VERSION | SINCE_2_2 | SINCE_3_0,
    "3.18.0": IN_EVERY_VERSION | SINCE_2_2 | SINCE_3_0 | SINCE_3_18,
}


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    """One server for all versions, since creating its 1,000 people takes most of the time. Each run recognizes its own
    objects by name."""
    server = harness.Server(tmp_path_factory.mktemp("sdks") / "server")
    try:
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            list(pool.map(
                lambda name: server.ok(
                    "/acs/users/create", acs_system_id=harness.BUILDING_A, full_name=name,
                    access_schedule=sdk_tools.SCHEDULE),
                sdk_tools.CROWD))
        server.advance(60)
        yield server
    finally:
        server.kill()


@pytest.fixture
def front(crowded):
    front = sdk_front.Front(crowded.endpoint)
    yield front
    front.close()


@pytest.mark.parametrize("version", PYTHONS)
def test_the_suite_of_calls(crowded, front, version):
    python = str(PYTHONS[version])
    installed = subprocess.run(
        [python, "-c", "import importlib.metadata; print(importlib.metadata.version('seam'))"], capture_output=True,
        text=True, timeout=60)
    assert installed.stdout.strip() == version, installed.stderr
    environment = {
        **os.environ, "SEAM_ENDPOINT": crowded.endpoint, "SEAM_API_KEY": crowded.key, "SEAM_FRONT": front.endpoint,
        "NO_PROXY": "*"}
    result = subprocess.run(
        [python, str(harness.ROOT / "Tests" / "end_to_end" / "sdk_suite.py")], env=environment, capture_output=True,
        text=True, timeout=120)
    assert result.returncode == 0, result.stderr
    everything = set().union(*STEPS.values())
    # Every step is reported, so none is skipped silently.
    assert json.loads(result.stdout) == {
        step: "passed" if step in STEPS[version] else "not in this version" for step in everything}
