"""Access codes on the locks of two sites, with seats short, people who change them in the web app, locks that are
removed, faults and kills. In the end both sides are in sync, the digits are what they were, and once all codes are
deleted, nothing of them is left.

LATCHKEY_CODES sets the number of codes.
"""
import collections
import os
import random

from code_world import CodeWorld
from seeds import SEED, again

CODES = int(os.environ.get("LATCHKEY_CODES", "40"))
# Five codes on each lock.
LOCKS = max(4, CODES // 5)


def book(world, kills):
    """Creates all codes, while the seats are enough for a part of them."""
    world.seats(max(2, CODES // 4))
    for number in range(CODES):
        if world.chance.random() < 0.2:
            world.faults()
        hours = world.chance.choice((None, None, 2, 1000, 1000))
        world.perform(world.create(number, hours and world.later(hours)), "while codes are created", kills)
        if world.chance.random() < 0.2:
            world.perform(world.advance(world.chance.choice((1, 30, 300))), "while codes are made", kills)


def note_digits(world, told):
    """The digits that the codes have now stay."""
    shown = world.all_codes()
    for code in world.codes.values():
        digits = shown.get(code.id, {}).get("code")
        if digits and not code.digits:
            code.digits = digits
    assert any(code.digits for code in world.codes.values()), told


def change(world, kills):
    """Callers and people change codes in turn. Two locks are removed meanwhile."""
    steps = max(10, CODES // 2)
    for step in range(steps):
        if step in (steps // 3, 2 * steps // 3):
            world.remove_lock()
        what = world.chance.random()
        if what < 0.15:
            world.faults()
        elif what < 0.35:
            world.perform(world.extend(world.later(1200)), "while codes are extended", kills)
        elif what < 0.45 and len(world.codes) > CODES // 2:
            world.perform(world.delete(), "while codes are deleted", kills)
        elif what < 0.65:
            world.meddle()
        elif what < 0.75:
            world.seats(world.chance.choice((max(2, CODES // 4), 2 * CODES + 20)))
        else:
            world.perform(world.advance(world.chance.choice((10, 100, 600))), "while codes change", kills)


def check_running(world, told):
    """Each code that has not ended opens its lock, with the digits that it had before."""
    shown, now = world.all_codes(), world.now()
    names = [user["name"] for site in world.virtual.get("state")["sites"] for user in site["users"]]
    for code in list(world.codes.values()):
        if code.ends_at and code.ends_at <= now:
            assert code.id not in shown, (told, shown[code.id])
            assert code.name not in names, (told, code.name)
            assert not code.digits or not world.opens(code.door, code.digits), (told, code.name)
            del world.codes[code.name]
            continue
        found = shown[code.id]
        assert found["status"] == "set" and found["errors"] == [] and found["pending_mutations"] == [], (told, found)
        assert names.count(code.name) == 1, (told, code.name)
        assert world.opens(code.door, found["code"]), (told, found)
        if code.digits and not code.is_remade:
            assert found["code"] == code.digits, (told, found, code.digits)
    digits = collections.Counter((world.doors[code.door][0], shown[code.id]["code"]) for code in world.codes.values())
    assert not digits or max(digits.values()) == 1, (told, digits.most_common(2))


def check_removed(world, told):
    """Nothing is left of removed locks and their codes, neither here nor at their sites."""
    listed = {device["display_name"] for device in world.server.ok("/devices/list")["devices"]}
    assert not listed & world.removed_doors, (told, listed & world.removed_doors)
    names = {user["name"] for site in world.virtual.get("state")["sites"] for user in site["users"]}
    for code in world.removed_codes:
        world.server.fails("/access_codes/get", 404, "access_code_not_found", access_code_id=code.id)
        assert code.name not in names, (told, code.name)


def check_nothing_left(world, told):
    for code in list(world.codes.values()):
        world.server.ok("/access_codes/delete", access_code_id=code.id)
    ids = [code.id for code in world.codes.values()]
    world.rest()
    for id_ in ids:
        world.server.fails("/access_codes/get", 404, "access_code_not_found", access_code_id=id_)
    for site in world.virtual.get("state")["sites"]:
        before = world.before[site["id"]]
        for kind in ("users", "access_groups"):
            left = {one["id"] for one in site[kind]} ^ {one["id"] for one in before[kind]}
            assert not left, (told, kind, [one for one in site[kind] if one["id"] in left])
        assert site["seats_used"] == before["seats_used"], (told, site["seats_used"])
    for kind in ("acs/users", "acs/credentials"):
        listed = world.server.ok(f"/{kind}/list")[kind.replace("/", "_")]
        assert listed == [], (told, listed)


def test_codes_at_two_sites_end_in_step(tmp_path, capsys):
    told, kills = f"{again()}, {CODES} codes", collections.Counter()
    with capsys.disabled():
        print(f"\n{told}")
    world = CodeWorld(tmp_path, random.Random(SEED), LOCKS)
    try:
        book(world, kills)
        world.seats(2 * CODES + 20)
        world.rest()
        note_digits(world, told)
        change(world, kills)
        world.seats(2 * CODES + 20)
        world.rest()
        check_running(world, told)
        check_removed(world, told)
        check_nothing_left(world, told)
    finally:
        world.close()
    with capsys.disabled():
        print(f"ended in step; kills {dict(kills)}", flush=True)
