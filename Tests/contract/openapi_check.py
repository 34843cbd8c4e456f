"""Checks what the official command line and the generators of the official SDKs (@seamapi/blueprint 1.8.0) need of
`/openapi.json`.

    SEAM_ENDPOINT=http://127.0.0.1:8080 python3 Tests/contract/openapi_check.py

Prints each kind of fault with its places, and the number of places. Exits with 1 if there is any."""
import collections
import json
import os
import sys
import urllib.request


def faults(document):
    """Every fault as (kind, place)."""
    for path, verbs in document["paths"].items():
        for verb, operation in verbs.items():
            yield from operation_faults(path, f"{verb} {path}", operation)
    yield from resource_faults(document["components"]["schemas"])


def operation_faults(path, place, operation):
    for status, response in operation["responses"].items():
        if "description" not in response:
            yield "response without a description of its own ($ref)", f"{place} {status}"
    answers_attempt = operation.get("x-response-key") == "action_attempt" and not path.startswith("/action_attempts")
    if answers_attempt and not operation.get("x-action-attempt-type"):
        yield "no x-action-attempt-type", place
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    for name, member in body.get("properties", {}).items():
        if "type" not in member and not path.startswith("/seam/"):
            yield "body property without a type ($ref, allOf)", f"{place} {name}"
    if path.startswith("/seam/") and not operation.get("x-undocumented"):
        yield "operation below /seam without x-undocumented", place


def resource_faults(schemas):
    if "oneOf" not in schemas["action_attempt"]:
        yield "no oneOf with one action_type each", "action_attempt"
    for name, schema in schemas.items():
        if schema.get("type") == "object" and "properties" in schema and not schema.get("x-route-path"):
            yield "object schema without x-route-path (only resources may stand in components)", name
    for variant in schemas["event"]["oneOf"]:
        if not variant.get("x-route-path"):
            yield "variant of event that is a $ref, or without x-route-path", variant.get("$ref", str(variant)[:80])
    if not schemas["enrollment_automation"].get("x-undocumented"):
        yield "resource of undocumented operations without x-undocumented", "enrollment_automation"


def main():
    with urllib.request.urlopen(os.environ["SEAM_ENDPOINT"] + "/openapi.json") as answer:
        document = json.load(answer)
    places = collections.defaultdict(list)
    for kind, place in faults(document):
        places[kind].append(place)
    for kind, found in sorted(places.items()):
        print(f"{len(found):5} {kind}: {', '.join(found[:3])}")
    total = sum(map(len, places.values()))
    print(f"{total} places")
    sys.exit(1 if total else 0)


if __name__ == "__main__":
    main()
