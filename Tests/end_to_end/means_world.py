"""Access grants with all means of access: PINs, phones, cards, cloud keys, and apps that unlock remotely."""
import json

import harness
from grant_world import GrantWorld
from test_client_sessions import shown
from test_command_line import latchkey

CARDS = 5
OPENED, REFUSED = 0, 81
TOO_MANY = 429


class Unlock:
    """A person's attempts to unlock a door remotely."""

    def __init__(self):
        # Whether an attempt began, whether the lock opened, and the answers.
        self.is_accepted, self.is_open, self.answers = False, False, []


class MeansWorld(GrantWorld):
    """A world with cards at its sites, some of which are in people's hands, and with apps of some people."""

    modes = (
        ["code"], ["mobile_key"], ["card"], ["code", "card"], ["code", "mobile_key"], ["cloud_key"],
        ["code", "mobile_key", "card", "cloud_key"])
    later_modes = ("code", "mobile_key", "card", "cloud_key")

    def change(self):
        what = self.chance.random()
        if what < 0.7:
            super().change()
        elif what < 0.88:
            self.assign_card_of_grant()
        else:
            person = self.chance.choice(self.people)
            (self.end_session if self.chance.random() < 0.4 else self.begin_session)(person)

    # MARK: Cards

    def register_cards(self, site, first):
        for number in range(first, first + CARDS):
            self.virtual.post("tags", {"site_id": site, "tag_number": str(number)})

    def credentials(self, **filters):
        """The credentials, except for the shares of phones."""
        listed = self.server.ok("/acs/credentials/list", **filters)["acs_credentials"]
        return [found for found in listed if not found.get("parent_acs_credential_id")]

    def free_cards(self, site):
        return [card for card in self.credentials(acs_system_id=self.systems[site])
                if card["access_method"] == "card" and not card.get("acs_user_id")]

    def assign_card_of_grant(self):
        """Assigns a free card to a grant that waits for one."""
        cards = [card for site in sorted(self.systems) for card in self.free_cards(site)]
        for grant in self.chance.sample(sorted(self.grants), len(self.grants)):
            for method in self.server.ok("/access_methods/list", access_grant_id=grant)["access_methods"]:
                if cards and method["mode"] == "card" and method.get("is_assignment_required"):
                    # A card of the other site is refused.
                    self.server.ok(
                        "/access_methods/assign_card", access_method_id=method["access_method_id"],
                        card_number=self.chance.choice(cards)["card_number"])
                    return

    def look_at(self, person, credentials):
        super().look_at(person, credentials)
        person.cloud_keys = {
            self.site_of(key): key["acs_credential_id"] for key in credentials if key["access_method"] == "cloud_key"}
        for card in credentials:
            if card["access_method"] == "card":
                self.hand_over(card["card_number"], person, self.site_of(card))

    def hand_over(self, number, person, site):
        """A person keeps a card, even one that was taken from the person's user, until somebody else gets it."""
        for other in self.people:
            if other is not person and other.cards.get(site) == number:
                del other.cards[site]
        person.cards[site] = number

    # MARK: Apps

    def begin_session(self, person):
        """Lets the person use an app that unlocks remotely."""
        if not person.token:
            session = self.server.ok("/client_sessions/create", user_identity_id=person.identity)["client_session"]
            person.session, person.token = session["client_session_id"], session["token"]

    def end_session(self, person):
        # A phone has a session of its own.
        if person.session and not person.phone:
            self.server.ok("/client_sessions/delete", client_session_id=person.session)
            person.session = person.token = None

    def tokens(self, person):
        """The tokens of the person's app, and of the links of the person's grants."""
        grants = [grant for grant, owner in sorted(self.grants.items()) if owner is person]
        methods = [method for grant in grants
                   for method in self.server.ok("/access_methods/list", access_grant_id=grant)["access_methods"]]
        links = [method["client_session_token"] for method in methods if method.get("client_session_token")]
        return ([person.token] if person.token else []) + links

    def holds(self, person, means, site):
        """Whether a site knows the person, who has a means in hand, whatever it opens."""
        if person.name not in {user["name"] for user in self.state[site]["users"]}:
            return False
        if means == "remote":
            return person.token is not None or site in person.cloud_keys
        if means == "mobile_key":
            return person.phone is not None
        return site in (person.pins if means == "code" else person.cards)

    # MARK: At the door

    def opens(self, person, door, means):
        if means != "card":
            return super().opens(person, door, means)
        if door.site not in person.cards:
            return False, "no card is known"
        answer = self.virtual.post(f"locks/{door.lock}/try", {"tag": person.cards[door.site]})
        return answer["opened"], answer["reason"]

    def opens_by_hand(self, person, door, means):
        """Cards are held to the door on the command line."""
        if means != "card" or door.site not in person.cards:
            return super().opens_by_hand(person, door, means)
        result = latchkey(
            "card", "hold", door.lock, "--number", person.cards[door.site], "--radio",
            self.server.ready["virtual_radio"], "--json")
        assert result.returncode in (OPENED, REFUSED), result.stderr
        said = json.loads(result.stdout)
        return said["opened"], said["reason"]

    def unlock(self, person, door):
        """The person unlocks a door by the app, or else by a cloud key. None if the lock has moved too often."""
        ways = [
            lambda token=token: shown(self.server, token, "/locks/unlock_door", device_id=door.device)
            for token in self.tokens(person)]
        if door.site in person.cloud_keys:
            ways.append(lambda: self.server.call(
                "/acs/entrances/unlock", acs_credential_id=person.cloud_keys[door.site],
                acs_entrance_id=door.entrance))
        unlock, before = Unlock(), self.virtual.get("ledger")["answered"]
        for way in ways:
            status, body = way()
            if status == TOO_MANY:
                return None
            unlock.is_accepted = status == 200
            unlock.answers.append(self.ended(body["action_attempt"]) if status == 200 else body["error"])
            if status == 200:
                break
        unlock.is_open = self.count_openings(door, before) == 1
        return unlock

    def ended(self, attempt):
        def end():
            found = self.server.ok("/action_attempts/get", action_attempt_id=attempt["action_attempt_id"])
            return found["action_attempt"] if found["action_attempt"]["status"] != "pending" else None

        return harness.wait_until(end, "the end of the attempt")

    def count_openings(self, door, after):
        """The remote openings of a door in the ledger."""
        entries = self.virtual.get(f"ledger?after_seq={after}")["entries"]
        return sum(entry["effect"] == "lock_opened_remotely" and f"/locks/{door.lock}/" in entry["path"]
                   for entry in entries)
