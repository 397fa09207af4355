"""Property lists, binary and XML, from hostile hands; and accessors that take a value only if it is what it should be.

Dates come as naive `datetime` in UTC, as the format defines them; references of keyed archives as `plistlib.UID`.
"""

from collections import Counter
from typing import Any

from hoofprint.formats import bplist, xmlplist
from hoofprint.model.words import reason

SIZE_LIMIT = 256 * 1024 * 1024
"""Largest list that is read; values take several times their bytes in memory."""
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
"""How a text file may begin: byte order marks of UTF-8 and UTF-16."""


class DamagedPlist(ValueError):
    """Bytes that are not a readable property list; the message says what they are instead, or what is broken."""


def load(data: bytes, notes: Counter[str] | None = None) -> Any:
    """The value of a property list; raises `DamagedPlist`.

    What is damaged inside becomes None and is counted in `notes`: a date no calendar has, an object outside the
    file, a cycle, nesting without end. A list that shares its objects so often that nobody could walk through
    it is cut where it becomes too large.
    """
    notes = Counter() if notes is None else notes
    if len(data) > SIZE_LIMIT:
        raise DamagedPlist(f"{len(data):,} bytes, more than the {SIZE_LIMIT:,} that are read")
    try:
        if data.startswith(bplist.MAGIC):
            return bplist.read(data, notes)
        if _is_xml(data):
            return xmlplist.read(data, notes)
    except (bplist.Broken, xmlplist.Broken) as error:
        raise DamagedPlist(str(error)) from error
    except Exception as error:  # boundary: whatever hostile bytes provoke is one reason, about this file only
        raise DamagedPlist(f"{type(error).__name__} while reading it: {error}") from error
    raise DamagedPlist(f"not a property list: {_looks_like(data)}")


def _is_xml(data: bytes) -> bool:
    start = data[:64].lstrip(b" \t\r\n")
    return start.startswith((b"<", b"\0<", *MARKS))


def _looks_like(data: bytes) -> str:
    start = data[:64].lstrip()
    if not data:
        return reason("the file is empty")
    if not data.strip(b"\0"):
        return reason("the file holds only zeros")
    if start.startswith(b"bplist"):
        version = start[6:8].decode("ascii", "backslashreplace")
        return reason(f"binary version {version}, which is another format")
    if start.startswith((b"{", b"(", b"[", b"//")):
        return reason("JSON or an old-style property list in plain text")
    return reason(f"it begins with {data[:8].hex(' ')}")


def as_dict(value: Any) -> dict[str, Any]:
    """The dictionary, or an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: Any) -> list[Any]:
    """The list, or an empty one."""
    return value if isinstance(value, list) else []


def as_text(value: Any) -> str | None:
    """Text, or None for anything else."""
    return value if isinstance(value, str) else None


def as_bytes(value: Any) -> bytes | None:
    """Data, or None for anything else."""
    return value if isinstance(value, bytes) else None


def as_flag(value: Any) -> bool | None:
    """True or false; None for anything else."""
    return value if isinstance(value, bool) else None


def as_int(value: Any) -> int | None:
    """A whole number, also where it was written as a fraction of zero or in decimal digits; True counts as 1."""
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    if isinstance(value, str) and len(value) <= 20 and value.removeprefix("-").isdecimal():
        return int(value)
    return None


def as_float(value: Any) -> float | None:
    """A number, whole or not; also one written in decimal digits."""
    if isinstance(value, str) and len(value) > 40:
        return None
    try:
        return float(value) if isinstance(value, int | float | str) else None
    except (OverflowError, ValueError):
        return None
