"""The end of a grant holds at the door while the server is down and the IQ has no connection."""
import datetime

import pytest

from grant_world import instant, text
from harness import BUILDING_A, Cloud, Server, Virtual

# The end of the grant, and the first second from which on the door is shut for good. In Amsterdam clocks show 02:00 to
# 03:00 from 00:00 UTC on, and again from 01:00 UTC on. A grant that ends in the first pass ends before the hour.
ENDS = [
    ("2024-11-04T11:00:00Z", "2024-11-04T11:00:00Z"),
    ("2025-10-26T00:30:00Z", "2025-10-26T00:00:00Z"),
    ("2025-10-26T01:30:00Z", "2025-10-26T01:30:00Z"),
]


@pytest.mark.parametrize("ends_at, shut_from", ENDS)
def test_a_door_refuses_from_the_second_of_the_end(tmp_path, ends_at, shut_from):
    cloud = Cloud(tmp_path / "cloud")
    server = Server(tmp_path / "server", cloud=cloud.endpoint)
    virtual = Virtual(cloud.endpoint)
    try:
        end, shut = instant(ends_at), instant(shut_from)
        start = end - datetime.timedelta(days=2)
        door = next(
            one["acs_entrance_id"] for one in server.ok("/acs/entrances/list", acs_system_id=BUILDING_A)["acs_entrances"]
            if one["display_name"] == "Apartment 4B")
        grant = server.ok(
            "/access_grants/create", user_identity={"full_name": "Jane Doe"}, acs_entrance_ids=[door],
            starts_at=text(start), ends_at=ends_at, requested_access_methods=[{"mode": "code"}])["access_grant"]
        server.set_clock(text(start))
        server.advance(600)
        which = {"access_grant_id": grant["access_grant_id"]}
        pin = server.ok("/access_methods/list", **which)["access_methods"][0]["code"]
        warnings = server.ok("/access_grants/get", **which)["access_grant"]["warnings"]
        shortfall = [one for one in warnings if "repeat an hour" in one["message"]]
        assert bool(shortfall) == (end.year == 2025), warnings
        lock = virtual.lock("Apartment 4B")
        for iq in virtual.site()["iqs"]:
            virtual.post(f"iqs/{iq['id']}", {"state": "no_internet"})
        server.kill()

        def opens(moment):
            virtual.post("clock", {"now": text(moment)})
            answer = virtual.post(f"locks/{lock}/try", {"pin": pin})
            assert answer["opened"] or answer["reason"] == "outside_schedule", answer
            return answer["opened"]

        second = datetime.timedelta(seconds=1)
        assert opens(shut - second)
        for moment in (shut, shut + second, end, end + datetime.timedelta(minutes=40), end + datetime.timedelta(days=1)):
            assert not opens(moment), moment
    finally:
        server.kill()
        cloud.kill()
