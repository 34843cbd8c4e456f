"""A short random history of clients and faults (Tests/cluster), and whether its checks find what is wrong with one."""
import contextlib
import copy
import json
import random
import sys
import threading
import time

import pytest

import databases
import harness
import several_nodes
from applicability import does_not_apply

sys.path.insert(0, str(harness.ROOT / "Tests" / "cluster"))

import checks  # noqa: E402
import remains  # noqa: E402
import report  # noqa: E402
from history import Call  # noqa: E402
from history_run import Run  # noqa: E402

SEED = random.SystemRandom().randrange(1 << 31)
SECONDS = 12
of_claims = does_not_apply(databases.TEMPLATE is None, "A server of a file has no claims.")


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A history that has ended, with its servers still running."""
    run = Run(tmp_path_factory.mktemp("history"), SEED, several_nodes.COUNT, "postgres" if databases.TEMPLATE else "sqlite")
    try:
        run.prepare()
        run.play(SECONDS)
        run.rest()
        yield run
    finally:
        run.close()


def test_a_history_with_faults_is_sound(run):
    wrong = run.check()
    print(report.line(report.figures(run, wrong)))
    assert wrong == []
    assert run.guests() and run.opened() and len(run.readers[0].events) > 100


def lose_a_guest(run):
    run.desks[0].guests[0].possible = {("somebody else", False)}


def book_nobody(run):
    run.desks[0].guests.clear()


def skip_an_event(run):
    del run.readers[0].events[5]


def end_early(run):
    del run.readers[1].events[-1]


def deliver_backwards(run):
    deliveries = list(reversed(run.webhook.deliveries()))
    run.webhook.deliveries = lambda: deliveries


def deliver_nothing(run):
    run.webhook.deliveries = list


def use_too_many_seats(run):
    run.sampler.too_many_seats.append((9, 8))


def opening(run, names):
    """A movement of one of the doors in the ledger."""
    ids = {lock["id"] for lock in run.cluster.virtual.site()["locks"] if lock["name"] in names}
    return next(entry for entry in run.ledger if entry["effect"] == "lock_opened_remotely" and any(
        id_ in entry["path"] for id_ in ids))


def moved(run, door, moment):
    """A movement of a door that did not happen."""
    ids = {lock["name"]: lock["id"] for lock in run.cluster.virtual.site()["locks"]}
    other = opening(run, set(ids))
    known = next(id_ for id_ in ids.values() if id_ in other["path"])
    return {**other, "path": other["path"].replace(known, ids[door]), "moment": moment}


def open_late(run):
    entry = opening(run, {run.openers[0].requests[0][0]})
    # Later than its request, and before the next one, if there is any.
    run.openers[0].requests = [each for each in run.openers[0].requests if each[0] == run.openers[0].requests[0][0]][:1]
    entry["moment"] += 4


def open_twice(run):
    entry = opening(run, {run.openers[0].requests[0][0]})
    run.ledger += [entry] * len(run.openers[0].requests)


def open_after_suspension(run):
    door, ended, restored = run.departing[0].spans[0]
    run.ledger.append(moved(run, door, (ended + restored + 3.2) / 2))


def arrive_backwards(run):
    run.arrivals.reverse()


def end_by_itself(run):
    run.cluster.nodes[0].ends.append(1)


def work_for_nobody(run):
    """A node dies, and others do not take over its work."""
    run.cluster.nodes *= 2
    run.history.note_fault("kill", run.ended - 11, run.ended - 11, node=0)
    run.ledger.clear()


def stay_away(run):
    """The primary fails, and no call is answered afterwards."""
    run.cluster.nodes *= 2
    run.history.note_fault("kill_primary", run.ended - 6, run.ended - 5)
    run.history.calls = []


def open_twice_after_a_stop(run):
    """A stopped node may be late with one movement, and not with two."""
    door, ended, restored = run.departing[0].spans[0]
    moment = (ended + restored) / 2
    run.history.note_fault("stop", ended, moment, node=0)
    run.ledger += [moved(run, door, moment + 0.1)] * 2


def read_after(run, change):
    """Lets the checks read the database as it would be after a change, which is never committed."""
    def ask(sql):
        with contextlib.closing(run.cluster.connect()) as connection:
            connection.execute("BEGIN")
            connection.execute(change)
            return connection.execute(sql).fetchall()

    run.cluster.ask = ask


def leave_an_attempt(run):
    read_after(run, "UPDATE action_attempts SET status = 'pending'")


def leave_a_call_of_the_site(run):
    read_after(run, "UPDATE acs_users SET open_call = 'create', open_call_at = 0")


def leave_a_change(run):
    change = {"acs_user_id": "somebody", "mutation_code": "updating", "reason": "it is forged"}
    run.client, ok = copy.copy(run.client), run.client.ok

    def forged(path, **parameters):
        return {"clock": {"pending": [change]}} if path == "/latchkey/v1/clock/get" else ok(path, **parameters)

    run.client.ok = forged


def leave_a_key(run):
    """A node works on a call: the receiver of its test event does not respond before the check."""
    path, which, is_checked = "/latchkey/v1/webhooks/send_test_event", {"webhook_id": run.webhook.id}, threading.Event()
    with run.webhook.receiver.changed:
        # The history may have left some for later calls.
        run.webhook.receiver.answers[:] = [lambda _: is_checked.wait(30)]
    client = run.new_client("tester of the webhook")
    caller = threading.Thread(target=client.once, args=[path], kwargs={"key": "forged", **which})
    caller.start()
    run.ends.callback(caller.join)
    run.ends.callback(is_checked.set)
    run.webhook.receiver.wait(
        lambda got: json.loads(got[-1][1])["event_type"] == "latchkey.test_event", "the test event")
    # One of them is the node of the call.
    calls = [Call(client.name, path, which, "forged", node, time.time()) for node in range(len(run.cluster.nodes))]
    run.history.calls = [*run.history.calls, *calls]


def leave_a_sync(run):
    read_after(run, "INSERT INTO sync_requests (workspace_id, sync_request_id, acs_system_id, believes_all) "
                    "SELECT workspace_id, acs_system_id, acs_system_id, 0 FROM acs_systems")


def leave_a_move_of_the_clock(run):
    read_after(run, "UPDATE workspaces SET clock_stands_at = 0")


def claim_nothing(run):
    read_after(run, "INSERT INTO claims (workspace_id, kind, subject_id) VALUES ('', 'webhook', 'forged')")


def lose_a_claim(run):
    read_after(run, "DELETE FROM claims WHERE kind = 'webhook'")


def leave_claims_to_the_dead(run):
    read_after(run, "UPDATE nodes SET alive_until = 0")


def leave_claims_to_nobody(run):
    read_after(run, "UPDATE claims SET node_id = NULL")


@pytest.mark.parametrize("forge, check", [
    (lose_a_guest, "acknowledged"), (book_nobody, "acknowledged"), (skip_an_event, "events"), (end_early, "events"),
    (deliver_backwards, "webhooks"), (deliver_nothing, "webhooks"), (use_too_many_seats, "site"),
    (open_late, "movements"), (open_twice, "movements"), (open_after_suspension, "revocations"),
    (arrive_backwards, "clock"), (end_by_itself, "nodes"), (work_for_nobody, "availability"), (stay_away, "availability"),
    (open_twice_after_a_stop, "late_calls"), (leave_an_attempt, "changes"), (leave_a_call_of_the_site, "changes"),
    (leave_a_change, "changes"), (leave_a_key, "keys"), (leave_a_sync, "requests"),
    (leave_a_move_of_the_clock, "requests"), (claim_nothing, "claims"),
    *(pytest.param(forge, "claims", marks=of_claims)
      for forge in (lose_a_claim, leave_claims_to_the_dead, leave_claims_to_nobody))], ids=lambda each: getattr(each, "__name__", each))
def test_a_forged_history_is_found_out(run, forge, check, monkeypatch):
    # All has come to rest, and what is forged stays.
    monkeypatch.setattr(remains, "remaining", lambda look, _: look())
    # The checks of a file build on each other. All checks may take longer than a node waits for a receiver.
    place = next(each.__module__ for each in checks.ALL if each.__name__ == check)
    monkeypatch.setattr(checks, "ALL", [each for each in checks.ALL if each.__module__ == place])
    forged = copy.copy(run)
    for name in ("desks", "openers", "departing", "readers", "arrivals"):
        setattr(forged, name, [copy.copy(each) for each in getattr(run, name)])
    forged.cluster = copy.copy(run.cluster)
    forged.cluster.nodes = [copy.copy(node) for node in run.cluster.nodes]
    for node in forged.cluster.nodes:
        node.ends = list(node.ends)
    forged.ledger = copy.deepcopy(run.ledger)
    forged.history, forged.webhook, forged.sampler = copy.copy(run.history), copy.copy(run.webhook), copy.copy(run.sampler)
    # A fault of the real history could excuse what is forged.
    forged.history.faults = []
    forged.sampler.too_many_seats = list(run.sampler.too_many_seats)
    for desk in forged.desks:
        desk.guests = [copy.copy(guest) for guest in desk.guests]
    for reader in forged.readers:
        reader.events = list(reader.events)
    with contextlib.ExitStack() as forged.ends:
        forge(forged)
        assert check in {fault.partition(":")[0] for fault in forged.check()}
