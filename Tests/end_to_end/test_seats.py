"""Users of a full site, who change while it is asked for seats."""
import random

from harness import BUILDING_A, Server
from seeds import SEED, again


def test_a_user_who_waits_for_a_seat_is_deleted_at_once(tmp_path):
    """Users change while they wait for a seat at a full site. Their changes must not wait for the next attempt."""
    print(again())
    chance, server = random.Random(SEED), Server(tmp_path)
    try:
        for number in range(25):
            server.ok("/acs/users/create", acs_system_id=BUILDING_A, full_name=f"Staff {number}")
        server.advance(120)
        for number in range(100):
            user = server.ok("/acs/users/create", acs_system_id=BUILDING_A, full_name=f"Guest {number}")["acs_user"]
            for _ in range(chance.randrange(12)):
                server.user(user["acs_user_id"])
            server.ok("/acs/users/delete", acs_user_id=user["acs_user_id"])
        server.advance(180)
        left = [user["full_name"] for user in server.ok("/acs/users/list", acs_system_id=BUILDING_A)["acs_users"]]
        assert [name for name in left if name.startswith("Guest")] == []
        assert [user["name"] for user in server.virtual.site()["users"] if user["name"].startswith("Guest")] == []
    finally:
        server.kill()
