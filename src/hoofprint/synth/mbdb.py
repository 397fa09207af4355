"""Writes Manifest.mbdb, the list of a backup's files up to iOS 9.

Source of the knowledge: published descriptions of the format: big-endian records one after the other, texts with
their length in front (0xFFFF for none). The file itself is never encrypted, the files it lists may be.
"""

import struct
from collections.abc import Iterable

from hoofprint.synth.mbfile import Facts

_HEAD = b"mbdb\x05\x00"
_NONE = b"\xff\xff"


def listed(entries: Iterable[tuple[str, Facts]]) -> bytes:
    """The whole list, from domains and facts."""
    return _HEAD + b"".join(_record(domain, facts) for domain, facts in entries)


def _record(domain: str, facts: Facts) -> bytes:
    texts = (domain.encode(), facts.path.encode(), None, facts.digest, facts.key)
    numbers = struct.pack(
        ">HQIIIIIQBB",
        facts.mode,
        facts.inode,
        facts.owner,
        facts.owner,
        facts.modified,
        facts.modified,
        facts.born,
        facts.size,
        facts.protection,
        0,
    )
    return b"".join(_text(text) for text in texts) + numbers


def _text(value: bytes | None) -> bytes:
    return _NONE if value is None else struct.pack(">H", len(value)) + value
