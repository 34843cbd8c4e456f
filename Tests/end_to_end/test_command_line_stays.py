"""Files with stays on the command line: previews, refusals, output and exit codes."""
import csv
import io
import json

import pytest

from harness import CHECK_IN, CHECK_OUT
from test_command_line import (
    CONFIGURATION, DATA, NOT_ALLOWED, NOT_FOUND, UNAVAILABLE, USAGE, CommandLine, latchkey)

HOTEL = ("--customer-key", "hotel")
HEAD = "stay_key,guest,room,check_out\n"
GOOD = "s1,Jane Doe,4b,2030-01-01T11:00:00Z\n"
# Its room is not known, and the third one has no date.
BAD = "s2,Jim Doe,9z,2030-01-02T11:00:00Z\ns3,Bo Berg,4b,someday\n"


@pytest.fixture
def command(server):
    command = CommandLine(server)
    command("spaces", "create", "--name", "Room", "--space-key", "4b", *HOTEL)
    return command


@pytest.fixture
def table(tmp_path):
    table = tmp_path / "stays.csv"
    table.write_text(HEAD + GOOD + BAD)
    return table


def imported(command, *arguments, **more):
    return command.json("stays", "import", *map(str, arguments), *HOTEL, **more)["customer_run"]


def stays(server):
    return [stay["access_grant_key"] for stay in server.ok("/latchkey/v1/stays/list")["stays"]]


def test_a_table_is_previewed_and_then_taken(server, command, table):
    preview = imported(command, table, "--preview")
    assert (preview["is_preview"], preview["created_count"], preview["refused_count"]) == (True, 2, 2)
    assert stays(server) == []
    done = imported(command, table)
    assert (done["is_preview"], done["created_count"], done["refused_count"]) == (False, 2, 2)
    assert stays(server) == ["s1"]
    again = imported(command, "-", text_in=table.read_text())
    assert (again["created_count"], again["unchanged_count"], again["refused_count"]) == (0, 2, 2)


def test_refused_rows_are_listed_with_their_lines_and_reasons(command, table):
    refused = {record["record_key"]: (record["reason_code"], record["message"])
               for record in imported(command, table)["records"] if record["outcome"] == "refused"}
    assert {key: reason for key, (reason, _) in refused.items()} == {"s2": "place_not_found", "s3": "invalid_time"}
    assert refused["s2"][1].startswith("Line 3: No space has the key 9z")
    assert refused["s3"][1].startswith("Line 4: ends_at must be a date")
    shown = [line.split(None, 1) for line in command("stays", "import", str(table), *HOTEL).stdout.splitlines()]
    assert ["refused_count", "2"] in shown and ["records.0.reason_code", "place_not_found"] in shown
    assert ["records.0.message", refused["s2"][1]] in shown


@pytest.mark.parametrize("name", ["stays.ics", "STAYS.ICS", "stays.ical", "stays.ifb"])
def test_a_calendar_is_known_by_its_name(server, command, tmp_path, name):
    calendar = tmp_path / name

    def write(*lines):
        event = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:s1", *lines, "END:VEVENT", "END:VCALENDAR"]
        calendar.write_text("\r\n".join(event) + "\r\n")

    write("SUMMARY:Jane Doe", "LOCATION:4b", "DTSTART:20300101T150000Z", "DTEND:20300103T110000Z")
    assert imported(command, calendar, "--preview")["created_count"] == 2
    assert imported(command, calendar)["created_count"] == 2 and stays(server) == ["s1"]
    write("STATUS:CANCELLED")
    assert imported(command, calendar)["deleted_count"] == 1 and stays(server) == []


def test_the_format_of_standard_input_is_given(server, command):
    event = ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:s1\nSUMMARY:Jane\nLOCATION:4b\nDTSTART:20300101T150000Z\n"
             "DTEND:20300103T110000Z\nEND:VEVENT\nEND:VCALENDAR\n")
    refused = command("stays", "import", "-", *HOTEL, text_in=event, code=DATA)
    assert "stay_key" in refused.stderr and stays(server) == []
    assert imported(command, "-", "--format", "ical", text_in=event)["created_count"] == 2
    assert stays(server) == ["s1"]


def test_the_place_of_the_file_among_the_options_does_not_matter(command, table):
    for words in ((str(table), *HOTEL, "--preview"), (*HOTEL, "--preview", str(table)), (*HOTEL, str(table), "--preview")):
        assert command.json("stays", "import", *words)["customer_run"]["created_count"] == 2, words
    piped = command.json("stays", "import", "--preview", "-", *HOTEL, text_in=table.read_text())
    assert piped["customer_run"]["created_count"] == 2
    two = command("stays", "import", str(table), str(table), *HOTEL, code=USAGE)
    assert "unexpected argument" in two.stderr


def test_the_help_begins_with_the_file(command, tmp_path):
    for words in (("stays", "import", "--help"), ("stays", "import", str(tmp_path / "none.csv"), "--help")):
        said = command(*words).stdout
        assert "USAGE: latchkey stays import <file> --customer-key <text> …" in said
        assert "  <file>  " in said and said.index("  --document") > said.index("PARAMETERS:")


def test_a_missing_file_or_customer_is_named(command, table, tmp_path):
    for words in ((), HOTEL):
        assert "give the file with the stays" in command("stays", "import", *words, code=USAGE).stderr
    assert "--customer-key is required" in command("stays", "import", str(table), code=USAGE).stderr
    for place in (tmp_path / "none.csv", tmp_path):
        said = command("stays", "import", str(place), *HOTEL, code=NOT_FOUND).stderr
        assert f"the file {place} cannot be read" in said
    told = command("stays", "import", str(tmp_path / "none.csv"), *HOTEL, "--json", code=NOT_FOUND)
    error = json.loads(told.stderr)["error"]
    assert told.stdout == "" and error["exit_code"] == NOT_FOUND and "none.csv" in error["message"]
    assert "--preveiw" in command("stays", "import", str(table), *HOTEL, "--preveiw", code=USAGE).stderr


@pytest.mark.parametrize("content, reason", [
    (b"", "the file is empty"), (b" \r\n\n", "the file is empty"),
    (b"stay_key\n\xff\n", "UTF-8"), ("stay_key\ns1\n".encode("utf-16"), "UTF-8"),
    (b"stay_key\n" + b"s" * (2 << 20), "2097152 bytes; split it"),
    (b"name,room\nJane,4b\n", "one of them stay_key"),
    (b"stay_key,email,email\n", "Several columns mean email_address"),
], ids=["empty", "blank", "not UTF-8", "UTF-16", "too large", "no key", "two columns"])
def test_a_file_that_cannot_be_taken_changes_nothing(server, command, tmp_path, content, reason):
    table = tmp_path / "stays.csv"
    table.write_bytes(content)
    assert reason in command("stays", "import", str(table), *HOTEL, code=DATA).stderr
    told = command("stays", "import", str(table), *HOTEL, "--json", code=DATA)
    assert told.stdout == "" and reason in json.loads(told.stderr)["error"]["message"]
    assert stays(server) == []


def test_a_calendar_that_is_none_is_refused(command, tmp_path):
    calendar = tmp_path / "stays.ics"
    calendar.write_text(HEAD + GOOD)
    assert "not a calendar" in command("stays", "import", str(calendar), *HOTEL, code=DATA).stderr
    assert imported(command, calendar, "--format", "csv")["created_count"] == 2


def test_nothing_is_sent_without_a_server_or_a_key_that_it_knows(command, table):
    words = ("stays", "import", str(table), *HOTEL)
    away = command(*words, "--endpoint", "http://127.0.0.1:1", code=UNAVAILABLE)
    assert "SEAM_ENDPOINT" in away.stderr
    assert "SEAM_API_KEY" in command(*words, "--api-key", "seam_wrong1_" + "0" * 32, code=NOT_ALLOWED).stderr
    assert latchkey(*words).returncode == CONFIGURATION


def test_stays_are_listed_as_a_sheet_and_a_run_is_not(server, command, table):
    refused = command("stays", "import", str(table), *HOTEL, "--csv", code=USAGE)
    assert "--csv works only for lists" in refused.stderr and stays(server) == []
    imported(command, table)
    [stay] = csv.DictReader(io.StringIO(command("stays", "list", "--csv").stdout))
    assert (stay["access_grant_key"], stay["person_name"], stay["ends_at"]) == ("s1", "Jane Doe", "2030-01-01T11:00:00.000Z")
    assert "Jane Doe" in command("stays", "list").stdout
    run = next(csv.DictReader(io.StringIO(command("customers", "list-runs", "--csv").stdout)))
    assert (run["source"], run["created_count"], run["refused_count"]) == ("stays_import", "2", "2")


def test_the_link_of_a_stay_is_shown(server, command):
    door = server.ok("/devices/get", name="Apartment 4B")["device"]["device_id"]
    grant = server.ok(
        "/access_grants/create", user_identity={"full_name": "Jane Doe"}, device_ids=[door], starts_at=CHECK_IN,
        ends_at=CHECK_OUT, requested_access_methods=[{"mode": "mobile_key"}])["access_grant"]
    server.advance(60)
    shown = command.json("stays", "show-link", "--access-method-id", grant["access_method_ids"][0])["access_method"]
    assert shown["instant_key_url"].startswith("http")
    command("stays", "show-link", "--access-method-id", "none", code=NOT_FOUND)
