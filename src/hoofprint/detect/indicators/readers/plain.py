"""Plain lists: one value a line, with comments, section headings, hosts-file and block-list decoration, defanged.

What a line is, is told by the heading above it, by the file's name, or by the value's own shape, in this order. A
bare word has no shape: without a heading or a file name that says what it is, it is rejected.
"""

import re
from collections.abc import Iterable

from hoofprint.detect.indicators import normalise
from hoofprint.detect.indicators.gather import Claim, Gatherer
from hoofprint.detect.indicators.readers.headings import ANDROID_ONLY, kind_of, kind_of_file
from hoofprint.model.record import Observable as O

COMMENT = ("#", ";", "//", "!")
HOSTS = re.compile(r"(?:0\.0\.0\.0|127\.0\.0\.1|::1?)\s+(\S+)")
BLOCKED = re.compile(r"\|\|([^\^/]+)\^?.*")
FIELDS = re.compile(r"(?<!\s)\s++(?:#|//).*$")
PROPERTIES = re.compile(r"(?:^|[\s_.-])(?:android[\s_-])?propert(?:y|ies)\b")
BARE = "a bare word: a file name such as processes.txt, or a heading above it, would say what it is"


def lines(found: Iterable[str], name: str | None, into: Gatherer) -> None:
    """Every line of a list; `name` is the file's name, from which the kind may be told."""
    told = kind_of_file(name) if name else None
    platform = "android" if name and ANDROID_ONLY.search(name.lower()) else None
    properties = bool(name) and is_properties(name or "")
    for number, line in enumerate(found, 1):
        text = line.strip().strip("\ufeff")
        if not text or text.startswith(COMMENT):
            continue
        heading = kind_of(text)
        if heading and not normalise.HOST.fullmatch(text):
            told = heading
            continue
        value, where = bare(text), f"line {number}"
        kind = told or shape(value)
        if properties:
            into.reject(where, "a system property of Android: Android phones are not examined yet")
        elif kind is None:
            into.reject(
                where, f"{BARE}: {value[:60]!r}" if re.fullmatch(r"[\w.-]+", value) else _prose(value)
            )
        else:
            into.add(_own(kind, value), value, Claim(platform=platform), where)


def is_properties(name: str) -> bool:
    """Whether a file name says that the list holds system properties."""
    return PROPERTIES.search(name.lower().rpartition(".")[0]) is not None


def _prose(value: str) -> str:
    return f"no value of any known shape: {value[:60]!r}"


def bare(text: str) -> str:
    """The value of a line without what block lists, bullet lists and authors put around it."""
    text = FIELDS.sub("", text)
    for decorated in (HOSTS.fullmatch(text), BLOCKED.fullmatch(text)):
        if decorated:
            return decorated[1]
    return re.sub(r"^(?:[-*\u2022]\s+)", "", text).strip(" \t,`\"'")


def _own(kind: O, value: str) -> O:
    """A hash list may hold certificates, a domain list links: only shapes that cannot be mistaken overrule."""
    if kind in (O.DOMAIN, O.IP, O.URL) and normalise.email(value) and "/" not in value:
        return O.EMAIL
    return kind


def shape(value: str) -> O | None:
    """The kind of a value that nobody named; None for a bare word."""
    if normalise.file_hash(value):
        return O.FILE_HASH
    if re.fullmatch(r"\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?", value):
        return O.PROFILE
    if normalise.email(value) and "://" not in normalise.refang(value):
        return O.EMAIL
    if re.match(r"(?:/|~/)[^\s/]", value):
        return O.PATH
    if re.fullmatch(r"\+[\d\s().-]{6,20}", value):
        return O.PHONE
    if normalise.RANGE.fullmatch(value) or normalise.ip(value):
        return O.IP
    if re.fullmatch(r"(?:com|org|net)\.[A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)+", value):
        return O.BUNDLE
    if "://" in normalise.refang(value):
        return O.URL
    return O.DOMAIN if normalise.value(O.DOMAIN, value) and not re.search(r"\s", value) else None
