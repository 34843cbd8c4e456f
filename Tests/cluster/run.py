#!/usr/bin/env python3
"""Random histories of clients and faults on one node or several, checked afterwards.

    .venv-tests/bin/python Tests/cluster/run.py --nodes 1 --engine sqlite --histories 3 --seconds 30
    .venv-tests/bin/python Tests/cluster/run.py --nodes 3 --engine replicated --histories 60 --from-seed 7

Every history prints its seed. It ends with code 1 if a check failed, and leaves the calls and faults in a file.
"""
import argparse
import pathlib
import random
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "end_to_end"))

import checks  # noqa: E402
from cluster import Cluster, instant, text  # noqa: E402
from faults import Faults  # noqa: E402
from harness import BUILDING_A, COMMON, wait_until  # noqa: E402
from history import Client, History  # noqa: E402
from witnesses import Reader, Sampler, Webhook  # noqa: E402
from workloads import HOUR, Departing, Desk, Opener  # noqa: E402

DESKS, OPENERS, DEPARTING = 3, 2, 2
# Each opener and each departing guest has this many doors for itself.
DOORS_EACH = 10
FEW_SEATS, MANY_SEATS = 8, 500


class Run:
    """One history: what takes part in it, and what was found."""

    def __init__(self, folder, seed, nodes, engine):
        self.folder, self.seed, self.history = folder, seed, History(seed)
        self.cluster = Cluster(folder, nodes, engine)
        self.client = self.new_client("tester")
        self.late = self.late_of_revoked = 0
        self.takeovers, self.failovers = [], []
        self.ledger, self.arrivals = [], []
        self.desks, self.openers, self.departing, self.readers = [], [], [], []

    def chance(self, name):
        return random.Random(f"{self.seed} {name}")

    def new_client(self, name, token=None):
        return Client(name, self.cluster, self.history, self.chance(name), token)

    def guests(self):
        return [guest for desk in self.desks for guest in desk.guests]

    @property
    def others(self):
        """The names of the guests who are not the desks'."""
        return {guest.name for guest in self.departing} | set(self.arrivals)

    def is_for_webhook(self, event):
        return event.get("acs_user_id") in self.ids

    # MARK: The steps

    def prepare(self):
        self.cluster.virtual.post("site", {"seats": MANY_SEATS})
        doors = [{"device_id": found["device_id"], "name": found["display_name"]} for found in checks.listed(
            self.client, "/devices/list", "devices")]
        wanted = (OPENERS + DEPARTING) * DOORS_EACH
        assert len(doors) >= wanted, f"the site has {len(doors)} doors"
        shares = [doors[at:at + DOORS_EACH] for at in range(0, wanted, DOORS_EACH)]
        for number in range(DEPARTING):
            self.departing.append(self.departing_guest(f"departing {number}", shares.pop()))
        self.settle()
        self.cloud_offset = self.cluster.cloud_offset()
        self.cluster.virtual.post(
            "site", {"seats": self.chance("seats").choice((FEW_SEATS, MANY_SEATS))})
        self.webhook = Webhook(self.client, self.chance("webhook"))
        self.desks = [Desk(self.new_client(f"desk {number}"), self.cloud_offset, 8) for number in range(DESKS)]
        self.openers = [Opener(self.new_client(f"opener {number}"), shares.pop()) for number in range(OPENERS)]
        self.readers = [Reader(self.cluster, node) for node in range(2)]
        self.sampler = Sampler(self.cluster.virtual)

    def departing_guest(self, name, doors):
        ok, now = self.client.ok, self.now()
        identity = ok("/user_identities/create", full_name=name)["user_identity"]["user_identity_id"]
        user = ok(
            "/acs/users/create", acs_system_id=BUILDING_A, full_name=name, user_identity_id=identity,
            acs_access_group_ids=[COMMON],
            access_schedule={"starts_at": text(now - HOUR), "ends_at": text(now + 72 * HOUR)})["acs_user"]["acs_user_id"]
        ok("/acs/credentials/create", acs_user_id=user, access_method="cloud_key")
        for door in doors:
            ok("/user_identities/grant_access_to_device", user_identity_id=identity, device_id=door["device_id"])
        token = ok("/client_sessions/create", user_identity_id=identity)["client_session"]["token"]
        return Departing(self.new_client(name, token), self.new_client(f"desk of {name}"), user, doors)

    def now(self):
        """The workspace's moment."""
        return instant(self.client.ok("/latchkey/v1/clock/get")["clock"]["now"])

    def settle(self):
        for _ in range(20):
            if self.client.ok("/latchkey/v1/clock/advance", seconds=1200, timeout_seconds=30)["clock"]["is_settled"]:
                return

    def play(self, seconds):
        faults = Faults(self.cluster, self.history, self.chance("faults"), self.webhook)
        workers = [*self.desks, *self.openers, *self.departing]
        for thread in [*self.readers, self.sampler, *workers, faults]:
            thread.start()
        end = time.monotonic() + seconds
        while time.monotonic() < end and not any(worker.error for worker in [*workers, faults]):
            time.sleep(0.1)
        faults.is_over.set()
        faults.join(60)
        for worker in workers:
            worker.is_over.set()
        for worker in workers:
            worker.join(120)
        for worker in [*workers, faults]:
            if worker.error:
                raise worker.error
        self.ids = {guest.id for guest in self.guests() if guest.id}

    def rest(self):
        """Ends the faults, and waits until the site has what is wanted and everybody has seen it."""
        self.cluster.virtual.faults()
        self.cluster.virtual.post("site", {"seats": MANY_SEATS})
        self.book_arrivals()
        account = self.client.ok("/connected_accounts/list")["connected_accounts"][0]["connected_account_id"]
        self.client.ok("/connected_accounts/sync", connected_account_id=account)
        self.settle()
        self.client.ok("/latchkey/v1/clock/advance", seconds=16 * HOUR, timeout_seconds=60)
        self.settle()
        self.client.ok("/latchkey/v1/webhooks/resume", webhook_id=self.webhook.id)
        self.sampler.is_over = True
        self.wait_for_events()
        self.ledger = self.cluster.virtual.ledger()

    def book_arrivals(self):
        """Guests whose stays begin in another order than they are booked."""
        now = self.now()
        self.arrivals = [f"arrival {number}" for number in range(4)]
        for number in self.chance("arrivals").sample(range(4), 4):
            self.client.ok(
                "/acs/users/create", acs_system_id=BUILDING_A, full_name=self.arrivals[number],
                acs_access_group_ids=[COMMON], access_schedule={
                    "starts_at": text(now + (10 + number) * HOUR), "ends_at": text(now + 72 * HOUR)})

    def wait_for_events(self):
        """The readers have everything once both have the latest event, and the webhook once it waits for nothing."""
        def is_idle():
            state = self.client.ok("/latchkey/v1/webhooks/get", webhook_id=self.webhook.id)["webhook_state"]
            return state["waiting_count"] == 0

        wait_until(is_idle, "the webhook's events", 120, 0.2)
        counts = [-1]

        def is_still():
            counts.append(sum(len(reader.events) for reader in self.readers))
            return counts[-1] == counts[-2] and len({len(reader.events) for reader in self.readers}) == 1

        wait_until(is_still, "both readers to see the same number of events", 60, 1)

    def check(self):
        self.late = self.late_of_revoked = 0
        self.takeovers, self.failovers = [], []
        return [f"{check.__name__}: {fault}" for check in checks.ALL for fault in check(self)]

    def opened(self):
        return sum(entry["effect"] == "lock_opened_remotely" for entry in self.ledger)

    def say(self, faults):
        counts, kinds = self.history.counts(), {}
        for fault in self.history.faults:
            kinds[fault["kind"]] = kinds.get(fault["kind"], 0) + 1
        print(f"seed {self.seed}: {len(faults)} faults found; calls {dict(counts)}; "
              f"{len(self.readers[0].events) if self.readers else 0} events, {self.opened()} movements of locks, "
              f"{sum(len(guest.spans) for guest in self.departing)} suspensions; {kinds}; "
              f"late: {self.late} movements, {self.late_of_revoked} of suspended guests", flush=True)
        if self.takeovers or self.failovers:
            print(f"    worked again after {max(self.takeovers, default=0):.1f} s at most, "
                  f"calls after the primary's end {max(self.failovers, default=0):.1f} s", flush=True)
        for fault in faults[:20]:
            print(f"    {fault}", flush=True)

    def close(self):
        for reader in self.readers:
            reader.is_over = True
        if self.readers:
            self.webhook.close()
        self.cluster.close()


def one(folder, seed, nodes, engine, seconds):
    """Plays and checks one history. Returns what was wrong."""
    run, faults = Run(folder, seed, nodes, engine), ["the history broke off"]
    try:
        run.prepare()
        run.play(seconds)
        run.rest()
        faults = run.check()
    finally:
        run.say(faults)
        run.history.save(folder / "history.jsonl")
        run.close()
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, default=1)
    parser.add_argument("--engine", choices=["sqlite", "postgres", "replicated"], default="sqlite")
    parser.add_argument("--histories", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=30, help="how long clients work in each history")
    parser.add_argument("--from-seed", type=int, help="the first history's seed; the next ones count on")
    options = parser.parse_args()
    first = options.from_seed if options.from_seed is not None else random.SystemRandom().randrange(1 << 31)
    wrong = 0
    for seed in range(first, first + options.histories):
        folder = pathlib.Path(tempfile.mkdtemp(prefix=f"latchkey-history-{seed}-"))
        if one(folder, seed, options.nodes, options.engine, options.seconds):
            wrong += 1
            print(f"    its calls, faults and logs are in {folder}", flush=True)
    print(f"{options.histories - wrong} passed, {wrong} failed")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
