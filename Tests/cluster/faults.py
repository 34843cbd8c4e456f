"""What happens to the nodes, to their database and to the cloud while the clients work."""
import threading
import time

# A node whose lease of 5 seconds has ended, and others have taken over.
PAST_THE_LEASE = (7, 10)
CLOUD_FAULTS = ("throttled", "error_before", "error_after", "lost_answer", "expired_token", "unreachable")


class Faults(threading.Thread):
    """One fault after another, chosen by the history's seed. Each returns when it ended, and what is noted of it."""

    def __init__(self, cluster, history, chance, webhook):
        super().__init__(daemon=True, name="faults")
        self.cluster, self.history, self.chance, self.webhook = cluster, history, chance, webhook
        self.is_over, self.error = threading.Event(), None

    def kinds(self):
        kinds = [self.kill, self.kill, self.stop, self.disturb_cloud, self.refuse_webhooks]
        if self.cluster.postgres:
            kinds += [self.end_connections, self.end_connections]
            if self.cluster.postgres.has_standby:
                kinds.append(self.kill_primary)
        return kinds

    def run(self):
        try:
            while not self.is_over.wait(self.chance.uniform(0.5, 3)):
                fault, began = self.chance.choice(self.kinds()), time.time()
                self.history.note_fault(fault.__name__, began, *fault())
        except Exception as error:  # noqa: BLE001 (told by the run)
            self.error = error

    def kill(self):
        node = self.chance.randrange(len(self.cluster.nodes))
        self.cluster.nodes[node].kill(self.chance.choice((0, 0, 3)))
        return time.time(), "", node

    def stop(self):
        node = self.chance.randrange(len(self.cluster.nodes))
        seconds = self.chance.uniform(*PAST_THE_LEASE if len(self.cluster.nodes) > 1 else (0.5, 5))
        self.cluster.nodes[node].pause(seconds)
        return time.time(), f"{seconds:.1f} s", node

    def disturb_cloud(self):
        kinds = self.chance.sample(CLOUD_FAULTS, self.chance.randint(1, 2))
        faults = [{"kind": kind, "probability": self.chance.uniform(0.1, 0.5)} for kind in kinds]
        self.cluster.virtual.faults({"kind": "latency", "latency_ms": 30, "probability": 0.7}, *faults)
        self.is_over.wait(self.chance.uniform(0.5, 2))
        self.cluster.virtual.faults({"kind": "latency", "latency_ms": 15, "probability": 0.7})
        return time.time(), " ".join(kinds)

    def refuse_webhooks(self):
        self.webhook.refuse_some()
        return time.time(), ""

    def end_connections(self):
        count = self.cluster.postgres.terminate(self.chance)
        return time.time(), f"{count} connections"

    def kill_primary(self):
        self.cluster.postgres.fail_over()
        return time.time(), ""
