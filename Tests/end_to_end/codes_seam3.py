"""Access codes with the newest SDK: every operation on them, and what is refused."""
import uuid

from seam import Seam

from seam3_refusals import refused

seam = Seam()
nobody = str(uuid.uuid4())
at = {"device_id": next(lock.device_id for lock in seam.locks.list() if lock.can_program_online_access_codes)}
times = {"starts_at": "2030-01-01T15:00:00.000Z", "ends_at": "2030-01-04T11:00:00.000Z"}

code = seam.access_codes.create(name="Cleaner", **at, **times)
which = {"access_code_id": code.access_code_id}
assert (code.name, code.type, code.status, code.is_managed) == ("Cleaner", "time_bound", "unset", True)
assert (code.starts_at, code.ends_at) == (times["starts_at"], times["ends_at"])
assert code.errors == [] and code.pending_mutations
assert seam.access_codes.get(**which).device_id == at["device_id"]
assert [one.access_code_id for one in seam.access_codes.list(**at)] == [code.access_code_id]
seam.access_codes.update(name="Painter", ends_at="2030-01-05T11:00:00.000Z", **which)
changed = seam.access_codes.get(**which)
assert (changed.name, changed.ends_at) == ("Painter", "2030-01-05T11:00:00.000Z")
changes = seam.events.list(since="2020-01-01T00:00:00Z", event_types=["access_code.name_changed"], **which)
assert [event.access_code_id for event in changes] == [code.access_code_id]

linked, = seam.access_codes.create_multiple(device_ids=[at["device_id"]], name="Cleaners")
seam.access_codes.update_multiple(common_code_key=linked.common_code_key, name="All cleaners")
assert seam.access_codes.get(access_code_id=linked.access_code_id).name == "All cleaners"
seam.access_codes.delete(access_code_id=linked.access_code_id)
seam.access_codes.delete(**which)

# The plan of the site has no custom PINs.
refused(400, "not_supported", lambda: seam.access_codes.generate_code(**at))
refused(400, "not_supported", lambda: seam.access_codes.create(code="4711", **at))
# What Salto KS lacks.
other = seam.access_codes.create(name="Guard", **at).access_code_id
refused(
    400, "access_code_not_time_bound", lambda: seam.access_codes.pull_backup_access_code(access_code_id=other))
refused(
    400, "not_supported", lambda: seam.access_codes.report_device_constraints(supported_code_lengths=[6], **at))

# PINs of the site's own people.
unmanaged = seam.access_codes.unmanaged
assert unmanaged.list(**at) == []
simulated = seam.access_codes.simulate.create_unmanaged_access_code(name="A", code="1234", **at)
assert [code.access_code_id for code in unmanaged.list(**at)] == [simulated.access_code_id]
assert not simulated.is_managed and simulated.status == "set" and simulated.code is None
for call in (
        lambda: unmanaged.get(access_code_id=nobody), lambda: unmanaged.delete(access_code_id=nobody),
        lambda: unmanaged.convert_to_managed(access_code_id=nobody),
        lambda: unmanaged.update(access_code_id=nobody, is_managed=True)):
    refused(404, "access_code_not_found", call)
print("done")
