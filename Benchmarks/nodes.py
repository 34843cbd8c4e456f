#!/usr/bin/env python3
"""Compares one server on SQLite, one on PostgreSQL and two on PostgreSQL in one run, and prints figures with ratios.

    LATCHKEY_BINARY=… .venv-tests/bin/python Benchmarks/nodes.py [--small] [--json] [--parts rates idle takeover sizes]

Everything runs on this machine: the servers, PostgreSQL with every commit synced to its disk, the virtual cloud and the
load. So two servers share the processors that one has alone. --small takes short times and few accounts, for a check that
the benchmark itself works.
"""
import argparse
import json
import pathlib
import shutil
import tempfile

from comparison import Comparison
from installation import Installation
from harness import Program
import idle
import rates
import sizes
import takeover

PARTS = {"rates": rates, "idle": idle, "takeover": takeover, "sizes": sizes}
# The name of each column, the engine, and the number of servers.
COLUMNS = (("SQLite, one server", "sqlite", 1), ("PostgreSQL, one", "postgres", 1), ("PostgreSQL, two", "postgres", 2))


class Bench:
    def __init__(self, options):
        small = options.small
        self.rounds, self.seconds = (1, 1) if small else (5, 5)
        # Each account is read completely every ten minutes.
        self.idle_seconds = options.idle_seconds or (20 if small else 600)
        self.accounts = options.accounts or (6 if small else 200)
        self.rows = options.rows or (200 if small else 10_000)
        # The user postgres has to reach the folders of its servers, so they are elsewhere.
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="latchkey-nodes-"))
        self.table = Comparison([name for name, _, _ in COLUMNS], not options.json)

    def installations(self, part, options=lambda folder, engine: {}):
        """Starts an installation for each column, with options by its folder and engine."""
        started = []
        try:
            for number, (_, engine, nodes) in enumerate(COLUMNS):
                folder = self.folder / f"{part}-{number}"
                started.append(Installation(folder, engine, nodes, **options(folder, engine)))
        except BaseException:
            for installation in started:
                installation.close()
            raise
        return started


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", action="store_true", help="short times and few accounts")
    parser.add_argument("--json", action="store_true", help="print JSON only")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS), help="measure these only")
    parser.add_argument("--accounts", type=int, help="the accounts of an idle hour and of a takeover; 200")
    parser.add_argument("--idle-seconds", type=int, help="how long an idle hour is watched; 600")
    parser.add_argument("--rows", type=int, help="the doors and people whose sizes are measured; 10000")
    options = parser.parse_args()
    Program.ready_seconds = 1800
    bench = Bench(options)
    try:
        for part in options.parts:
            PARTS[part].measure(bench)
    finally:
        shutil.rmtree(bench.folder, ignore_errors=True)
    if options.json:
        print(json.dumps(bench.table.results, indent=1))


if __name__ == "__main__":
    main()
