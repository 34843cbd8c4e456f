"""Validates answers of the server against the structure of the public API, and counts the differences.

A difference is a 2xx answer whose body violates the operation's response schema (a missing member, a wrong type, a
value outside its enum); an operation of the structure without a route; an error answer without `{"error": {"type":
text, "message": text}, "ok": false}`; an answer without `seam-request-id` or whose content is not JSON. Members that
the structure does not have are listed as extra. They are no differences."""
import json
import pathlib
import re
import threading
import urllib.parse

import jsonschema

HERE = pathlib.Path(__file__).parent
LEFT_OUT = ("nullable", "discriminator", "default", "example")
FORMATS = jsonschema.FormatChecker(())


def as_json_schema(node):
    """OpenAPI 3.0 as JSON Schema: nullable becomes a branch for null, oneOf becomes anyOf, references stay."""
    if isinstance(node, list):
        return [as_json_schema(member) for member in node]
    if not isinstance(node, dict):
        return node
    out = {}
    for key, value in node.items():
        if key in LEFT_OUT or key.startswith("x-") or (key == "exclusiveMinimum" and value is True):
            continue
        if key == "properties":
            out[key] = {name: as_json_schema(schema) for name, schema in value.items()}
        elif key in ("oneOf", "anyOf"):
            out["anyOf"] = as_json_schema(value)
        else:
            out[key] = as_json_schema(value)
    return {"anyOf": [out, {"type": "null"}]} if node.get("nullable") else out


@FORMATS.checks("date-time")
def is_instant(value):
    """RFC 3339 with an offset. IDs need not be UUIDs: a scenario may bring any text."""
    pattern = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"
    return not isinstance(value, str) or bool(re.fullmatch(pattern, value))


def error_fault(status, value):
    """The fault of an error answer, or None."""
    error = value.get("error") if isinstance(value, dict) else None
    if not isinstance(error, dict) or not all(isinstance(error.get(name), str) for name in ("type", "message")):
        return f"{status} without error.type and error.message"
    if value.get("ok") is not False:
        return f"{status} without ok: false"
    if status == 405 or (status == 404 and not error["type"].endswith("_not_found")):
        return f"{status} {error['type']}: the operation has no route"
    return f"{status} {error['type']}" if status >= 500 else None


def told(fault):
    """A fault of jsonschema in one line, without IDs."""
    where = "/".join("*" if isinstance(part, int) else str(part) for part in fault.absolute_path)
    leaf = min(fault.context, key=lambda inner: -len(inner.absolute_path)) if fault.context else fault
    return f"{where}: {re.sub(r'[0-9a-f]{8}-[0-9a-f-]{27}', 'ID', leaf.message)[:160]}"


class Structure:
    """The structure of the public API, and the recorded answers of the server."""

    def __init__(self, path=HERE / "api-structure.json"):
        document = json.loads(pathlib.Path(path).read_text())
        self.paths = document["paths"]
        self.schemas = {name: as_json_schema(schema) for name, schema in document["components"]["schemas"].items()}
        self.validators = {}
        self.lock = threading.Lock()
        self.seen, self.differences, self.extra = {}, {}, {}

    def check(self, method, target, status, headers, body):
        """Records one answer. Operations outside of the structure are ignored."""
        path, verb = urllib.parse.urlsplit(target).path, method.lower()
        if path not in self.paths or verb not in self.paths[path]:
            return
        operation = f"{method} {path}"
        with self.lock:
            self.seen[operation] = self.seen.get(operation, 0) + 1
            if not headers.get("seam-request-id"):
                self.note(self.differences, operation, "no seam-request-id header")
            if not headers.get("content-type", "").startswith("application/json"):
                self.note(self.differences, operation, f"{status} with content type {headers.get('content-type')!r}")
                return
            try:
                value = json.loads(body)
            except ValueError:
                self.note(self.differences, operation, f"{status} with a body that is not JSON")
                return
            self.check_value(operation, self.validator(path, verb), status, value)

    def check_value(self, operation, validator, status, value):
        if status >= 400:
            if fault := error_fault(status, value):
                self.note(self.differences, operation, fault)
            return
        for fault in validator.iter_errors(value):
            self.note(self.differences, operation, told(fault))
        if isinstance(value, dict):
            for name, member in value.items():
                self.note_extra(operation, validator.schema.get("properties", {}).get(name), name, member)

    def note_extra(self, operation, schema, name, member):
        """Lists the members that the structure does not have."""
        if schema is None:
            self.note(self.extra, operation, name)
            return
        is_list = isinstance(member, list)
        known = self.known(schema.get("items", schema) if is_list else schema)
        for item in (member if is_list else [member])[:50]:
            for extra in set(item) - known if isinstance(item, dict) and known else ():
                self.note(self.extra, operation, f"{name}.{extra}")

    def validator(self, path, verb):
        """The validator of an operation's answers, created once."""
        if (path, verb) not in self.validators:
            content = self.paths[path][verb]["responses"]["200"].get("content", {}).get("application/json", {})
            schema = {**as_json_schema(content.get("schema", {})), "components": {"schemas": self.schemas}}
            self.validators[path, verb] = jsonschema.Draft7Validator(schema, format_checker=FORMATS)
        return self.validators[path, verb]

    def known(self, schema, depth=0):
        """The names of the members that a schema allows, through references and branches."""
        if depth > 6 or not isinstance(schema, dict):
            return set()
        if "$ref" in schema:
            return self.known(self.schemas.get(schema["$ref"].rsplit("/", 1)[1], {}), depth + 1)
        branches = schema.get("anyOf", []) + schema.get("allOf", [])
        return set(schema.get("properties", {})).union(*(self.known(branch, depth + 1) for branch in branches))

    @staticmethod
    def note(table, operation, text):
        notes = table.setdefault(operation, {})
        notes[text] = notes.get(text, 0) + 1

    def report(self):
        return {
            "answers": sum(self.seen.values()),
            "operations": len({operation.split(" ", 1)[1] for operation in self.seen}),
            "differences_count": sum(map(len, self.differences.values())),
            "differences": self.differences, "extra": self.extra, "seen": self.seen,
        }
