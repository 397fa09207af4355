"""Who the phone's owner knew: contacts, and those written to from this phone, each since when."""

import polars as pl

from hoofprint.artifacts.ios.contact_values import ContactValue
from hoofprint.artifacts.ios.messages import Message
from hoofprint.artifacts.ios.whatsapp_contacts import WhatsappContact
from hoofprint.artifacts.ios.whatsapp_messages import WhatsappMessage
from hoofprint.detect.rows import World

ALWAYS = 0
SCHEMES = ("mailto:", "tel:", "e:", "p:")
DIGITS = 9
"""Of a number so many last digits are compared: prefixes are written or left out."""


def handle(account: str) -> str:
    """An address or number as it can be compared: digits only, the last nine of them, for numbers."""
    text = account.casefold().strip()
    for scheme in SCHEMES:
        text = text.removeprefix(scheme)
    text = text.removesuffix("@s.whatsapp.net")
    if "@" in text:
        return text
    digits = "".join(c for c in text if c.isdigit())
    return digits[-DIGITS:] if len(digits) >= 7 else text


def known(account: str, before: int | None, world: World) -> bool | None:
    """In the contacts, or written to before that moment; None where neither can be said."""
    if not (world.rows(ContactValue) or world.rows(Message) or world.rows(WhatsappMessage)):
        return None
    since = world.fact(correspondents).get(handle(account))
    return since is not None and (since == ALWAYS or before is None or since < before)


def correspondents(world: World) -> dict[str, int]:
    """Each known handle since when: 0 for contacts, else the first message sent to it."""
    since: dict[str, int] = {}
    outgoing = pl.col("direction") == "outgoing"
    for row in world.rows(Message).where(
        outgoing, pl.col("handle").is_not_null(), columns=("handle", "date")
    ):
        _note(since, row["handle"], row["date"])
    for row in world.rows(WhatsappMessage).where(
        outgoing, pl.col("chat").is_not_null(), columns=("chat", "date")
    ):
        _note(since, row["chat"], row["date"])
    for account in world.rows(ContactValue).distinct("account") | world.rows(WhatsappContact).distinct(
        "phone"
    ):
        since[handle(account)] = ALWAYS
    return since


def _note(since: dict[str, int], account: str, when: int | None) -> None:
    if when is not None:
        key = handle(account)
        since[key] = min(when, since.get(key, when))
