"""Random histories of access grants with faults and kills. In the end both sides are in sync, and once all grants are
deleted, nothing of them is left.

LATCHKEY_GRANT_HISTORIES sets the number of histories. With LATCHKEY_SEED and LATCHKEY_FIRST_HISTORY a run goes on.
"""
import collections
import os
import random

from grant_history import GrantHistory

HISTORIES = int(os.environ.get("LATCHKEY_GRANT_HISTORIES", "2"))
FIRST = int(os.environ.get("LATCHKEY_FIRST_HISTORY", "0"))
STEPS = int(os.environ.get("LATCHKEY_HISTORY_STEPS", "25"))
SEED = int(os.environ.get("LATCHKEY_SEED", str(random.SystemRandom().randrange(1 << 32))))


def test_histories_of_grants_end_in_step(tmp_path, capsys):
    kills = collections.Counter()
    with capsys.disabled():
        print(f"\nseed {SEED}")
    for number in range(FIRST, FIRST + HISTORIES):
        told = f"seed {SEED}, history {number}"
        history = GrantHistory(tmp_path / str(number), random.Random(f"{SEED} {number}"))
        try:
            for _ in range(STEPS):
                history.step()
                history.look(told)
            history.rest()
            history.check_running(told)
            history.check_nothing_left(told)
        finally:
            kills.update(history.counts)
            history.stage.close()
        with capsys.disabled():
            print(f"history {number} ended in step; kills {sum(kills.values())}", flush=True)
