"""What must be true of every history. Each check returns what it found to be wrong."""
import collections

import remains
import timing
from harness import BUILDING_A
from node import OVERSLEPT

def listed(client, path, kind, **parameters):
    """All pages of a list."""
    found, page = [], {}
    while page is not None:
        answer = client.ok(path, limit=500, **parameters, **page)
        found += answer[kind]
        cursor = answer["pagination"]["next_page_cursor"]
        page = {"page_cursor": cursor} if cursor else None
    return found


def acknowledged(run):
    """(1) and (2): acknowledged changes are there, unknown ones once or not at all."""
    there = collections.defaultdict(list)
    for user in listed(run.client, "/acs/users/list", "acs_users", acs_system_id=BUILDING_A):
        there[user["full_name"].partition(" / ")[0]].append((user["full_name"], user["is_suspended"]))
    for guest in run.guests():
        found = there.pop(guest.name, [])
        if len(found) > 1:
            yield f"{guest.name} exists {len(found)} times"
        elif (found[0] if found else None) not in guest.possible:
            yield f"{guest.name} is {found}, which is none of {guest.possible}"
    for name in there.keys() - run.others:
        yield f"{name} exists, and nobody booked them"


def events(run):
    """(3): two readers saw the same events, without gaps, in order."""
    log = run.readers[0].events
    for reader in run.readers:
        numbers = [number for number, _ in reader.events]
        if numbers != list(range(1, len(numbers) + 1)):
            wrong = next(at for at, number in enumerate(numbers, 1) if number != at)
            yield f"{reader.name} saw {numbers[max(0, wrong - 3):wrong + 3]} where {wrong} comes next"
    for other in run.readers[1:]:
        if len(other.events) != len(log):
            yield f"the readers saw {len(log)} and {len(other.events)} events"
        for one, two in zip(log, other.events):
            if one != two:
                yield f"the readers saw different events with the number {one[0]}: {one[1]} and {two[1]}"
                break
    ids = [event["event_id"] for _, event in log]
    if len(ids) != len(set(ids)):
        yield "an event comes twice in the log"


def webhooks(run):
    """(4): every event was delivered, in order for each ACS user, each always with the same ID."""
    numbers = {event["event_id"]: number for number, event in run.readers[0].events}
    latest, messages = collections.defaultdict(int), {}
    for message, event in run.webhook.deliveries():
        id_, user = event["event_id"], event.get("acs_user_id")
        if id_ not in numbers:
            yield f"{id_} was delivered, and is not in the log"
        elif id_ in messages:
            if messages[id_] != message:
                yield f"{id_} was delivered as {messages[id_]} and as {message}"
        else:
            messages[id_] = message
            if user and numbers[id_] < latest[user]:
                yield f"{event['event_type']} of {user} was delivered after a later event"
            latest[user] = numbers[id_]
    if len(set(messages.values())) != len(messages):
        yield "two events were delivered with one ID"
    missing = [event["event_type"] for _, event in run.readers[0].events
               if event["event_id"] not in messages and run.is_for_webhook(event)]
    if missing:
        yield f"{len(missing)} events were not delivered: {missing[:5]}"


def site(run):
    """(5): the site has whom Latchkey wants, once, and never had more subscribed users than seats."""
    for used, seats in run.sampler.too_many_seats[:1]:
        yield f"{used} seats were used of {seats}"
    users = run.cluster.virtual.site()["users"]
    for field in ("alias", "name"):
        for value, count in collections.Counter(user[field] for user in users).items():
            if value and count > 1:
                yield f"{count} users at the site have the {field} {value}"
    there = {user["name"]: user["blocked"] for user in users}
    wanted = {user["full_name"]: user["is_suspended"]
              for user in listed(run.client, "/acs/users/list", "acs_users", acs_system_id=BUILDING_A)}
    for guest in run.guests():
        for name in [name for name in {*there, *wanted} if name.partition(" / ")[0] == guest.name]:
            if there.get(name) != wanted.get(name):
                yield f"{name} is wanted {wanted.get(name)} and at the site {there.get(name)} (whether they are suspended)"


def clock(run):
    """(8): what fell due while the clock was moved happened in order."""
    names = {user["id"]: user["name"] for user in run.cluster.virtual.site()["users"]}
    begun = [names.get(entry["user_id"]) for entry in run.cluster.virtual.ledger() if entry["effect"] == "subscribed"]
    found = [name for name in begun if name in run.arrivals]
    if found != run.arrivals:
        yield f"guests of {run.arrivals} got their seats in the order {found}"


def nodes(run):
    """(9): no node ended by itself, unless it stood still for longer than its lease."""
    for node in run.cluster.nodes:
        for code in node.ends:
            if code != OVERSLEPT:
                yield f"node {node.number} ended with {code}; its log is in {node.folder}"


ALL = (
    acknowledged, events, webhooks, site, timing.movements, timing.revocations, timing.late_calls, clock, nodes,
    timing.availability, remains.changes, remains.keys, remains.requests, remains.claims)
