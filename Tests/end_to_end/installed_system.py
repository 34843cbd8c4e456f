"""A system with the package installed, which is discarded afterwards: an overlay of this machine's files, or of a bare
Debian."""
import json
import pathlib
import shlex
import subprocess
import time

import harness

# Changes stay in memory. The services of this machine do not run in the overlay.
LAYERS = """set -e
mount -t tmpfs tmpfs "$2"
mkdir "$2/upper" "$2/work" "$2/root"
mount -t overlay overlay -o "lowerdir=$1,upperdir=$2/upper,workdir=$2/work" "$2/root"
mount -t proc proc "$2/root/proc"
mount --rbind /dev "$2/root/dev"
mount -t tmpfs tmpfs "$2/root/run"
mount -t tmpfs tmpfs "$2/root/tmp"
cp --dereference /etc/resolv.conf "$2/root/etc/" 2>/dev/null || true
echo ready
read -r _ || true
"""
CLEAN = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}
DATA = "/var/lib/latchkey"


class CannotBeMade(Exception):
    """Overlays need root, and a kernel that permits them."""


class InstalledSystem:
    def __init__(self, scratch, bare=None):
        """`bare` is the folder of a Debian without the package's dependencies. apt fetches them."""
        scratch.mkdir()
        self.is_bare = bare is not None
        self.root = scratch / "root"
        # The process ends when its input is closed, and everything in its namespaces with it.
        self.holder = subprocess.Popen(
            ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", LAYERS, "sh", bare or "/", scratch],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if self.holder.stdout.readline() != "ready\n":
            raise CannotBeMade(self.holder.communicate()[1].strip())
        self.inner = pathlib.Path(f"/proc/{self.holder.pid}/task/{self.holder.pid}/children").read_text().split()[0]

    def close(self):
        self.holder.stdin.close()
        self.holder.wait(30)

    def command(self, words, user=None, variables=None):
        become = ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups", "--no-new-privs"] if user else []
        variables = [f"{name}={value}" for name, value in {**CLEAN, **(variables or {})}.items()]
        enter = ["nsenter", f"--target={self.inner}", "--mount", "--pid", "chroot", self.root, "env", "-i", *variables]
        return [str(word) for word in [*enter, *become, *words]]

    def attempt(self, *words, user=None, variables=None):
        return subprocess.run(
            self.command(words, user, variables), capture_output=True, text=True, timeout=300, stdin=subprocess.DEVNULL)

    def run(self, *words, user=None):
        result = self.attempt(*words, user=user)
        assert result.returncode == 0, f"{words}: {result.stdout}{result.stderr}"
        return result.stdout

    def admin(self, *words):
        """Runs an operator's command as the service's user."""
        return json.loads(self.run("latchkey", "admin", *words, "--data", DATA, "--json", user="latchkey"))[0]

    def exists(self, path):
        return self.attempt("test", "-e", path).returncode == 0

    def take(self, file):
        """Copies a file of this machine into the overlay."""
        target = f"/tmp/{file.name}"
        with open(file, "rb") as content:
            subprocess.run(self.command(["tee", target]), stdin=content, stdout=subprocess.DEVNULL, check=True)
        return target

    def install(self, file):
        if self.is_bare:
            self.run("apt-get", "install", "-y", "-qq", "--no-install-recommends", self.take(file))
        else:
            self.run("dpkg", "--install", self.take(file))


class Service:
    """Runs the installed unit like systemd: its command, user and environment."""

    def __init__(self, system):
        self.system = system
        unit = system.run("cat", "/usr/lib/systemd/system/latchkey.service")
        lines = [line.split("=", 1) for line in unit.splitlines() if "=" in line and not line.startswith("#")]
        values = dict(lines)
        variables = {}
        for name, value in lines:
            if name == "Environment":
                variables.update([value.split("=", 1)])
            elif name == "EnvironmentFile" and system.exists(value.lstrip("-")):
                settings = system.run("cat", value.lstrip("-")).splitlines()
                variables.update(line.split("=", 1) for line in settings if "=" in line and not line.startswith("#"))
        system.run("rm", "-f", DATA + "/ready.json")
        command = ["sh", "-c", 'echo $$ > /tmp/service.pid; exec "$@"', "sh", *shlex.split(values["ExecStart"])]
        self.process = subprocess.Popen(
            system.command(command, values["User"], variables), stderr=subprocess.PIPE, text=True)
        self.endpoint = self.ready()["endpoint"]

    def ready(self, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            written = self.system.attempt("cat", DATA + "/ready.json")
            if written.returncode == 0:
                return json.loads(written.stdout)
        raise RuntimeError(f"the service did not start: {self.process.communicate()[1]}")

    def get(self, path, key=None):
        status, body, _ = harness.send(
            "POST" if key else "GET", self.endpoint + path, {} if key else None,
            {"Authorization": f"Bearer {key}", "Content-Type": "application/json"} if key else {})
        return status, body

    def stop(self):
        self.system.run("sh", "-c", "kill -TERM $(cat /tmp/service.pid)")
        return self.process.wait(60)
