"""The newest official SDK calls every documented operation. Each script has a server of its own, behind the contract
proxy."""
import functools
import os
import subprocess

import pytest

import contract_proxy
import harness

SCRIPTS = sorted((harness.ROOT / "Tests" / "end_to_end").glob("*_seam3.py"))


def add_cards(server):
    for number in ("12345678", "87654321"):
        server.virtual.post("tags", {"tag_number": number})
    server.sync()
    server.advance(1)


def run(script, folder):
    """Runs a script. Returns how it ended, and the report of the proxy."""
    server = harness.Server(folder / "server")
    try:
        if script.stem == "cards_seam3":
            add_cards(server)
        operator = harness.admin(folder / "server" / "data", "operators", "create", "Ann")[0]["operator_id"]
        token = harness.admin(folder / "server" / "data", "tokens", "create", "--operator", operator)[0]["access_token"]
        proxy = contract_proxy.Proxy(folder, server.endpoint)
        result = subprocess.run(
            [harness.SEAM3, str(script)], capture_output=True, text=True, timeout=120,
            env={**os.environ, "SEAM_ENDPOINT": proxy.endpoint, "SEAM_API_KEY": server.key, "OPERATOR_TOKEN": token,
                 "NO_PROXY": "*"})
        return result, proxy.report()
    finally:
        server.kill()


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """Runs each script once."""
    return functools.cache(lambda script: run(script, tmp_path_factory.mktemp(script.stem)))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_the_newest_sdk_gets_what_it_expects(runs, script):
    result, report = runs(script)
    assert (result.returncode, result.stdout) == (0, "done\n"), result.stderr
    assert report["answers"] > 0
    assert report["differences"] == {}


def test_every_documented_operation_is_called_by_the_sdk(runs):
    called = {operation.split(" ", 1)[1] for script in SCRIPTS for operation in runs(script)[1]["seen"]}
    assert len(harness.documented_operations()) == 171
    assert harness.documented_operations() - called == set()
