"""The seed of the random tests, and the history with which they begin. The option --from-seed sets both."""
import argparse
import os
import random

SEED = int(os.environ.get("LATCHKEY_SEED", str(random.SystemRandom().randrange(1 << 32))))
FIRST = 0


def read(option):
    """The seed and the first history of an option."""
    seed, _, history = option.partition(":")
    try:
        return int(seed), int(history or "0")
    except ValueError:
        raise argparse.ArgumentTypeError(f"must be SEED or SEED:HISTORY, whole numbers, and not {option}") from None


def again(history=None):
    """The option by which a run goes on, for messages."""
    return f"--from-seed {SEED}" + ("" if history is None else f":{history}")
