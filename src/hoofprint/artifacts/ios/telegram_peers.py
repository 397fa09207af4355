"""Accounts, groups and channels Telegram knows: table t2 of its store.

The app keeps what it met: contacts, members of groups, authors of forwarded messages, suggestions. There is no time in
it. Backups do not hold the store. Newer versions of the app can lock it with a key of their own; it then cannot be read
and is said to be no database.
"""

from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import Kind, Topic, reads, telegram
from hoofprint.artifacts.rows import opened, rows
from hoofprint.formats.plist import as_text
from hoofprint.model.record import Account, At, Id, Record, Text
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class TelegramPeer(Record, frozen=True):
    """An account, group or channel the app has met; not that anybody on the phone wrote to it."""

    peer: Annotated[Id, "Telegram's own number of it"] = None
    name: Annotated[Text, "name or title shown"] = None
    username: Annotated[Account, "name it chose to be found by"] = None
    phone: Annotated[Account, "phone number, where the app knows it"] = None


@reads(
    TelegramPeer,
    name=N_("accounts and groups Telegram knows"),
    topic=Topic.MESSAGES,
    says=N_("Telegram knows {name} ({phone})"),
    files=telegram.STORE,
    kinds=(Kind.FILESYSTEM,),
    sources=telegram.SOURCES,
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    with opened(file) as database:
        for row in rows(file, database, telegram.PEERS, "key value", gone=True):
            key, value = row.values.values()
            held = telegram.peer(value)
            if not held:
                file.notes["item not understood: an account that is no such object"] += 1
            phone = as_text(held.get("p"))
            yield (
                row.at,
                TelegramPeer(
                    peer=telegram.number(key),
                    name=telegram.name(held),
                    username=as_text(held.get("un")),
                    phone=f"+{phone.lstrip('+')}" if phone else None,
                ),
            )
