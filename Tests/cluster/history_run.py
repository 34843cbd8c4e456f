"""One history: clients work while faults happen, then all comes to rest and is checked."""
import random
import time

import checks
import timing
from cluster import Cluster, instant, text
from faults import Faults
from harness import BINARY, BUILDING_A, COMMON, wait_until
from history import Client, History
from witnesses import Reader, Sampler, Webhook
from workloads import HOUR, Departing, Desk, Opener, Probe

DESKS, OPENERS, DEPARTING = 3, 2, 2
# Each opener and each departing guest has this many doors for itself.
DOORS_EACH = 10
FEW_SEATS, MANY_SEATS = 9, 500
PROBE = "probe"


class Run:
    """One history: what takes part in it, and what was found."""

    def __init__(self, folder, seed, nodes, engine, other_binary=None):
        self.folder, self.seed, self.history = folder, seed, History(seed)
        # The newer program and the older one, if there are two.
        self.binaries = (BINARY, other_binary) if other_binary else ()
        self.cluster = Cluster(folder, nodes, engine, self.first_binaries(nodes))
        # By their names.
        self.clients = {}
        self.client = self.new_client("tester")
        self.late, self.late_of_revoked, self.takeovers, self.failovers = [], [], [], []
        self.ledger, self.waited, self.kept, self.arrivals, self.sampler = [], [], 0, [], None
        self.desks, self.openers, self.departing, self.readers = [], [], [], []

    def chance(self, name):
        return random.Random(f"{self.seed} {name}")

    def first_binaries(self, nodes):
        """At least one node begins with the older program."""
        if not self.binaries:
            return None
        newer, older = self.binaries
        chance = self.chance("binaries")
        found = [older, *(chance.choice((newer, older)) for _ in range(nodes - 1))]
        chance.shuffle(found)
        return found

    def new_client(self, name, token=None):
        self.clients[name] = Client(name, self.cluster, self.history, self.chance(name), token)
        return self.clients[name]

    def guests(self):
        return [guest for desk in self.desks for guest in desk.guests]

    @property
    def others(self):
        """The names of the guests who are not the desks'."""
        return {guest.name for guest in self.departing} | set(self.arrivals) | {PROBE}

    def is_for_webhook(self, event):
        return event.get("acs_user_id") in self.ids

    # MARK: The steps

    def prepare(self):
        self.cluster.virtual.post("site", {"seats": MANY_SEATS})
        # From here on, since the clock of the cloud is moved as well.
        self.sampler = Sampler(self.cluster.virtual)
        self.sampler.start()
        doors = [{"device_id": found["device_id"], "name": found["display_name"]} for found in checks.listed(
            self.client, "/devices/list", "devices")]
        wanted = (OPENERS + DEPARTING) * DOORS_EACH
        assert len(doors) >= wanted, f"the site has {len(doors)} doors"
        shares = [doors[at:at + DOORS_EACH] for at in range(0, wanted, DOORS_EACH)]
        for number in range(DEPARTING):
            self.departing.append(self.departing_guest(f"departing {number}", shares.pop()))
        self.probe = Probe(self.new_client(PROBE), self.prepared_guest(PROBE)[1], PROBE)
        self.settle()
        self.cloud_offset = self.cluster.cloud_offset()
        self.cluster.virtual.post(
            "site", {"seats": self.chance("seats").choice((FEW_SEATS, MANY_SEATS))})
        self.webhook = Webhook(self.client, self.chance("webhook"))
        self.desks = [Desk(self.new_client(f"desk {number}"), self.cloud_offset, 8) for number in range(DESKS)]
        self.openers = [Opener(self.new_client(f"opener {number}"), shares.pop()) for number in range(OPENERS)]
        self.readers = [Reader(self.cluster, node) for node in range(2)]

    def prepared_guest(self, name):
        """A guest with a stay, with their identity and ACS user."""
        ok, now = self.client.ok, self.now()
        identity = ok("/user_identities/create", full_name=name)["user_identity"]["user_identity_id"]
        return identity, ok(
            "/acs/users/create", acs_system_id=BUILDING_A, full_name=name, user_identity_id=identity,
            acs_access_group_ids=[COMMON],
            access_schedule={"starts_at": text(now - HOUR), "ends_at": text(now + 72 * HOUR)})["acs_user"]["acs_user_id"]

    def departing_guest(self, name, doors):
        ok, (identity, user) = self.client.ok, self.prepared_guest(name)
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
        faults = Faults(self.cluster, self.history, self.chance("faults"), self.webhook, self.binaries)
        workers = [*self.desks, *self.openers, *self.departing, self.probe]
        for thread in [*self.readers, *workers, faults]:
            thread.start()
        end = time.monotonic() + seconds
        while time.monotonic() < end and not any(worker.error for worker in [*workers, faults]):
            time.sleep(0.1)
        faults.is_over.set()
        faults.join(60)
        self.ended = time.time()
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
        if self.cluster.postgres:
            self.cluster.conflicts.remove()
        self.cluster.virtual.post("site", {"seats": MANY_SEATS})
        self.book_arrivals()
        account = self.client.ok("/connected_accounts/list")["connected_accounts"][0]["connected_account_id"]
        self.client.ok("/connected_accounts/sync", connected_account_id=account)
        self.settle()
        self.client.ok("/latchkey/v1/clock/advance", seconds=16 * HOUR, timeout_seconds=60)
        self.settle()
        self.client.ok("/latchkey/v1/webhooks/resume", webhook_id=self.webhook.id)
        self.wait_for_events()
        # The node that works for the sandbox may set the cloud's clock at any time, also back.
        self.ledger = [
            {**entry, "moment": instant(entry["system_at"])} for entry in self.cluster.virtual.ledger()]
        self.waited = self.cluster.links.waited()
        self.sampler.is_over = True
        self.sampler.join()

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
        self.late, self.late_of_revoked, self.kept, self.takeovers, self.failovers = [], [], 0, [], []
        return [f"{check.__name__}: {fault}" for check in checks.ALL for fault in check(self)]

    def opened(self):
        return sum(entry["effect"] == timing.MOVED for entry in self.ledger)

    def close(self):
        if self.sampler:
            self.sampler.is_over = True
        for reader in self.readers:
            reader.is_over = True
        if self.readers:
            self.webhook.close()
        self.cluster.close()
