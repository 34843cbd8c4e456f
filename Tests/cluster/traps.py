"""Ends or stops a node in a step of its work."""
import os
import re
import signal
import time


class Traps:
    """Waits for the first node that sends a text, and ends or stops it at that moment."""

    def __init__(self, answer):
        self.answer, self.pids, self.trap = answer, {}, None

    def set(self, trap):
        self.trap = trap and {**trap, "pattern": re.compile(trap["pattern"])}

    def sprung(self, link, texts):
        """The moment of the trap, if these texts spring it."""
        trap = self.trap
        if not trap or trap.get("node") is not None or trap["place"] != link.kind:
            return None
        for text in texts:
            if trap["pattern"].search(text):
                trap["skip"] -= 1
                if trap["skip"] < 0:
                    trap["node"] = link.node
                    return trap["moment"]
        return None

    def act(self, link):
        if not self.trap or self.trap.get("node") != link.node:
            return
        sent, self.trap = signal.SIGKILL if self.trap["kills"] else signal.SIGSTOP, None
        try:
            os.kill(self.pids[link.node], sent)
        except ProcessLookupError:
            return
        self.answer({"sprung": link.node, "at": time.time()})
