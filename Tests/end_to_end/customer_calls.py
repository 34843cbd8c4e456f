"""Calls every operation on the data of a customer."""


def customers(call):
    which = {"customer_key": "hotel"}
    call("POST", "/customers/push_data", **which, rooms=[{"room_key": "4b", "name": "Room 4B"}],
         guests=[{"guest_key": "joe", "name": "Joe"}], reservations=[{
             "reservation_key": "r1", "guest_key": "joe", "room_keys": ["4b"], "ends_at": "2030-01-01T00:00:00Z"}])
    run = call.both("/latchkey/v1/customers/list_runs", **which)["customer_runs"][0]
    assert (run["created_count"], run["refused_count"]) == (3, 0)
    shown = call.both("/latchkey/v1/customers/get_run", customer_run_id=run["customer_run_id"])["customer_run"]
    assert shown["records"] == []
    for verb in ("PATCH", "POST"):
        rules = call(verb, "/latchkey/v1/customers/update_rules", staff_member_created=verb == "POST", **which)
    assert call.both("/latchkey/v1/customers/get_rules", **which)["customer_rules"] == rules["customer_rules"]
    member = {**which, "staff_member_key": "max"}
    call("POST", "/latchkey/v1/customers/create_staff_member", name="Max", **member)
    for verb in ("PATCH", "POST"):
        call(verb, "/latchkey/v1/customers/update_staff_member", name=f"Max {verb}", **member)
    call("POST", "/customers/create_portal", customer_data=which)
    call("POST", "/customers/reservations/create_deep_link", reservation_key="r1", **which)
    preview = call("POST", "/latchkey/v1/stays/import", format="csv", document="stay_key\nr2", preview=True, **which)
    assert preview["customer_run"]["refused_count"] == 1
    call("DELETE", "/customers/delete_data", reservation_keys=["r1"], **which)
    call("POST", "/customers/delete_data", customer_keys=["hotel"])
