"""Locks with the newest SDK, and the simulations of a sandbox's devices."""
from seam import Seam

from seam3_refusals import refused

seam = Seam()
at_once = {"wait_for_action_attempt": False}
provider = next(one for one in seam.devices.list_device_providers() if one.device_provider_name == "salto_ks")
assert provider.can_remotely_unlock
lock = seam.locks.list()[0]
which = {"device_id": lock.device_id}
assert seam.locks.get(**which).device_type == "salto_lock"
assert lock.properties.online and lock.errors == []
for call, action in ((seam.locks.unlock_door, "UNLOCK_DOOR"), (seam.locks.lock_door, "LOCK_DOOR")):
    assert call(**which, **at_once).action_type == action

seam.devices.simulate.disconnect(**which)
away = seam.locks.get(**which)
assert not away.properties.online
assert [(error.error_code, error.is_device_error) for error in away.errors] == [("device_disconnected", True)]
seam.devices.simulate.connect(**which)
assert seam.locks.get(**which).properties.online
for call in (
        lambda: seam.devices.simulate.connect_to_hub(**which),
        lambda: seam.devices.simulate.disconnect_from_hub(**which),
        lambda: seam.devices.simulate.paid_subscription(is_expired=True, **which)):
    refused(400, "not_supported", call)
seam.devices.simulate.remove(**which)
assert seam.locks.get(**which).errors[0].error_code == "device_removed"
print("done")
