"""Cards with the newest SDK: every operation on encoders. The site has two registered cards."""
import seam as sdk
from seam import Seam

seam = Seam()
building = "11111111-1111-1111-1111-111111111111"
first, second = "12345678", "87654321"
encoders, simulate = seam.acs.encoders, seam.acs.encoders.simulate
encoder = encoders.list(acs_system_id=building)[0]
which = {"acs_encoder_id": encoder.acs_encoder_id}
at_once = {"wait_for_action_attempt": False}
assert encoders.get(**which) == encoder and encoder.errors == []
assert encoders.list(acs_encoder_ids=[encoder.acs_encoder_id]) == [encoder]
assert encoder in encoders.list(acs_system_ids=[building], limit=100)
try:
    encoders.get(acs_encoder_id="11111111-2222-3333-4444-555555555555")
    raise SystemExit("an encoder that does not exist was found")
except sdk.SeamHttpApiError as error:
    assert (error.status_code, error.code) == (404, "acs_encoder_not_found")

# A scan: of the site's card, of one that was changed since, of an unknown one, of an empty one, and of none.
cards = {card.card_number: card.acs_credential_id for card in seam.acs.credentials.list(acs_system_id=building)}
assert set(cards) == {first, second}
for scenario, warning in (
        ("credential_exists_on_seam", None),
        ("credential_on_encoder_needs_update", "acs_credential_on_encoder_out_of_sync")):
    simulate.next_credential_scan_will_succeed(scenario=scenario, acs_credential_id_on_seam=cards[second], **which)
    scanned = encoders.scan_credential(**which, **at_once)
    assert (scanned.status, scanned.action_type) == ("success", "SCAN_CREDENTIAL")
    assert scanned.result.acs_credential_on_encoder.card_number == second
    assert [one.warning_code for one in scanned.result.warnings] == ([warning] if warning else [])
simulate.next_credential_scan_will_succeed(scenario="credential_does_not_exist_on_seam", **which)
scanned = encoders.scan_credential(salto_ks_metadata={"detect_new_tags": True}, **which, **at_once)
assert [one.warning_code for one in scanned.result.warnings] == ["acs_credential_on_seam_not_found"]
simulate.next_credential_scan_will_succeed(scenario="credential_on_encoder_is_empty", **which)
assert encoders.scan_credential(**which, **at_once).status == "success"
for code in ("no_credential_on_encoder", "uncategorized_error", "action_attempt_expired"):
    simulate.next_credential_scan_will_fail(error_code=code, **which)
    assert encoders.scan_credential(**which, **at_once).error.type == code
# A simulation counts once, so that the next scan waits for a card at the lock.
pending = encoders.scan_credential(**which, **at_once)
assert pending.status == "pending"
assert seam.action_attempts.get(
    action_attempt_id=pending.action_attempt_id, wait_for_action_attempt=False).status == "pending"

# A card for a person.
jane = seam.acs.users.create(acs_system_id=building, full_name="Jane Doe")
simulate.next_credential_scan_will_succeed(acs_credential_id_on_seam=cards[first], **which)
assigned = encoders.scan_to_assign_credential(acs_user_id=jane.acs_user_id, **which, **at_once)
assert (assigned.status, assigned.action_type) == ("success", "SCAN_TO_ASSIGN_CREDENTIAL")
assert (assigned.result.card_number, assigned.result.acs_user_id) == (first, jane.acs_user_id)
kim = seam.user_identities.create(full_name="Kim Lee", email_address="kim@example.com")
simulate.next_credential_scan_will_succeed(acs_credential_id_on_seam=cards[first], **which)
taken = encoders.scan_to_assign_credential(user_identity_id=kim.user_identity_id, **which, **at_once)
assert (taken.status, taken.error.type) == ("error", "uncategorized_error"), "the card is Jane's"

# A card for a grant.
grant = seam.access_grants.create(
    user_identity_id=kim.user_identity_id, device_ids=[encoder.acs_encoder_id], starts_at="2030-01-01T15:00:00.000Z",
    ends_at="2030-01-04T11:00:00.000Z", requested_access_methods=[{"mode": "card"}])
method = {"access_method_id": grant.access_method_ids[0]}
assert seam.access_methods.get(**method).is_encoding_required
for code in ("no_credential_on_encoder", "encoding_interrupted", "uncategorized_error", "action_attempt_expired"):
    simulate.next_credential_encode_will_fail(error_code=code, **which)
    failed = encoders.encode_credential(**method, **which, **at_once)
    assert (failed.action_type, failed.error.type) == ("ENCODE_CREDENTIAL", code)
simulate.next_credential_encode_will_succeed(**which)
encoded = seam.access_methods.encode(**method, **which, **at_once)
assert (encoded.status, encoded.result.card_number) == ("success", second)
assert seam.access_methods.get(**method).is_encoding_required is False
simulate.next_credential_encode_will_succeed(scenario="credential_is_issued", **which)
confirmed = encoders.encode_credential(acs_credential_id=cards[second], **which, **at_once)
assert (confirmed.status, confirmed.result.acs_credential_id) == ("success", cards[second])
seam.access_grants.delete(access_grant_id=grant.access_grant_id)
print("done")
