"""What must happen in time, or not at all: movements of locks, revocations, and work after a failure."""
import collections
import itertools

from history import OK
from steps import BODY_OF_A_MOVEMENT
from web_app import INTEGRATION

# A movement of a lock that is sent later than this after its request would open for nobody.
MOVEMENT_SECONDS = 3
# How long others take to work for a dead node's sites, and a client of the database to find the new primary.
TAKEOVER_SECONDS, FAILOVER_SECONDS = 10, 5
# How long a node lives without its database.
LEASE_SECONDS = 5
# The clocks of the machine and of the cloud are compared by calls.
CLOCK_SECONDS = 0.3
MOVED = "lock_opened_remotely"


def openings(run):
    """The movements at the cloud as (door, when a node sent it, when it arrived)."""
    waited = [each for each in run.waited if BODY_OF_A_MOVEMENT in each["text"]]
    doors = {lock["id"]: lock["name"] for lock in run.cluster.virtual.site()["locks"]}
    for entry in run.ledger:
        if entry["effect"] == MOVED:
            door = next(name for id_, name in doors.items() if id_ in entry["path"])
            yield door, departure(entry, waited), entry["moment"]


def departure(entry, waited):
    """When a movement was sent. What a cut link to the cloud has kept arrives later, whatever its node does."""
    for each in waited:
        if each["path"] == entry["path"] and abs(entry["moment"] - each["passed"]) <= CLOCK_SECONDS:
            waited.remove(each)
            return each["sent"]
    return entry["moment"]


def excuse(run, since, moment):
    """The stop of a node that may have let a movement through later than wanted, between the node's last look at the clock and
    the sending. It is counted.
    """
    for stop in run.history.faults_of("stop"):
        if stop["ended"] > since and 0 <= moment - stop["ended"] + CLOCK_SECONDS <= MOVEMENT_SECONDS:
            return stop["began"]
    return None


def movements(run):
    """(6): each request opens its door once at most, by what is sent no later than 3 seconds after it."""
    moments = collections.defaultdict(list)
    for door, *moment in openings(run):
        moments[door].append(moment)
    for opener in run.openers:
        for door, calls in itertools.groupby(sorted(opener.requests, key=lambda each: each[0]), key=lambda each: each[0]):
            calls = sorted((call for _, call in calls), key=run.history.reached)
            found = sorted(moments.pop(door, []))
            if len(found) > len(calls):
                yield f"{door} was opened {len(found)} times after {len(calls)} requests"
            for sent, arrived in found:
                before = [call for call in calls if call.began - CLOCK_SECONDS <= sent]
                if not before:
                    yield f"{door} was opened before anybody asked"
                elif (after := sent - run.history.reached(before[-1])) > MOVEMENT_SECONDS + CLOCK_SECONDS:
                    if found_excuse := excuse(run, before[-1].began, sent):
                        run.late.append(found_excuse)
                    else:
                        yield f"{door} was opened by what was sent {after:.1f} s after it was asked for"
                elif arrived - run.history.reached(before[-1]) > MOVEMENT_SECONDS + CLOCK_SECONDS:
                    run.kept += 1
            for call in calls:
                attempt = (call.answer or {}).get("action_attempt", {})
                if call.outcome == OK and attempt.get("status") == "success" and not any(
                        call.began - CLOCK_SECONDS <= arrived <= call.ended + CLOCK_SECONDS for _, arrived in found):
                    yield f"{door} was said to be open, and was not"


def revocations(run):
    """(7): no guest opens a door after their suspension was acknowledged."""
    found = list(openings(run))
    for guest in run.departing:
        for door, ended, restored in guest.spans:
            for name, sent, arrived in found:
                if name != door or not ended + CLOCK_SECONDS < arrived < restored - CLOCK_SECONDS:
                    continue
                if sent <= ended + CLOCK_SECONDS:
                    run.kept += 1
                elif found_excuse := excuse(run, ended, sent):
                    run.late_of_revoked.append(found_excuse)
                else:
                    yield f"{door} was opened {arrived - ended:.1f} s after its guest's suspension was acknowledged"


def late_calls(run):
    """What was late is at most one movement for each stop."""
    for count in collections.Counter(run.late + run.late_of_revoked).values():
        if count > 1:
            yield f"{count} movements came too late after one stop"


def longest_gap(moments, since, until, excused=()):
    """The longest time without any of some moments that began soon after another moment. Excused spans do not count."""
    points = [since, *sorted(moment for moment in moments if since < moment < until), max(since, until)]
    return max((after - before - sum(max(0, min(after, end) - max(before, begin)) for begin, end in excused)
                for before, after in zip(points, points[1:]) if before < since + MOVEMENT_SECONDS), default=0)


def availability(run):
    """(10): with several nodes, others take over within 10 seconds, and calls fail for 5 seconds at most after the primary's
    end. Nobody works for a site whose node has no link to the cloud: the claim is about the database.
    """
    if len(run.cluster.nodes) == 1:
        return
    # Any node moves locks. The rest is done by the node that works for the site, and the probe always wants some of it.
    ours = [entry["moment"] for entry in run.ledger
            if entry["effect"] not in (None, "", MOVED) and entry["caller_id"] == INTEGRATION]
    without_cloud = [(cut["began"], cut["ended"]) for cut in run.history.faults_of("cut_cloud")]
    deaths = [*run.history.faults_of("kill"), *run.history.faults_of("stop"), *(
        cut for cut in run.history.faults_of("cut_database") if cut["ended"] - cut["began"] > LEASE_SECONDS)]
    for fault in deaths:
        # The node that takes over may end as well. Its successor has as long, and a third one is not waited for.
        ends = [other["began"] for other in deaths]
        run.takeovers.append(longest_gap([*ours, *ends], fault["began"], run.ended, without_cloud))
        whole = longest_gap(ours, fault["began"], run.ended, without_cloud)
        if run.takeovers[-1] > TAKEOVER_SECONDS or whole > 2 * TAKEOVER_SECONDS:
            yield f"nobody worked for the site for {whole:.1f} s after {fault['kind']} {fault['step']}"
    answered = [call.ended for call in run.history.calls if call.outcome == OK]
    for fault in run.history.faults_of("kill_primary") + run.history.faults_of("pause_primary"):
        run.failovers.append(longest_gap(answered, fault["began"], run.ended))
        if run.failovers[-1] > FAILOVER_SECONDS + fault["delay"]:
            yield f"no call was answered for {run.failovers[-1]:.1f} s after {fault['kind']}"
