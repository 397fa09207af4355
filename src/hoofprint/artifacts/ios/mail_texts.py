"""Addresses, subjects and first lines of e-mail: Protected Index, joined to `ios.mail_messages` by row numbers.

iOS 13 and later keep addresses, subjects and summaries apart; before, one table had sender, subject and recipients of
each message. A row stays for a while after its message is gone. No backup holds it.
"""

from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import Kind, Topic, reads
from hoofprint.artifacts.rows import opened, rows
from hoofprint.model.record import Account, At, Id, Record, Str, Text
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class MailText(Record, frozen=True):
    """An address, a subject or a first line that some e-mail on the phone had; which one, its row number says."""

    kind: Annotated[Str, "address, subject, summary or message"] = None
    address: Annotated[Account, "address; of older messages the sender with the name"] = None
    name: Annotated[Text, "name beside the address"] = None
    text: Annotated[Text, "subject or first lines"] = None
    recipients: Annotated[Text, "to, copies and blind copies of older messages"] = None
    mail: Annotated[Id, "row number by which messages refer to it"] = None


TABLES = {
    "addresses": ("address", {"address": "address", "name": "comment"}),
    "subjects": ("subject", {"text": "subject"}),
    "summaries": ("summary", {"text": "summary"}),
    "messages": ("message", {"address": "sender", "text": "subject", "to": "_to", "cc": "cc", "bcc": "bcc"}),
}


@reads(
    MailText,
    name=N_("addresses and subjects of e-mails"),
    topic=Topic.MESSAGES,
    says=N_("An e-mail had: {address} {text}"),
    files="/private/var/mobile/Library/Mail/Protected Index",
    kinds=(Kind.FILESYSTEM,),
    sources=("https://github.com/abrignoni/iLEAPP (mailprotect: Envelope Index and Protected Index)",),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    with opened(file) as database:
        there = [table for table in TABLES if table in database.tables]
        if not there:
            database.table("addresses")  # says what there is instead
        for table in there:
            kind, fields = TABLES[table]
            columns = " ".join(fields.values())
            for row in rows(file, database, table, columns, maybe=columns, gone=True):
                held = {field: row.values[column] for field, column in fields.items()}
                others = [str(held.pop(key)) for key in ("to", "cc", "bcc") if held.get(key)]
                held = {key: value for key, value in held.items() if key not in ("to", "cc", "bcc")}
                recipients = ", ".join(others) or None
                yield row.at, MailText(kind=kind, recipients=recipients, mail=row.at.row, **held)
