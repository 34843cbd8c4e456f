"""Calls every operation on access codes."""


def codes(call, device):
    """Creates, reads, changes and deletes a code of a lock with a keypad, and hears what is refused."""
    code = call("POST", "/access_codes/create", device_id=device, name="Cleaner")["access_code"]
    assert code["type"] == "ongoing" and code["is_managed"]
    named = {"access_code_id": code["access_code_id"]}
    assert call.both("/access_codes/get", **named)["access_code"]["name"] == "Cleaner"
    listed = call.both("/access_codes/list", device_id=device)["access_codes"]
    assert [found["access_code_id"] for found in listed] == [code["access_code_id"]]
    for verb in ("POST", "PATCH", "PUT"):
        attempt = call(verb, "/access_codes/update", name=verb, **named)["action_attempt"]
        assert (attempt["action_type"], attempt["status"]) == ("UPDATE_ACCESS_CODE", "success")
    for verb in ("GET", "POST"):
        call(verb, "/access_codes/generate_code", expect=400, device_id=device)
    call("POST", "/access_codes/report_device_constraints", expect=400, device_id=device)
    call("POST", "/access_codes/pull_backup_access_code", expect=400, **named)
    attempt = call("DELETE", "/access_codes/delete", **named)["action_attempt"]
    assert attempt["action_type"] == "DELETE_ACCESS_CODE"
    call("POST", "/access_codes/delete", expect=404, **named)
