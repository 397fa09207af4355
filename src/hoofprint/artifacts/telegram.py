"""What both kinds of Telegram record need: where the app keeps its store, and who is who in it."""

from typing import Any

from hoofprint.artifacts.places import APP_GROUP
from hoofprint.artifacts.rows import rows
from hoofprint.formats import postbox
from hoofprint.formats.plist import as_text
from hoofprint.formats.sqlite import Database
from hoofprint.workers.file import File

STORE = f"{APP_GROUP}/telegram-data/account-*/postbox/db/db_sqlite"
SOURCES = (
    "Belkasoft, iOS Telegram Forensics (I: database analysis), 2023",
    "https://github.com/Vivenzeo/telegram-message-exporter (tables t2 and t7, form of messages and of values)",
)
PEERS, HISTORY = "t2", "t7"
MOST = 200_000
"""Accounts and groups that are remembered by name."""


def peer(data: Any) -> dict[str, Any]:
    """The values of an account, group or channel; empty where they cannot be read."""
    try:
        return postbox.root(data) if isinstance(data, bytes) else {}
    except postbox.NotPostbox:
        return {}


def number(key: Any) -> int | None:
    """Telegram's own number of one, as the table has it."""
    if isinstance(key, bytes):
        return int.from_bytes(key, "big", signed=True) if len(key) == 8 else None
    return key if isinstance(key, int) and not isinstance(key, bool) else None


def name(held: dict[str, Any]) -> str | None:
    """The name shown: first and last name, or the title of a group."""
    parts = [part for key in ("fn", "ln", "t") if (part := as_text(held.get(key)))]
    return " ".join(parts) or None


def account(held: dict[str, Any]) -> str | None:
    """How one is addressed: its number, or else the name it chose."""
    phone, chosen = as_text(held.get("p")), as_text(held.get("un"))
    return f"+{phone.lstrip('+')}" if phone else chosen


def people(file: File, database: Database) -> dict[int, dict[str, Any]]:
    """All accounts and groups by number."""
    found: dict[int, dict[str, Any]] = {}
    if PEERS not in database.tables:
        file.notes[f"optional table absent: {PEERS}"] += 1
        return found
    for row in rows(file, database, PEERS, "key value"):
        key, value = row.values.values()
        if (one := number(key)) is not None and len(found) < MOST:
            held = peer(value)
            found[one] = {key: held[key] for key in ("fn", "ln", "t", "p", "un") if key in held}
    return found
