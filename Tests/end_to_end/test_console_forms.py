"""A form of the console that is sent twice does one thing, whichever servers get it, also after a restart."""
import pytest

from console_world import Desk
from harness import Server
from several_nodes import COUNT

TIMES = 3


class Office:
    """A server, and an administrator of its workspace."""

    def __init__(self, folder, port=0):
        self.server = Server(folder, port=port)
        self.workspace = self.server.ready["workspace_id"]

    def desk(self):
        who = self.server.ok("/latchkey/v1/operators/create", name="Ann", role="administrator")["operator"]["operator_id"]
        token = self.server.ok("/latchkey/v1/operators/create_access_token", operator_id=who, name="Laptop")["access_token"]
        return Desk(self, token["token"])

    def url(self, address):
        return f"{self.server.endpoint}/console/{self.workspace}/{address}"

    def restart(self):
        """With the same address, as a service restarts."""
        self.server.stop()
        self.server = Server(self.server.folder, port=int(self.server.endpoint.rsplit(":", 1)[1]))

    def keys(self):
        return len(self.server.ok("/latchkey/v1/api_keys/list")["api_keys"])


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path)
    yield office
    office.server.kill()


def test_a_form_leads_to_the_same_address_however_often_it_is_sent(office):
    desk = office.desk()
    fields = {"form_token": desk.form_token(), "form_key": "one", "name": "Annex", "kind": "production"}

    def send(**more):
        status, _, headers = desk.submit_to(
            f"{office.server.endpoint}/console/new_workspace", False, **{**fields, **more})
        return status, headers["location"]

    places = {send() for _ in range(TIMES * COUNT)}
    assert len(places) == 1 and {status for status, _ in places} == {303}, places
    office.restart()
    assert {send() for _ in range(TIMES * COUNT)} == places
    assert send(name="Another")[0] == 403
    assert send(form_key="two") not in places


def test_a_form_that_showed_a_secret_is_known_as_received(office):
    desk, before = office.desk(), office.keys()
    fields = {"form_token": desk.form_token(), "form_key": "one", "step": "create", "name": "Night audit", "kind": "secret"}

    def send():
        status, text, _ = desk.submit("keys", False, **fields)
        assert status == 200 or "The form was received already" in text, text
        return status, "shown-secret" in text

    answers = [send() for _ in range(TIMES * COUNT)]
    assert answers[0] == (200, True)
    # The secret is in the memory of one server only.
    assert set(answers[1:]) <= {(200, True), (409, False)}, answers
    assert COUNT > 1 or set(answers) == {(200, True)}, answers
    office.restart()
    assert {send() for _ in range(TIMES)} == {(409, False)}
    assert office.keys() == before + 1
