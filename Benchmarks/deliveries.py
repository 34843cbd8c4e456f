"""Signed deliveries to a local receiver, alternating with bare requests to the same receiver."""
import statistics
import time


def measure(bench, wrk):
    count = bench.number(20_000)
    server = bench.harness.Server(bench.folder / "deliveries", "--allow-private-webhooks", scenario="stays:1000000")
    try:
        manager = server.ok(
            "/acs/systems/list_compatible_credential_manager_acs_systems",
            acs_system_id=bench.harness.BUILDING_A)["acs_systems"][0]["acs_system_id"]
        for number in range(count):
            server.ok("/acs/users/create", acs_system_id=manager, full_name=f"Guest {number}")
        receiver = f"{bench.echo}/take"
        webhook = server.ok("/webhooks/create", url=receiver, event_types=["acs_user.created"])["webhook"]["webhook_id"]
        size = len(str(server.ok("/events/list", since="2020-01-01T00:00:00Z", limit=1)["events"][0]))
        rates, bare = [], []
        for _ in range(bench.rounds):
            start = time.monotonic()
            server.ok("/latchkey/v1/webhooks/replay", webhook_id=webhook, from_sequence=1)
            while not delivered(server, webhook):
                time.sleep(0.01)
            rates.append(count / (time.monotonic() - start))
            # As many at a time as the server sends to one webhook.
            bare.append(wrk(receiver, bench.seconds, {"text": "x" * size}, connections=8)[0])
        rate, of = statistics.median(rates), statistics.median(bare)
        bench.note(f"deliveries, {count:,} events", per_second=rate, of_bare_requests=rate / of)
    finally:
        server.kill()


def delivered(server, webhook):
    """Whether all events have been delivered."""
    state = server.ok("/latchkey/v1/webhooks/get", webhook_id=webhook)["webhook_state"]
    assert state["exhausted_count"] == 0, state
    return state["waiting_count"] == 0 and state["taken_until"] == state["last_sequence"]
