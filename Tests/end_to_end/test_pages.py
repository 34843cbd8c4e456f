"""What a machine can check of the pages that people read."""
import json
import re

import harness
from test_tidy import SOURCES, name

README_MAX = 130
# Turns that a reader has to decode, and the plain words for them.
OBSCURE = {
    r"\btold of\b": "reported, listed", r"\bat hand\b": "available, current", r"\banew\b": "again",
    r"\bhands full\b": "at capacity", r"\bhears? (what|of)\b": "gets, knows", r"\bwhat is asked for\b": "the request",
    r"\bis no more\b": "is no longer", r"\bwho has (got )?to\b": "name the subject: the caller, the guest",
    r"\bfrom afar\b": "remotely", r"\bpeople of the site\b": "the site's staff", r"\bany more\b": "no longer",
    r"\bis to hold\b": "is valid", r"\bsaid twice\b": "idempotent", r"\bwhoever\b": "name the subject",
    r"\bin step\b": "in sync", r"\btells? of\b": "reports", r"\bin vain\b": "failed", r"\bleft out\b": "omit, absent",
    r"\bplays? at\b": "simulates", r"\bspeaks? for\b": "allows", r"\bout of reach\b": "offline",
    r"\bcomes? to nothing\b": "fails", r"\bwhere nobody\b": "if nobody",
    r"\bon (its|their) way\b": "pending, in progress", r"\btry again in a while\b": "retry later",
    r"\bmay not be worked for\b": "name the problem",
}
# Targets whose comments are free of them.
COMMENTED = ("API", "Core", "Engine", "KeyExchange", "MobileKey", "OpenID", "Operations", "Pages", "SDKPrinter", "SaltoKS",
             "SeamClient", "Server", "Store", "StorePostgres", "Telemetry", "VirtualSaltoKS", "Wire", "latchkey")
# The names of Swift tests and suites, which a reader sees when one fails.
TEST_NAME = re.compile(r'@(?:Test|Suite)\(\s*"((?:\\.|[^"\\\n])*)"')
STRING = re.compile(r'"((?:\\.|[^"\\\n])*)"')
# A text of a page that has languages: its name and its value, which may be a list or a dictionary.
WORDS = re.compile(r"^    (\w+):\s*(.*?)(?=^    \w+:|\Z)", re.M | re.S)


def pages():
    found = [harness.ROOT / page for page in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")]
    return [*found, *(harness.ROOT / "docs").rglob("*.md"), *(harness.ROOT / "Tests" / "contract").glob("*.md")]


def turns_in(text, place):
    return [f"{place} {found.group(0)} — {instead}" for turn, instead in OBSCURE.items()
            for found in re.finditer(turn, text, re.I)]


def test_pages_are_in_plain_english():
    faults = [fault for page in pages() for number, line in enumerate(page.read_text().splitlines(), start=1)
              for fault in turns_in(line, f"{name(page)}:{number}")]
    assert faults == [], "\n".join(["", *faults])


def descriptions(node, place=""):
    """Every description and title of the OpenAPI document, with its place."""
    if isinstance(node, list):
        node = dict(enumerate(node))
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("description", "x-title", "x-undocumented") and isinstance(value, str):
                yield f"{place}/{key}", value
            else:
                yield from descriptions(value, f"{place}/{key}")


def test_the_api_is_described_in_plain_english():
    document = json.loads((harness.ROOT / "docs" / "openapi.json").read_text())
    texts = list(descriptions(document))
    assert len(texts) > 1000
    faults = [fault for place, text in texts for fault in turns_in(text, place)]
    assert faults == [], "\n".join(["", *faults])


def test_messages_are_in_plain_english():
    """What the program says: in answers, on pages, on the command line and in the log."""
    faults = []
    for path in (harness.ROOT / "Sources").rglob("*.swift"):
        source = "".join("" if line.lstrip().startswith("//") else line for line in path.read_text().splitlines(True))
        for text in re.findall(r'"""(.*?)"""', source, re.S) + STRING.findall(source):
            faults += turns_in(text, name(path))
    assert faults == [], "\n".join(["", *faults])


def test_comments_are_in_plain_english():
    faults = []
    for path in [path for target in COMMENTED for path in (harness.ROOT / "Sources" / target).rglob("*.swift")]:
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            comment = re.search(r"(?:^|\s)//.*", line)
            if comment:
                faults += turns_in(comment.group(0), f"{name(path)}:{number}")
    names = 0
    for path in (harness.ROOT / "Tests").rglob("*.swift"):
        if "func `" in path.read_text():
            faults.append(f'{name(path)} — name tests by @Test("A sentence.") instead of backticks')
        for text in TEST_NAME.findall(path.read_text()):
            names += 1
            faults += turns_in(text, name(path))
    assert names > 500
    assert faults == [], "\n".join(["", *faults])


def texts(path):
    """The texts of a language: how often each has a value put in, and what its dictionary has."""
    return {word: (value.count("{}"), re.findall(r'"([^"]+)": "', value)) for word, value in WORDS.findall(path.read_text())}


def test_each_language_says_what_the_others_say():
    """The compiler checks that no text is missing. The rest is checked here: values, months, states."""
    for folder, page in (("GuestPage", "GuestWords"), ("CustomerPage", "CustomerWords")):
        languages = {path.stem.split("+")[1]: path for path in (harness.ROOT / "Sources/Pages" / folder).glob(f"{page}+*.swift")}
        assert len(languages) == 10
        dutch, english = texts(languages.pop("dutch")), texts(languages.pop("english"))
        assert {word: count for word, (count, _) in english.items()} == {word: count for word, (count, _) in dutch.items()}
        for language, path in languages.items():
            assert texts(path) == dutch, language
            for name_of, count in (("weekdays", 7), ("months", 12)):
                found = re.search(rf"{name_of}: \[(.*?)\]", path.read_text(), re.S)
                assert found is None or found.group(1).count('"') == 2 * count, (language, name_of)


def test_the_readme_is_short():
    assert len((harness.ROOT / "README.md").read_text().splitlines()) <= README_MAX, "move the rest to docs"


def test_the_readme_links_each_page_for_everybody():
    """The pages that docs/README.md lists before those for operators and developers."""
    index = (harness.ROOT / "docs" / "README.md").read_text()
    listed = re.findall(r"\]\(([\w-]+\.md)\)", index[index.index("| everybody |"):index.index("| operators |")])
    # CONTRIBUTING.md and docs/README.md lead to this one.
    listed.remove("authorization.md")
    readme = (harness.ROOT / "README.md").read_text()
    assert [page for page in listed if f"(docs/{page}" not in readme] == []


def test_what_is_cited_is_here():
    """Comments and pages cite pages of this repository only, by their path in it or beside the page that cites them."""
    faults = []
    for path in [*SOURCES, *pages(), *(harness.ROOT / "scripts").iterdir()]:
        text = path.read_text()
        cited = re.findall(r"(?<![\w/.-])(?:\.\./)?[\w/-]+\.md\b", text)
        if path.suffix == ".md":
            cited += [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
        places = (harness.ROOT, path.parent) if path.suffix == ".md" else (harness.ROOT, harness.ROOT / "docs")
        for page in cited:
            if not any((place / page).exists() for place in places):
                faults.append(f"{name(path)} cites {page}")
    assert faults == [], "\n".join(["", *faults])
