"""Loads a server with wrk, or several at the same time."""
import concurrent.futures
import json
import os
import re
import subprocess
import tempfile


def wrk(url, seconds, body=None, key=None, script=None, connections=64, threads=2, environment=None, headers=None):
    """Requests per second and p99 in milliseconds."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as lua:
        if script is None:
            lua.write("wrk.method = 'POST'\nwrk.body = [==[%s]==]\n" % json.dumps(body))
            lua.write("wrk.headers['Content-Type'] = 'application/json'\n")
            for name, value in {**({"Authorization": f"Bearer {key}"} if key else {}), **(headers or {})}.items():
                lua.write(f"wrk.headers['{name}'] = '{value}'\n")
            lua.flush()
        result = subprocess.run(
            ["wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout", "30s", "-s",
             str(script or lua.name), url], capture_output=True, text=True, check=True,
            env={**os.environ, **(environment or {})})
    text = result.stdout
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    assert not bad, text[-600:]
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1))
    value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s|m)", text).groups()
    return rate, float(value) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}[unit]


def together(loads):
    """The sum of the rates and the longest p99 of several loads at the same time, each a function that calls `wrk`."""
    with concurrent.futures.ThreadPoolExecutor(len(loads)) as pool:
        found = list(pool.map(lambda load: load(), loads))
    return sum(rate for rate, _ in found), max(p99 for _, p99 in found)
