"""What becomes of locks is told, each time it happens and once."""
import pytest

from harness import BUILDING_A, Server

LONG_AGO = "2020-01-01T00:00:00Z"


@pytest.fixture
def told(server):
    """The events about devices since it was asked last; with filters, all that they find."""
    seen = set()

    def ask(**filters):
        events = server.ok("/events/list", since=LONG_AGO, **filters)["events"]
        if not filters:
            events = [event for event in events if event["event_id"] not in seen]
            seen.update(event["event_id"] for event in events)
        return [event for event in events if event["event_type"].startswith("device.")]

    return ask


def device(server, name):
    return server.ok("/devices/get", name=name)["device"]


def test_locks_of_a_site_are_told_when_they_come_and_go(server, told):
    first = told()
    devices = {one["device_id"] for one in server.ok("/devices/list")["devices"]}
    assert {event["device_id"] for event in first} == devices and len(first) == len(devices)
    assert {event["event_type"] for event in first} == {"device.added"}
    made = server.virtual.post("locks", {"name": "Roof"})["id"]
    server.sync()
    server.sync()
    added, = told()
    assert (added["event_type"], added["device_id"]) == ("device.added", device(server, "Roof")["device_id"])
    assert added["event_description"] and added["acs_system_id"] == BUILDING_A
    server.virtual.post(f"locks/{made}", {"removed": True})
    server.sync()
    server.sync()
    gone, = told()
    assert (gone["event_type"], gone["device_id"]) == ("device.removed", added["device_id"])


def test_what_a_lock_shows_is_told_where_it_changes(server, told):
    lock = device(server, "Bicycle Storage")
    account = server.account()["connected_account_id"]
    server.ok("/devices/update", device_id=lock["device_id"], custom_metadata={"floor": "0"})
    server.ok("/connected_accounts/update", connected_account_id=account, custom_metadata={"house": "A"}, customer_key="canal")
    told()
    at_site = server.virtual.lock("Bicycle Storage")

    def becomes(types, what=f"locks/{at_site}", **state):
        server.virtual.post(what, state)
        server.sync()
        server.sync()
        server.advance(120)
        # The locks behind the same IQ go with it.
        events = [event for event in told() if event["device_id"] == lock["device_id"]]
        assert [event["event_type"] for event in events] == types, events
        for event in events:
            assert event["device_id"] == lock["device_id"] and event["connected_account_id"] == account
            assert event["device_custom_metadata"] == {"floor": "0"} and event["customer_key"] == "canal"
            assert event["connected_account_custom_metadata"] == {"house": "A"}
        return events

    becomes(["device.salto.privacy_mode_activated"], privacy_mode=True)
    becomes([], privacy_mode=True)
    becomes(["device.salto.privacy_mode_deactivated"], privacy_mode=False)
    iq = next(one["iq_id"] for one in server.virtual.site()["locks"] if one["id"] == at_site)
    away, = becomes(["device.disconnected"], f"iqs/{iq}", state="no_internet")
    assert away["error_code"] == "hub_disconnected" and away["connected_account_errors"] == []
    assert [error["error_code"] for error in away["device_errors"]] == ["device_disconnected"]
    becomes(["device.connected"], f"iqs/{iq}", state="online")
    # One that plays at being away does not come back with its IQ.
    server.ok("/devices/simulate/disconnect", device_id=lock["device_id"])
    away, = told()
    assert (away["event_type"], away["error_code"]) == ("device.disconnected", "device_disconnected")
    becomes([], f"iqs/{iq}", state="no_internet")
    becomes([], f"iqs/{iq}", state="online")
    server.ok("/devices/simulate/connect", device_id=lock["device_id"])
    assert [event["event_type"] for event in told()] == ["device.connected"]
    renamed, = becomes(["device.name_changed"], name="Bikes")
    assert renamed["device_name"] == "Bikes"
    # A name that was given here stands, whatever the site calls it.
    server.ok("/devices/update", device_id=lock["device_id"], name="Our bikes")
    server.ok("/devices/update", device_id=lock["device_id"], name="Our bikes")
    assert [(event["event_type"], event["device_name"]) for event in told()] == [("device.name_changed", "Our bikes")]
    becomes([], name="Bicycles")
    filters_find(server, told, lock["device_id"])
    tells_of_deletion(server, told, lock["device_id"], account)


def filters_find(server, told, lock):
    mine = told(device_id=lock)
    assert {event["device_id"] for event in mine} == {lock} and mine
    assert told(device_ids=[lock, "nobody"]) == mine
    assert told(device_id="nobody") == []
    assert told(customer_key="canal") and told(customer_key="somebody") == []
    last = server.ok("/events/get", device_id=lock)["event"]
    assert last["event_type"] == "device.name_changed"
    by_type = server.ok("/events/get", device_id=lock, event_type="device.connected")["event"]
    assert by_type["event_type"] == "device.connected"


def tells_of_deletion(server, told, lock, account):
    server.ok("/connected_accounts/delete", connected_account_id=account)
    deleted = [event for event in told() if event["event_type"] == "device.deleted"]
    assert len(deleted) == 4
    of_ours, = [event for event in deleted if event["device_id"] == lock]
    assert of_ours["device_name"] == "Our bikes"
    account_deleted = server.ok("/events/list", since=LONG_AGO, event_type="connected_account.deleted")["events"][0]
    assert (account_deleted["customer_key"], account_deleted["connected_account_type"]) == ("canal", "salto_ks")


def test_a_phone_and_a_webview_are_found_by_their_events(tmp_path):
    server = Server(tmp_path / "server")
    try:
        phone = server.ok("/phones/simulate/create_sandbox_phone", user_identity_id=server.ok(
            "/user_identities/create")["user_identity"]["user_identity_id"])["phone"]["device_id"]
        server.ok("/phones/deactivate", device_id=phone)
        event, = server.ok("/events/list", since=LONG_AGO, device_id=phone)["events"]
        assert event["event_type"] == "phone.deactivated" and "device_custom_metadata" not in event
        assert server.ok("/events/get", device_id=phone)["event"] == event
        webview = server.ok("/connect_webviews/create")["connect_webview"]["connect_webview_id"]
        assert server.ok("/events/list", since=LONG_AGO, connect_webview_id=webview)["events"] == []
    finally:
        server.kill()
