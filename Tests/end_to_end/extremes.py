"""Random extreme numbers, moments, texts and bodies from a seed."""
import base64
import json

GREATEST = 2 ** 63 - 1
# Written literally, since JSON encoders would not produce most of them.
NUMBERS = [
    "0", "-0", "-1", "1", "2", "255", "256", "599", "600", "999", "1000", "65536", "100000", "2147483647", "2147483648", "-2147483649",
    "3155760000", "3155760001", "4294967296", "9007199254740993", "9223372036854", "92233720368547", "9223372036854775",
    str(GREATEST // 1_000_000), str(GREATEST // 1000), str(GREATEST - 100), str(GREATEST), str(GREATEST + 1), str(-GREATEST - 1),
    str(-GREATEST - 2), "18446744073709551615", "18446744073709551616", "1" + "0" * 30, "9" * 400, "1e15", "1e18", "1e19",
    "1e300", "-1e300", "1e308", "1e400", "-1e400", "1e-320", "0.1", "-0.5", "7.0", "9223372036854775807.0", "1e1000000000", "1E+5",
    "0x10", "01", "+1", "1_000", "NaN", "Infinity", "-Infinity",
]
MOMENTS = [
    "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+23:59", "0001-01-01T00:00:00-23:59", "0000-01-01T00:00:00Z",
    "-0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59-23:59",
    "9999-12-31T23:59:59+23:59", "10000-01-01T00:00:00Z", "99999999-01-01T00:00:00Z", "1582-10-10T00:00:00Z",
    "1970-01-01T00:00:00Z", "1969-12-31T23:59:59.999Z", "2024-02-29T12:00:00Z", "2023-02-29T12:00:00Z", "2024-10-27T02:30:00+02:00",
    "2024-11-01T24:00:00Z", "2024-11-01T23:59:60Z", "2024-11-01T15:00:00." + "1" * 300 + "Z", "2024-11-01T15:00:00+99:99",
    "2024-11-01 15:00:00Z", "2024-11-01T15:00:00", "2024-11-01", "2024-13-41T99:99:99Z", "15:00", str(GREATEST), "now",
    "2262-04-11T23:47:16.854775807Z", "2262-04-11T23:47:16.854775808Z", "1677-09-21T00:12:43Z", "294247-01-10T04:00:54Z",
]
TEXTS = [
    '""', '" "', '"\\u0000"', '"\\ud800"', '"\\udc00\\ud800"', '"\\uffff"', '"%s"', '"%n%n%n"', '"\'; DROP TABLE x; --"', '"../../../x"',
    '"٣٣٣٣"', '"½½½½"', '"兆兆兆兆"', '"é"', '"👩‍👩‍👧‍👦"', '"\\u202eabc"', '"<script>"', '"0"', '"1234"', '"123456"', '"UTC"',
    '"Europe/Amsterdam"', '"Etc/GMT+14"', '"Pacific/Apia"', '"a@example.com"', '"*"', '"[]"', '"{}"', '"null"', '"-1"', '"1e400"',
]
LENGTHS = [199, 200, 201, 999, 1000, 1001, 16_000, 16_001, 100_000]


class Extremes:
    """Values as JSON texts."""

    def __init__(self, random, ids):
        self.random, self.ids = random, ids

    def number(self):
        return self.random.choice(NUMBERS)

    def moment(self):
        return json.dumps(self.random.choice(MOMENTS))

    def text(self):
        draw = self.random.random()
        if draw < 0.5:
            return self.random.choice(TEXTS)
        if draw < 0.6:
            return json.dumps(self.cursor())
        if draw < 0.8:
            return self.moment()
        return json.dumps(self.random.choice(["a", "é", "👍", "%", "'", "\\", "9"]) * self.random.choice(LENGTHS))

    def cursor(self):
        """The cursor of a page, as a caller could forge it."""
        place = self.random.choice(NUMBERS)
        return base64.b64encode(f'["{self.random.choice("0ab")}",{place}]'.encode()).decode()

    def nested(self):
        depth = self.random.choice([2, 63, 64, 65, 600, 5000])
        opening, closing = self.random.choice([("[", "]"), ('{"a":', "}")])
        return opening * depth + "0" + closing * depth

    def anything(self):
        draw = self.random.random()
        if draw < 0.35:
            return self.number()
        if draw < 0.55:
            return self.moment()
        if draw < 0.8:
            return self.text()
        if draw < 0.85:
            return self.nested()
        if draw < 0.9:
            return "[" + ",".join(self.random.choice([self.number, self.text])() for _ in range(self.random.choice([0, 1, 3, 500]))) + "]"
        return self.random.choice(["null", "true", "false", "[]", "{}", '{"":null}', '{"a":{"b":1e400}}'])

    def id(self, name):
        """The ID of an existing object, if there is one of the kind."""
        known = self.ids.get(name) or self.ids.get(name.removesuffix("s"))
        return json.dumps(self.random.choice(known)) if known else None

    def value(self, name, schema, depth=0):
        """A plausible value, or an extreme one of the right type or of any."""
        draw = self.random.random()
        if draw < 0.12 or depth > 4:
            return self.anything()
        kind = schema.get("type")
        if "enum" in schema and draw < 0.8:
            return json.dumps(self.random.choice(schema["enum"]))
        if kind in ("integer", "number"):
            bounds = [schema.get("minimum"), schema.get("maximum")]
            near = [str(bound + step) for bound in bounds if bound is not None for step in (-1, 0, 1)]
            return self.random.choice(near) if near and draw < 0.5 else self.number()
        if kind == "boolean":
            return self.random.choice(["true", "false"])
        if kind == "array":
            count = self.random.choice([0, 1, 1, 1, 2, 300])
            return "[" + ",".join(self.value(name, schema.get("items", {}), depth + 1) for _ in range(count)) + "]"
        if kind == "object" or "properties" in schema:
            return self.body(schema, depth + 1)
        if "date-time" == schema.get("format"):
            return self.moment() if draw < 0.7 else json.dumps("2024-11-01T15:00:00Z")
        return self.id(name) if draw < 0.7 and self.id(name) else self.text()

    def body(self, schema, depth=0):
        """An object with most of the required members and some of the others."""
        members = []
        for name, inner in schema.get("properties", {}).items():
            if self.random.random() < (0.95 if name in schema.get("required", []) else 0.35):
                members.append(f"{json.dumps(name)}:{self.value(name, inner, depth)}")
        if self.random.random() < 0.05:
            members.append(f"{self.text()}:{self.anything()}")
        return "{" + ",".join(members) + "}"
