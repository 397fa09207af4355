"""The index of a tar: its headers one after the other, in the dialects POSIX (ustar, pax) and GNU.

Layout as in POSIX (pax interchange format) and the GNU tar manual. Headers that are broken are passed over up to
the next sound one; members behind the end mark, which other tools do not show, are listed too.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from hoofprint.formats.archive_member import (
    EXTENSION,
    RATIO,
    RATIO_FREE,
    DamagedArchive,
    Guard,
    Member,
    decoded,
)
from hoofprint.formats.bytesource import DamagedSource, Source
from hoofprint.formats.inflate import UNKNOWN_SIZE, InflateSource

BLOCK = 512
NEAR, WINDOW = 4 * 1024, 256 * 1024
"""How much is searched at once for a header that is not where it should be: first little, then more."""
STRIDE = 64 * 1024 * 1024
"""How far an inflated stream is passed over at once before its ratio is looked at again."""
ZERO = bytes(BLOCK)
KINDS = {b"0": "file", b"\0": "file", b"7": "file", b"1": "link", b"2": "link", b"5": "folder", b"S": "file"}
WITHOUT_CONTENT = {b"1", b"2", b"3", b"4", b"5", b"6"}
EXTENSIONS = {b"L", b"K", b"x", b"X", b"g"}
MAGIC_AT = 257
RECORD = re.compile(rb"([0-9]{1,9}) ([^=]{1,200})=")
DECIMAL = re.compile(r"(-?)([0-9]{1,15})(?:\.([0-9]{1,20}))?")


class Header(NamedTuple):
    """One block of 512 bytes that is a header, in its own words."""

    raw: bytes
    kind: bytes
    size: int


def is_header(block: bytes) -> bool:
    """Whether the checksum of a block is that of a header; old writers summed signed bytes."""
    if len(block) < BLOCK or block == ZERO:
        return False
    stated = octal(block[148:156])
    plain = sum(block) - sum(block[148:156]) + 8 * 32
    if stated is None or stated == plain:
        return stated is not None
    return stated == plain - 256 * sum(1 for byte in block[:148] + block[156:] if byte > 127)


def octal(field: bytes) -> int | None:
    """A number of a header: octal digits, or (GNU) 256 to the base behind a marker byte; None for anything else."""
    if field and field[0] in (0x80, 0xFF):
        return int.from_bytes(field[1:], "big") - (1 << 8 * (len(field) - 1) if field[0] == 0xFF else 0)
    text = field.split(b"\0", 1)[0].strip()
    try:
        return int(text, 8) if text.isdigit() else None if text else 0
    except ValueError:
        return None


def members(source: Source, notes: Counter[str]) -> Iterator[Member]:
    """Every member; raises `DamagedArchive` behind what could be read."""
    return _Tar(source, notes).members()


class _Tar:
    def __init__(self, source: Source, notes: Counter[str]) -> None:
        self._source, self._notes = source, notes
        self._inflated = source if isinstance(source, InflateSource) else None
        self._guard = Guard(self._inflated.inner if self._inflated else source, notes)
        self._global: dict[str, bytes] = {}
        self._ended = False
        self._gap: int | None = None
        """Where data began that is no member, while none is found behind it."""

    def members(self) -> Iterator[Member]:
        at = 0
        local: dict[str, bytes] = {}
        while (found := self._next(at)) is not None:
            at, header = found
            self._guard.count()
            at += BLOCK
            if header.kind in EXTENSIONS:
                at = self._extension(header, at, local)
            else:
                at = self._sparse_map(header, at)
                member = self._member(header, at, local)
                local = {}
                yield member
                at += member.stored
                self._pass(at, member.name)
            at += -at % BLOCK
        if self._inflated:
            self._notes.update(self._inflated.notes)
        if self._gap is not None:
            raise DamagedArchive(f"no member begins at byte {self._gap:,}, and none is found behind it")
        if not self._ended:
            self._notes["tar: no end mark, possibly cut"] += 1

    def _read(self, size: int, at: int) -> bytes:
        try:
            return self._source.read(size, at)
        except DamagedSource as error:
            raise DamagedArchive(f"the archive cannot be read beyond byte {at:,}: {error}") from error

    def _pass(self, end: int, name: str) -> None:
        """Make sure that content up to `end` is there (a plain file knows its size), and is no bomb."""
        if self._inflated and self._source.size == UNKNOWN_SIZE:
            at = self._inflated.reached
            while at < end and self._source.size == UNKNOWN_SIZE:
                at = min(at + STRIDE, end)
                self._read(1, at - 1)
                self._check_ratio()
        if end > self._source.size:
            missing = end - self._source.size
            raise DamagedArchive(
                f"the archive is cut: {missing:,} bytes of its last member are missing ({name[:100]})"
            )

    def _check_ratio(self) -> None:
        assert self._inflated is not None
        reached, fed = self._inflated.reached, self._inflated.fed
        if reached > RATIO_FREE and reached > RATIO * fed:
            raise DamagedArchive(
                f"a decompression bomb: {reached:,} bytes out of {fed:,}; the rest is not listed"
            )

    def _next(self, at: int) -> tuple[int, Header] | None:
        """The next header from here on, wherever it is; what lies between is noted."""
        block = self._read(BLOCK, at)
        if is_header(block) and (header := self._header(block)):
            if self._ended:
                self._notes["tar: member behind the end mark"] += 1
            return at, header
        if block == ZERO:
            self._ended = True
        elif block and not self._ended:
            self._gap = at
        wanted = NEAR
        while block:
            window = self._read(wanted, at)
            place = window.find(b"ustar", MAGIC_AT)
            while place >= 0:
                start = place - MAGIC_AT
                if start % BLOCK == 0 and (found := self._sound(window, at, start)):
                    return found
                place = window.find(b"ustar", place + 1)
            self._look(window)
            if len(window) < wanted:
                return None
            at, wanted = at + wanted, min(WINDOW, wanted * 2)
            if self._inflated:
                self._check_ratio()
        return None

    def _sound(self, window: bytes, at: int, start: int) -> tuple[int, Header] | None:
        block = window[start : start + BLOCK]
        header = self._header(block) if is_header(block) else None
        if header is None:
            return None
        self._look(window[:start])
        self._notes["tar: member behind " + ("the end mark" if self._ended else "a gap")] += 1
        self._gap = None
        return at + start, header

    def _look(self, skipped: bytes) -> None:
        if self._ended and skipped.strip(b"\0"):
            self._notes["tar: data behind the end mark"] += 1

    def _header(self, block: bytes) -> Header | None:
        """A header, unless its size is no size: then nobody can say where the next one begins."""
        size = octal(block[124:136])
        return None if size is None or size < 0 else Header(block, block[156:157], size)

    def _extension(self, header: Header, at: int, local: dict[str, bytes]) -> int:
        """A header that only tells about the next member (or, `g`, about all that follow); where it ends."""
        if header.size > EXTENSION:
            self._notes["tar: extended header too long, not read"] += 1
            self._pass(at + header.size, "extended header")
            return at + header.size
        content = self._read(header.size, at)
        if len(content) < header.size:
            raise DamagedArchive(f"the archive is cut at byte {at + len(content):,}, in an extended header")
        if header.kind in b"LK":
            local["path" if header.kind == b"L" else "linkpath"] = content.split(b"\0", 1)[0]
        elif header.kind == b"g":
            values = _records(content, self._notes)
            if {"path", "linkpath", "size"} & values.keys():
                self._notes["tar: global header that renames or resizes members, not applied"] += 1
            self._global |= {
                key: value for key, value in values.items() if key not in ("path", "linkpath", "size")
            }
        else:
            local.update(_records(content, self._notes))
        return at + header.size

    def _sparse_map(self, header: Header, at: int) -> int:
        """Pass over the blocks in which old GNU sparse files continue their map; where the content begins."""
        more = header.kind == b"S" and header.raw[482:483] not in (b"\0", b"")
        while more:
            self._guard.count()
            block = self._read(BLOCK, at)
            at += BLOCK
            more = len(block) == BLOCK and block[504] != 0
        return at

    def _member(self, header: Header, at: int, local: dict[str, bytes]) -> Member:
        """What the header and those before it say; its content begins at `at`."""
        values, block = self._global | local, header.raw
        size = _whole(values["size"]) if "size" in values else header.size
        if size is None or size < 0:
            self._notes["tar: size in an extended header is no size"] += 1
            size = header.size
        raw = values.get("GNU.sparse.name") or values.get("path") or _plain_name(block)
        kind = KINDS.get(header.kind, "other")
        folder = kind == "folder" or (kind == "file" and raw.endswith(b"/"))
        taken = 0 if header.kind in WITHOUT_CONTENT or (folder and header.kind != b"D") else size
        sparse = header.kind == b"S" or any(key.startswith("GNU.sparse.") for key in values)
        target = values.get("linkpath") or block[157:257].split(b"\0", 1)[0]
        name = decoded(raw)
        refused = self._guard.size(taken, taken)
        if sparse:
            self._notes["tar: sparse file, not read"] += 1
            refused = "is stored as a sparse file, which is not read"
        return Member(
            name=name.rstrip("/") if folder else name,
            raw=raw,
            kind="folder" if folder else kind,
            size=taken,
            modified=_micros(values["mtime"]) if "mtime" in values else _seconds(octal(block[136:148])),
            mode=octal(block[100:108]),
            uid=_whole(values["uid"]) if "uid" in values else octal(block[108:116]),
            gid=_whole(values["gid"]) if "gid" in values else octal(block[116:124]),
            target=decoded(target) if kind == "link" else None,
            hard=header.kind == b"1",
            notes=self._guard.name(raw, name),
            refused=refused,
            offset=at,
            stored=taken,
            within=self._inflated,
        )


def _plain_name(block: bytes) -> bytes:
    """The name in the header itself; POSIX (not GNU) puts the beginning of a long one elsewhere."""
    name = block[:100].split(b"\0", 1)[0]
    prefix = block[345:500].split(b"\0", 1)[0] if block[257:263] == b"ustar\0" else b""
    return prefix + b"/" + name if prefix else name


def _records(content: bytes, notes: Counter[str]) -> dict[str, bytes]:
    """`length key=value` lines of a pax header; the length counts itself."""
    found: dict[str, bytes] = {}
    at = 0
    while at < len(content):
        match = RECORD.match(content, at)
        end = at + int(match[1]) if match else 0
        if not match or end > len(content) or end <= match.end() or content[end - 1 : end] != b"\n":
            if content[at:].strip(b"\0"):
                notes["tar: extended header damaged"] += 1
            break
        found[decoded(match[2])] = content[match.end() : end - 1]
        at = end
    return found


def _whole(raw: bytes) -> int | None:
    return int(raw) if re.fullmatch(rb"-?[0-9]{1,18}", raw) else None


def _micros(raw: bytes) -> int | None:
    """Microseconds from decimal seconds."""
    match = DECIMAL.fullmatch(decoded(raw))
    if not match:
        return None
    value = int(match[2]) * 1_000_000 + int(f"{match[3] or '':0<6}"[:6])
    return -value if match[1] else value


def _seconds(value: int | None) -> int | None:
    return None if value is None else value * 1_000_000
