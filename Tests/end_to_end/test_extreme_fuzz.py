"""Extreme numbers, moments and lengths, sent to the server and to its virtual cloud: neither stops."""
import extreme_fuzz


def test_extreme_calls_stop_neither_server_nor_cloud(tmp_path):
    found = extreme_fuzz.run(tmp_path)
    print(found)
    made = sum(sum(statuses.values()) for statuses in found.values())
    assert made >= extreme_fuzz.CALLS * 0.8
    # Much of it passes, so that what lies behind the readers is reached too.
    assert all(statuses[200] >= made / 50 for statuses in found.values())
