"""What has come of a story, without what differs between any two of them: IDs, moments, PINs, links and tokens."""
import collections
import json
import re

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
# Times that the callers of the story chose.
CHOSEN = {"starts_at", "ends_at"}
CHANCE = {"code", "instant_key_url", "client_session_token"}
LISTS = {
    "/acs/users/list": "acs_users", "/user_identities/list": "user_identities", "/acs/credentials/list": "acs_credentials",
    "/access_grants/list": "access_grants", "/acs/access_groups/list": "acs_access_groups", "/phones/list": "phones",
    "/instant_keys/list": "instant_keys", "/devices/list": "devices"}
PAGE = 500


class Outcome:
    """The parts of an outcome, each to be compared with that of another story."""

    def __init__(self, story):
        story.learn()
        self.server, self.virtual, self.names = story.server, story.virtual, story.names
        self.parts = {
            "doors": story.said, "site": self.site(), "people at the site": self.by_person(),
            "groups at the site": self.by_group(), "events": self.events(), **self.lists()}

    def plain(self, value, key=None):
        """A value with names in the place of IDs. Lists are in an order of their own."""
        if isinstance(value, dict):
            return {name: self.plain(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            return sorted((self.plain(inner) for inner in value), key=json.dumps)
        if value is not None and key in CHANCE:
            return "chance"
        if isinstance(value, str):
            named = ID.sub(lambda found: f"<{self.names.get(found.group(), 'ID')}>", value)
            return named if key in CHOSEN else MOMENT.sub("<moment>", named)
        return value

    def lists(self):
        return {path: self.plain(self.server.ok(path)[name]) for path, name in LISTS.items()}

    def site(self):
        """The state of the cloud."""
        site = self.virtual.site()
        for user in site["users"]:
            user.pop("alias")
        return self.plain(site)

    def effects(self):
        """What was changed at the cloud, in order."""
        return [entry for entry in self.virtual.ledger() if entry["effect"]]

    def by_person(self):
        """The effects of each person in order, whose groups are named."""
        found = collections.defaultdict(list)
        for entry in self.effects():
            if entry["user_id"]:
                group, effects = self.group(entry), found[entry["user_id"]]
                # If the answer with a PIN is lost, nobody knows it, and another one is made.
                if entry["effect"] != "pin_set" or effects[-1:] != ["pin_set"]:
                    effects.append(f"{entry['effect']} {self.name(group)}" if group else entry["effect"])
        return sorted((self.name(user), effects) for user, effects in found.items())

    def by_group(self):
        """The effects of each access group in order, except for its members."""
        found = collections.defaultdict(list)
        for entry in self.effects():
            if not entry["user_id"]:
                found[self.group(entry)].append(entry["effect"])
        return sorted((self.name(group), effects) for group, effects in found.items())

    def group(self, entry):
        """The ID of the access group that a call named, or None."""
        ids = ID.findall(entry["path"].partition("/access_groups/")[2])
        return ids[0] if ids else None

    def name(self, id_):
        return self.names.get(id_, "nameless")

    def events(self):
        """The kinds of events of each resource, in order."""
        found, offset = collections.defaultdict(list), 0
        while page := self.server.ok(
                "/events/list", since="2020-01-01T00:00:00Z", limit=PAGE, unstable_offset=offset)["events"]:
            offset += len(page)
            for event in page:
                kind = event["event_type"].partition(".")[0]
                id_ = event.get({"lock": "device_id"}.get(kind, f"{kind}_id"))
                found[kind, id_].append(event["event_type"].partition(".")[2])
        return sorted((kind, self.name(id_), kinds) for (kind, id_), kinds in found.items())
