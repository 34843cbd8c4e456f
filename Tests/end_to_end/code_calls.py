"""Calls every operation on access codes."""


def codes(call, device):
    """Creates, reads, changes and deletes a code of a lock with a keypad, and hears what is refused."""
    created = call("POST", "/access_codes/create", device_id=device, name="Cleaner")
    assert created["action_attempt"]["action_type"] == "CREATE_ACCESS_CODE"
    code = created["access_code"]
    assert code["type"] == "ongoing" and code["is_managed"]
    named = {"access_code_id": code["access_code_id"]}
    assert call.both("/access_codes/get", **named)["access_code"]["name"] == "Cleaner"
    listed = call.both("/access_codes/list", device_id=device)["access_codes"]
    assert [found["access_code_id"] for found in listed] == [code["access_code_id"]]
    for verb in ("POST", "PATCH", "PUT"):
        attempt = call(verb, "/access_codes/update", name=verb, **named)["action_attempt"]
        # A site that has the person already must confirm the new name.
        assert attempt["action_type"] == "UPDATE_ACCESS_CODE" and attempt["status"] in ("pending", "success")
    # The site's plan has no custom PINs.
    for verb in ("GET", "POST"):
        call(verb, "/access_codes/generate_code", expect=400, device_id=device)
    call("POST", "/access_codes/report_device_constraints", expect=400, device_id=device)
    call("POST", "/access_codes/pull_backup_access_code", expect=400, **named)
    attempt = call("DELETE", "/access_codes/delete", **named)["action_attempt"]
    assert attempt["action_type"] == "DELETE_ACCESS_CODE"
    linked(call, device)
    unmanaged(call, device)


def linked(call, device):
    """Creates, changes and deletes codes with common digits."""
    for verb in ("PUT", "POST"):
        (code,) = call(verb, "/access_codes/create_multiple", device_ids=[device], name="Cleaners")["access_codes"]
        for change in ("PATCH", "POST"):
            call(change, "/access_codes/update_multiple", common_code_key=code["common_code_key"], name=change)
        named = {"access_code_id": code["access_code_id"]}
        assert call.both("/access_codes/get", **named)["access_code"]["name"] == "POST"
        timeline = call.both("/access_codes/get_timeline", **named)
        assert timeline["timeline_events"][0]["event_type"] == "access_code.created"
        assert not timeline["pagination"]["has_more"]
        call("POST", "/access_codes/delete", **named)


def unmanaged(call, device):
    """Lists the PINs of the site's own people, and hears that they cannot be changed."""
    call.both("/access_codes/unmanaged/list", device_id=device)
    unknown = {"access_code_id": device}
    for verb in ("GET", "POST"):
        call(verb, "/access_codes/unmanaged/get", expect=404, **unknown)
    for verb in ("PATCH", "POST"):
        call(verb, "/access_codes/unmanaged/update", expect=404, is_managed=True, **unknown)
        call(verb, "/access_codes/unmanaged/convert_to_managed", expect=404, **unknown)
    for verb in ("DELETE", "POST"):
        call(verb, "/access_codes/unmanaged/delete", expect=404, **unknown)
    call("POST", "/access_codes/simulate/create_unmanaged_access_code", device_id=device, name="A", code="1234")
