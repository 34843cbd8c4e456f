"""Random histories of access grants with faults and kills. In the end both sides are in sync, and once all grants are
deleted, nothing of them is left.

LATCHKEY_GRANT_HISTORIES sets the number of histories. With `--from-seed SEED:HISTORY` a run goes on with a history.
"""
import collections
import os
import random

from grant_history import GrantHistory
from seeds import FIRST, SEED, again

HISTORIES = int(os.environ.get("LATCHKEY_GRANT_HISTORIES", "2"))
STEPS = int(os.environ.get("LATCHKEY_HISTORY_STEPS", "25"))


def test_histories_of_grants_end_in_step(tmp_path, capsys):
    kills = collections.Counter()
    with capsys.disabled():
        print(f"\n{again(FIRST)}")
    for number in range(FIRST, FIRST + HISTORIES):
        told = again(number)
        history = GrantHistory(tmp_path / str(number), random.Random(f"{SEED} {number}"))
        try:
            for _ in range(STEPS):
                history.step()
                history.look(told)
            history.rest()
            history.check_running(told)
            history.check_nothing_left(told)
        except BaseException:
            with capsys.disabled():
                print(f"go on with: pytest Tests/end_to_end/test_grant_histories.py {told}", flush=True)
            raise
        finally:
            kills.update(history.counts)
            history.stage.close()
        with capsys.disabled():
            print(f"history {number} ended in step; kills {sum(kills.values())}", flush=True)
