"""Binary files of fixtures, made from JSON that can be read and reviewed.

.segb      {"version": 2, "records": [{"time": 7e8, "state": 1, "fields": [[1, "text"], [2, 1.5], [4, [[3, "in"]]]]}]}
           A field is a number and a value: text, whole number, fraction (a double), `{"hex": "00ff"}`, or a list of
           fields (a message). `state` is 1 where it is left out, 3 for deleted; `"zeros": 9` stands for so many zeros.
.keyed     any JSON: dictionaries, lists, texts, numbers; `{"date": 7e8}` is an NSDate, `{"hex": ""}` data. Becomes a
           keyed archive with that as its root.
.cookies   [{"host": "example.org", "name": "id", "path": "/", "value": "", "flags": 5, "expires": 7e8, "created": 6e8}]
"""

import json
import plistlib
import struct
from collections.abc import Callable
from plistlib import UID
from typing import Any

from tests.formats.segb_files import message, version_1, version_2


def segb(text: bytes) -> bytes:
    """A file of a Biome stream."""
    whole = json.loads(text)
    records = [
        (
            bytes(one["zeros"]) if "zeros" in one else message(*map(_field, one["fields"])),
            float(one["time"]),
            one.get("state", 1),
        )
        for one in whole["records"]
    ]
    return (version_1 if whole["version"] == 1 else version_2)(records)


def _field(pair: list[Any]) -> tuple[int, object]:
    number, value = pair
    if isinstance(value, dict):
        return number, bytes.fromhex(value["hex"])
    if isinstance(value, list):
        return number, tuple(map(_field, value))
    return number, value


def keyed(text: bytes) -> bytes:
    """A keyed archive, every object of its own."""
    objects: list[Any] = ["$null"]
    classes: dict[str, UID] = {}

    def kind(name: str) -> UID:
        if name not in classes:
            classes[name] = UID(len(objects))
            objects.append({"$classname": name, "$classes": [name, "NSObject"]})
        return classes[name]

    def add(value: Any) -> UID:
        place = UID(len(objects))
        objects.append(None)
        if isinstance(value, list):
            made: Any = {"NS.objects": [add(one) for one in value], "$class": kind("NSArray")}
        elif isinstance(value, dict) and set(value) == {"date"}:
            made = {"NS.time": float(value["date"]), "$class": kind("NSDate")}
        elif isinstance(value, dict) and set(value) == {"hex"}:
            made = bytes.fromhex(value["hex"])
        elif isinstance(value, dict) and "$class" in value:
            held = {key: add(one) for key, one in value.items() if key != "$class"}
            made = {**held, "$class": kind(value["$class"])}
        elif isinstance(value, dict):
            pairs = {
                "NS.keys": [add(key) for key in value],
                "NS.objects": [add(one) for one in value.values()],
            }
            made = {**pairs, "$class": kind("NSDictionary")}
        else:
            made = value
        objects[place.data] = made
        return place

    root = add(json.loads(text))
    archive = {
        "$version": 100000,
        "$archiver": "NSKeyedArchiver",
        "$top": {"root": root},
        "$objects": objects,
    }
    return plistlib.dumps(archive, fmt=plistlib.FMT_BINARY)


def cookies(text: bytes) -> bytes:
    """A cookie file of one page."""
    made = []
    for one in json.loads(text):
        texts = [one[key].encode() + b"\0" for key in ("host", "name", "path", "value")]
        places = [56 + sum(map(len, texts[:number])) for number in range(4)]
        times = struct.pack("<2d", one["expires"], one["created"])
        size = 56 + sum(map(len, texts))
        made.append(struct.pack("<8I8x", size, 0, one["flags"], 0, *places) + times + b"".join(texts))
    head = 12 + 4 * len(made)
    begins = [head + sum(map(len, made[:number])) for number in range(len(made))]
    page = b"\0\0\1\0" + struct.pack(f"<{len(made) + 1}I", len(made), *begins) + bytes(4) + b"".join(made)
    return b"cook" + struct.pack(">2I", 1, len(page)) + page + bytes(8)


BUILDERS: dict[str, Callable[[bytes], bytes]] = {".cookies": cookies, ".keyed": keyed, ".segb": segb}
