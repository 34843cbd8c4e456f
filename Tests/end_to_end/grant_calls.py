"""Calls the operations on access grants and access methods by every verb."""
import uuid


def grants(call, door, system):
    """Books stays at a door, changes them and ends them."""
    settings = {"acs_system_id": system}
    lead = call.both("/latchkey/v1/grant_settings/get", **settings)["grant_settings"]["lead_hours"]
    for verb, hours in (("PATCH", 24), ("POST", lead)):
        changed = call(verb, "/latchkey/v1/grant_settings/update", lead_hours=hours, **settings)["grant_settings"]
        assert changed["lead_hours"] == hours
    for update, remove in (("PATCH", "DELETE"), ("POST", "POST")):
        stay(call, door, update, remove)
    strangers(call)


def stay(call, door, update, remove):
    grant = call(
        "POST", "/access_grants/create", user_identity={"full_name": "Kim"}, device_ids=[door], access_grant_key="stay",
        starts_at="2030-01-01T15:00:00Z", requested_access_methods=[{"mode": "card"}])["access_grant"]
    which = {"access_grant_id": grant["access_grant_id"]}
    assert call.both("/access_grants/get", access_grant_key="stay")["access_grant"] == grant
    assert call.both("/access_grants/list", device_id=door)["access_grants"] == [grant]
    assert call.both("/access_grants/get_related", access_grant_ids=[grant["access_grant_id"]])["batch"]["devices"]
    call("POST", "/access_grants/request_access_methods", requested_access_methods=[{"mode": "cloud_key"}], **which)
    call(update, "/access_grants/update", name="Stay", **which)
    card, cloud_key = call.both("/access_methods/list", **which)["access_methods"]
    assert call.both("/access_methods/get", access_method_id=card["access_method_id"])["access_method"] == card
    assert call.both("/access_methods/unmanaged/list", **which)["access_methods"] == []
    batch = call.both("/access_methods/get_related", access_method_ids=[card["access_method_id"]])["batch"]
    assert [one["name"] for one in batch["access_grants"]] == ["Stay"]
    named = {"access_method_id": card["access_method_id"]}
    for path, method, parameters in (
            ("assign_card", named, {"card_number": "1"}),
            ("unlock_door", {"access_method_id": cloud_key["access_method_id"]}, {"acs_entrance_id": door})):
        attempt = call("POST", f"/access_methods/{path}", **method, **parameters)["action_attempt"]
        assert attempt["status"] == "error", attempt
    call(remove, "/access_methods/delete", **named)
    call(remove, "/access_grants/delete", **which)


def strangers(call):
    """No grant or method is unmanaged, or unknown."""
    nobody = str(uuid.uuid4())
    assert call.both("/access_grants/unmanaged/list")["access_grants"] == []
    for verb in ("GET", "POST"):
        call(verb, "/access_methods/unmanaged/list", expect=404, access_grant_id=nobody)
        call(verb, "/access_grants/unmanaged/get", expect=404, access_grant_id=nobody)
        call(verb, "/access_methods/unmanaged/get", expect=404, access_method_id=nobody)
    call("POST", "/latchkey/v1/stays/show_link", expect=404, access_method_id=nobody)
    for verb in ("PATCH", "POST"):
        call(verb, "/access_grants/unmanaged/update", expect=404, access_grant_id=nobody, is_managed=True)
