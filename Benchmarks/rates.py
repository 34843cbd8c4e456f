"""Reads and durable changes in a second: in one workspace, and spread over many."""
import itertools
import json
import pathlib
import statistics

from wrk import together, wrk

HERE = pathlib.Path(__file__).resolve().parent
WORKSPACES = 64
CONNECTIONS = 64
BODY = {"full_name": "Guest"}
RUNS = itertools.count()


def measure(bench):
    """Alternates between the installations, so that the speed of the machine is the same for all."""
    installations = bench.installations("rates")
    try:
        for installation in installations:
            installation.add_workspaces(WORKSPACES)
        kinds = {"reads by key": reads, "changes, one workspace": one, f"changes, {WORKSPACES} workspaces": many}
        for name, load in kinds.items():
            found = [[] for _ in installations]
            for _ in range(bench.rounds):
                for rounds, installation in zip(found, installations):
                    rounds.append(load(installation, bench.seconds))
            bench.table.row(f"{name}, a second", [statistics.median(rate for rate, _ in rounds) for rounds in found])
            bench.table.row(f"{name}, p99 in ms", [statistics.median(p99 for _, p99 in rounds) for rounds in found])
    finally:
        for installation in installations:
            installation.close()


def reads(installation, seconds):
    key = installation.keys[0]
    identity = installation.ok("/user_identities/create", key, **BODY)["user_identity"]["user_identity_id"]
    return on_each(installation, "/user_identities/get", lambda url, options: wrk(
        url, seconds, {"user_identity_id": identity}, key, **options))


def one(installation, seconds):
    return changes(installation, seconds, installation.keys[:1])


def many(installation, seconds):
    return changes(installation, seconds, installation.keys)


def changes(installation, seconds, keys):
    def load(url, options):
        environment = {
            "BENCH_KEY": " ".join(keys), "BENCH_BODY": json.dumps(BODY), "BENCH_RUN": f"run-{next(RUNS)}"}
        return wrk(url, seconds, script=HERE / "idempotent.lua", environment=environment, **options)

    return on_each(installation, "/user_identities/create", load)


def on_each(installation, path, load):
    """Divides the connections and threads among the servers."""
    count = len(installation.nodes)
    options = {"connections": CONNECTIONS // count, "threads": max(1, 2 // count)}
    return together([lambda url=node.endpoint + path: load(url, options) for node in installation.nodes])
