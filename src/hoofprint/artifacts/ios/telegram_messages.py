"""Messages of Telegram: table t7 of its store, whose key says conversation and time, and whose value the rest.

Seconds since 1970-01-01 UTC, as the server gave them. Read are text, sender, forwarding, and links among what stands in
the message (marked words, buttons, previews); media in tables of their own are not. Cloud conversations are on every
device of the account, and what was never opened here need not be in the store. Backups do not hold it.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from hoofprint.artifacts import Kind, Topic, reads, telegram
from hoofprint.artifacts.rows import opened, rows
from hoofprint.formats import postbox
from hoofprint.formats.archiver import links
from hoofprint.model.record import Account, At, Id, Int, Record, Str, Text, Time, Urls
from hoofprint.model.times import unix
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class TelegramMessage(Record, frozen=True):
    """One message or notice in a conversation, group or channel; not that anybody read it."""

    date: Annotated[Time, "when it was sent, by the server's clock"] = None
    direction: Annotated[Str, "incoming or outgoing"] = None
    sender: Annotated[
        Account, "number, or else the chosen name, of its author where the store knows them"
    ] = None
    sender_name: Annotated[Text, "name shown for the author"] = None
    sender_ref: Annotated[Id, "Telegram's own number of the author"] = None
    chat: Annotated[Text, "name or title of the conversation"] = None
    chat_ref: Annotated[Id, "Telegram's own number of the conversation"] = None
    text: Annotated[Text, "text"] = None
    links: Annotated[Urls, "links among what came with it"] = None
    forwarded_from: Annotated[Id, "Telegram's own number of the first author, where it was forwarded"] = None
    forwarded_date: Annotated[Time, "when that first message was sent"] = None
    message: Annotated[Id, "number of the message in its namespace"] = None
    namespace: Annotated[Int, "0 for messages of the cloud; other codes as stored"] = None
    flags: Annotated[Int, "state as stored"] = None


@reads(
    TelegramMessage,
    name=N_("Telegram messages"),
    topic=Topic.MESSAGES,
    says=N_("Telegram message, {direction}, {sender_name} in {chat}: {text}"),
    files=telegram.STORE,
    kinds=(Kind.FILESYSTEM,),
    sources=telegram.SOURCES,
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    with opened(file) as database:
        people = telegram.people(file, database)
        for row in rows(file, database, telegram.HISTORY, "key value", gone=True):
            key, value = row.values.values()
            try:
                told = (
                    postbox.message(key, value)
                    if isinstance(key, bytes) and isinstance(value, bytes)
                    else None
                )
            except postbox.NotPostbox as error:
                file.notes[f"item not understood: {error}"] += 1
                continue
            if told is None:
                file.notes["row that is no message"] += 1
            else:
                yield row.at, _message(told, people)


def _message(told: postbox.Message, people: dict[int, dict[str, Any]]) -> TelegramMessage:
    author = people.get(told.author or 0, {})
    return TelegramMessage(
        date=unix(told.time),
        direction="incoming" if told.flags & postbox.INCOMING else "outgoing",
        sender=telegram.account(author),
        sender_name=telegram.name(author),
        sender_ref=told.author,
        chat=telegram.name(people.get(told.chat, {})),
        chat_ref=told.chat,
        text=told.text or None,
        links=links(told.inside) or None,
        forwarded_from=told.forwarded_from,
        forwarded_date=unix(told.forwarded_time),
        message=told.number,
        namespace=told.namespace,
        flags=told.flags,
    )
