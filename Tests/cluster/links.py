"""The links between clients, nodes, their database and the cloud. Each is a proxy in a process of their own."""
import json
import pathlib
import queue
import subprocess
import sys
import threading


class Links:
    """Opens links, cuts them, and lets a node end or stop at a step of its work."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, pathlib.Path(__file__).with_name("link_server.py")], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True)
        self.names, self.turn, self.answers, self.sprung = [], threading.Lock(), queue.Queue(), queue.Queue()
        threading.Thread(target=self.read, daemon=True, name="links").start()

    def read(self):
        for line in self.process.stdout:
            answer = json.loads(line)
            (self.sprung if "sprung" in answer else self.answers).put(answer)

    def ask(self, **command):
        with self.turn:
            self.process.stdin.write(json.dumps(command) + "\n")
            self.process.stdin.flush()
            return self.answers.get(timeout=120)

    def open(self, kind, node, port):
        """The port of a new link that leads to another one. The kinds are clients, cloud and database."""
        name = f"{kind}-{node}-{sum(other.startswith(f'{kind}-{node}-') for other in self.names)}"
        self.names.append(name)
        return self.ask(do="open", link=name, kind=kind, node=node, port=port)["port"]

    def cut(self, kind, node, ways):
        """Cuts the links of a kind of a node: `to` its server, `from` it, or `both`. With None, all is well again."""
        self.ask(do="cut", links=[name for name in self.names if name.startswith(f"{kind}-{node}-")], ways=ways)

    def waited(self):
        """What the links to the cloud have passed on later than it came: the path of the request, the text, and the moments of
        both.
        """
        return self.ask(do="waited")["waited"]

    def end(self, kind, number):
        """What the links of a kind with a number lead to is gone."""
        self.ask(do="end", links=[name for name in self.names if name.startswith(kind) and name.endswith(f"-{number}")])

    def follow(self, node, process):
        """The process of a node has started."""
        self.ask(do="pid", node=node, pid=process.pid)

    def lie_in_wait(self, step, moment, kills, skip=0):
        """Lets the first node end or stop that takes a step, when it takes it once more than some times."""
        self.ask(do="trap", trap={
            "place": step.place, "pattern": step.pattern, "moment": moment, "kills": kills, "skip": skip})

    def catch(self, seconds):
        """The node that took the step, and when. None if none did in time."""
        try:
            caught = self.sprung.get(timeout=seconds)
        except queue.Empty:
            self.ask(do="trap", trap=None)
            # It may have sprung meanwhile.
            caught = self.sprung.get_nowait() if not self.sprung.empty() else None
        return caught and (caught["sprung"], caught["at"])

    def close(self):
        self.process.kill()
        self.process.wait()
