import os
import sys

import pytest

import applicability
import contract_proxy
import databases
import harness
import seeds

sys.path.insert(0, str(harness.CONTRACT))
# Every skipped test and its reason. Filled in the process that collects the results, not in those that run the tests.
SKIPPED = {}
# Those that say nothing in this kind of run.
INAPPLICABLE = {}


def pytest_addoption(parser):
    parser.addoption(
        "--from-seed", type=seeds.read, metavar="SEED[:HISTORY]", help="go on with a random run, as its failure says")


def pytest_configure(config):
    """The random tests read their seed when they are imported, which is later."""
    if option := config.getoption("--from-seed", default=None):
        seeds.SEED, seeds.FIRST = option


def pytest_runtest_logreport(report):
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2].removeprefix("Skipped: ")
        kind = INAPPLICABLE if reason.startswith(applicability.PREFIX) else SKIPPED
        kind[report.nodeid] = reason.removeprefix(applicability.PREFIX)


def pytest_sessionfinish(session):
    """With LATCHKEY_SKIPS=fail, a run with tests that this machine cannot run fails."""
    is_worker = hasattr(session.config, "workerinput")
    if SKIPPED and not is_worker and os.environ.get("LATCHKEY_SKIPS") == "fail" and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_unconfigure(config):
    if hasattr(config, "workerinput"):
        return
    terminal = config.get_terminal_writer()
    for test, reason in sorted(INAPPLICABLE.items()):
        terminal.line(f"Does not apply: {test}: {reason}")
    for test, reason in sorted(SKIPPED.items()):
        terminal.line(f"Skipped: {test}: {reason}")
    terminal.line(f"Skipped tests: {len(SKIPPED)}" if SKIPPED else "Nothing was skipped.")


@pytest.fixture(scope="module", autouse=True)
def own_databases():
    """Drops the databases of a file's servers, with PostgreSQL."""
    yield
    databases.drop_all()


@pytest.fixture
def server(tmp_path):
    server = harness.Server(tmp_path / "server")
    yield server
    server.kill()


@pytest.fixture
def proxied(tmp_path):
    """A server behind the contract proxy. The test fails on any difference that the proxy finds."""
    server = harness.Server(tmp_path / "server")
    proxy = contract_proxy.Proxy(tmp_path, server.endpoint)
    server.endpoint = proxy.endpoint
    yield server
    report = proxy.report()
    server.kill()
    assert report["answers"] > 0
    assert report["differences"] == {}
