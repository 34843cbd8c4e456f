"""The cost of authentication, Idempotency-Keys, logs and traces, on `/acs/users/get`.

Each variant alternates with the plain one: an API key, no Idempotency-Key, errors logged only.
"""
import json
import pathlib
import statistics

HERE = pathlib.Path(__file__).resolve().parent
PATH = "/acs/users/get"


class House:
    """A server with one user, and its callers."""

    def __init__(self, bench, name, **environment):
        harness = bench.harness
        self.server = harness.Server(bench.folder / name, environment=environment)
        self.bench, data = bench, bench.folder / name / "data"
        manager = self.server.ok(
            "/acs/systems/list_compatible_credential_manager_acs_systems",
            acs_system_id=harness.BUILDING_A)["acs_systems"][0]["acs_system_id"]
        user = self.server.ok("/acs/users/create", acs_system_id=manager, full_name="Guest")["acs_user"]
        self.body = {"acs_user_id": user["acs_user_id"]}
        self.workspace = user["workspace_id"]
        self.data, self.admin = data, harness.admin

    def rate(self, wrk, **options):
        options.setdefault("key", self.server.key)
        return wrk(self.server.endpoint + PATH, self.bench.seconds, self.body, **options)[0]

    def token(self):
        """A personal access token of an operator of the workspace."""
        person = self.admin(self.data, "operators", "create", "Ann")[0]["operator_id"]
        self.admin(self.data, "operators", "add", person, "--workspace", self.workspace)
        return self.admin(self.data, "tokens", "create", "--operator", person)[0]["access_token"]


def measure(bench, wrk):
    plain = House(bench, "plain")
    told = House(bench, "told", LATCHKEY_LOG_LEVEL="info")
    traced = House(bench, "traced", LATCHKEY_TRACE_ENDPOINT="http://127.0.0.1:9")
    token = plain.token()
    runs = iter(range(10_000))

    def idempotent():
        environment = {
            "BENCH_KEY": plain.server.key, "BENCH_BODY": json.dumps(plain.body), "BENCH_RUN": f"run-{next(runs)}"}
        return plain.rate(wrk, script=HERE / "idempotent.lua", environment=environment)

    ways = {
        "a personal access token": lambda: plain.rate(
            wrk, key=token, headers={"seam-workspace": plain.workspace}),
        "an Idempotency-Key each": idempotent,
        "every request logged": lambda: told.rate(wrk),
        "every request traced": lambda: traced.rate(wrk),
    }
    try:
        rates = {name: [] for name in ["plain", *ways]}
        for _ in range(bench.rounds):
            rates["plain"].append(plain.rate(wrk))
            for name, way in ways.items():
                rates[name].append(way())
        before = statistics.median(rates["plain"])
        for name in ways:
            after = statistics.median(rates[name])
            bench.note(
                f"{PATH}, {name}", per_second=after, before_per_second=before, of_before=after / before,
                more_us=(1 / after - 1 / before) * 1e6)
    finally:
        for house in (plain, told, traced):
            house.server.kill()
