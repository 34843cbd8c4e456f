"""Clients that each change what no other client changes, so that what must come of it is known."""
import threading
import time

from cluster import text
from harness import BUILDING_A, COMMON
from history import NOT_SENT, OK, REFUSED, UNKNOWN

HOUR = 3600


class Guest:
    """A guest, with every state that the answers so far allow."""

    def __init__(self, name):
        self.name, self.id = name, None
        # One of these is true: None is a guest who does not exist, else the full name and whether they are suspended.
        self.possible = {None}

    def after(self, outcome, state):
        """Takes what came of a change to a state."""
        if outcome == OK:
            self.possible = {state}
        elif outcome == UNKNOWN:
            self.possible = self.possible | {state}

    @property
    def is_certain(self):
        return len(self.possible) == 1

    @property
    def state(self):
        state, = self.possible
        return state


class Worker(threading.Thread):
    """A client that takes steps until it is told to end. An error of its own fails the history."""

    def __init__(self, client):
        super().__init__(daemon=True, name=client.name)
        self.client, self.chance, self.is_over, self.error = client, client.chance, threading.Event(), None

    def run(self):
        try:
            while not self.is_over.is_set():
                self.step()
        except Exception as error:  # noqa: BLE001 (told by the run)
            self.error = error

    def pause(self, least, most):
        self.is_over.wait(self.chance.uniform(least, most))


class Desk(Worker):
    """Books guests and changes them. Of an unknown outcome it learns by the same key half of the time; else the guest is
    not touched again.
    """

    def __init__(self, client, now, most):
        super().__init__(client)
        self.now, self.most, self.guests = now, most, []

    def change(self, guest, state, path, **parameters):
        call = self.client.once(path, **parameters)
        if call.outcome in (NOT_SENT, UNKNOWN) and self.chance.random() < 0.5:
            # The first attempt may have been done, and the second is not done again.
            call = self.client.until_answered(path, key=call.key, **parameters)
        # What no longer exists was changed by an earlier unknown call only.
        assert call.outcome != REFUSED or not guest.is_certain, (call, guest.possible)
        guest.after(call.outcome, state)
        return call

    def step(self):
        own = [guest for guest in self.guests if guest.is_certain and guest.state is not None]
        if len(own) < self.most and (not own or self.chance.random() < 0.4):
            self.book()
        else:
            guest = self.chance.choice(own)
            self.chance.choice([self.rename, self.rename, self.suspend, self.delete])(guest)
        self.pause(0, 0.2)

    def book(self):
        guest = Guest(f"{self.client.name} {len(self.guests)}")
        self.guests.append(guest)
        now = time.time() + self.now
        call = self.change(
            guest, (guest.name, False), "/acs/users/create", acs_system_id=BUILDING_A, full_name=guest.name,
            access_schedule={"starts_at": text(now - HOUR), "ends_at": text(now + 72 * HOUR)},
            acs_access_group_ids=[COMMON])
        if call.outcome == OK:
            guest.id = call.answer["acs_user"]["acs_user_id"]

    def rename(self, guest):
        name, is_suspended = guest.state
        base, _, number = name.partition(" / ")
        renamed = f"{base} / {int(number or 0) + 1}"
        self.change(guest, (renamed, is_suspended), "/acs/users/update", acs_user_id=guest.id, full_name=renamed)

    def suspend(self, guest):
        name, is_suspended = guest.state
        path = "/acs/users/unsuspend" if is_suspended else "/acs/users/suspend"
        self.change(guest, (name, not is_suspended), path, acs_user_id=guest.id)

    def delete(self, guest):
        self.change(guest, None, "/acs/users/delete", acs_user_id=guest.id)


class Opener(Worker):
    """Opens doors that nobody else opens, one after another."""

    def __init__(self, client, doors):
        super().__init__(client)
        self.doors, self.turn, self.requests = doors, 0, []

    def step(self):
        door = self.doors[self.turn % len(self.doors)]
        self.turn += 1
        call = self.client.once("/locks/unlock_door", device_id=door["device_id"])
        if call.outcome != NOT_SENT:
            self.requests.append((door["name"], call))
        # A lock takes 15 movements a minute.
        self.pause(0.1, 8 / len(self.doors))


class Departing(Worker):
    """A guest who opens doors while the desk suspends them."""

    def __init__(self, client, desk, user, doors):
        super().__init__(client)
        self.desk, self.user, self.doors, self.turn = desk, user, doors, 0
        # A door, when the suspension was acknowledged, and when it was about to be taken back.
        self.spans = []

    def step(self):
        door = self.doors[self.turn % len(self.doors)]
        self.turn += 1
        ended = []

        def suspend():
            self.is_over.wait(self.chance.uniform(0, 1.5))
            self.desk.ok("/acs/users/suspend", acs_user_id=self.user)
            ended.append(time.time())

        other = threading.Thread(target=suspend)
        other.start()
        for _ in range(6):
            self.client.once("/locks/unlock_door", device_id=door["device_id"])
            self.pause(0, 0.5)
        other.join()
        assert ended, f"the suspension of {self.user} was not acknowledged"
        for _ in range(2):
            self.client.once("/locks/unlock_door", device_id=door["device_id"])
        self.is_over.wait(4)
        self.spans.append((door["name"], ended[0], time.time()))
        self.desk.ok("/acs/users/unsuspend", acs_user_id=self.user)
        self.pause(2, 6)


class Probe(Worker):
    """Always has some work for the node that works for the site: it renames one guest again and again, and waits for no node
    that does not answer.
    """

    def __init__(self, client, user, name):
        super().__init__(client)
        self.user, self.name, self.count = user, name, 0

    def step(self):
        self.count += 1
        self.client.once(
            "/acs/users/update", patience=1, acs_user_id=self.user, full_name=f"{self.name} / {self.count}")
        self.pause(0.2, 0.4)
