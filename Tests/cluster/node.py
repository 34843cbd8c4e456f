"""One server: killed, stopped, replaced by another version of the program, and started again."""
import signal
import threading
import time

from harness import Program

# How long a node may fail to start, since its database is away.
PATIENCE = 60
# The exit code of a node that stood still for longer than its lease.
OVERSLEPT = 75


class Node:
    """A server that keeps its port. Clients reach it, and it reaches its database and the cloud, by links."""

    def __init__(self, number, folder, words, environment, binary, links):
        self.number, self.folder, self.words, self.environment, self.binary = number, folder, words, environment, binary
        # Held while a fault changes the process.
        self.links, self.program, self.changing, self.own_port = links, None, threading.Lock(), 0
        # The exit codes of processes that ended without a fault.
        self.ends = []
        self.start()
        self.endpoint = f"http://127.0.0.1:{links.open('clients', number, self.own_port)}"

    def start(self):
        """Starts the process, again if it fails: its supervisor would do so, too."""
        end = time.monotonic() + PATIENCE
        while not self.try_to_start():
            assert time.monotonic() < end, f"node {self.number} does not start; its log is in {self.folder}"
            time.sleep(0.5)

    def try_to_start(self):
        try:
            self.program = Program(
                self.folder, "serve", "--port", str(self.own_port), "--data", str(self.folder / "data"), *self.words,
                environment=self.environment, binary=self.binary)
        except RuntimeError:
            return False
        self.own_port = int(self.program.endpoint.rsplit(":", 1)[1])
        self.links.follow(self.number, self.program.process)
        return True

    def kill(self, away):
        """Kills the process, unless it is dead, and starts it again after some seconds."""
        with self.changing:
            self.program.kill()
            time.sleep(away)
            self.start()

    def stand_still(self, seconds):
        """Stops the process for some seconds."""
        with self.changing:
            self.program.process.send_signal(signal.SIGSTOP)
            time.sleep(seconds)
            self.program.process.send_signal(signal.SIGCONT)

    def replace(self, binary):
        """Ends the process, and starts another version of the program. Returns false if that one refuses the database."""
        with self.changing:
            if code := self.program.stop():
                self.ends.append(code)
            former, self.binary = self.binary, binary
            if self.try_to_start():
                return True
            self.binary = former
            self.start()
            return False

    def supervise(self):
        """Starts a process that ended by itself."""
        if not self.changing.acquire(blocking=False):
            return
        try:
            code = self.program.process.poll()
            if code is not None and self.program.log.closed:
                # A start failed.
                self.try_to_start()
            elif code is not None:
                self.ends.append(code)
                self.program.kill()
                self.try_to_start()
        finally:
            self.changing.release()

    def close(self):
        with self.changing:
            self.program.process.send_signal(signal.SIGCONT)
            self.program.kill()
