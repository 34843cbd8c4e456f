"""Automatic checks of the code's style. Each fault says how to fix it."""
import pathlib
import re

import harness

SOURCES = sorted(path for folder in ("Sources", "Tests", "Benchmarks", "Examples")
                 for path in (harness.ROOT / folder).rglob("*") if path.suffix in (".swift", ".py"))
FILE_MAX, FUNCTION_MAX = 350, 60
# Where Foundation may be used: the binary, the virtual cloud, a zone file of Core, and code outside of the server.
WITH_FOUNDATION = re.compile(
    r"Sources/(latchkey|VirtualSaltoKS|MobileKey|SDKPrinter|SeamClient)/|Sources/Core/Time/|Tests/|Benchmarks/|Examples/")
# Targets that get time, randomness and IDs from outside.
PURE = re.compile(r"Sources/(Wire|API|Core|Store|Telemetry/Metrics|SaltoKS|Engine|OpenID|Operations|Server)/")
# Sources of the machine's time and randomness, the transport that measures silence by the system's clock, and what
# notices that the machine stood still.
MACHINE = re.compile(r"Sources/Core/(Time/SystemClock|Identifiers)|Sources/Wire/Deadline|Sources/Store/Driver/|Sources/SaltoKS/EntryHub|Sources/Engine/Nodes/NodeLease")
BANNED = [
    # (pattern, places where it applies, how to fix it)
    (re.compile(r"\btry!|\bas!"), None, "handle the error, or make the wrong state unsayable"),
    (re.compile(r"\b(TODO|FIXME|XXX)\b"), None, "do it, or file an issue"),
    (re.compile(r"\bfatalError\("), None, "use precondition with the rule that was broken"),
    (re.compile(r"^\s*Task(\.detached)?\s*(\([^)]*\)\s*)?\{|[{;]\s*Task(\.detached)?\s*\{"), re.compile("Sources/"),
     "own the task: keep it and end it, or use a task group"),
    # A machine without PostgreSQL runs what needs no server.
    (re.compile(r"\.(enabled|disabled)\((?!if: TestDatabase\.isPostgres\))"), re.compile("Tests/"), "let the test run, or fail with what it lacks"),
    (re.compile(r"\bprint\("), re.compile(r"Sources/(?!latchkey/|SDKPrinter/)"), "use the logger"),
    (re.compile(r"\bDate\(\)|\bContinuousClock\b|\bSuspendingClock\b|(?<![\w\]])\.now\b(?!\()|NIODeadline"), PURE, "take the time from a clock"),
    (re.compile(r"\bUUID\(\)|\.random\(|SystemRandomNumberGenerator"), PURE, "take chance and ids from outside"),
]
HTTP = {"HTTPTypes", "Hummingbird", "HummingbirdCore", "HummingbirdTLS", "NIOCore", "NIOHTTPTypes", "NIOSSL"}
CLIENT = {"AsyncHTTPClient", "NIOCore", "NIOHTTP1", "NIOPosix"}
# The imports that each target may have besides the standard library and Foundation: lower targets, and packages.
IMPORTS = {
    "Wire": set(),
    "API": {"Wire"},
    "Core": {"API", "Wire", "Crypto"},
    "CSQLite": set(),
    "CPostgres": set(),
    "Store": {"Core", "API", "Wire", "CSQLite"},
    "StorePostgres": {"Store", "Core", "API", "Wire", "CPostgres"},
    "Telemetry": {"Wire", "Metrics", "CoreMetrics", "Tracing", "ServiceContextModule", "Logging", "ServiceLifecycle"} | CLIENT,
    "SaltoKS": {"Core", "API", "Wire", "Crypto", "Metrics", "Tracing"} | CLIENT,
    "Engine": {"Store", "Core", "API", "Wire", "Logging", "Metrics", "ServiceLifecycle", "Tracing"} | CLIENT,
    "OpenID": {"Core", "Wire", "JWTKit"} | CLIENT,
    "Operations": {"Engine", "OpenID", "Store", "Core", "API", "Wire", "Crypto", "Logging"},
    "Server": {"Operations", "Engine", "Store", "Telemetry", "Core", "API", "Wire", "Logging", "Metrics",
               "ServiceLifecycle", "Tracing"} | HTTP,
    "Pages": {"Operations", "Core", "API", "Wire", "Crypto", "Mustache", "ServiceLifecycle"} | HTTP,
    "KeyExchange": {"Crypto"},
    "SeamClient": {"API", "Wire", "NIOSSL"} | CLIENT,
    "MobileKey": {"KeyExchange", "SeamClient", "API", "Wire", "NIOCore", "NIOPosix"},
    "VirtualSaltoKS": {"KeyExchange", "Crypto", "HTTPTypes", "Hummingbird", "Logging", "NIOCore", "NIOFoundationCompat",
                       "NIOPosix", "ServiceLifecycle"},
    "SDKPrinter": {"API", "Wire"},
}
SYSTEM = {"Foundation", "FoundationEssentials", "Dispatch", "Glibc", "Synchronization"}
SERVER_MAX = 1800
SQL = re.compile(r"\b(SELECT .* FROM|INSERT INTO|DELETE FROM|UPDATE \w+ SET)\b")
# What is true of SQLite only. A schema may say WITHOUT ROWID, which other engines drop.
OF_SQLITE = re.compile(
    r"sqlite|\bpragma(\b|_)|\bvacuum\b|\bbegin (immediate|exclusive)\b|\bwal\b|\blast_insert_rowid\b|(?<!\bWITHOUT )\browid\b",
    re.I)
UNNAMED_CONFLICT = re.compile(r"\bON CONFLICT DO\b|\bINSERT OR IGNORE\b")
PROOF = re.compile(r"@unchecked Sendable|nonisolated\(unsafe\)|(?<=[\w\)\]])!(?=[\s\.\),;]|$)")


def name(path):
    return str(path.relative_to(harness.ROOT))


def code(text):
    """Lines without the contents of strings and comments, so that words in them do not count."""
    text = re.sub(r'"""(.*?)"""', lambda found: '""' + "\n" * found.group(0).count("\n"), text, flags=re.S)
    lines = []
    for line in text.splitlines():
        line = re.sub(r'#*"(\\.|[^"\\])*"#*', '""', line)
        lines.append(re.sub(r"//.*", "", line))
    return lines


def swift_functions(lines):
    """Name, first line and length of every function and initializer with a body."""
    for number, line in enumerate(lines):
        found = re.match(r"\s*(?:@\w+\s+)*(?:[\w()]+\s+)*?(?:func\s+([^\s(<]+)|(init)\b)", line)
        if not found:
            continue
        depth, begun = 0, False
        for length, inner in enumerate(lines[number:], start=1):
            for letter in inner:
                depth += (letter == "{") - (letter == "}")
                begun = begun or letter == "{"
            if begun and depth <= 0:
                yield found.group(1) or "init", number + 1, length
                break
            if not begun and length > 1 and not inner.strip():
                break


def python_functions(text):
    lines = text.splitlines()
    for number, line in enumerate(lines):
        found = re.match(r"(\s*)def (\w+)", line)
        if not found:
            continue
        end = number + 1
        for later in range(number + 1, len(lines)):
            if lines[later].strip() and len(lines[later]) - len(lines[later].lstrip()) <= len(found.group(1)):
                if not re.match(r"\s*\)", lines[later]):
                    break
            elif lines[later].strip():
                end = later + 1
        yield found.group(2), number + 1, end - number


def test_files_are_short():
    lengths = {name(path): len(path.read_text().splitlines()) for path in SOURCES}
    faults = [f"{path} has {length} lines: split it by noun" for path, length in lengths.items()
              if length > FILE_MAX]
    assert faults == [], "\n".join(["", *faults])


def test_functions_fit_a_screen():
    long = set()
    for path in SOURCES:
        text = path.read_text()
        functions = swift_functions(code(text)) if path.suffix == ".swift" else python_functions(text)
        long |= {f"{name(path)} {function}" for function, _, length in functions if length > FUNCTION_MAX}
    assert long == set(), f"longer than {FUNCTION_MAX} lines: say its steps by name"


def test_what_is_banned_is_not_used():
    faults = []
    for path in SOURCES:
        if path.suffix != ".swift":
            continue
        lines, here = path.read_text().splitlines(), name(path)
        rules = [(pattern, instead) for pattern, where, instead in BANNED
                 if (where is None or where.match(here)) and not (where is PURE and MACHINE.match(here))]
        for number, line in enumerate(code(path.read_text()), start=1):
            place = f"{here}:{number}"
            faults += [f"{place} {line.strip()} — {instead}" for pattern, instead in rules if pattern.search(line)]
            if re.match(r"Sources/(?!Store/|StorePostgres/)", here) and SQL.search(lines[number - 1]):
                faults.append(f"{place} — SQL lives in Store, with its noun")
            if here.startswith("Sources/") and UNNAMED_CONFLICT.search(lines[number - 1]):
                faults.append(f"{place} — name the columns that may conflict, so that no other conflict is hidden")
            if here.startswith("Sources/") and PROOF.search(line):
                before = lines[max(0, number - 4):number]
                if not any("//" in comment for comment in before):
                    faults.append(f"{place} {line.strip()} — say in a comment why it holds, or do without")
            if re.match(r"\s*(@\w+\s+)?import Foundation\b", line) and not WITH_FOUNDATION.match(here):
                faults.append(f"{place} — Foundation stays out of this target; see Wire and Core/Time")
    assert faults == [], "\n".join(["", *faults])


def test_sqlite_is_named_by_its_own_folder_only():
    """The rest of the store runs on any engine, in code and comments alike."""
    own, faults = 0, []
    for path in (harness.ROOT / "Sources" / "Store").rglob("*.swift"):
        places = [f"{name(path)}:{number} {line.strip()}" for number, line in enumerate(path.read_text().splitlines(), 1)
                  if OF_SQLITE.search(line)]
        if name(path).startswith("Sources/Store/SQLite/"):
            own += len(places)
        else:
            faults += [f"{place} — move it to Store/SQLite, or say what is true of any engine" for place in places]
    assert own > 20
    assert faults == [], "\n".join(["", *faults])


def test_updates_of_acs_users_increment_the_revision():
    """Lists keep the JSON of an ACS user until its revision changes (docs/decisions/0007-kept-json.md)."""
    faults, count = [], 0
    for path in (harness.ROOT / "Sources" / "Store").rglob("*.swift"):
        source = path.read_text()
        texts = re.findall(r'"""(.*?)"""', source, re.S)
        texts += re.findall(r'"((?:\\.|[^"\\\n])*)"', re.sub(r'""".*?"""', "", source, flags=re.S))
        for text in texts:
            for update in re.findall(r"\bUPDATE (?:OR \w+ )?acs_users\b[^;]*", text):
                count += 1
                if not re.search(r"\brevision = revision \+ 1\b", update):
                    faults.append(f"{name(path)} {' '.join(update.split())} — add `revision = revision + 1`")
        # A statement for several tables increments nothing.
        if re.search(r"\bUPDATE \\\(", source) and '"acs_users"' in source:
            faults.append(f"{name(path)} — update acs_users by a statement of its own, which increments `revision`")
    table = (harness.ROOT / "Sources" / "Store" / "AcsUserColumns.swift").read_text()
    assert 'Table<AcsUserRecord>("acs_users", counter: "revision")' in table, "the row of a user counts its revisions"
    assert count > 8
    assert faults == [], "\n".join(["", *faults])


def test_public_declarations_are_documented():
    """Types, functions and protocols that others can see have doc comments. Members with a clear name need none."""
    faults = []
    for path in SOURCES:
        if not name(path).startswith("Sources/") or path.suffix != ".swift":
            continue
        lines = path.read_text().splitlines()
        for number, line in enumerate(lines):
            if not re.match(r"(public|package) (final |indirect )?(struct|class|enum|actor|protocol|func)\b", line):
                continue
            # A comment on the first of several one-line declarations applies to all of them.
            above = number - 1
            while above >= 0 and re.match(r"@|(public|package) (enum \w+ \{\}|func )", lines[above]):
                above -= 1
            if above < 0 or not lines[above].lstrip().startswith("///"):
                faults.append(f"{name(path)}:{number + 1} {line.strip()} — say what it is")
    assert faults == [], "\n".join(["", *faults])



def test_resources_and_operations_have_files_of_their_own():
    """In `Sources/API` a resource is in `Noun.swift`, and its operations are in `NounOperations.swift`."""
    faults = []
    for path in (harness.ROOT / "Sources" / "API").glob("*.swift"):
        text = path.read_text()
        has_operations = "static let operation = Operation(" in text
        if has_operations != path.stem.endswith("Operations"):
            faults.append(f"{name(path)} — put operations, and nothing else, in NounOperations.swift")
        if has_operations and re.search(r"^public struct \w+: Record, Answer", text, re.M):
            faults.append(f"{name(path)} — put the resource in Noun.swift")
    assert faults == [], "\n".join(["", *faults])


def test_targets_import_only_what_stands_below_them():
    faults = []
    folders = {path.name for path in (harness.ROOT / "Sources").iterdir() if path.is_dir()}
    # The program composes all targets.
    assert folders == set(IMPORTS) | {"latchkey"}, "a target needs its row in IMPORTS"
    for path in SOURCES:
        target = name(path).split("/")[1]
        if path.suffix != ".swift" or not name(path).startswith("Sources/") or target == "latchkey":
            continue
        for number, line in enumerate(code(path.read_text()), start=1):
            found = re.match(r"(?:@\w+\s+)*(?:\w+\s+)?import\s+(?:(?:struct|class|enum|protocol|func|var)\s+)?(\w+)", line)
            if found and found[1] not in IMPORTS[target] | SYSTEM:
                faults.append(f"{name(path)}:{number} {target} must not import {found[1]}; it stands above, or is another room's")
    assert faults == [], "\n".join(["", *faults])


def test_no_target_stands_above_itself():
    """The table itself only goes downward, so that two targets can never import each other."""
    below = {target: imports & set(IMPORTS) for target, imports in IMPORTS.items()}
    while below:
        lowest = {target for target, imports in below.items() if not imports & set(below)}
        assert lowest, f"a circle among {sorted(below)}"
        below = {target: imports for target, imports in below.items() if target not in lowest}


def test_the_server_is_http_and_little_else():
    count = sum(len(path.read_text().splitlines()) for path in SOURCES if name(path).startswith("Sources/Server/"))
    assert count < SERVER_MAX, f"Server has {count} lines: what an operation does belongs in Operations"


# Names of the brand outside of its own target: types, fields and cases of the public API, each declared by `API`.
# Everything else comes from the `Brand` value.
WITHOUT_BRAND = ("Core", "Store", "Engine", "Operations", "Server", "Pages")
NAMES_OF_THE_API = {
    "SaltoKSMetadata", "SaltoKSSite", "saltoKSMetadata",
    "saltoKSCertificationExpired", "saltoKSLockAccessCodeSupportRemoved", "saltoKSSubscriptionLimitAlmostReached",
    "saltoKSSubscriptionLimitExceeded",
    "saltoKSUserNotSubscribed", "saltoKSOfficeMode", "saltoKSPrivacyMode",
    "deviceSaltoPrivacyModeActivated", "deviceSaltoPrivacyModeDeactivated",
}


def test_the_brand_is_named_by_its_own_target_only():
    found = {}
    for path in SOURCES:
        if name(path).startswith(tuple(f"Sources/{target}/" for target in WITHOUT_BRAND)):
            for number, line in enumerate(path.read_text().splitlines(), 1):
                for word in re.findall(r"\w*salto\w*", line, re.IGNORECASE):
                    found.setdefault(word, []).append(f"{name(path)}:{number}")
    strangers = {word: places for word, places in found.items() if word not in NAMES_OF_THE_API}
    assert strangers == {}, "take it from the Brand, or say what is true of any provider"
    assert NAMES_OF_THE_API - set(found) == set(), "the list may only shrink"


def test_names_of_the_brand_are_declared_by_the_api():
    text = "\n".join(path.read_text() for path in SOURCES if name(path).startswith("Sources/API/"))
    declared = set(re.findall(r"\b(?:case|var|let|struct|enum) (\w+)", text))
    assert NAMES_OF_THE_API - declared == set()
