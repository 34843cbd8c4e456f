"""Waits of tests, which always end."""
import time


def wait_until(condition, what, seconds=120, pause=0.01):
    """Waits until a condition is true and returns its value. Raises an error that describes the condition."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, f"waited {seconds} seconds in vain for {what}"
        time.sleep(pause)
    return found
