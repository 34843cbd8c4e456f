"""What a machine can check of the pages that people read."""
import re

import harness
from test_tidy import SOURCES, name

README_MAX = 130
# Turns that a reader has to decode, and the plain words for them.
OBSCURE = {
    r"\btold of\b": "reported, listed", r"\bat hand\b": "available, current", r"\banew\b": "again",
    r"\bhands full\b": "at capacity", r"\bhears what\b": "gets", r"\bwhat is asked for\b": "the request",
    r"\bis no more\b": "is no longer", r"\bwho has (got )?to\b": "name the subject: the caller, the guest",
}


def pages():
    found = [harness.ROOT / page for page in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")]
    return [*found, *(harness.ROOT / "docs").rglob("*.md"), *(harness.ROOT / "Tests" / "contract").glob("*.md")]


def test_pages_are_in_plain_english():
    """But for the page that is printed from the descriptions of the API."""
    faults = [f"{name(page)}:{number} {found.group(0)} — {instead}" for page in pages() if page.name != "api.md"
              for number, line in enumerate(page.read_text().splitlines(), start=1)
              for turn, instead in OBSCURE.items() for found in re.finditer(turn, line, re.I)]
    assert faults == [], "\n".join(["", *faults])


def test_the_readme_is_short():
    assert len((harness.ROOT / "README.md").read_text().splitlines()) <= README_MAX, "move the rest to docs"


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
