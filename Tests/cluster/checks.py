"""What must be true of every history. Each check returns what it found to be wrong."""
import collections
import itertools

from cluster import instant
from harness import BUILDING_A
from history import OK
from web_app import INTEGRATION

# A movement of a lock that reaches the cloud later than this after its request would open for nobody.
MOVEMENT_SECONDS = 3
# How long others take to work for a dead node's sites, and a client of the database to find the new primary.
TAKEOVER_SECONDS, FAILOVER_SECONDS = 10, 5
# The clocks of the machine and of the cloud are compared by calls.
CLOCK_SECONDS = 0.3


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


def openings(run):
    """The movements at the cloud as (door, moment of this machine)."""
    doors = {lock["id"]: lock["name"] for lock in run.cluster.virtual.site()["locks"]}
    for entry in run.ledger:
        if entry["effect"] == "lock_opened_remotely":
            yield next(name for id_, name in doors.items() if id_ in entry["path"]), instant(entry["at"]) - run.cloud_offset


def is_of_a_stop(run, since, moment):
    """Whether a node that was stopped after a moment, and went on, may have let something through."""
    return any(stop["ended"] > since and 0 <= moment - stop["ended"] + CLOCK_SECONDS <= MOVEMENT_SECONDS
               for stop in run.history.faults_of("stop"))


def movements(run):
    """(6): each request opens its door once at most, and no later than 3 seconds after it was sent. A node that was stopped
    between its last look at the clock and the sending may be late, once for each stop.
    """
    moments, late = collections.defaultdict(list), 0
    for door, moment in openings(run):
        moments[door].append(moment)
    for opener in run.openers:
        for door, calls in itertools.groupby(sorted(opener.requests, key=lambda each: each[0]), key=lambda each: each[0]):
            calls = sorted((call for _, call in calls), key=run.history.reached)
            found = sorted(moments.pop(door, []))
            if len(found) > len(calls):
                yield f"{door} was opened {len(found)} times after {len(calls)} requests"
            for moment in found:
                before = [call for call in calls if call.began - CLOCK_SECONDS <= moment]
                if not before:
                    yield f"{door} was opened before anybody asked"
                elif (after := moment - run.history.reached(before[-1])) > MOVEMENT_SECONDS + CLOCK_SECONDS:
                    if is_of_a_stop(run, before[-1].began, moment):
                        late += 1
                    else:
                        yield f"{door} was opened {after:.1f} s after it was asked for"
            for call in calls:
                attempt = (call.answer or {}).get("action_attempt", {})
                if call.outcome == OK and attempt.get("status") == "success" and not any(
                        call.began - CLOCK_SECONDS <= moment <= call.ended + CLOCK_SECONDS for moment in found):
                    yield f"{door} was said to be open, and was not"
    run.late += late


def revocations(run):
    """(7): no guest opens a door later than the bound after their suspension was acknowledged."""
    found = list(openings(run))
    for guest in run.departing:
        for door, ended, restored in guest.spans:
            for name, moment in found:
                if name != door or not ended + CLOCK_SECONDS < moment < restored - CLOCK_SECONDS:
                    continue
                if moment <= ended + MOVEMENT_SECONDS + CLOCK_SECONDS:
                    run.late_of_revoked += 1
                elif is_of_a_stop(run, ended, moment):
                    run.late += 1
                else:
                    yield f"{door} was opened {moment - ended:.1f} s after its guest's suspension was acknowledged"


def clock(run):
    """(8): what fell due while the clock was moved happened in order."""
    names = {user["id"]: user["name"] for user in run.cluster.virtual.site()["users"]}
    begun = [names.get(entry["user_id"]) for entry in run.cluster.virtual.ledger() if entry["effect"] == "subscribed"]
    found = [name for name in begun if name in run.arrivals]
    if found != run.arrivals:
        yield f"guests of {run.arrivals} got their seats in the order {found}"


def late_calls(run):
    """What a stop may let through is bounded by the number of stops."""
    stops = len(run.history.faults_of("stop"))
    if run.late > stops:
        yield f"{run.late} movements came too late, after {stops} stops"


def longest_gap(moments, since):
    """The longest time without any of some moments that began soon after another moment."""
    points = [since, *sorted(moment for moment in moments if moment > since)]
    return max((after - before for before, after in zip(points, points[1:]) if before < since + MOVEMENT_SECONDS), default=0)


def availability(run):
    """With several nodes, others take over within 10 seconds, and calls fail for 5 seconds at most after the primary's end."""
    if len(run.cluster.nodes) == 1:
        return
    ours = [instant(entry["at"]) - run.cloud_offset for entry in run.ledger
            if entry["effect"] and entry["caller_id"] == INTEGRATION]
    for fault in run.history.faults_of("kill") + run.history.faults_of("stop"):
        run.takeovers.append(longest_gap(ours, fault["began"]))
    if run.takeovers and max(run.takeovers) > TAKEOVER_SECONDS:
        yield f"nobody worked for the site for {max(run.takeovers):.1f} s after a node's end"
    answered = [call.ended for call in run.history.calls if call.outcome == OK]
    for fault in run.history.faults_of("kill_primary"):
        run.failovers.append(longest_gap(answered, fault["began"]))
        if run.failovers[-1] > FAILOVER_SECONDS:
            yield f"no call was answered for {run.failovers[-1]:.1f} s after the primary's end"


ALL = (acknowledged, events, webhooks, site, movements, revocations, late_calls, clock, availability)
