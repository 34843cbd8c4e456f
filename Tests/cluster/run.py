#!/usr/bin/env python3
"""Random histories of clients and faults on one node or several, checked afterwards.

    .venv-tests/bin/python Tests/cluster/run.py --nodes 1 --engine sqlite --histories 3 --seconds 30
    .venv-tests/bin/python Tests/cluster/run.py --nodes 3 --engine replicated --minutes 60 --from-seed 7
    .venv-tests/bin/python Tests/cluster/run.py --nodes 3 --engine postgres --other-binary /usr/bin/latchkey

Every history prints its seed. It ends with code 1 if a check failed, and leaves calls, faults and logs in a folder.
"""
import argparse
import itertools
import json
import pathlib
import random
import signal
import sys
import tempfile
import time
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "end_to_end"))

import report  # noqa: E402
from history_run import Run  # noqa: E402


def play(folder, seed, options):
    """Plays and checks one history. Returns what is reported of it."""
    wrong, began, run = ["the history broke off"], time.monotonic(), None
    try:
        run = Run(folder, seed, options.nodes, options.engine, options.other_binary)
        run.prepare()
        run.play(options.seconds)
        run.rest()
        wrong = run.check()
    except Exception as error:  # noqa: BLE001 (reported with its seed)
        wrong += traceback.format_exception_only(error)
        (folder / "error.txt").write_text("".join(traceback.format_exception(error)))
    finally:
        if run:
            run.history.save(folder / "history.jsonl")
            run.close()
    seconds = time.monotonic() - began
    return report.figures(run, wrong, seconds) if run else report.not_begun(seed, wrong, seconds)


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, default=1)
    parser.add_argument("--engine", choices=["sqlite", "postgres", "replicated"], default="sqlite")
    parser.add_argument("--histories", type=int, help="how many; 1 without --minutes, else any number")
    parser.add_argument("--minutes", type=float, help="no history begins after this time")
    parser.add_argument("--seconds", type=float, default=30, help="how long clients work in each history")
    parser.add_argument("--from-seed", type=int, help="the first history's seed; the next ones count on")
    parser.add_argument("--other-binary", help="an older program that some nodes run; nodes change between both")
    parser.add_argument("--json", action="store_true", help="a line of JSON for each history")
    return parser.parse_args()


def main():
    chosen = options()
    # What was started ends with this program.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    first = chosen.from_seed if chosen.from_seed is not None else random.SystemRandom().randrange(1 << 31)
    end, all_figures = time.monotonic() + 60 * (chosen.minutes or float("inf")), []
    if not chosen.json:
        print(report.HEAD, flush=True)
    seeds = itertools.count(first)
    if chosen.histories or not chosen.minutes:
        seeds = range(first, first + (chosen.histories or 1))
    for seed in seeds:
        if time.monotonic() > end:
            break
        folder = pathlib.Path(tempfile.mkdtemp(prefix=f"latchkey-history-{seed}-"))
        figures = {**play(folder, seed, chosen), "folder": str(folder)}
        all_figures.append(figures)
        print(json.dumps(figures) if chosen.json else report.line(figures), flush=True)
    if not chosen.json:
        print(report.summary(all_figures))
    sys.exit(1 if any(figures["wrong"] for figures in all_figures) else 0)


if __name__ == "__main__":
    main()
