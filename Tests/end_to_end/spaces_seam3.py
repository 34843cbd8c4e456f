"""Rooms with the newest SDK: every operation on spaces, and their events."""
import datetime

import seam as sdk
from seam import Seam

seam = Seam()
long_ago = datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc)
doors = [device.device_id for device in seam.devices.list()]
account = seam.connected_accounts.list()[0].connected_account_id

# A room, found by its key.
room = seam.spaces.create(
    name="Room 101", space_key="101", customer_key="north", device_ids=doors[:1], acs_entrance_ids=doors[:1],
    connected_account_ids=[account],
    customer_data={"address": "Main Street 1", "default_checkin_time": "15:00", "time_zone": "Europe/Amsterdam"})
assert (room.name, room.display_name, room.space_key, room.customer_key) == ("Room 101", "Room 101", "101", "north")
assert (room.device_count, room.acs_entrance_count) == (1, 1)
assert room.customer_data.default_checkin_time == "15:00"
which = {"space_id": room.space_id}
assert seam.spaces.get(space_key="101").space_id == room.space_id
try:
    seam.spaces.create(name="Room 101", space_key="101", customer_key="north")
    raise SystemExit("a key was taken twice")
except sdk.SeamHttpApiError as error:
    assert (error.status_code, error.code) == (409, "space_key_taken")

# The same key at another customer. Neither is chosen for a caller who gives the key alone.
twin = seam.spaces.create(name="Room 101", space_key="101", customer_key="south")
try:
    seam.spaces.get(space_key="101")
    raise SystemExit("one of two rooms was chosen")
except sdk.SeamHttpApiError as error:
    assert (error.status_code, error.code) == (409, "ambiguous_key")
pages = seam.create_paginator(seam.spaces.list, {"limit": 1, "space_key": "101"})
assert [one.space_id for one in pages.flatten_to_list()] == [room.space_id, twin.space_id]
assert [one.space_id for one in seam.spaces.list(customer_key="south")] == [twin.space_id]
assert [one.space_id for one in seam.spaces.list(search="NORTH")] == [room.space_id]

# Doors come and go, as often as it is said.
for _ in range(2):
    seam.spaces.add_devices(device_ids=doors[1:3], **which)
    seam.spaces.add_acs_entrances(acs_entrance_ids=doors[1:2], **which)
    seam.spaces.remove_devices(device_ids=doors[:1], **which)
    seam.spaces.remove_acs_entrances(acs_entrance_ids=doors[:1], **which)
    seam.spaces.remove_connected_account(connected_account_id=account, **which)
    seam.spaces.add_connected_account(connected_account_id=account, **which)
assert {device.device_id for device in seam.devices.list(**which)} == set(doors[1:3])
assert [entrance.space_ids for entrance in seam.acs.entrances.list(**which)] == [[room.space_id]]
assert [one.connected_account_id for one in seam.connected_accounts.list(**which)] == [account]

changed = seam.spaces.update(
    name="Suite 101", device_ids=doors[:1], customer_data={"address": sdk.NULL, "default_checkout_time": "11:00"}, **which)
assert (changed.name, changed.device_count, changed.acs_entrance_count) == ("Suite 101", 1, 1)
assert changed.customer_data.default_checkin_time == "15:00" and changed.customer_data.default_checkout_time == "11:00"

batch = seam.spaces.get_related(space_ids=[room.space_id])
assert [space["space_id"] for space in batch.spaces] == [room.space_id]
assert [device["device_id"] for device in batch.devices] == doors[:1]
assert [entrance["acs_entrance_id"] for entrance in batch.acs_entrances] == doors[1:2]
assert [one["connected_account_id"] for one in batch.connected_accounts] == [account]
assert len(batch.acs_systems) == 1
assert not seam.spaces.get_related(space_ids=[room.space_id], exclude=["devices"]).devices

seam.spaces.delete(**which)
seam.spaces.delete(space_id=twin.space_id)
assert seam.spaces.list() == []
events = seam.events.list(since=long_ago, space_id=room.space_id)
assert [event.event_type for event in events] == [
    "space.created", *["space.device_membership_changed"] * 5, "space.deleted"], events
assert (events[-1].device_ids, events[-1].acs_entrance_ids) == (doors[:1], doors[1:2])
print("done")
