"""Compares an OpenAPI document with the structure of the public API, and lists every difference in a line of text."""

import re

from harness import operations

# Brands and nouns that Latchkey does not have are no differences.
ELSEWHERE = re.compile(
    "akiles|assa_abloy|avigilon|brivo|dormakaba|hid_|hotek|kisi|latch|legic|pti_|salto_space|visionline|bridge|ical_"
    "|^event: has no (camera|noise_sensor|thermostat)[.]"
    # Properties of devices other than Salto KS locks.
    "|^(unmanaged_)?device[.].*(_metadata|thermostat|climate|heating|cooling|temperature|fan_|_fan|hvac|humidity|noise|keynest|lockly"
    "|august|ttlock|ultraloq|two_n|auxiliary_heat|power_saving|phone|accessory_keypad)"
    "|^device_provider[.].*(hvac|thermostat)"
    "|^/devices/report_provider_metadata takes .*(omnitec|schlage|ultraloq)_metadata"
    "|^/workspaces/find_anything answers batch[.](noise|thermostat)")


class Documents:
    """Two documents, and their schemas with references resolved and single wrappers removed."""

    def __init__(self, structure, ours):
        self.structure, self.ours = structure, ours
        self.seen = set()

    @staticmethod
    def plain(document, schema):
        """The schema itself: references resolved, `allOf` of one unwrapped, `nullable` kept."""
        nullable = False
        while True:
            nullable = nullable or schema.get("nullable", False)
            inner = schema.get("allOf", [])
            if "$ref" in schema:
                schema = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
            elif len(inner) == 1:
                schema = inner[0]
            elif inner:
                schema = Documents.merged(document, inner)
            else:
                return {**schema, "nullable": nullable}

    @staticmethod
    def merged(document, parts):
        """Several object schemas that all apply, as one."""
        out = {"type": "object", "properties": {}, "required": []}
        for part in parts:
            part = Documents.plain(document, part)
            forms = [Documents.plain(document, form) for form in part.get("oneOf", []) + part.get("anyOf", [])]
            part = Documents.of_forms(forms) if forms and all("properties" in form for form in forms) else part
            out["properties"].update(part.get("properties", {}))
            out["required"] = out["required"] + part.get("required", [])
        return out

    def differences(self):
        """Every difference once. A difference within a resource is reported for the resource, not for each of its
        operations."""
        return sorted({line for line in self.all() if not ELSEWHERE.search(line)})

    def all(self):
        for path in sorted(self.ours["paths"]):
            if path.startswith("/latchkey/") or path not in operations(self.ours):
                continue
            theirs, ours = self.structure["paths"].get(path), self.ours["paths"][path]
            if theirs is None:
                yield f"{path}: the public API has no such operation"
                continue
            if set(theirs) != set(ours):
                yield f"{path}: verbs {sorted(ours)} for {sorted(theirs)}"
            for verb in sorted(set(theirs) & set(ours)):
                yield from self.operation(path, verb, theirs[verb], ours[verb])

    def operation(self, path, verb, theirs, ours):
        if theirs.get("x-response-key") != ours.get("x-response-key"):
            yield f"{path}: response key {ours.get('x-response-key')} for {theirs.get('x-response-key')}"
        # Some reads and deletions only have their parameters described with their POST.
        if verb not in ("get", "delete") or theirs.get("parameters"):
            yield from self.compare(f"{path} takes ", self.parameters(self.structure, theirs), self.parameters(self.ours, ours),
                                    answers=False)
        yield from self.compare(f"{path} answers ", self.answer(theirs), self.answer(ours), answers=True)

    @staticmethod
    def parameters(document, operation):
        """The parameters as one object schema, whether they are in the query or in the body, in one form or in several.
        """
        if "parameters" not in operation:
            body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            schema = Documents.plain(document, body.get("schema", {"type": "object"}))
            forms = [Documents.plain(document, form) for form in schema.get("oneOf", []) + schema.get("anyOf", [])]
            return Documents.of_forms(forms) if forms else schema
        return {
            "type": "object",
            "properties": {field["name"]: field["schema"] for field in operation["parameters"]},
            "required": [field["name"] for field in operation["parameters"] if field.get("required")],
        }

    @staticmethod
    def of_forms(forms):
        """Several forms of an object as one: with all members, of which those of every form are required."""
        shared = set.intersection(*(set(form.get("required", [])) for form in forms))
        properties = {}
        for form in forms:
            for name, member in form["properties"].items():
                properties[name] = Documents.joined(properties.get(name, member), member)
        return {"type": "object", "properties": properties, "required": sorted(shared)}

    @staticmethod
    def joined(one, other):
        """A parameter of two forms, with the values of both."""
        if "enum" not in one or "enum" not in other:
            return other
        return {**one, **other, "enum": one["enum"] + [value for value in other["enum"] if value not in one["enum"]]}

    @staticmethod
    def answer(operation):
        # The structure does not describe answers without a result.
        content = operation["responses"]["200"].get("content", {})
        return content.get("application/json", {}).get("schema", {})

    def compare(self, place, theirs, ours, answers, depth=0):
        """Every way in which our schema differs from theirs. Texts and bounds are no differences. An answer may also
        have more members, and describe its texts in more detail."""
        if "$ref" in theirs and answers:
            name = theirs["$ref"].rsplit("/", 1)[1]
            if name in self.seen:
                return
            self.seen.add(name)
            place = name
        theirs, ours = self.plain(self.structure, theirs), self.plain(self.ours, ours)
        if not self.branches(self.ours, ours):
            theirs = self.as_one(self.structure, theirs)
        elif answers and theirs.get("properties"):
            ours = self.as_one(self.ours, ours, tagged=True)
        branches = [self.branches(self.structure, theirs), self.branches(self.ours, ours)]
        if any(branches) and depth < 20:
            yield from self.unions(place, *branches, theirs, ours, answers, depth)
            return
        if not theirs.get("type") and not theirs.get("enum"):
            return
        if (theirs.get("type"), ours.get("type")) == ("number", "integer") and answers:
            return
        if theirs.get("type") != ours.get("type"):
            yield f"{place}: {ours.get('type')} for {theirs.get('type')}"
            return
        if theirs["nullable"] != ours["nullable"] and (not answers or ours["nullable"]):
            yield f"{place}: {'nullable' if ours['nullable'] else 'not nullable'}"
        for word in ("format", "default", "pattern") + (() if answers else ("minimum", "exclusiveMinimum")):
            if theirs.get(word) != ours.get(word) and theirs.get(word) != "uuid" and not (answers and word in ours):
                yield f"{place}: {word} {ours.get(word)} for {theirs.get(word)}"
        if "enum" in theirs or not answers:
            yield from self.enums(place, theirs, ours)
        if "items" in theirs:
            yield from self.compare(place + "[]", theirs["items"], ours.get("items", {}), answers, depth + 1)
        yield from self.members(place, theirs, ours, answers, depth)

    def as_one(self, document, schema, tagged=False):
        """One schema for a union of texts with fixed values, or of objects, as of the forms of an operation. A union
        with a tag stays, unless `tagged`."""
        forms = [self.as_one(document, form, tagged) for form in self.branches(document, schema)]
        if not forms or not tagged and self.named(forms) is not None:
            return schema
        if all("enum" in form for form in forms):
            return {**forms[0], "enum": [value for form in forms for value in form["enum"]]}
        if all("properties" in form for form in forms):
            return {**self.of_forms(forms), "nullable": schema["nullable"]}
        return schema

    @staticmethod
    def enums(place, theirs, ours):
        if "enum" not in theirs and "enum" not in ours:
            return
        theirs, ours = set(theirs.get("enum", [])), set(ours.get("enum", []))
        for value in sorted(theirs - ours, key=str):
            yield f"{place}: has no {value}"
        for value in sorted(ours - theirs, key=str):
            yield f"{place}: has {value} in addition"

    def members(self, place, theirs, ours, answers, depth):
        their, our = theirs.get("properties", {}), ours.get("properties", {})
        dot = place if place.endswith(" ") else place + "."
        for name in sorted(set(their) - set(our)):
            yield f"{dot}{name}: missing"
        for name in sorted(set(our) - set(their)):
            if not answers and (their or not theirs.get("additionalProperties")):
                yield f"{dot}{name}: in addition"
        for name in sorted(set(their) & set(our)):
            needed, given = name in theirs.get("required", []), name in ours.get("required", [])
            if needed != given and (not answers or needed):
                yield f"{dot}{name}: {'required' if given else 'optional'}"
            yield from self.compare(dot + name, their[name], our[name], answers, depth + 1)

    def branches(self, document, schema):
        found = schema.get("oneOf") or schema.get("anyOf") or []
        return [self.plain(document, branch) for branch in found]

    def unions(self, place, theirs, ours, their_schema, our_schema, answers, depth):
        """Pairs the branches of two unions by the value of their tag."""
        their, our = self.named(theirs or [their_schema]), self.named(ours or [our_schema])
        if their is None or our is None:
            their_types = sorted(str(branch.get("type")) for branch in theirs or [their_schema])
            our_types = sorted(str(branch.get("type")) for branch in ours or [our_schema])
            if their_types != our_types:
                yield f"{place}: one of {our_types} for {their_types}"
            return
        for name in sorted(set(their) - set(our)):
            yield f"{place}: has no {name}"
        for name in sorted(set(our) - set(their)):
            yield f"{place}: has {name} in addition"
        for name in sorted(set(their) & set(our)):
            yield from self.compare(f"{place}<{name}>", their[name], our[name], answers, depth + 1)

    def named(self, branches):
        """The branches by the value of their tag, or None if they have none."""
        out = {}
        for branch in branches:
            found = None
            for tag in ("event_type", "error_code", "warning_code", "mutation_code", "action_type"):
                member = branch.get("properties", {}).get(tag)
                if member is not None and (values := self.values(member)):
                    found = (tag, values)
                    break
            if found is None:
                return None
            for value in found[1]:
                # Theirs has a branch for each action and status, ours for each action. Members that depend on the
                # status are omitted.
                left = {"action_type": ("status", "result", "error")}.get(found[0], ())
                rest = {name: schema for name, schema in branch["properties"].items() if name not in (found[0], *left)}
                out[value] = {**branch, "properties": rest,
                              "required": [name for name in branch.get("required", []) if name in rest]}
        return out

    def values(self, member):
        for document in (self.structure, self.ours):
            try:
                return self.plain(document, member).get("enum")
            except KeyError:
                continue
        return None
