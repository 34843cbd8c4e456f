"""The data of customers with the newest SDK: every operation on customers."""
import datetime

import seam as sdk
from seam import Seam

seam = Seam()
long_ago = datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc)
door = seam.devices.list()[0].device_id
STAY = {
    "reservation_key": "r1", "guest_key": "jane", "room_keys": ["4b"], "starts_at": "2030-01-01T15:00:00.000Z",
    "ends_at": "2030-01-04T11:00:00.000Z", "name": "Stay of Jane", "preferred_code": "4711",
    "custom_metadata": {"source": "desk"}}

for customer in ("north", "south"):
    seam.customers.push_data(
        customer_key=customer, sites=[{"site_key": "house", "name": "House"}],
        rooms=[{"room_key": "4b", "name": "Room 4B", "parent_site_key": "house"}],
        spaces=[{
            "space_key": "lobby", "name": "Lobby", "customer_data": {"time_zone": "Europe/Amsterdam"},
            "geolocation": {"latitude": 52.3, "longitude": 4.9}, "duration_minutes": 30}],
        property_listings=[{
            "property_listing_key": "sea", "name": "By the sea", "custom_metadata": {"stars": "4"}}],
        guests=[{"guest_key": "jane", "name": "Jane Doe", "email_address": f"jane@{customer}.example.com"}],
        staff_members=[{"staff_member_key": "max", "name": "Max", "site_keys": ["house"]}], reservations=[STAY])
spaces = {space.space_key: space for space in seam.spaces.list(customer_key="north")}
assert sorted(spaces) == ["4b", "house", "lobby", "sea"]
assert spaces["lobby"].customer_data.time_zone == "Europe/Amsterdam"
seam.spaces.add_devices(space_id=spaces["4b"].space_id, device_ids=[door])
grant = seam.access_grants.list(customer_key="north")[0]
assert (grant.access_grant_key, grant.reservation_key, grant.name) == ("r1", "r1", "Stay of Jane")
assert grant.space_ids == [spaces["4b"].space_id] and grant.requested_access_methods[0].code == "4711"
people = [person.email_address for person in seam.user_identities.list() if person.user_identity_key == "jane"]
assert people == ["jane@north.example.com", "jane@south.example.com"]

# A key that two customers have names neither of them.
try:
    seam.access_grants.get(access_grant_key="r1")
    raise SystemExit("one of two stays was chosen")
except sdk.SeamHttpApiError as error:
    assert (error.status_code, error.code) == (409, "ambiguous_key")
try:
    seam.customers.delete_data(reservation_keys=["r1"])
    raise SystemExit("a stay of some customer was deleted")
except sdk.SeamHttpApiError as error:
    assert (error.status_code, error.code) == (409, "ambiguous_key")
assert len(seam.access_grants.list()) == 2

# Only what differs takes effect.
about = {"since": long_ago, "access_grant_id": grant.access_grant_id}
count = len(seam.events.list(**about))
seam.customers.push_data(customer_key="north", reservations=[STAY])
assert len(seam.events.list(**about)) == count
seam.customers.push_data(
    customer_key="north", reservations=[{"reservation_key": "r1", "ends_at": "2030-01-05T11:00:00.000Z"}])
moved = seam.access_grants.get(access_grant_id=grant.access_grant_id)
assert (moved.starts_at, moved.ends_at) == (STAY["starts_at"], "2030-01-05T11:00:00.000Z")

portal = seam.customers.create_portal(
    customer_data={"customer_key": "north", "units": [{"unit_key": "5c", "name": "Unit 5C"}]}, is_embedded=True,
    read_only=True, navigation_mode="restricted", locale="nl-NL", exclude_locale_picker=True,
    features={"connect": {"exclude": True}, "manage": {"exclude_staff_management": True}},
    landing_page={"manage": {"room_key": "4b"}})
assert portal.customer_key == "north" and portal.url.startswith("http")
assert "5c" in [space.space_key for space in seam.spaces.list(customer_key="north")]

seam.customers.delete_data(customer_keys=["north", "south"], guest_keys=["nobody"])
assert seam.spaces.list() == []
assert all(grant.pending_mutations[0].mutation_code == "deleting" for grant in seam.access_grants.list())
print("done")
