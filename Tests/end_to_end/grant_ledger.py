"""What the virtual cloud's ledger says about a history of access grants."""
import collections
import re

from test_kill import Stage
from web_app import INTEGRATION

# The number of calls before a kill whose answers may not have arrived.
IN_FLIGHT = 5


class WitnessedStage(Stage):
    """A stage that knows which answers of the cloud may have been lost by kills."""

    def __init__(self, folder, chance):
        self.lost = []
        super().__init__(folder, chance)

    def last_call(self):
        return max((entry["seq"] for entry in self.virtual.ledger()), default=0)

    def kill(self, victim):
        before = self.last_call()
        is_open = super().kill(victim)
        self.lost.append(range(before - IN_FLIGHT, self.last_call() + 1))
        return is_open

    def has_arrived(self, entry):
        """Whether the server certainly knows that a call succeeded."""
        return (entry["status"] or 500) < 300 and not any(entry["seq"] in calls for calls in self.lost)


class LedgerChecks:
    """Checks of a history that has its stage, its virtual cloud, and what it has seen."""

    def check_ledger(self, told):
        ours = [entry for entry in self.virtual.ledger() if entry["effect"] and entry["caller_id"] == INTEGRATION]
        for entry in ours:
            # The integration only adds the person to groups of grants, removes the person from them, and makes a
            # requested PIN, which needs the permission to have one.
            if entry["user_id"] == self.carla["id"]:
                is_own = any(group in entry["path"] for group in self.own_groups)
                allowed = ("member_added", "member_removed", "user_updated", "pin_set")
                assert entry["effect"] in allowed and not is_own, (told, entry)
            if entry["effect"] in ("group_deleted", "locks_changed") or entry["effect"].startswith("schedule"):
                assert not any(group in entry["path"] for group in self.own_groups), (told, entry)
        count = collections.Counter(entry["effect"] for entry in ours)
        assert count["group_created"] == count["group_deleted"], (told, count)
        assert count["user_created"] == count["user_deleted"], (told, count)

    def check_made_once(self, told):
        """Nothing is made again, unless the answer of the first call may have been lost, or it was undone meanwhile."""
        made = {}
        for entry in self.virtual.ledger():
            if entry["caller_id"] != INTEGRATION or (entry["status"] or 200) >= 300 and not entry["effect"]:
                continue
            undone = self.undoes(entry)
            made = {thing: call for thing, call in made.items() if not undone(thing)}
            thing = self.makes(entry)
            is_known = thing in made and self.stage.has_arrived(made[thing])
            if thing and is_known and not self.replaces(made[thing], entry):
                raise AssertionError((told, thing, made[thing], entry))
            if thing:
                made[thing] = entry

    def makes(self, entry):
        """What a call makes, or None."""
        way, user = f"{entry['method']} {entry['path']}", entry["user_id"]
        if re.search(r"^POST .*/sites/[^/]+/users$", way):
            return "user", self.marks.get(user, user), None
        if found := re.search(r"^POST .*/access_groups/([^/]+)/(users|time_schedules)$", way):
            return found[2], found[1], user
        if re.search(r"^PUT .*/users/[^/]+/pin(/custom)?$", way):
            return "pin", None, user
        return None

    def replaces(self, former, entry):
        """Whether a call replaces the PIN of a grant that was deleted meanwhile."""
        return entry["effect"] == "pin_set" and any(former["seq"] <= count < entry["seq"] for count in self.removals)

    def undoes(self, entry):
        """Whether a call undoes what was made."""
        effect, user, path = entry["effect"], entry["user_id"], entry["path"]

        def of(thing):
            kind, where, whose = thing
            if effect == "user_deleted":
                return user == whose or kind == "user" and self.marks.get(user, user) == where
            if effect == "user_updated":
                return kind == "pin" and user == whose
            if effect == "member_removed":
                return kind == "users" and user == whose and where in path
            if effect == "schedule_deleted":
                return kind == "time_schedules" and where in path
            return effect == "group_deleted" and kind in ("users", "time_schedules") and where in path

        return of
