"""JSON files: finds out which of the known kinds one is (STIX 2, MISP, TinyCheck, a plain array), and reads it."""

from collections.abc import Sequence
from typing import Any

import msgspec

from hoofprint.detect.indicators.gather import Claim, Gatherer
from hoofprint.detect.indicators.notes import STALKERWARE, WATCHWARE
from hoofprint.detect.indicators.readers import misp, plain, stix2
from hoofprint.detect.indicators.readers.headings import KINDS

Raw = msgspec.Raw
NOTED = {"stalkerware": (STALKERWARE,), "watchware": (WATCHWARE,)}


class _Whole(msgspec.Struct, gc=False):
    """The keys that tell the kinds apart, in one pass over the file."""

    type: Any = None
    objects: list[stix2.Thing] | None = None
    pattern: str | None = None
    Event: Raw = Raw()
    response: Raw = Raw()
    Attribute: Raw = Raw()
    Object: Raw = Raw()
    iocs: Raw = Raw()


class _Careful(msgspec.Struct, gc=False):
    """The same where an object of a bundle is not as the standard says: each is then decoded alone."""

    objects: list[Raw] = []


class NotIndicators(ValueError):
    """The file is something else; the message says what, as far as it can be told."""


def read(data: bytes, into: Gatherer) -> None:
    """Raises `NotIndicators`, or `msgspec.DecodeError` where the file is not JSON."""
    if data.lstrip()[:1] == b"[":
        _array(msgspec.json.decode(data, type=list[Raw]), into)
        return
    try:
        whole = msgspec.json.decode(data, type=_Whole, strict=False)
    except msgspec.ValidationError:
        _carefully(data, into)
        return
    if whole.objects is not None:
        stix2.read(whole.objects, into)
    elif whole.pattern is not None:
        stix2.read([msgspec.json.decode(data, type=stix2.Thing, strict=False)], into)
    elif bytes(whole.iocs):
        _tinycheck(msgspec.json.decode(whole.iocs), into)
    elif bytes(whole.response):
        _events(msgspec.json.decode(whole.response), into)
    elif bytes(whole.Event) or bytes(whole.Attribute) or bytes(whole.Object):
        _events(msgspec.json.decode(data), into)
    else:
        raise NotIndicators("JSON of a kind that holds no indicators we know")


def _carefully(data: bytes, into: Gatherer) -> None:
    things = []
    for number, raw in enumerate(msgspec.json.decode(data, type=_Careful).objects):
        try:
            things.append(msgspec.json.decode(raw, type=stix2.Thing, strict=False))
        except msgspec.ValidationError as error:
            into.reject(f"object {number}", f"not an object as STIX has them: {error}")
    if not things:
        raise NotIndicators("JSON of a kind that holds no indicators we know")
    stix2.read(things, into)


def _array(items: Sequence[Raw], into: Gatherer) -> None:
    """Top-level arrays: of STIX objects, of MISP events, of values."""
    values = [msgspec.json.decode(item) for item in items]
    if all(isinstance(value, str) for value in values):
        plain.lines([str(value) for value in values], None, into)
        return
    things = [value for value in values if isinstance(value, dict)]
    if any("Event" in thing or "Attribute" in thing for thing in things):
        _events(things, into)
    elif any("pattern" in thing for thing in things):
        _carefully(msgspec.json.encode({"objects": things}), into)
    elif any("value" in thing for thing in things):
        _tinycheck(things, into)
    else:
        raise NotIndicators("JSON of a kind that holds no indicators we know")


def _events(found: Any, into: Gatherer) -> None:
    for event in found if isinstance(found, list) else [found]:
        inner = event.get("Event", event) if isinstance(event, dict) else None
        if isinstance(inner, dict):
            misp.read(inner, into)
        else:
            into.reject("response", "an entry that is no event")


def _tinycheck(items: Any, into: Gatherer) -> None:
    """`{"type": "domain", "tag": "stalkerware", "value": ...}`, as TinyCheck and SpyGuard exchange them."""
    for number, item in enumerate(items if isinstance(items, list) else []):
        entry = item if isinstance(item, dict) else {}
        tag, name = str(entry.get("tag") or ""), str(entry.get("type") or "")
        kind = KINDS.get(name.lower().replace("_", " "))
        if kind is None:
            into.reject(f"entry {number}", f"nothing on a phone is compared with {name!r}")
            continue
        claim = Claim(campaigns=(tag,) if tag else (), notes=NOTED.get(tag, ()))
        into.add(kind, str(entry.get("value") or ""), claim, f"entry {number}")
