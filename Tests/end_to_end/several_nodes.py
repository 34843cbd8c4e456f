"""Several servers on one PostgreSQL database behind a load balancer, which a test takes for one server."""
import os

import databases
from applicability import does_not_apply
from round_robin import RoundRobin
from waiting import wait_until

# How many servers stand behind each `harness.Server`.
COUNT = int(os.environ.get("LATCHKEY_NODES", "1"))
if COUNT > 1:
    assert databases.TEMPLATE, "LATCHKEY_NODES needs LATCHKEY_DATABASE, since several servers cannot share a file"


def of_one_server(reason):
    """Marks a test that makes no sense with several servers."""
    return does_not_apply(COUNT > 1, reason)


# What tests of several files have in common.
embeds_cloud = of_one_server("Several servers cannot embed a virtual cloud.")
has_limits_of_its_own = of_one_server("Each server has a limit of its own.")


def wait_for_all(condition, what):
    """Waits until all servers have noticed what another one did. A single server has to know it at once."""
    # Calls in a row go to one server after another.
    wait_until(lambda: all(condition() for _ in range(COUNT)), what, 5 if COUNT > 1 else 0)


class Balancer:
    """The other servers than the first, what distributes calls among all, and their virtual cloud."""

    def __init__(self, folder, port):
        self.folder, self.others, self.cloud, self.proxy = folder, [], None, RoundRobin(port)

    def own_cloud(self, start):
        """Starts the cloud by a function of its port, which stays the same after a restart. Returns its address."""
        port = self.folder / "cloud.port"
        self.cloud = start(int(port.read_text()) if port.exists() else 0)
        port.write_text(str(self.cloud.port))
        return self.cloud.endpoint

    def join(self, first, start):
        """Starts the others by a function of their folders."""
        for number in range(2, COUNT + 1):
            self.others.append(start(self.folder / f"node-{number}"))
        self.proxy.ports = [int(node.ready["endpoint"].rsplit(":", 1)[1]) for node in [first, *self.others]]

    def end(self, by):
        """Ends all by the name of a method. Returns the first exit code that is not 0."""
        codes = [getattr(program, by)() for program in [*self.others, *([self.cloud] if self.cloud else [])]]
        self.proxy.stop()
        return next((code for code in codes if code), 0)
