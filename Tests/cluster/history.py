"""What clients did at which time, and what came of it."""
import collections
import dataclasses
import http.client
import json
import threading
import time
import urllib.error
import uuid

from harness import send

LOST = (urllib.error.URLError, OSError, ValueError, TypeError, http.client.HTTPException)
# How many seconds a call waits for its answer, and a repeated one for any.
PATIENCE = 90
OK, REFUSED, NOT_SENT, UNKNOWN = "ok", "refused", "not_sent", "unknown"


@dataclasses.dataclass
class Call:
    """One attempt at a call. Times are of the machine's clock."""

    client: str
    path: str
    parameters: dict
    key: str
    node: int
    began: float
    ended: float = 0
    outcome: str = UNKNOWN
    status: int = 0
    answer: dict = None


class History:
    """All calls and faults of one run."""

    def __init__(self, seed):
        self.seed, self.calls, self.faults, self.lock = seed, [], [], threading.Lock()

    def note(self, call):
        with self.lock:
            self.calls.append(call)

    def note_fault(self, kind, began, ended, detail="", node=None, step="", delay=0):
        """Notes a fault, with the step of a node's work in which it came, and the seconds by which a promotion was late since
        the machine had other work.
        """
        with self.lock:
            self.faults.append({
                "kind": kind, "began": began, "ended": ended, "detail": detail, "node": node, "step": step, "delay": delay})

    def counts(self):
        return collections.Counter(call.outcome for call in self.calls)

    def faults_of(self, kind):
        return [fault for fault in self.faults if fault["kind"] == kind]

    def reached(self, call):
        """When a node could read a call at the earliest: one that was stopped or cut off meanwhile reads it later."""
        return max([call.began, *(fault["ended"] for fault in self.faults_of("stop") + self.faults_of("cut_clients")
                                  if fault["node"] == call.node and fault["began"] <= call.ended
                                  and call.began <= fault["ended"])])

    def save(self, path):
        """Writes a line of JSON for each fault and call, in the order of their beginnings."""
        lines = [{"fault": fault["kind"], **fault} for fault in self.faults]
        lines += [dataclasses.asdict(call) for call in self.calls]
        lines.sort(key=lambda line: line["began"])
        path.write_text("".join(json.dumps(line) + "\n" for line in lines))


class Client:
    """Calls the nodes in a random order, and notes each call."""

    def __init__(self, name, cluster, history, chance, token=None):
        self.name, self.cluster, self.history, self.chance = name, cluster, history, chance
        self.token = token or cluster.key

    def headers(self, key):
        return {"authorization": f"Bearer {self.token}", "content-type": "application/json", "idempotency-key": key}

    def once(self, path, /, key=None, patience=PATIENCE, **parameters):
        """One attempt, whose outcome may stay unknown."""
        node = self.chance.randrange(len(self.cluster.nodes))
        call = Call(self.name, path, parameters, key or str(uuid.UUID(int=self.chance.getrandbits(128))), node, time.time())
        try:
            status, answer, _ = send(
                "POST", self.cluster.nodes[node].endpoint + path, parameters, self.headers(call.key), patience)
            call.status, call.answer = status, answer if isinstance(answer, dict) else None
            # A server that is overloaded or without its database may have done it; 409 says that another node does it.
            call.outcome = OK if status == 200 else UNKNOWN if status >= 500 or status in (409, 429) else REFUSED
            if status == 502:
                # The link found no server.
                call.outcome = NOT_SENT
        except LOST as error:
            refused = isinstance(getattr(error, "reason", error), ConnectionRefusedError)
            call.outcome = NOT_SENT if refused else UNKNOWN
        call.ended = time.time()
        self.history.note(call)
        return call

    def until_answered(self, path, /, key=None, **parameters):
        """Repeats a call with its key until there is an answer."""
        end = time.monotonic() + PATIENCE
        call = self.once(path, key=key, **parameters)
        while call.outcome in (NOT_SENT, UNKNOWN):
            assert time.monotonic() < end, f"{path} was not answered for {PATIENCE} seconds: {call}"
            time.sleep(self.chance.uniform(0.02, 0.3))
            call = self.once(path, key=call.key, **parameters)
        return call

    def answer_of_key(self, call):
        """What the call's node answers to its key now, as the status and the type of the error. The question has a parameter
        that is refused, so that it does nothing.
        """
        try:
            status, answer, _ = send(
                "POST", self.cluster.nodes[call.node].endpoint + "/devices/list", {"limit": 0}, self.headers(call.key), PATIENCE)
            return status, answer["error"]["type"] if status >= 400 else None
        except LOST as error:
            return None, repr(error)

    def ok(self, path, /, **parameters):
        call = self.until_answered(path, **parameters)
        assert call.outcome == OK, call
        return call.answer
