"""MISP events: attributes and those inside objects, with `to_ids`, deletion, validity and composite types."""

import re
from collections.abc import Iterator
from typing import Any

from hoofprint.detect.indicators import dates
from hoofprint.detect.indicators.gather import Claim, Gatherer
from hoofprint.detect.indicators.notes import CONTEXT
from hoofprint.model.record import Observable as O

KINDS = {
    "domain": O.DOMAIN,
    "hostname": O.DOMAIN,
    "ip-src": O.IP,
    "ip-dst": O.IP,
    "ip": O.IP,
    "url": O.URL,
    "uri": O.URL,
    "email": O.EMAIL,
    "email-src": O.EMAIL,
    "email-dst": O.EMAIL,
    "email-reply-to": O.EMAIL,
    "md5": O.FILE_HASH,
    "sha1": O.FILE_HASH,
    "sha256": O.FILE_HASH,
    "sha384": O.FILE_HASH,
    "sha512": O.FILE_HASH,
    "x509-fingerprint-md5": O.CERT_HASH,
    "x509-fingerprint-sha1": O.CERT_HASH,
    "x509-fingerprint-sha256": O.CERT_HASH,
    "filename": O.PATH,
    "phone-number": O.PHONE,
    "mobile-application-id": O.BUNDLE,
    "twitter-id": O.ACCOUNT,
    "github-username": O.ACCOUNT,
    "jabber-id": O.ACCOUNT,
    "eppn": O.ACCOUNT,
    "process": O.PROCESS,
}
"""Attribute types whose value a phone can hold."""
RELATIONS = {
    ("android-app", "appid"): O.BUNDLE,
    ("android-app", "certificate"): O.CERT_HASH,
    ("process", "name"): O.PROCESS,
}
"""What an attribute means inside an object, where its type alone does not say."""
COMPOSITE = {
    "domain|ip": (O.DOMAIN, None),
    "hostname|port": (O.DOMAIN, None),
    "ip-dst|port": (O.IP, None),
    "ip-src|port": (O.IP, None),
    "malware-sample": (None, O.FILE_HASH),
    **{f"filename|{name}": (None, O.FILE_HASH) for name in ("md5", "sha1", "sha256", "sha384", "sha512")},
}
"""Two values in one attribute: the part that is the claim. An address behind a name serves others too; a file's
name beside its hash adds nothing."""
REFERENCE = "External analysis"


def read(event: dict[str, Any], into: Gatherer) -> None:
    """Every attribute of one event."""
    info = _text(event.get("info")).strip()
    publisher = event.get("Orgc") or event.get("Org") or {}
    claim = Claim(
        source=_text(publisher.get("name")) if isinstance(publisher, dict) else "",
        campaigns=(info,) if info else (),
        published=dates.moment(_text(event.get("date"))),
    )
    for owner, entry in _attributes(event):
        where = f"attribute {_text(entry.get('uuid')) or _text(entry.get('id')) or '?'}"
        attribute(owner, entry, claim, into, where)


def _attributes(event: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Attributes with the name of the object they belong to, or an empty one."""
    for attribute in _list(event.get("Attribute")):
        yield "", attribute
    for thing in _list(event.get("Object")):
        for attribute in _list(thing.get("Attribute")):
            if thing.get("deleted"):
                attribute = {**attribute, "deleted": True}
            yield _text(thing.get("name")), attribute


def attribute(owner: str, entry: dict[str, Any], claim: Claim, into: Gatherer, where: str) -> None:
    """One attribute; `owner` is the name of the object it belongs to, or empty."""
    kind, value = _text(entry.get("type")), _text(entry.get("value"))
    relation = RELATIONS.get((owner, _text(entry.get("object_relation"))))
    meaning = relation or KINDS.get(kind)
    if kind in COMPOSITE:
        left, _, right = value.partition("|")
        first, second = COMPOSITE[kind]
        meaning, value = (first, left) if first else (second, right)
    if entry.get("deleted"):
        into.reject(where, "deleted by its publisher")
    elif meaning is None:
        into.reject(where, f"an attribute of type {kind} is not something a phone holds: {value[:60]!r}")
    elif not _detects(entry) and entry.get("category") == REFERENCE:
        into.reject(where, f"a reference to a report, not an indicator: {value[:80]!r}")
    else:
        android = "android" if owner == "android-app" else None
        context = relation is None and not _detects(entry)
        claim = claim._replace(platform=android, notes=(CONTEXT,) if context else ())
        start, end = _moment(entry.get("first_seen")), _moment(entry.get("last_seen"))
        into.add(meaning, value, claim._replace(valid_from=start, valid_until=end), where)


def _detects(entry: dict[str, Any]) -> bool:
    """`to_ids`: whether the publisher means the value to be detected by; absent means yes."""
    return entry.get("to_ids", True) not in (False, "0", 0, "false")


def _moment(value: object) -> int | None:
    text = _text(value)
    if re.fullmatch(r"\d{16}", text):
        text = text[:10]
    return dates.moment(text) if text else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def _list(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
