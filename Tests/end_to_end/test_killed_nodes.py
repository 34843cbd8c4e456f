"""One of three nodes is killed every ten seconds while guests book, arrive, open doors and leave. The story ends as without.
"""
import collections
import itertools
import queue
import random
import sys
import threading
import time

import harness
import stay_story
from seeds import SEED, again
from story_outcome import Outcome

sys.path.insert(0, str(harness.ROOT / "Tests" / "cluster"))

import steps  # noqa: E402
from cluster import Cluster  # noqa: E402
from faults import Faults  # noqa: E402
from history import History  # noqa: E402
from node import OVERSLEPT  # noqa: E402
from patient_proxy import PatientProxy  # noqa: E402

NODES = 3
# From one kill to the next, in seconds, and how long after the beginning of the story the first comes.
INTERVAL, FIRST = 10, (2, 6)
# How many kills are waited for, and at least how many must have come.
AWAITED, LEAST = 7, 5
# The longest time before a kill at which a step begins that waits for it, as a multiple of the time that the step takes.
LEAD = 1.2
# How many kills come in a step of a node's work, and with the answer to a call. The others suffice to kill each node once.
IN_STEPS, WITH_ANSWERS = 2, 2
# How long a call is waited for that makes a change.
ANSWER_SECONDS = 5
# The steps in which a node is caught while it answers a call, and while it works by itself.
OF_A_CALL = {"appending an event", "keeping an answer", "committing"}
OF_AN_OWNER = {"changing a user", "reading the site", "checking a claim", "saving a user", "appending an event", "committing"}


class Front(harness.Server):
    """The nodes of a cluster behind a patient proxy, which a story takes for one server."""

    def __init__(self, cluster, proxy):
        self.endpoint, self.key, self.virtual = proxy.endpoint, cluster.key, cluster.virtual
        self.ready = cluster.cloud.ready
        proxy.ports = [node.own_port for node in cluster.nodes]


class Kills(Faults):
    """A kill every ten seconds: of one of the nodes that were killed the fewest times, of the first that takes a step of its
    work, or of the first that has made a change and whose answer is lost with it. `durations` are how long each step of the
    story takes without kills.
    """

    AWAY, SKIP_MAX = (1, 2), 1

    def __init__(self, cluster, proxy, seed, durations):
        super().__init__(cluster, History(seed), random.Random(f"{seed} kills"), webhook=None)
        self.first = time.monotonic() + self.chance.uniform(*FIRST)
        self.pauses, self.durations = random.Random(f"{seed} pauses"), durations
        # By number, which steps of the story wait for a kill. The next step, and the next kill that is waited for.
        self.waiting, self.number, self.awaited = set(self.pauses.sample(range(len(durations)), AWAITED)), 0, 0
        self.ways = [self.kill_in_step] * IN_STEPS + [self.kill_with_answer] * WITH_ANSWERS
        self.ways += [self.kill] * (AWAITED - len(self.ways))
        self.chance.shuffle(self.ways)
        # The path of the call and the node whose answer was lost.
        self.lost, self.loses, self.losing = queue.Queue(), False, threading.Lock()
        proxy.loses = self.lose
        # What the story does or is about to do, what it really does, and what it did at each kill.
        self.kind, self.scene, self.scenes = stay_story.CLOCK, "nothing", collections.Counter()

    def moment(self, number):
        return self.first + number * INTERVAL

    def way(self, number):
        return self.ways[number] if number < AWAITED else self.kill

    def run(self):
        try:
            for number in itertools.count():
                if self.is_over.wait(max(0, self.moment(number) - time.monotonic())):
                    return
                self.way(number)()
        except Exception as error:  # noqa: BLE001 (raised by the test)
            self.error = error

    def by_node(self):
        return collections.Counter(kill["node"] for kill in self.history.faults_of("kill"))

    def any_node(self):
        killed = self.by_node()
        fewest = min(killed[node.number] for node in self.cluster.nodes)
        self.scenes[self.scene] += 1
        return self.chance.choice([node for node in self.cluster.nodes if killed[node.number] == fewest])

    def next_step(self):
        names = OF_AN_OWNER if self.kind in (stay_story.CLOCK, stay_story.DOOR) else OF_A_CALL
        return self.chance.choice([step for step in steps.OF_CLOUD + steps.OF_DATABASE if step.name in names])

    def catch(self, *how):
        caught = super().catch(*how)
        if caught:
            self.scenes[self.scene] += 1
        return caught

    def kill_in_step(self):
        before = self.by_node()
        super().kill_in_step()
        if self.by_node() == before:
            # No node took the step in time.
            self.kill()

    def lose(self, path, port):
        """Kills the node whose answer to a change the proxy has just got, if that is wanted."""
        with self.losing:
            if not self.loses or path.rpartition("/")[2].startswith(("get", "list")):
                return False
            self.loses = False
            node = next(node for node in self.cluster.nodes if node.own_port == port)
            with node.changing:
                node.program.kill()
            self.scenes[self.scene] += 1
            self.lost.put((path.partition("?")[0], node))
            return True

    def kill_with_answer(self):
        self.loses, began = True, time.time()
        try:
            path, node = self.lost.get(timeout=ANSWER_SECONDS)
        except queue.Empty:
            with self.losing:
                self.loses = False
            if self.lost.empty():
                return self.kill()
            path, node = self.lost.get()
        node.kill(self.chance.choice(self.AWAY))
        self.note("kill", began, node=node.number, step=f"answering {path}")

    def before(self, kind):
        """Lets some steps of the story begin just before a kill, or when a node is about to be caught in a step."""
        self.kind, self.scene, duration = kind, "nothing", self.durations[self.number]
        if self.number in self.waiting:
            lead = self.pauses.uniform(0, LEAD * duration) if self.way(self.awaited) == self.kill else 0
            self.is_over.wait(max(0, self.moment(self.awaited) - lead - time.monotonic()))
            self.awaited += 1
        self.number += 1
        self.scene = kind

    def end(self):
        self.scene = "nothing"
        self.is_over.set()
        self.join()
        if self.error:
            raise self.error

    def report(self):
        kills = self.history.faults_of("kill")
        caught = [kill["step"] for kill in kills if kill["step"]]
        return f"kills by node {dict(self.by_node())}, by what was done {dict(self.scenes)}, in steps {caught}"


def play(folder, durations=None):
    """Plays the story on a cluster of its own, with kills if it is known how long each step takes without. Returns the story,
    its outcome, the kills, and why calls were repeated.
    """
    proxy = PatientProxy()
    cluster = kills = None
    try:
        cluster = Cluster(folder / "cluster", NODES, "postgres", scenario="guide", public_url=proxy.endpoint)
        story = stay_story.Story(folder, Front(cluster, proxy))
        if durations:
            kills = Kills(cluster, proxy, SEED, durations)
            story.before = kills.before
            kills.start()
        story.play()
        if kills:
            kills.end()
        story.rest()
        # A machine with much other work may let a node stand still for longer than its lease.
        assert {code for node in cluster.nodes for code in node.ends} <= {OVERSLEPT}
        return story, Outcome(story).parts, kills, collections.Counter(proxy.repeats)
    finally:
        if kills:
            kills.is_over.set()
        if cluster:
            cluster.close()
        proxy.close()


def test_the_story_ends_the_same_while_a_node_is_killed_every_ten_seconds(tmp_path, capsys):
    story, calm, _, _ = play(tmp_path / "calm")
    _, killed, kills, repeats = play(tmp_path / "killed", story.durations)
    with capsys.disabled():
        print(f"\n{again()}: {kills.report()}, repeated {dict(repeats)}")
    assert kills.by_node().total() >= LEAST and len(kills.by_node()) == NODES, kills.report()
    for part, found in calm.items():
        assert killed[part] == found, part
