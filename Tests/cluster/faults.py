"""What happens to the nodes, to their links and database, and to the cloud while the clients work."""
import signal
import threading
import time

import conflicts
import steps

# A node whose lease of 5 seconds has ended, and others have taken over.
PAST_THE_LEASE = (7, 10)
CLOUD_FAULTS = ("throttled", "error_before", "error_after", "lost_answer", "expired_token", "unreachable")
# How long a node is waited for that takes a step.
STEP_SECONDS = 5


class Faults(threading.Thread):
    """One fault after another, chosen by the history's seed. Each notes what it was, for the checks."""

    # How many seconds a killed node is away.
    AWAY = (0, 0, 3)
    # How many times a step of the database may be taken before the fault comes: the statements of some are frequent.
    SKIP_MAX = 20

    def __init__(self, cluster, history, chance, webhook, binaries=()):
        super().__init__(daemon=True, name="faults")
        self.cluster, self.history, self.chance, self.webhook, self.binaries = cluster, history, chance, webhook, binaries
        self.is_over, self.error, self.steps = threading.Event(), None, []

    def kinds(self):
        kinds = [
            self.kill, self.stop, self.kill_in_step, self.kill_in_step, self.stop_in_step, self.stop_in_step,
            self.cut_clients, self.cut_cloud, self.disturb_cloud, self.refuse_webhooks]
        if self.cluster.postgres:
            kinds += [self.end_connections, self.cut_database, self.cut_database, self.raise_conflicts]
            if self.cluster.postgres.has_standby:
                kinds += [self.kill_primary, self.pause_primary]
        if self.binaries:
            kinds += [self.replace, self.replace, self.replace]
        return kinds

    def run(self):
        try:
            while not self.is_over.wait(self.chance.uniform(0.5, 3)):
                self.chance.choice(self.kinds())()
        except Exception as error:  # noqa: BLE001 (told by the run)
            self.error = error

    def note(self, kind, began, detail="", node=None, step="", delay=0):
        self.history.note_fault(kind, began, time.time(), detail, node, step, delay)

    def any_node(self):
        return self.chance.choice(self.cluster.nodes)

    def span(self):
        """How long a node is stopped."""
        return self.chance.uniform(*PAST_THE_LEASE if len(self.cluster.nodes) > 1 else (0.5, 5))

    # MARK: Of nodes

    def kill(self):
        node, began = self.any_node(), time.time()
        node.kill(self.chance.choice(self.AWAY))
        self.note("kill", began, node=node.number)

    def stop(self):
        node, seconds, began = self.any_node(), self.span(), time.time()
        node.stand_still(seconds)
        self.note("stop", began, f"{seconds:.1f} s", node.number)

    def next_step(self):
        """Every step comes before any comes again."""
        if not self.steps:
            self.steps = [*steps.OF_CLOUD, *(steps.OF_DATABASE if self.cluster.postgres else ())]
            self.chance.shuffle(self.steps)
        return self.steps.pop()

    def catch(self, kind, moments, kills):
        """Waits for the first node that takes a step. Returns it with the moment and a description, or None."""
        step, moment = self.next_step(), self.chance.choice(moments)
        skip = self.chance.randint(0, self.SKIP_MAX) if step.place == "database" else self.chance.randint(0, 1)
        began = time.time()
        self.cluster.links.lie_in_wait(step, moment, kills, skip)
        caught = self.cluster.links.catch(STEP_SECONDS)
        if not caught:
            return self.note("missed_step", began, kind, step=f"{moment} {step.name}")
        return self.cluster.nodes[caught[0]], caught[1], f"{moment} {step.name}"

    def kill_in_step(self):
        if caught := self.catch("kill", steps.OF_A_KILL, True):
            node, began, step = caught
            node.kill(self.chance.choice(self.AWAY))
            self.note("kill", began, node=node.number, step=step)

    def stop_in_step(self):
        seconds = self.span()
        if caught := self.catch("stop", steps.OF_A_STOP, False):
            node, began, step = caught
            with node.changing:
                time.sleep(seconds)
                node.program.process.send_signal(signal.SIGCONT)
            self.note("stop", began, f"{seconds:.1f} s", node.number, step)

    def replace(self):
        """An upgrade of one node, or its way back. SQLite's file is for the newer program from then on."""
        node, began = self.any_node(), time.time()
        newer, older = self.binaries
        binary = older if node.binary == newer and self.cluster.postgres else newer
        if node.replace(binary):
            self.note("replace", began, binary, node.number)
        else:
            self.note("replace_refused", began, binary, node.number)

    # MARK: Of links

    def cut(self, kind, longest):
        node, ways, began = self.any_node(), self.chance.choice(("to", "from", "both")), time.time()
        self.cluster.links.cut(kind, node.number, ways)
        self.is_over.wait(self.chance.uniform(0.5, longest))
        self.cluster.links.cut(kind, node.number, None)
        self.note(f"cut_{kind}", began, ways, node.number)

    def cut_clients(self):
        self.cut("clients", 5)

    def cut_cloud(self):
        self.cut("cloud", 8)

    def cut_database(self):
        self.cut("database", 10)

    # MARK: Of the cloud and of receivers

    def disturb_cloud(self):
        began, kinds = time.time(), self.chance.sample(CLOUD_FAULTS, self.chance.randint(1, 2))
        faults = [{"kind": kind, "probability": self.chance.uniform(0.1, 0.5)} for kind in kinds]
        self.cluster.virtual.faults({"kind": "latency", "latency_ms": 30, "probability": 0.7}, *faults)
        self.is_over.wait(self.chance.uniform(0.5, 2))
        self.cluster.virtual.faults({"kind": "latency", "latency_ms": 15, "probability": 0.7})
        self.note("disturb_cloud", began, " ".join(kinds))

    def refuse_webhooks(self):
        self.webhook.refuse_some()
        self.note("refuse_webhooks", time.time())

    # MARK: Of the database

    def end_connections(self):
        began = time.time()
        self.note("end_connections", began, f"{self.cluster.postgres.terminate(self.chance)} connections")

    def raise_conflicts(self):
        state, began = self.chance.choice(conflicts.STATES), time.time()
        tables = self.chance.sample(conflicts.TABLES, self.chance.randint(1, len(conflicts.TABLES)))
        probability = self.chance.uniform(0.02, 0.3)
        self.cluster.conflicts.begin(tables, state, probability)
        self.is_over.wait(self.chance.uniform(1, 3))
        self.cluster.conflicts.end()
        self.note("conflicts", began, f"{state} {probability:.2f} in {' '.join(tables)}")

    def kill_primary(self):
        began = time.time()
        delay = self.cluster.fail_over("kill")
        self.note("kill_primary", began, delay=delay)

    def pause_primary(self):
        began, silence = time.time(), self.chance.uniform(0, 10)
        delay = self.cluster.fail_over("pause", silence)
        self.note("pause_primary", began, f"silent for {silence:.1f} s after the promotion", delay=delay)
