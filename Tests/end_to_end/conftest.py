import sys

import pytest

import harness

sys.path.insert(0, str(harness.CONTRACT))


@pytest.fixture
def server(tmp_path):
    server = harness.Server(tmp_path / "server")
    yield server
    server.kill()


@pytest.fixture
def proxied(tmp_path):
    """A server that is reached through the contract proxy. The test fails on any difference that the proxy saw."""
    server = harness.Server(tmp_path / "server")
    proxy = harness.Proxy(tmp_path, server.endpoint)
    server.endpoint = proxy.endpoint
    yield server
    report = proxy.report()
    server.kill()
    assert report["answers"] > 0
    assert report["differences"] == {}
