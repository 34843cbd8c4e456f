"""Calls with extreme numbers, moments and lengths, to the API and to the virtual cloud, which is embedded or a separate
process with its own clock. No call may stop a server, make it fail, or hang."""
import collections
import http.client
import json
import os
import pathlib
import random
import re
import tempfile
import time
import urllib.parse

import api_fuzz
import harness
from extremes import MOMENTS, NUMBERS, Extremes

CALLS = int(os.environ.get("LATCHKEY_EXTREME_CALLS", "500"))
# If set, the duration of the run, whatever the number of calls.
MINUTES = float(os.environ.get("LATCHKEY_EXTREME_MINUTES", "0"))
SEED = int(os.environ.get("LATCHKEY_SEED", str(random.SystemRandom().randrange(1 << 32))))
SECONDS_MAX = 30

# Not called, since it would destroy what all later calls need.
ENDINGS = {"/workspaces/update", "/connected_accounts/delete"}
PROPERTIES = {
    "faults": {"faults": [{"kind", "match", "probability", "times", "per_call", "latency_ms", "status"}]},
    "settings": None, "clock": {"now"}, "site": {"site_id", "seats", "seats_taken", "name", "time_zone", "released", "certified",
                                                 "custom_pin", "subscription_valid", "pin_enabled", "mkey_compatible"},
    "iqs": {"site_id", "name", "time_zone"}, "locks": {"site_id", "name", "lock_type", "iq_id"},
    "tags": {"site_id", "tag_number", "removed"},
    "locks/{lock_id}": {"name", "lock_type", "iq_id", "privacy_mode", "office_mode"},
    "locks/{lock_id}/try": {"user_id", "pin", "tag", "entry", "by_phone"},
    "access_groups/{access_group_id}": {"name"}, "iqs/{iq_id}": {"state", "otp_enabled", "time_zone"}, "streams/break": set(),
    "start_anew": set(),
}
FIELDS = ["first_name", "last_name", "email", "alias", "role_ids", "tag_id", "use_pin", "blocked", "override_privacy_mode",
          "subscription_state", "expires_at", "state", "customer_reference", "user_id", "lock_id", "add_ids", "remove_ids", "monday",
          "sunday", "start_time", "end_time", "start_date", "end_date", "locked_state", "otp", "delta", "pin", "device_name",
          "device_uid", "public_key"]
QUERIES = ["$skip", "$top", "$filter", "$inlinecount", "$orderby", "excluded", "otp", "site_id", "user_id", "id",
           "negotiateVersion", "after_seq", "token"]


class Target:
    """One of the two servers, and its answers."""

    def __init__(self, name, endpoint, headers):
        self.name, self.headers, self.statuses = name, headers, collections.Counter()
        self.address = urllib.parse.urlsplit(endpoint)
        self.connection = None

    def send(self, method, path, body=None, headers=None, may_hang_up=False):
        text = None if body is None else body.encode("utf-8", "surrogatepass")
        for attempt in (1, 2):
            fresh = self.connection is None
            self.connection = self.connection or http.client.HTTPConnection(
                self.address.hostname, self.address.port, timeout=SECONDS_MAX)
            try:
                self.connection.request(method, path, text, {**self.headers, **(headers or {})})
                answer = self.connection.getresponse()
                # The stream of entries never ends.
                content = b"" if answer.getheader("content-type") == "text/event-stream" else answer.read()
                if answer.getheader("content-type") == "text/event-stream" or answer.getheader("connection") == "close":
                    self.close()
                self.statuses[answer.status] += 1
                return answer.status, content
            except BrokenPipeError:
                # The server may refuse a long body before it is completely sent.
                self.close()
                self.statuses["refused"] += 1
                return 413, b""
            except (http.client.HTTPException, ConnectionError):
                self.close()
                # The server may have closed a kept connection. A new one is cut only by a fault.
                if fresh or attempt == 2:
                    self.statuses["cut"] += 1
                    if may_hang_up:
                        return None, b""
                    raise

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None


class Fuzz:
    def __init__(self, folder, seed, is_embedded):
        cloud = None if is_embedded else harness.Cloud(folder / "cloud")
        self.server = harness.Server(
            folder / "server", "--rate-limit", "1000000", "--allow-private-webhooks", cloud=cloud and cloud.endpoint)
        self.programs = [self.server] if is_embedded else [self.server, cloud]
        self.random = random.Random(seed)
        self.extremes = Extremes(self.random, api_fuzz.ground(self.server))
        typed = {"content-type": "application/json"}
        self.api = Target("API", self.server.endpoint, {"authorization": f"Bearer {self.server.key}", **typed})
        self.cloud = Target("virtual cloud", self.server.ready["virtual_salto_ks"], typed)
        document = harness.send("GET", self.server.endpoint + "/openapi.json")[1]
        self.operations = [
            (path, verbs["post"]["requestBody"]["content"]["application/json"]["schema"])
            for path, verbs in document["paths"].items() if path not in ENDINGS and "requestBody" in verbs.get("post", {})]
        routes = (harness.ROOT / "Sources/VirtualSaltoKS/Connect/Routes.swift").read_text()
        found = re.findall(r'"(GET|POST|PUT|PATCH|DELETE) ([a-z_/*]+)":', routes)
        # Operations on people's own devices are under `me`.
        self.routes = [(verb, f"me/{path}" if path.startswith("devices") else path) for verb, path in found]
        self.settings = self.server.virtual.get("settings")
        self.last = None

    def log_in(self):
        form = "grant_type=password&username=integration%40latchkey.example&password=virtual-salto-ks&scope=user_api.full_access"
        status, body = self.cloud.send("POST", "/connect/token", form, may_hang_up=True, headers={
            "authorization": "Basic bGF0Y2hrZXktdmlydHVhbDpsYXRjaGtleS12aXJ0dWFsLXNlY3JldA==",
            "content-type": "application/x-www-form-urlencoded"})
        if status == 200:
            self.cloud.headers["authorization"] = "Bearer " + json.loads(body)["access_token"]
        _, body = self.cloud.send("GET", "/virtual/state")
        site = json.loads(body)["sites"][0]
        self.things = {
            "sites": [site["id"]], "users": [user["id"] for user in site["users"]], "locks": [lock["id"] for lock in site["locks"]],
            "access_groups": [group["id"] for group in site["access_groups"]], "iqs": [iq["id"] for iq in site["iqs"]],
            "people": [user["user_id"] for user in site["users"]]}

    def call_api(self):
        path, schema = self.random.choice(self.operations)
        body = self.extremes.body(schema)
        # A caller may request a wait of an hour.
        body = re.sub(r'"timeout_seconds":\d{1,4}(?=[,}])', '"timeout_seconds":1', body)
        draw = self.random.random()
        if draw < 0.03:
            body = self.extremes.anything()
        elif draw < 0.04:
            body = '{"full_name":"' + "x" * self.random.choice([4 << 20, (4 << 20) - 20]) + '"}'
        headers = {}
        if self.random.random() < 0.05:
            headers["idempotency-key"] = self.random.choice(["x" * 1000, "x" * 255, "0", NUMBERS[-4]])
        self.last = ("POST", path, body)
        if self.random.random() < 0.15:
            query = urllib.parse.urlencode({name: self.random.choice(NUMBERS + MOMENTS) for name in schema.get("properties", {})
                                            if self.random.random() < 0.3 and name != "timeout_seconds"})
            self.last = ("GET", f"{path}?{query}", None)
        status, answer = self.api.send(*self.last, headers)
        # If a fault makes the cloud fail, the server may report that.
        assert status < 500 or status == 503, (status, answer[:500])

    def control(self):
        path, names = self.random.choice(list(PROPERTIES.items()))
        if path == "start_anew" and self.random.random() < 0.9:
            return
        path = re.sub(r"\{(\w+)_id\}", lambda found: self.thing(found.group(1) + "s"), path)
        if names is None:
            names = set(self.settings)
        if isinstance(names, dict):
            faults = ",".join(self.fault() for _ in range(self.random.choice([0, 1, 1, 3])))
            body = f'{{"faults":[{faults}]}}'
        else:
            body = self.members(names)
        # It would delay every later call.
        body = re.sub(r'"response_delay_ms":\d{1,7}(?=[,}])', '"response_delay_ms":1', body)
        self.last = ("POST", "/virtual/" + path, body)
        status, answer = self.cloud.send(*self.last)
        assert status in (200, 400, 404, 409, 413), (status, answer[:500])

    def fault(self):
        kind = self.random.choice(["latency", "throttled", "error_before", "error_after", "lost_answer", "expired_token", "unreachable",
                                   "empty_list", "short_list", "none"])
        match = "/v9" if kind == "latency" else self.random.choice(["/v9", "users", "locks", "GET ", "/me"])
        more = [f'"{name}":{self.extremes.number()}' for name in ("probability", "times", "status", "latency_ms")
                if self.random.random() < 0.5]
        return "{" + ",".join([f'"kind":"{kind}"', f'"match":"{match}"', *more]) + "}"

    def members(self, names):
        chosen = [name for name in sorted(names) if self.random.random() < 0.5]
        return "{" + ",".join(f'"{name}":{self.member(name)}' for name in chosen) + "}"

    def member(self, name):
        draw = self.random.random()
        if draw < 0.15:
            return "true"
        if name.endswith("_id") and draw < 0.6:
            return json.dumps(self.thing({"user_id": "people", "site_id": "sites"}.get(name, name.removesuffix("_id") + "s")))
        if name.endswith("_ids") and draw < 0.8:
            return json.dumps([self.thing(self.random.choice(["people", "locks"]))])
        if draw < 0.3 and name in ("state", "subscription_state", "locked_state"):
            return json.dumps(self.random.choice(["online", "off", "no_internet", "subscribed", "suspended", "unlocked", "office_mode"]))
        if name.endswith(("_at", "_date", "now")):
            return self.extremes.moment()
        return self.random.choice([self.extremes.number, self.extremes.text, self.extremes.text, self.extremes.anything])()

    def thing(self, kind):
        known = self.things.get(kind) or [""]
        made_up = urllib.parse.quote(self.random.choice([*NUMBERS, "..", "x" * 300, "me", "custom"]), safe="")
        return self.random.choice(known) if self.random.random() < 0.85 else made_up

    def connect(self):
        method, template = self.random.choice(self.routes)
        parts = template.split("/")
        filled = [self.thing(parts[index - 1]) if part == "*" else part for index, part in enumerate(parts)]
        query = urllib.parse.urlencode({name: self.random.choice(
            [*NUMBERS, "alias eq 'x'", "contains(alias,'x')", "x" * 3000, "allpages", "true"])
            for name in QUERIES if self.random.random() < 0.25})
        version = "v1.1" if "entries" in template or "schedules" in template else "v1.2"
        headers = {}
        if self.random.random() < 0.3:
            headers["clp-continuation-token"] = f'[{{"token":{self.random.choice(NUMBERS)}}}]'
        body = None if method == "GET" else self.members(FIELDS)
        self.last = (method, f"/{version}/{'/'.join(filled)}?{query}", body)
        # A fault may answer with any status, or not at all.
        status, _ = self.cloud.send(*self.last, headers, may_hang_up=True)
        if status == 401:
            # The clock was moved past the token's expiry.
            self.log_in()

    def put_right(self):
        """Removes the faults, and checks that both servers answer."""
        self.cloud.close()
        assert self.cloud.send("POST", "/virtual/faults", '{"faults":[]}')[0] == 200
        assert self.cloud.send("POST", "/virtual/settings", json.dumps(self.settings))[0] == 200
        site = '{"certified":true,"released":true,"subscription_valid":true,"seats":20,"pin_enabled":true}'
        assert self.cloud.send("POST", "/virtual/site", site)[0] == 200
        assert self.api.send("GET", "/health/live")[0] == 200
        self.log_in()

    def run(self, calls, minutes):
        end = time.monotonic() + minutes * 60
        count = 0
        self.log_in()
        while time.monotonic() < end if minutes else count < calls:
            try:
                if count % 100 == 99:
                    self.put_right()
                self.random.choices([self.call_api, self.connect, self.control], [5, 3, 1])[0]()
            except Exception as error:
                log = "".join((program.folder / "log.txt").read_text(errors="replace")[-3000:] for program in self.programs)
                raise AssertionError(f"after {count} calls: {str(self.last)[:3000]}; {error!r}; the log ends: {log}") from error
            count += 1
        self.put_right()
        assert all(program.process.poll() is None for program in self.programs)
        return {target.name: dict(target.statuses) for target in (self.api, self.cloud)}


def run(folder, calls=CALLS, minutes=MINUTES, seed=SEED):
    """Makes that many calls, or as many as fit the duration. Returns the number of answers by server and status."""
    print(f"seed {seed}", flush=True)
    found = {}
    for name, is_embedded in (("embedded", True), ("apart", False)):
        fuzz = Fuzz(pathlib.Path(folder) / name, seed + is_embedded, is_embedded)
        try:
            for target, statuses in fuzz.run(calls // 2, minutes / 2).items():
                found[f"{target}, {name}"] = statuses
        finally:
            for program in fuzz.programs:
                program.kill()
    return found


def main():
    start = time.monotonic()
    found = run(tempfile.mkdtemp(prefix="latchkey-extremes-"))
    for name, statuses in found.items():
        told = ", ".join(f"{count} x {status}" for status, count in sorted(statuses.items(), key=str))
        print(f"{name}: {sum(statuses.values())} calls; {told}")
    print(f"nothing stopped in {time.monotonic() - start:.0f} seconds, seed {SEED}")


if __name__ == "__main__":
    main()
