"""SQL functions that let a fixture say in words what its blobs hold.

typedstream('text'), typedstream('text', 'https://example.org/')   attributed string, as in attributedBody
rich_link('https://example.org/')                                  link preview, as in payload_data
edits('first text', 'second text')                                 message_summary_info of an edited message
plist('<dict>...</dict>')                                          any property list, in binary form
telegram_key(chat, namespace, seconds, number)                     key of a message in Telegram's t7
telegram_message(flags, author, 'text', link, forwarded_from)      its value; NULL for what it has not
telegram_peer('fn', 'First', 'p', '15550100')                      value of an account in t2: names and texts in turn
"""

import plistlib
import sqlite3
import struct
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
        "telegram_key": telegram_key,
        "telegram_message": telegram_message,
        "telegram_peer": telegram_peer,
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


def telegram_key(chat: int, namespace: int, seconds: int, number: int) -> bytes:
    """Big-endian, so that keys sort by conversation and time."""
    return struct.pack(">qiii", chat, namespace, seconds, number)


def telegram_message(
    flags: int, author: int | None, text: str, link: str | None = None, forwarded: int | None = None
) -> bytes:
    """A message with one attribute, which marks a part of the text as a link."""
    made = struct.pack("<bIIBIIII", 0, 1, 1, 0b10010, 7, 7, flags, 0)
    made += (
        struct.pack("<b", 0) if forwarded is None else struct.pack("<bqiq", 2, forwarded, 1_700_000_000, 5)
    )
    made += struct.pack("<b", 0) if author is None else struct.pack("<bq", 1, author)
    made += _telegram_text(text)
    attributes = [] if link is None else [_telegram_object(_telegram_named("u", link))]
    made += struct.pack("<i", len(attributes)) + b"".join(_telegram_bytes(one) for one in attributes)
    return made + struct.pack("<ii", 0, 0)


def telegram_peer(*parts: str) -> bytes:
    """An object of named texts."""
    return _telegram_object(b"".join(map(_telegram_named, parts[::2], parts[1::2])))


def _telegram_object(inside: bytes) -> bytes:
    return b"\x01_\x05" + struct.pack("<i", 99) + _telegram_bytes(inside)


def _telegram_named(name: str, text: str) -> bytes:
    return bytes([len(name)]) + name.encode() + b"\x04" + _telegram_text(text)


def _telegram_text(text: str) -> bytes:
    return _telegram_bytes(text.encode())


def _telegram_bytes(data: bytes) -> bytes:
    return struct.pack("<i", len(data)) + data
