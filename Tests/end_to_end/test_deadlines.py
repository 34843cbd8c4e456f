"""A hanging call never blocks the server's other work or its shutdown."""
import signal
import threading
import time

import pytest

import harness
from faulty_way import FaultyWay
from harness import BUILDING_A, Cloud, Server, Virtual
from several_nodes import of_one_server

DEADLINES = ("--call-timeout", "1", "--reading-timeout", "6", "--stop-timeout", "4")


class Site:
    """A server with short deadlines, whose connection to the cloud goes through a proxy."""

    def __init__(self, folder, *arguments):
        self.cloud = Cloud(folder / "cloud")
        self.way = FaultyWay(self.cloud.endpoint)
        self.folder = folder / "server"
        self.start(*arguments)

    def start(self, *arguments):
        self.server = Server(self.folder, *DEADLINES, *arguments, cloud=self.way.endpoint)
        self.server.virtual = Virtual(self.cloud.endpoint)

    def stop(self):
        self.way.stop()
        self.server.kill()
        self.cloud.kill()

    def is_blocked(self, name):
        found = Virtual(self.cloud.endpoint).user(name)
        return found is not None and found["blocked"]

    def made(self, name):
        """A user, once the cloud has created it."""
        user = self.server.ok("/acs/users/create", acs_system_id=BUILDING_A, full_name=name)["acs_user"]["acs_user_id"]
        harness.wait_until(lambda: self.server.virtual.user(name), "the user", 60)
        harness.wait_until(lambda: self.server.user(user)["pending_mutations"] == [], "the user to be in step", 60)
        return user


@pytest.fixture
def site(tmp_path):
    site = Site(tmp_path)
    yield site
    site.stop()


def health(server):
    _, body, _ = harness.send("GET", server.endpoint + "/health", headers={"authorization": "Bearer " + server.key})
    return next(row for row in body["service_health_statuses"] if BUILDING_A in row["service"])


@pytest.mark.parametrize("kind, fault", [
    ("token", "stall_in_body"), ("token", "trickle"), ("update", "stall_after_head"), ("update", "trickle")])
def test_a_suspension_gets_through_after_an_answer_that_stopped_half_way(site, kind, fault):
    user = site.made("Jane Doe")
    if kind == "token":
        site.way.expire_token()
    site.way.set(kind, fault, times=1)
    site.server.ok("/acs/users/suspend", acs_user_id=user)
    harness.wait_until(lambda: site.is_blocked("Jane Doe"), "the suspension", 60)
    harness.wait_until(lambda: site.server.user(user)["pending_mutations"] == [], "the user to be in step", 60)
    assert site.way.hit_count(kind) == 1
    site.made("Next Guest")


def test_a_revocation_that_does_not_get_through_holds_up_nobody_else_for_long(site):
    users = [site.made(f"Guest {number}") for number in range(3)]
    site.way.set("update", "withhold")
    for user in users:
        site.server.ok("/acs/users/suspend", acs_user_id=user)
    site.made("Next Guest")
    trouble = harness.wait_until(lambda: health(site.server)["status"] != "healthy" and health(site.server), "health", 60)
    assert trouble["status"] in ("down", "degraded")
    found = harness.wait_until(
        lambda: "suspending users" in health(site.server)["description"] and health(site.server), "health to say which", 60)
    assert found["status"] in ("down", "degraded")
    site.way.clear()
    for number in range(3):
        harness.wait_until(lambda: site.is_blocked(f"Guest {number}"), "the suspension", 60)
    harness.wait_until(lambda: health(site.server)["status"] == "healthy", "health", 60)


def test_an_iq_whose_activation_was_not_answered_is_activated_by_doing_it_again(site):
    iq = {"acs_system_id": BUILDING_A, "iq_id": site.server.virtual.site()["iqs"][0]["id"]}
    site.server.ok("/latchkey/v1/iqs/begin_activation", **iq)
    pin = site.server.virtual.get("mailbox")["iq_pins"][0]["pin"]
    site.way.set("iq_pin", "cut", times=1)
    site.server.fails("/latchkey/v1/iqs/activate", 503, "provider_unavailable", pin=pin, **iq)
    site.server.ok("/latchkey/v1/iqs/activate", pin=pin, **iq)
    assert site.server.ok("/latchkey/v1/iqs/list", acs_system_id=BUILDING_A)["iqs"][0]["is_activated"] is True


@pytest.mark.parametrize("kind", ["token", "update", "users", "locks"])
def test_the_server_ends_in_time_whatever_hangs(tmp_path, kind):
    site = Site(tmp_path, "--call-timeout", "120")
    try:
        user = site.made("Jane Doe")
        if kind == "token":
            site.way.expire_token()
        site.way.set(kind, "stall_in_body")
        change = ("/acs/users/suspend", {"acs_user_id": user})
        if kind in ("users", "locks"):
            change = ("/connected_accounts/sync", {"connected_account_id": site.server.account()["connected_account_id"]})
        threading.Thread(target=quietly, args=(site.server, *change), daemon=True).start()
        harness.wait_until(lambda: site.way.hit_count(kind), "the call that hangs", 60)
        begun = time.monotonic()
        assert site.server.stop() == 0
        # The limit is four seconds for each. The rest is for a slow machine.
        assert time.monotonic() - begun < 12 * len(site.server.nodes())
    finally:
        site.stop()


@of_one_server("A load balancer passes over a server that is stopping.")
def test_a_server_that_is_stopping_says_so(tmp_path):
    site = Site(tmp_path, "--call-timeout", "120", "--stop-timeout", "12")
    try:
        user = site.made("Jane Doe")
        site.way.set("update", "stall_in_body")
        site.server.ok("/acs/users/suspend", acs_user_id=user)
        harness.wait_until(lambda: site.way.hit_count("update"), "the call that hangs", 60)

        def ask(path, **headers):
            return harness.send("GET", site.server.endpoint + path, headers=headers)

        key = {"authorization": "Bearer " + site.server.key}
        assert ask("/health/ready")[0] == 200 and ask("/acs/users/list", **key)[0] == 200
        site.server.process.send_signal(signal.SIGTERM)
        # While the call hangs, the server still listens, but accepts no work.
        status, body, _ = harness.wait_until(
            lambda: (found := ask("/health/ready"))[0] == 503 and found, "the stop to begin", 60)
        assert (body["ok"], body["problems"]) == (False, ["The server is stopping."])
        for path in ("/acs/users/list", "/latchkey/v1/events/stream", "/connect_webviews/view"):
            status, body, headers = ask(path, **key)
            assert (status, body["error"]["type"]) == (503, "service_unavailable"), path
            assert int(headers["retry-after"]) > 0
        status, text, headers = ask("/console/any/people")
        assert (status, headers["content-type"]) == (503, "text/html; charset=utf-8")
        assert b"The server cannot do this now" in text and int(headers["retry-after"]) > 0
        assert ask("/health/live")[0] == 200
        status, body, _ = ask("/health")
        assert status == 503 and body["ok"] is False
        assert site.server.stop() == 0
    finally:
        site.stop()


def quietly(server, path, parameters):
    try:
        server.call(path, **parameters)
    except OSError:
        pass


def test_a_site_that_is_known_is_worked_for_though_its_account_cannot_be_read(site):
    user = site.made("Jane Doe")
    site.way.set("update", "cut")
    site.server.ok("/acs/users/suspend", acs_user_id=user)
    harness.wait_until(lambda: site.way.hit_count("update"), "the call that fails", 60)
    assert site.server.stop() == 0
    site.way.clear()
    site.way.set("sites", "stall_in_body")
    # The server becomes ready once the account has been read.
    again = threading.Thread(target=site.start)
    again.start()
    harness.wait_until(lambda: site.is_blocked("Jane Doe"), "the suspension", 60)
    assert site.way.faults
    site.way.clear()
    again.join()
