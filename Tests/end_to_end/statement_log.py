"""The statements of a server in their order, recorded by Tests/statements/statement_log.c."""
import collections
import dataclasses
import re
import subprocess

import harness

# How reads begin, on SQLite and on PostgreSQL, and a change in a group.
READS, CHANGE = {"BEGIN", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}, "SAVEPOINT change"
ENDS = {"COMMIT", "RELEASE change", "ROLLBACK"}
UNCHANGED = "-- unchanged "
WRITTEN = re.compile(r"(?:INSERT INTO|UPDATE|DELETE FROM) (\w+)")


@dataclasses.dataclass
class Work:
    """What one closure reads or writes, in one transaction or one part of a group of changes."""
    is_write: bool
    statements: list
    unchanged: list

    def operation(self, paths):
        """The operation whose change this is, by its entry in the audit."""
        entry = next((text for text in reversed(self.statements) if text.startswith("INSERT INTO audit_entries")), "")
        return next((part for part in entry.split("'") if part in paths), None)

    def repeated(self):
        """Statements that read what was read before, though none of their tables was written in between."""
        seen, repeated = set(), []
        for text in self.statements:
            if written := WRITTEN.match(text):
                table = re.compile(rf"\b{written[1]}\b")
                seen = {one for one in seen if not table.search(one)}
            elif text in seen:
                repeated.append(text)
            seen.add(text)
        return [text for text in repeated if not WRITTEN.match(text)]


class StatementLog:
    """The log of a server that gets `environment`."""

    def __init__(self, folder):
        library, self.file = folder / "statement_log.so", folder / "log"
        subprocess.run(
            ["clang", "-shared", "-fPIC", "-O1", "-o", library, harness.ROOT / "Tests/statements/statement_log.c", "-ldl"],
            check=True)
        self.file.touch()
        tap = harness.STATEMENT_TAP.get("LD_PRELOAD")
        self.environment = {
            "LD_PRELOAD": ":".join(filter(None, [str(library), tap])), "LATCHKEY_STATEMENT_LOG": str(self.file)}

    @property
    def size(self):
        return self.file.stat().st_size

    def since(self, size):
        """What was begun and ended after the log had a size."""
        with open(self.file, "rb") as file:
            file.seek(size)
            text = file.read().decode(errors="replace")
        opened, found = {}, []
        for record in text.split("\x1e"):
            thread, separator, statement = record.partition("\x1f")
            statement = " ".join(statement.split())
            if statement in READS or statement == CHANGE:
                opened[thread] = Work(statement == CHANGE, [], [])
            elif work := opened.get(thread):
                if statement in ENDS or statement.startswith("ROLLBACK"):
                    found.append(opened.pop(thread))
                elif statement.startswith(UNCHANGED):
                    work.unchanged.append(statement.removeprefix(UNCHANGED))
                else:
                    work.statements.append(statement)
        return found


def counted(works):
    """The numbers of statements, of repeated ones and of rows that are written unchanged."""
    counts = collections.Counter()
    for work in works:
        counts["statements"] += len(work.statements)
        counts["repeated"] += len(work.repeated())
        counts["unchanged"] += len(work.unchanged)
    return counts
