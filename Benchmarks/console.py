"""The pages of the console in a large building: how long the server takes for each."""
import concurrent.futures
import http.client
import statistics
import time

import guests

# What a page should take at most, in milliseconds.
AIM = 150
# The guests arrive on this many days, as many on each.
DAYS = 60
ROUNDS = 5


def measure(bench):
    people, doors = bench.number(100_000), bench.number(10_000)
    from console_world import FILES, PAGES, ConsoleWorld
    world = ConsoleWorld(bench.folder / "console", scenario=f"crowd:0:{doors}")
    try:
        server = world.server
        imported(server, doors)
        server.virtual.post("site", {"seats": people + 1000})
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda part: guests.create(server, range(part, people, 8), arrival), range(8)))
        settle(server)
        desk = world.desk("administrator")
        for address, _ in PAGES:
            if address not in FILES:
                note(bench, world, desk, address, people, doors)
    finally:
        world.close()


def arrival(number):
    return number % DAYS


def imported(server, doors):
    """Waits until all doors are known."""
    while len(server.ok("/locks/list", limit=doors + 100)["locks"]) < doors:
        server.sync()


def settle(server):
    """Waits until the site has everything."""
    while not server.advance(120)["is_settled"]:
        pass


def note(bench, world, desk, address, people, doors):
    """Measures from the request to the last byte, over one connection."""
    connection = http.client.HTTPConnection(world.server.endpoint.removeprefix("http://"), timeout=300)
    headers = {"cookie": "; ".join(f"{name}={value}" for name, value in desk.cookies.items())}
    times, size = [], 0
    for _ in range(1 + ROUNDS):
        begin = time.monotonic()
        connection.request("GET", world.url(address).removeprefix(world.server.endpoint), headers=headers)
        answer = connection.getresponse()
        size = len(answer.read())
        times.append((time.monotonic() - begin) * 1000)
        assert answer.status == 200, (address, answer.status)
    connection.close()
    # The first one may read what the database does not have in memory yet.
    median = statistics.median(times[1:])
    bench.note(f"console/{address}", median_ms=median, first_ms=times[0], of_aim=median / AIM, kilobytes=size // 1024)
