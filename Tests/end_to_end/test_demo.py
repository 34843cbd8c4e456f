"""The demo: the guide, and then the guest's phone at every door."""
import json
import os
import re
import signal
import subprocess

import harness
from several_nodes import embeds_cloud
from visitor import Visitor, title


@embeds_cloud
def test_the_phone_opens_its_doors_during_the_stay_only_and_explains_the_others(server):
    result = subprocess.run(
        [harness.BINARY, "demo", "--ready-file", str(server.ready_file), "--json"],
        capture_output=True, text=True, timeout=180)
    assert result.returncode == 0, result.stderr
    credential, *tries = [json.loads(line) for line in result.stdout.splitlines()]
    assert credential["access_method"] == "mobile_key"
    assert len(tries) == 4 * 4, "four doors, each at four moments"
    reasons = ["before_schedule", None, None, "after_schedule"]
    for number, tried in enumerate(tries):
        moment, is_bicycles = number // 4, tried["door"] == "Bicycle Storage"
        assert tried["cut_off"] == (moment == 2), tried
        # Without the group, the guest's obstacle is the same at all times until the stay ends.
        expected = "no_access_group" if is_bicycles and moment < 3 else reasons[moment]
        assert tried["opened"] == (expected is None), tried
        assert tried.get("explanation", {}).get("reason") == expected, tried


def script(*options):
    """scripts/demo with the tested program, so that nothing is built."""
    return subprocess.Popen(
        [harness.ROOT / "scripts" / "demo", *options], env={**os.environ, "LATCHKEY_BINARY": harness.BINARY},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)


def test_the_readme_shows_what_the_script_prints():
    demo = script()
    printed, _ = demo.communicate(timeout=180)
    assert demo.returncode == 0, printed
    readme = (harness.ROOT / "README.md").read_text()
    shown = re.search(r"```\n(Building.*?)```", readme, re.S).group(1).splitlines()
    printed = printed.splitlines()
    for line in shown[2:]:
        if line != "…":
            assert line in printed, f"the README shows a line that is not printed any more: {line}"
            printed = printed[printed.index(line) + 1:]


def test_the_script_keeps_the_server_up_if_asked():
    demo = script("--keep")
    try:
        said = ""
        while "Ctrl-C" not in said:
            line = demo.stdout.readline()
            assert line, said
            said += line
        source = re.search(r"source (\S+)", said).group(1)
        listed = subprocess.run(
            ["bash", "-c", f'source {source} && "$0" acs users list', harness.BINARY], capture_output=True, text=True)
        assert listed.returncode == 0 and "3333122-433" in listed.stdout, listed.stderr
        link = {"url": re.search(r"page of the guest +(http\S+)", said).group(1)}
        emma = Visitor()
        assert title(emma.get(link)[1]) == "Hello, Emma"
        assert "Open Apartment 4B" in emma.submit(link, step="start")[1]
    finally:
        os.killpg(demo.pid, signal.SIGINT)
        demo.wait(30)
    assert demo.returncode == 0 and not os.path.exists(source)
