"""SQL functions that let a fixture say in words what its blobs hold.

typedstream('text'), typedstream('text', 'https://example.org/')   attributed string, as in attributedBody
rich_link('https://example.org/')                                  link preview, as in payload_data
edits('first text', 'second text')                                 message_summary_info of an edited message
plist('<dict>...</dict>')                                          any property list, in binary form
"""

import plistlib
import sqlite3
from plistlib import UID
from typing import Any

_CLASSES = (
    b"\x04\x0bstreamtyped\x81\xe8\x03\x84\x01@\x84\x84\x84\x19NSMutableAttributedString\x00\x84\x84"
    b"\x12NSAttributedString\x00\x84\x84\x08NSObject\x00\x85\x92\x84\x84\x84\x0fNSMutableString\x01\x84\x84"
    b"\x08NSString\x01\x95\x84\x01+"
)
_PART = (
    b"\x1d__kIMMessagePartAttributeName\x86\x92\x84\x84\x84\x08NSNumber\x00\x84\x84\x07NSValue\x00\x95\x84\x01*"
    b"\x84\x9b\x9b\x00\x86\x86\x86"
)


def add_functions(connection: sqlite3.Connection) -> None:
    """Make the functions known to a connection."""
    for name, function in {
        "typedstream": typedstream,
        "rich_link": rich_link,
        "edits": edits,
        "plist": plist,
    }.items():
        connection.create_function(name, -1, function, deterministic=True)


def typedstream(text: str, link: str = "") -> bytes:
    """An attributed string with one attribute over all of it: the number of its part, or a link."""
    raw, count = text.encode(), len(text.encode("utf-16-le")) // 2
    attribute = _PART
    if link:
        attribute = (
            b"\x16__kIMLinkAttributeName\x86\x92\x84\x84\x84\x05NSURL\x00\x95\x84\x01c\x00\x92\x84\x98\x98"
        )
        attribute += _number(len(link.encode())) + link.encode() + b"\x86\x86\x86\x86"
    run = b"\x86\x84\x02iI\x01" + _number(count)
    return (
        _CLASSES
        + _number(len(raw))
        + raw
        + run
        + b"\x92\x84\x84\x84\x0cNSDictionary\x00\x95\x84\x01i\x01\x92\x84\x98\x98"
        + attribute
    )


def _number(value: int) -> bytes:
    return bytes([value]) if value < 0x80 else b"\x81" + value.to_bytes(2, "little")


def rich_link(url: str) -> bytes:
    """A keyed archive of a link preview's description."""
    objects: list[Any] = [
        "$null",
        {"richLinkMetadata": UID(2), "richLinkIsPlaceholder": False, "$class": UID(7)},
        {"URL": UID(3), "title": UID(6), "version": 1, "$class": UID(8)},
        {"NS.base": UID(0), "NS.relative": UID(4), "$class": UID(5)},
        url,
        {"$classname": "NSURL", "$classes": ["NSURL", "NSObject"]},
        "Title of the page",
        {"$classname": "RichLink", "$classes": ["RichLink", "NSObject"]},
        {"$classname": "LPLinkMetadata", "$classes": ["LPLinkMetadata", "NSObject"]},
    ]
    archive = {
        "$version": 100000,
        "$archiver": "NSKeyedArchiver",
        "$top": {"root": UID(1)},
        "$objects": objects,
    }
    return plistlib.dumps(archive, fmt=plistlib.FMT_BINARY)


def edits(*texts: str) -> bytes:
    """The versions of the only part of an edited message, one minute apart, each text that is a link marked so."""
    links = [text if text.startswith("http") else "" for text in texts]
    stages = [
        {"d": 700_000_000.0 + 60 * number, "t": typedstream(text, link)}
        for number, (text, link) in enumerate(zip(texts, links, strict=True))
    ]
    return plistlib.dumps({"ec": {"0": stages}, "ust": True}, fmt=plistlib.FMT_BINARY)


def plist(body: str) -> bytes:
    """The binary form of what stands between `<plist>` and `</plist>`."""
    value = plistlib.loads(f'<plist version="1.0">{body}</plist>'.encode())
    return plistlib.dumps(value, fmt=plistlib.FMT_BINARY)
