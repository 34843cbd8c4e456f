"""The contract proxy in front of a server, which checks every answer."""
import json
import re
import signal
import subprocess
import sys
import time

import harness


class Proxy:
    def __init__(self, folder, upstream):
        self.report_file = folder / "report.json"
        ready = folder / "proxy.json"
        self.process = subprocess.Popen(
            [sys.executable, str(harness.CONTRACT / "proxy.py"), "--upstream", upstream, "--port", "0", "--report",
             str(self.report_file), "--ready-file", str(ready)], stdout=subprocess.PIPE, text=True)
        end = time.monotonic() + 30
        while not ready.exists() or not ready.read_text().strip():
            assert time.monotonic() < end and self.process.poll() is None, "the proxy did not start"
            time.sleep(0.01)
        text = ready.read_text()
        self.endpoint = re.search(r"http://[^\"\s]+", text).group(0)

    def report(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=30)
        return json.loads(self.report_file.read_text())
