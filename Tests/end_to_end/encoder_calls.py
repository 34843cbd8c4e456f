"""Calls the operations on encoders by every verb."""


def encoders(call, door, system):
    """Reads simulated cards at a lock, and leaves an attempt that waits for a real one."""
    which = {"acs_encoder_id": door}
    encoder = call.both("/acs/encoders/get", **which)["acs_encoder"]
    assert encoder in call.both("/acs/encoders/list", acs_system_id=system)["acs_encoders"]
    scan(call, which)
    encode(call, door, which)


def attempt(call, path, **parameters):
    return call("POST", path, **parameters)["action_attempt"]


def scan(call, which):
    for scenario, number in (
            ("credential_on_encoder_is_empty", None), ("credential_does_not_exist_on_seam", "00000000")):
        call("POST", "/acs/encoders/simulate/next_credential_scan_will_succeed", scenario=scenario, **which)
        read = attempt(
            call, "/acs/encoders/scan_credential", salto_ks_metadata={"detect_new_tags": True}, **which)
        assert read["status"] == "success", read
        assert (read["result"]["acs_credential_on_encoder"] or {}).get("card_number") == number
    call("POST", "/acs/encoders/simulate/next_credential_scan_will_fail", **which)
    read = attempt(call, "/acs/encoders/scan_credential", **which)
    assert read["error"]["type"] == "no_credential_on_encoder"
    # A simulation counts once.
    assert attempt(call, "/acs/encoders/scan_credential", **which)["status"] == "pending"


def encode(call, door, which):
    grant = call(
        "POST", "/access_grants/create", user_identity={"full_name": "Cara"}, device_ids=[door],
        starts_at="2030-01-01T15:00:00Z", requested_access_methods=[{"mode": "card"}])["access_grant"]
    method = {"access_method_id": grant["access_method_ids"][0]}
    call(
        "POST", "/acs/encoders/simulate/next_credential_encode_will_fail", error_code="encoding_interrupted", **which)
    done = attempt(call, "/acs/encoders/encode_credential", **method, **which)
    assert (done["action_type"], done["error"]["type"]) == ("ENCODE_CREDENTIAL", "encoding_interrupted")
    # The site has no card.
    call("POST", "/acs/encoders/simulate/next_credential_encode_will_succeed", **which)
    done = attempt(call, "/access_methods/encode", **method, **which)
    assert done["error"]["type"] == "no_credential_on_encoder"
    call("POST", "/acs/encoders/simulate/next_credential_scan_will_fail", **which)
    done = attempt(
        call, "/acs/encoders/scan_to_assign_credential", user_identity_id=grant["user_identity_id"], **which)
    assert (done["action_type"], done["status"]) == ("SCAN_TO_ASSIGN_CREDENTIAL", "error")
    call("POST", "/access_grants/delete", access_grant_id=grant["access_grant_id"])
