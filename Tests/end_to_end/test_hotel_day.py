"""A hotel's day at the desk: a stack of cards at two encoders, by API and on the command line, judged by the ledger and
by the doors."""
import json
import os
import subprocess

import pytest

import harness
from harness import BUILDING_A, CHECK_IN, CHECK_OUT
from test_command_line import CommandLine, latchkey

OPENED, REFUSED = 0, 81
# The registered cards on the stack, and one that the site does not know.
FIRST, SECOND, THIRD, UNREGISTERED = "10000001", "10000002", "10000003", "90000009"
ROOM, HALL = "Apartment 4B", "Main Entrance"


class Desk:
    """A desk with two encoders, and a stack of cards."""

    def __init__(self, server):
        self.server, self.command = server, CommandLine(server)
        for name in ("Desk 1", "Desk 2"):
            server.virtual.post("locks", {"name": name})
        for number in (FIRST, SECOND, THIRD):
            server.virtual.post("tags", {"tag_number": number})
        server.sync()
        server.advance(1)
        listed = self.command.json("acs", "encoders", "list", "--acs-system-id", BUILDING_A)["acs_encoders"]
        self.encoders = {encoder["display_name"]: encoder["acs_encoder_id"] for encoder in listed}

    def book(self, name, *modes, ends_at=CHECK_OUT):
        grant = self.server.ok(
            "/access_grants/create", user_identity={"full_name": name}, device_ids=[self.encoders[ROOM]],
            starts_at=CHECK_IN, ends_at=ends_at, requested_access_methods=[{"mode": mode} for mode in modes])
        return grant["access_grant"]["access_grant_id"]

    def method(self, grant, mode):
        listed = self.server.ok("/access_methods/list", access_grant_id=grant)["access_methods"]
        return next(method for method in listed if method["mode"] == mode)

    def begin(self, encoder, path, **parameters):
        """Begins an attempt that waits for a card."""
        attempt = self.server.ok(path, acs_encoder_id=self.encoders[encoder], **parameters)["action_attempt"]
        assert attempt["status"] == "pending", attempt
        return attempt

    def encode(self, encoder, grant, *numbers):
        """Encodes the card of a grant: holds cards to the encoder, one after the other."""
        attempt = self.begin(
            encoder, "/access_methods/encode", access_method_id=self.method(grant, "card")["access_method_id"])
        for number in numbers:
            self.hold(encoder, number)
        return self.ended(attempt)

    def status(self, attempt):
        return self.server.ok("/action_attempts/get", action_attempt_id=attempt["action_attempt_id"])["action_attempt"]

    def ended(self, attempt):
        """The attempt, once it has ended. Entries of locks are late, so the clock is advanced before."""
        self.server.advance(120)
        harness.wait_until(lambda: self.status(attempt)["status"] != "pending", "the end of the attempt")
        return self.status(attempt)

    def hold(self, door, number):
        """Holds a card to a door by the command line, and returns what the lock decides."""
        result = latchkey(
            "card", "hold", door, "--number", number, "--radio", self.server.ready["virtual_radio"], "--json")
        assert result.returncode in (OPENED, REFUSED), result.stderr
        said = json.loads(result.stdout)
        assert (said["card_number"], said["opened"]) == (number, result.returncode == OPENED), said
        return said["reason"]

    def opens(self, door, number):
        return self.hold(door, number) == "opened"

    def holder(self, number):
        """The ACS user of a card. None if it is free."""
        listed = self.server.ok("/acs/credentials/list", acs_system_id=BUILDING_A)["acs_credentials"]
        return next(card for card in listed if card.get("card_number") == number).get("acs_user_id")

    def effects(self):
        """The effects at the site once everything is done."""
        self.server.advance(240)
        return self.server.virtual.effects()


@pytest.fixture
def desk(server):
    return Desk(server)


def test_the_wrong_cards_of_a_stack_change_nothing(desk):
    jane, kim = desk.book("Jane Doe", "card"), desk.book("Kim Lee", "card")
    done = desk.encode("Desk 1", jane, UNREGISTERED, FIRST)
    assert (done["status"], done["action_type"]) == ("success", "ENCODE_CREDENTIAL"), done
    assert done["result"]["card_number"] == FIRST
    before = desk.effects()
    # The card of another guest, a card that is taken away too early, and a second card for one guest.
    wrong = desk.encode("Desk 2", kim, FIRST)
    assert wrong["error"]["type"] == "incompatible_card_format", wrong
    desk.command(
        "acs", "encoders", "simulate", "next-credential-encode-will-fail", "--acs-encoder-id", desk.encoders["Desk 2"],
        "--error-code", "encoding_interrupted")
    method = desk.method(kim, "card")["access_method_id"]
    early = desk.server.ok(
        "/access_methods/encode", access_method_id=method, acs_encoder_id=desk.encoders["Desk 2"])["action_attempt"]
    assert early["error"]["type"] == "encoding_interrupted", early
    second = desk.server.ok(
        "/access_methods/encode", access_method_id=desk.method(jane, "card")["access_method_id"],
        acs_encoder_id=desk.encoders["Desk 2"])["action_attempt"]
    assert second["error"]["type"] == "credential_cannot_be_reissued", second
    card = done["result"]["acs_credential_id"]
    other = desk.begin("Desk 2", "/acs/encoders/encode_credential", acs_credential_id=card)
    desk.hold("Desk 2", SECOND)
    assert desk.ended(other)["error"]["type"] == "incompatible_card_format"
    assert desk.effects() == before
    assert desk.holder(SECOND) is None and desk.method(kim, "card")["is_encoding_required"] is True


def test_two_guests_at_two_encoders_get_the_cards_that_they_hold(desk):
    jane, kim = desk.book("Jane Doe", "card"), desk.book("Kim Lee", "card")
    attempts = [
        desk.begin(
            encoder, "/access_methods/encode", access_method_id=desk.method(grant, "card")["access_method_id"])
        for encoder, grant in (("Desk 1", jane), ("Desk 2", kim))]
    # The later guest is quicker. An attempt whose card is taken away before the lock has read it waits on.
    desk.hold("Desk 2", SECOND)
    assert desk.ended(attempts[1])["result"]["card_number"] == SECOND
    assert desk.status(attempts[0])["status"] == "pending"
    desk.hold("Desk 1", FIRST)
    assert desk.ended(attempts[0])["result"]["card_number"] == FIRST
    desk.server.set_clock(CHECK_IN)
    desk.server.advance(600)
    assert desk.opens(ROOM, FIRST) and desk.opens(ROOM, SECOND)
    assert not desk.opens(ROOM, THIRD) and not desk.opens(ROOM, UNREGISTERED)
    assert not desk.opens(HALL, FIRST), "the hall is no door of the grant"
    for grant in (jane, kim):
        assert desk.method(grant, "card")["is_issued"] is True
        assert desk.method(grant, "card")["is_encoding_required"] is False


def test_a_guest_with_a_code_and_a_card_loses_the_card(desk):
    server = desk.server
    grant = desk.book("Jane Doe", "code", "card")
    assert desk.encode("Desk 1", grant, FIRST)["status"] == "success"
    server.set_clock(CHECK_IN)
    server.advance(600)
    pin = desk.method(grant, "code")["code"]

    def types():
        return server.virtual.post(f"locks/{server.virtual.lock(ROOM)}/try", {"pin": pin})["reason"]

    assert (types(), desk.hold(ROOM, FIRST)) == ("opened", "opened")
    lost = desk.method(grant, "card")["access_method_id"]
    desk.command("access-methods", "delete", "--access-method-id", lost)
    server.advance(240)
    assert (types(), desk.opens(ROOM, FIRST)) == ("opened", False)
    assert desk.holder(FIRST) is None
    server.ok(
        "/access_grants/request_access_methods", access_grant_id=grant, requested_access_methods=[{"mode": "card"}])
    assert desk.method(grant, "card")["access_method_id"] != lost
    done = desk.encode("Desk 2", grant, SECOND)
    assert done["result"]["card_number"] == SECOND, done
    server.advance(240)
    assert (types(), desk.opens(ROOM, FIRST), desk.opens(ROOM, SECOND)) == ("opened", False, True)
    assert desk.method(grant, "code")["code"] == pin
    effects = server.virtual.effects()
    assert (effects["user_created"], effects["pin_set"]) == (1, 1), effects

    # The card goes back on the stack at check-out, and the next guest gets it.
    server.set_clock(CHECK_OUT)
    server.advance(240)
    assert not desk.opens(ROOM, SECOND)
    server.ok("/access_grants/delete", access_grant_id=grant)
    server.advance(240)
    assert desk.holder(SECOND) is None
    following = desk.book("Next Guest", "card", ends_at="2024-11-08T11:00:00Z")
    assert desk.encode("Desk 1", following, SECOND)["result"]["card_number"] == SECOND
    server.advance(600)
    assert desk.opens(ROOM, SECOND)


def scan(desk, encoder, number, *options):
    """Scans a card by the command line, which waits for it, and returns the attempt."""
    before = {one["action_attempt_id"] for one in desk.server.ok("/action_attempts/list")["action_attempts"]}
    environment = {**os.environ, **desk.command.environment}
    command = subprocess.Popen(
        [harness.BINARY, "acs", "encoders", "scan-credential", "--acs-encoder-id", desk.encoders[encoder], "--json",
         *options], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def begun():
        listed = desk.server.ok("/action_attempts/list")["action_attempts"]
        return next((one for one in listed if one["action_attempt_id"] not in before), None)

    attempt = harness.wait_until(begun, "the attempt of the command line")
    desk.hold(encoder, number)
    ended = desk.ended(attempt)
    # The command ends with the attempt, or says after ten seconds that it is pending.
    said, problem = command.communicate(timeout=60)
    assert json.loads(said)["action_attempt"]["action_attempt_id"] == attempt["action_attempt_id"], problem
    return ended


def test_the_stack_is_sorted_on_the_command_line(desk):
    jane = desk.book("Jane Doe", "card")
    assert desk.encode("Desk 1", jane, FIRST)["status"] == "success"
    known = scan(desk, "Desk 1", FIRST)["result"]
    assert known["acs_credential_on_encoder"]["card_number"] == FIRST
    assert known["acs_credential_on_seam"]["acs_user_id"] == desk.holder(FIRST)
    free = scan(desk, "Desk 2", SECOND)["result"]
    assert free["acs_credential_on_seam"]["card_number"] == SECOND
    assert free["acs_credential_on_seam"].get("acs_user_id") is None
    new = scan(desk, "Desk 2", UNREGISTERED, "--salto-ks-metadata.detect-new-tags")["result"]
    assert new["acs_credential_on_encoder"]["card_number"] == UNREGISTERED
    assert new["acs_credential_on_seam"] is None
    assert [warning["warning_code"] for warning in new["warnings"]] == ["acs_credential_on_seam_not_found"]
    # It is registered at the site, and then it is a card like the others.
    desk.server.virtual.post("tags", {"tag_number": UNREGISTERED})
    desk.server.sync()
    desk.server.advance(1)
    kim = desk.book("Kim Lee", "card")
    assert desk.encode("Desk 2", kim, UNREGISTERED)["result"]["card_number"] == UNREGISTERED
