"""E-mail the Mail app lists: Envelope Index. Neither the message nor, on a phone, its subject or sender is in it.

Times are seconds since 1970-01-01 UTC. Subject, sender and summary lie in another file (`ios.mail_texts`), joined by
row numbers; older phones, and Macs, keep them in this one. No backup holds mail of accounts on a server.
"""

from typing import Annotated

from hoofprint.artifacts import Kind, Topic, first, lookup, sqlite, unix
from hoofprint.model.record import Account, Flag, Id, Record, Text, Time, Url
from hoofprint.model.words import N_


class MailMessage(Record, frozen=True):
    """The Mail app listed a message in a mailbox; not that it was opened."""

    received: Annotated[Time, "when it was received"] = None
    sent: Annotated[Time, "when it was sent, as its sender's clock says"] = None
    mailbox: Annotated[Url, "account and folder: `imap://name%40example.org@host/INBOX`"] = None
    sender: Annotated[Account, "sender, where this file has it"] = None
    subject: Annotated[Text, "subject, where this file has it"] = None
    read: Annotated[Flag, "marked read"] = None
    flagged: Annotated[Flag, "flagged"] = None
    deleted: Annotated[Flag, "marked as deleted"] = None
    sender_row: Annotated[Id, "row of the sender among the addresses of `ios.mail_texts`"] = None
    subject_row: Annotated[Id, "row of the subject there"] = None
    summary_row: Annotated[Id, "row of the summary there"] = None


ARTIFACT = sqlite(
    MailMessage,
    name=N_("e-mails listed"),
    topic=Topic.MESSAGES,
    says=N_("An e-mail was listed in {mailbox}"),
    files="/private/var/mobile/Library/Mail/Envelope Index",
    table="messages",
    fields={
        "received": unix("date_received"),
        "sent": unix("date_sent"),
        "mailbox": lookup("mailbox", "mailboxes", "url"),
        "sender": lookup("sender", "addresses", "address"),
        "subject": first(lookup("subject", "subjects", "subject")),
        "read": "read",
        "flagged": "flagged",
        "deleted": "deleted",
        "sender_row": "sender",
        "subject_row": "subject",
        "summary_row": "summary",
    },
    maybe="addresses subjects deleted flagged read sender subject summary",
    kinds=(Kind.FILESYSTEM,),
    sources=("https://github.com/abrignoni/iLEAPP (mailprotect: Envelope Index and Protected Index)",),
)
