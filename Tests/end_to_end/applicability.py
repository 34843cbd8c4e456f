"""Marks tests that say nothing in some kind of run, such as on PostgreSQL. Each mark has a sentence with the reason.

A test that cannot run because the machine lacks something is skipped by itself, and with LATCHKEY_SKIPS=fail it fails the
run. These do not.
"""
import pytest

# How the reasons of these tests begin among those of all skipped tests.
PREFIX = "does not apply: "


def does_not_apply(condition, reason):
    return pytest.mark.skipif(condition, reason=PREFIX + reason)
