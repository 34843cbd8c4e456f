"""Connecting an account without a browser: to addresses from the environment, and to a site that does not respond."""
import pytest

import databases
import harness
from tenant import tenant
from visitor import Visitor


class Production(harness.Program):
    """A server without a scenario, which gets the addresses of Salto KS from its environment."""

    def __init__(self, folder, data, key, cloud):
        super().__init__(
            folder, "serve", "--port", "0", "--data", str(data),
            environment={**databases.environment(data, harness.BINARY), **tenant(cloud)})
        self.key = key

    ok, call = harness.Server.ok, harness.Server.call


def test_hosts_and_login_come_from_the_environment_and_survive_a_restart(tmp_path):
    cloud = harness.Cloud(tmp_path / "cloud", scenario="sandbox")
    data = tmp_path / "data"
    workspace = harness.admin(data, "workspaces", "create", "Hotel")[0]["workspace_id"]
    key = harness.admin(data, "keys", "create", "--workspace", workspace)[0]["api_key"]
    server = Production(tmp_path / "server", data, key, cloud.endpoint)
    try:
        status, body = server.call("/connect_webviews/create", accepted_providers=["salto_ks"])
        assert status == 400 and "not configured" in body["error"]["message"], body
        webview = server.ok("/connect_webviews/create", accepted_providers=["salto_ks_accept"])["connect_webview"]
        Visitor().connect(webview, "Annex")
        systems = server.ok("/acs/systems/list")["acs_systems"]
        assert "Annex" in {system["name"] for system in systems}
        assert server.ok("/connected_accounts/list")["connected_accounts"][0]["account_type"] == "salto_ks_accept"
        server.stop()
        server = Production(tmp_path / "server", data, key, cloud.endpoint)
        assert server.ok("/acs/systems/list")["acs_systems"] == systems
        annex = next(system["acs_system_id"] for system in systems if system["name"] == "Annex")
        user = server.ok("/acs/users/create", acs_system_id=annex, full_name="Guest")["acs_user"]["acs_user_id"]
        harness.wait_until(
            lambda: server.ok("/acs/users/get", acs_user_id=user)["acs_user"]["pending_mutations"] == [],
            "the user to be in sync", 60)
    finally:
        server.kill()
        cloud.kill()


def test_half_a_configuration_is_refused(tmp_path):
    with pytest.raises(RuntimeError, match="LATCHKEY_SALTO_KS_IDENTITY_URL"):
        harness.Program(
            tmp_path / "server", "serve", "--port", "0", "--data", str(tmp_path / "data"),
            environment={"LATCHKEY_SALTO_KS_API_URL": "https://connect.example"})


def test_an_account_that_cannot_be_joined_is_logged_and_can_be_retried(tmp_path):
    server = harness.Server(tmp_path / "server", scenario="sandbox")
    try:
        webview, visitor = server.ok("/connect_webviews/create")["connect_webview"], Visitor()
        body = visitor.sign_in(webview)[1]
        annex = body.split("<strong>Annex</strong>")[0].rsplit('value="', 1)[1].split('"')[0]
        visitor.submit(webview, step="select", site=[annex])
        server.virtual.faults({"kind": "error_before", "match": "/access_groups"})
        assert "Connected" not in visitor.submit(webview, step="allow")[1]
        assert "An account could not be joined" in server.log_text()
        server.virtual.faults()
        assert "Connected" in visitor.submit(webview, step="allow")[1]
    finally:
        server.kill()
