"""Access grants: how many are created in a second, what one costs at Salto KS, and when its first door opens."""
import datetime
import statistics

MODES = [{"mode": mode} for mode in ("code", "mobile_key", "card", "cloud_key")]
# Earlier than anything that happens at the guide's site.
LONG_AGO = "2020-01-01T00:00:00Z"
STAY = datetime.timedelta(days=2)
# Until nothing of a grant is left at the site.
AFTERMATH = datetime.timedelta(hours=2)


def instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def measure(bench):
    creations(bench)
    lives(bench)


def door(server):
    return server.ok("/devices/get", name="Apartment 4B")["device"]["device_id"]


def creations(bench):
    """Grants for one door by four means, each for another person. They start after the lead time."""
    server = bench.harness.Server(bench.folder / "grants", scenario="stays:1000000")
    try:
        body = {
            "user_identity": {"full_name": "Guest"}, "device_ids": [door(server)], "starts_at": "2025-11-01T15:00:00Z",
            "ends_at": "2025-11-04T11:00:00Z", "requested_access_methods": MODES}
        bench.measure(server, "/access_grants/create", body)
    finally:
        server.kill()


def lives(bench):
    """Grants that start at once, from their creation until nothing of them is left at the site.

    The time to the first door is that of the site's clock.
    """
    count = bench.number(1000)
    server = bench.harness.Server(bench.folder / "grant-lives", scenario=f"stays:{count}")
    try:
        now = instant(server.ok("/latchkey/v1/clock/get")["clock"]["now"])
        device, end = door(server), (now + STAY).isoformat().replace("+00:00", "Z")
        before = len(server.virtual.ledger())
        grants = [
            server.ok(
                "/access_grants/create", device_ids=[device], ends_at=end, requested_access_methods=MODES,
                user_identity={"full_name": f"Guest {number}", "email_address": f"guest{number}@example.com"},
            )["access_grant"] for number in range(count)]
        while not server.advance(3600, timeout_seconds=600)["is_settled"]:
            pass
        waits = [first_door(server, grant) for grant in grants]
        server.advance(int((STAY + AFTERMATH).total_seconds()), timeout_seconds=600)
        while not server.advance(120, timeout_seconds=600)["is_settled"]:
            pass
        calls = server.virtual.ledger()[before:]
        changing = sum(entry["effect"] is not None for entry in calls)
        bench.note(
            f"{count:,} grants, four means", calls_per_grant=len(calls) / count,
            changing_calls_per_grant=changing / count, first_door_seconds=statistics.median(waits),
            last_first_door_seconds=max(waits))
    finally:
        server.kill()


def first_door(server, grant):
    """The seconds from the creation of a grant to its first door."""
    events = server.ok("/events/list", access_grant_id=grant["access_grant_id"], since=LONG_AGO)["events"]
    opened = next(event for event in events if event["event_type"] == "access_grant.access_granted_to_door")
    return (instant(opened["occurred_at"]) - instant(grant["created_at"])).total_seconds()
