"""Measures the server against bare baselines in one run and prints the ratios.

    bench.py [--small] [--json]

Medians of five alternating rounds, POST with keep-alive at 64 connections; every ratio is to a baseline of the same
run. --small is a hundredth of the size, for a check that the benchmark itself works.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

import callers
import console
import deliveries
import grants
import slow_clients
from guests import copy_guest, create, fill
from single_requests import answer_after, ask
from wrk import wrk

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Tests" / "end_to_end"))


class Bench:
    def __init__(self, options):
        import harness
        self.harness, self.small = harness, options.small
        self.scale = 0.01 if options.small else 1
        self.rounds, self.seconds = (1, 1) if options.small else (5, 2)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="latchkey-bench-"))
        self.results = {}
        self.human = not options.json
        self.baseline = str(pathlib.Path(harness.BINARY).with_name("baseline"))

    def say(self, text):
        if self.human:
            print(text, flush=True)

    def note(self, name, **values):
        self.results[name] = values
        shown = "  ".join(f"{key.replace('_', ' ')} {self.shown(value)}" for key, value in values.items())
        self.say(f"{name:<34} {shown}")

    @staticmethod
    def shown(value):
        if isinstance(value, float):
            return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"
        return str(value)

    def number(self, full):
        return max(1, int(full * self.scale))

    def run(self):
        echo = subprocess.Popen([self.baseline, "echo"], stdout=subprocess.PIPE, text=True)
        self.echo = f"http://127.0.0.1:{echo.stdout.readline().strip()}"
        try:
            self.requests()
            for part in (callers, slow_clients, deliveries):
                part.measure(self, wrk)
            grants.measure(self)
        finally:
            echo.kill()
        for delay in (0, 50):
            self.stays(delay)
        self.suspensions()
        self.first_import()
        self.large()
        self.exchanges()
        self.list_rows()
        self.unlocks()
        console.measure(self)

    # MARK: Requests

    def alternating(self, name, ours, request_size, answer_size, extra=None):
        """The medians of our server and of an echo server with requests and answers of the same size."""
        text = "x" * max(0, request_size - 11)
        mine, bare = [], []
        for _ in range(self.rounds):
            mine.append(ours())
            bare.append(wrk(f"{self.echo}/echo?size={answer_size}", self.seconds, {"text": text}))
        rate, bare_rate = statistics.median(r for r, _ in mine), statistics.median(r for r, _ in bare)
        p99, bare_p99 = statistics.median(p for _, p in mine), statistics.median(p for _, p in bare)
        values = {"per_second": rate, "of_echo": rate / bare_rate, "p99_ms": p99, "echo_p99_ms": bare_p99}
        self.note(name, **values, **(extra() if extra else {}))
        return rate

    def requests(self):
        server = self.harness.Server(self.folder / "requests", scenario="stays:1000000")
        try:
            manager = server.ok(
                "/acs/systems/list_compatible_credential_manager_acs_systems",
                acs_system_id=self.harness.BUILDING_A)["acs_systems"][0]["acs_system_id"]
            user = server.ok("/acs/users/create", acs_system_id=manager, full_name="Guest")["acs_user"]
            self.measure(server, "/acs/users/get", {"acs_user_id": user["acs_user_id"]})
            self.sdk(server, user["acs_user_id"])
            self.lists(server, manager)
            body = {"acs_system_id": manager, "full_name": "Guest"}
            rows = [self.rows() for _ in range(self.rounds)]
            rate = self.measure(server, "/acs/users/create", body)
            one_each = statistics.median(rows)
            self.note("create, one transaction each", per_second=one_each, ours_of_it=rate / one_each)
            self.audit()
            self.guide(server)
        finally:
            server.kill()
        self.explanations()

    def rows(self):
        path = self.folder / f"rows-{time.monotonic_ns()}.sqlite"
        result = subprocess.run(
            [self.baseline, "rows", str(path), "--seconds", str(self.seconds)], capture_output=True, text=True, check=True)
        return float(result.stdout)

    def audit(self):
        """The cost of the audit: a durable change with its entry, by the same change without one."""
        path = self.folder / "audited.sqlite"
        result = subprocess.run(
            [self.baseline, "audited-rows", str(path), "--seconds", str(self.seconds)], capture_output=True, text=True,
            check=True)
        self.note("a change with its audit entry", **json.loads(result.stdout))

    def exchanges(self):
        """An exchange between phone and lock in one process, on one core."""
        rates = []
        for _ in range(self.rounds):
            result = subprocess.run([self.baseline, "exchanges", "--seconds", str(self.seconds)], capture_output=True,
                                    text=True, check=True)
            rates.append(json.loads(result.stdout)["exchanges_per_second_per_core"])
        self.note("exchanges of phone and lock", per_second_per_core=statistics.median(rates))

    def list_rows(self):
        """The rows of a list from the database to JSON: a page of 500 less a page of 1, by the 499 between them."""
        folder = self.folder / "lists"
        folder.mkdir()
        result = subprocess.run([self.baseline, "lists", str(folder), "--pages", str(self.number(40))],
                                capture_output=True, text=True, check=True)
        self.note("processor time of a row in a list", **json.loads(result.stdout))

    def unlocks(self):
        """A phone at a virtual door, from `unlock` to open, alternating with bare exchanges."""
        import test_phone
        server = self.harness.Server(self.folder / "unlocks")
        try:
            phone = test_phone.Guest(server, self.folder).phone("phone")
            server.set_clock(self.harness.CHECK_IN)
            server.advance(60)
            rounds = []
            for _ in range(self.rounds):
                result = subprocess.run(
                    [self.baseline, "unlocks", str(phone.folder), "--radio", server.ready["virtual_radio"], "--door",
                     "Apartment 4B", "--seconds", str(self.seconds)], capture_output=True, text=True, check=True)
                rounds.append(json.loads(result.stdout))
            median = {name: statistics.median(each[name] for each in rounds) for name in rounds[0]}
            self.note("from unlock to open", **median, of_exchange=median["open_ms"] / median["exchange_ms"])
        finally:
            server.kill()

    def sdk(self, server, user):
        """One call at a time, through the Swift SDK and through its bare HTTP client."""
        environment = {**os.environ, "SEAM_ENDPOINT": server.endpoint, "SEAM_API_KEY": server.key}
        rounds = []
        for _ in range(self.rounds):
            result = subprocess.run([self.baseline, "sdk", user, "--seconds", str(self.seconds)], capture_output=True,
                                    text=True, check=True, env=environment)
            rounds.append(json.loads(result.stdout))
        bare = statistics.median(each["bare_us"] for each in rounds)
        overhead = statistics.median(each["sdk_us"] - each["bare_us"] for each in rounds)
        self.note("a call of the Swift SDK", bare_us=bare, overhead_us=overhead, of_bare=(bare + overhead) / bare)

    def measure(self, server, path, body, name=None):
        status, answer = server.call(path, **body)
        assert status == 200, answer
        size = len(json.dumps(answer, separators=(",", ":"), ensure_ascii=False).encode())
        return self.alternating(
            name or path, lambda: wrk(server.endpoint + path, self.seconds, body, server.key), len(json.dumps(body)), size)

    def lists(self, server, manager):
        shares = []
        for total in (1000, self.number(100_000) if not self.small else 2000):
            fill(self.folder / "requests" / "data" / "latchkey.sqlite", total)
            name = f"/acs/users/list 100 of {total:,}"
            self.measure(server, "/acs/users/list", {"limit": 100, "acs_system_id": manager}, name)
            shares.append(self.results[name]["of_echo"])
        # Each is divided by the echo of its own rounds, since the machine's speed varies over time.
        self.note("list, many of few", cost_ratio=shares[0] / shares[1])

    def guide(self, server):
        run = iter(range(100))

        def ours():
            environment = {"BENCH_KEY": server.key, "BENCH_RUN": str(next(run))}
            return wrk(server.endpoint, self.seconds, script=HERE / "guide.lua", threads=64, environment=environment)

        self.alternating("the whole guide, per request", ours, 120, 700)

    # MARK: Explanations

    def explanations(self):
        """Explains access of one checked-in guest, copied with the whole history, at a door with that many guests."""
        server = self.harness.Server(self.folder / "explanations")
        try:
            guest = server.guest("Guest")
            server.advance(120)
            server.set_clock(self.harness.CHECK_IN)
            entrance = server.ok("/acs/entrances/list", acs_system_id=self.harness.BUILDING_A)["acs_entrances"][0]
            total = self.number(100_000)
            copy_guest(self.folder / "explanations" / "data" / "latchkey.sqlite", guest, total)
            question = {"acs_entrance_id": entrance["acs_entrance_id"], "acs_user_id": f"copy-{total}"}
            status, answer = server.call("/latchkey/v1/access/explain", **question)
            assert status == 200 and len(answer["explanation"]["chain"]) == 10, answer
            size = len(json.dumps(answer, separators=(",", ":"), ensure_ascii=False).encode())
            environment = {
                "BENCH_KEY": server.key, "BENCH_ENTRANCE": entrance["acs_entrance_id"], "BENCH_USERS": str(total)}
            self.alternating(
                f"explain, with {total:,} users",
                lambda: wrk(server.endpoint, self.seconds, script=HERE / "explain.lua", environment=environment),
                len(json.dumps(question)), size)
        finally:
            server.kill()

    # MARK: Stays

    def stays(self, delay):
        count = self.number(10_000)
        server = self.harness.Server(self.folder / f"stays-{delay}", scenario=f"stays:{count}")
        try:
            with concurrent.futures.ThreadPoolExecutor(8) as pool:
                list(pool.map(lambda part: create(server, range(part, count, 8)), range(8)))
            while not server.advance(120)["is_settled"]:
                pass
            server.virtual.post("settings", {"response_delay_ms": delay})
            before = len(server.virtual.ledger())
            start = time.monotonic()
            server.set_clock(self.harness.CHECK_IN, timeout_seconds=600)
            while server.virtual.site()["seats_used"] < count:
                time.sleep(0.2)
            elapsed = time.monotonic() - start
            ledger = server.virtual.ledger()
            subscribed = sum(entry["effect"] == "subscribed" for entry in ledger)
            patches = sum(entry["method"] == "PATCH" and entry["path"].endswith("/subscription") for entry in ledger)
            self.note(
                f"{count:,} check-ins, delay {delay} ms", seconds=elapsed, subscribed=subscribed,
                subscription_calls=patches, calls_per_stay=(len(ledger) - before) / count)
            assert subscribed == patches == count, (subscribed, patches, count)
        finally:
            server.kill()

    def suspensions(self):
        """Suspensions one after another, while every other user has a change that waits for a slow cloud."""
        count, delay = self.number(10_000), 50
        server = self.harness.Server(self.folder / "suspensions", scenario=f"stays:{count}")
        try:
            with concurrent.futures.ThreadPoolExecutor(8) as pool:
                list(pool.map(lambda part: create(server, range(part, count, 8)), range(8)))
            while not server.advance(120)["is_settled"]:
                pass
            users = [user["acs_user_id"] for user in server.ok("/acs/users/list", limit=count)["acs_users"]]
            server.virtual.post("settings", {"response_delay_ms": delay})
            with concurrent.futures.ThreadPoolExecutor(8) as pool:
                list(pool.map(lambda user: server.ok("/acs/users/update", acs_user_id=user, full_name="Renamed"), users))
            times, busy = [], 0
            for user in users[-self.number(200):]:
                start = time.monotonic()
                server.ok("/acs/users/suspend", acs_user_id=user)
                while any(change["mutation_code"] == "updating_suspension_state"
                          for change in server.user(user)["pending_mutations"]):
                    pass
                times.append(time.monotonic() - start)
                busy += bool(server.user(users[-self.number(200) - 1])["pending_mutations"])
            times.sort()
            self.note(
                f"suspend, {count:,} changes pending", median_ms=statistics.median(times) * 1000,
                p99_ms=times[int(len(times) * 0.99)] * 1000, of_one_call=times[int(len(times) * 0.99)] * 1000 / delay,
                still_pending=f"{busy} of {len(times)}")
        finally:
            server.kill()

    def first_import(self):
        """The first reading of a large site, and the cost of keeping it in sync."""
        people, doors = self.number(10_000), self.number(500)
        start = time.monotonic()
        server = self.harness.Server(self.folder / "import", scenario=f"crowd:{people}:{doors}")
        try:
            account = server.ok("/connected_accounts/list")["connected_accounts"][0]["connected_account_id"]
            while server.ok("/latchkey/v1/sites/get_sync", connected_account_id=account)["sync"]["is_first"]:
                time.sleep(0.05)
            elapsed = time.monotonic() - start
            shown = server.ok("/acs/users/unmanaged/list", limit=100_000)["acs_users"]
            assert len(shown) == people + 2, len(shown)
            before = len(server.virtual.ledger())
            again = time.monotonic()
            server.ok("/connected_accounts/sync", connected_account_id=account)
            again, calls = time.monotonic() - again, len(server.virtual.ledger()) - before
            # Six readings, sixty looks at locks and site, and 120 readings of entries.
            looks = 1 + -(-(doors + 4) // 100)
            self.note(
                f"import, {people:,} people, {doors:,} locks", seconds=elapsed, again_seconds=again, calls_each=calls,
                calls_an_hour=6 * calls + 60 * looks + 120)
        finally:
            server.kill()

    # MARK: Large

    def large(self):
        folder = self.folder / "large"
        server = self.harness.Server(folder)
        server.ok("/acs/users/create", acs_system_id=server.ok("/acs/systems/list")["acs_systems"][0]["acs_system_id"],
                  full_name="Guest")
        total = self.number(100_000)
        fill(folder / "data" / "latchkey.sqlite", total)
        server.stop()
        start = time.monotonic()
        process = subprocess.Popen(
            [self.harness.BINARY, "serve", "--port", "18973", "--data", str(folder / "data"), "--scenario", "guide"],
            stderr=subprocess.DEVNULL)
        try:
            first = answer_after(start, server.key)
            for _ in range(20):
                ask(18973, server.key, "/acs/users/list", {"limit": 500})
            resident = int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{process.pid}/status").read_text()).group(1))
            self.note(f"with {total:,} users", first_answer_ms=first * 1000, resident_MiB=resident / 1024)
        finally:
            process.kill()
            process.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", action="store_true", help="a hundredth of the size")
    parser.add_argument("--json", action="store_true", help="print JSON only")
    options = parser.parse_args()
    bench = Bench(options)
    bench.run()
    if options.json:
        print(json.dumps(bench.results, indent=1))


if __name__ == "__main__":
    main()
