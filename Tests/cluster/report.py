"""The figures of a history, as a line of a table or as JSON."""
import collections

from history import NOT_SENT, OK, REFUSED, UNKNOWN

COLUMNS = {
    "seed": "seed", "result": "result", "seconds": "s", OK: "ok", REFUSED: "refused", NOT_SENT: "not sent",
    UNKNOWN: "unknown", "events": "events", "moved": "moved", "suspended": "suspended", "late": "late",
    "late_of_revoked": "revoked", "kept": "kept", "overslept": "overslept", "taken_over_after": "taken over",
    "failed_over_after": "failed over"}
WIDTHS = {name: max(len(head), 10 if name == "seed" else 6) for name, head in COLUMNS.items()}
HEAD = "  ".join(head.rjust(WIDTHS[name]) for name, head in COLUMNS.items()) + "  faults"


def figures(run, wrong, seconds=0):
    """What was played, what was late or slow, and what was wrong."""
    counts = run.history.counts()
    return {
        "seed": run.seed, "result": "wrong" if wrong else "sound", "seconds": round(seconds, 1),
        **{outcome: counts[outcome] for outcome in (OK, REFUSED, NOT_SENT, UNKNOWN)},
        "events": len(run.readers[0].events) if run.readers else 0, "moved": run.opened(),
        "suspended": sum(len(guest.spans) for guest in run.departing),
        "late": len(run.late), "late_of_revoked": len(run.late_of_revoked), "kept": run.kept,
        "overslept": sum(len(node.ends) for node in run.cluster.nodes),
        "taken_over_after": round(max(run.takeovers, default=0), 1),
        "failed_over_after": round(max(run.failovers, default=0), 1),
        "faults": [{name: fault[name] for name in ("kind", "node", "step", "detail")} for fault in run.history.faults],
        "wrong": wrong}


def not_begun(seed, wrong, seconds):
    """The figures of a history whose nodes did not start."""
    return {**dict.fromkeys(COLUMNS, 0), "seed": seed, "result": "wrong", "seconds": round(seconds, 1), "faults": [],
            "wrong": wrong}


def line(found):
    """A row of the table, and below it what was wrong."""
    kinds = collections.Counter(fault["kind"] for fault in found["faults"])
    row = "  ".join(str(found[name]).rjust(WIDTHS[name]) for name in COLUMNS)
    faults = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
    return "\n".join([f"{row}  {faults}", *(f"    {each.rstrip()}" for each in found["wrong"][:20]), *(
        [f"    its calls, faults and logs are in {found['folder']}"] if found["wrong"] and "folder" in found else [])])


def summary(all_found):
    """The counts of all histories: faults, and the steps in which nodes were killed and stopped."""
    faults = [fault for found in all_found for fault in found["faults"]]
    kinds = collections.Counter(fault["kind"] for fault in faults)
    in_steps = collections.Counter(f"{fault['kind']} {fault['step']}" for fault in faults if fault["step"])
    wrong = sum(bool(found["wrong"]) for found in all_found)
    lines = [f"{len(all_found) - wrong} passed, {wrong} failed",
             "faults: " + ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))]
    return "\n".join(lines + [f"{count:4}  {step}" for step, count in sorted(in_steps.items())])
