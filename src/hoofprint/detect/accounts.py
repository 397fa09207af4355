"""Listed accounts, and what a record says they did: shared by the trace of one tool and the general one."""

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from hoofprint.artifacts.ios.calendar import CalendarItem
from hoofprint.artifacts.ios.calls import Call
from hoofprint.artifacts.ios.contact_values import ContactValue
from hoofprint.artifacts.ios.id_status import IdStatus
from hoofprint.artifacts.ios.interaction_contacts import InteractionContact
from hoofprint.artifacts.ios.interactions import Interaction
from hoofprint.artifacts.ios.mail_messages import MailMessage
from hoofprint.artifacts.ios.mail_texts import MailText
from hoofprint.artifacts.ios.message_attachments import Attachment
from hoofprint.artifacts.ios.message_chats import Chat
from hoofprint.artifacts.ios.message_handles import Handle
from hoofprint.artifacts.ios.messages import Message
from hoofprint.artifacts.ios.viber_contacts import ViberContact
from hoofprint.artifacts.ios.viber_messages import ViberMessage
from hoofprint.artifacts.ios.whatsapp_calls import WhatsappCall
from hoofprint.artifacts.ios.whatsapp_chats import WhatsappChat
from hoofprint.artifacts.ios.whatsapp_contacts import WhatsappContact
from hoofprint.artifacts.ios.whatsapp_messages import WhatsappMessage
from hoofprint.detect.campaigns import claimed_for
from hoofprint.detect.describe import moment
from hoofprint.detect.rows import ARTIFACT, Row, Rows, hit, record_type
from hoofprint.detect.trace import Hit, Trace
from hoofprint.model.grades import Grade, Stage
from hoofprint.model.indicator import How
from hoofprint.model.record import Observable, Record

ACCOUNTS = (Observable.EMAIL, Observable.ACCOUNT, Observable.PHONE)
Met: TypeAlias = (
    Message
    | Attachment
    | Handle
    | Chat
    | Call
    | CalendarItem
    | Interaction
    | InteractionContact
    | ContactValue
    | MailMessage
    | MailText
    | ViberMessage
    | ViberContact
    | WhatsappMessage
    | WhatsappCall
    | WhatsappChat
    | WhatsappContact
)
"""Every record that names the other side."""


class _Role(NamedTuple):
    """What it means that an account stands in these columns."""

    columns: tuple[str, ...]
    grade: Grade
    stage: Stage = Stage.S2


ROLES: dict[type[Record], _Role] = {
    IdStatus: _Role(("handle",), Grade.G3),
    Message: _Role(("handle", "chat_handle", "other_handle"), Grade.G3),
    Attachment: _Role(("handle",), Grade.G3),
    Call: _Role(("party", "participants", "initiator"), Grade.G3),
    CalendarItem: _Role(("organizer", "participants"), Grade.G3),
    Interaction: _Role(("sender", "recipients"), Grade.G3),
    WhatsappMessage: _Role(("sender", "chat"), Grade.G3),
    WhatsappCall: _Role(("creator", "participants"), Grade.G3),
    MailMessage: _Role(("sender",), Grade.G3),
    ViberMessage: _Role(("sender",), Grade.G3),
    MailText: _Role(("address",), Grade.G2),
    Handle: _Role(("handle", "typed"), Grade.G2),
    Chat: _Role(("handle", "members"), Grade.G2),
    WhatsappChat: _Role(("party", "identifier", "members", "creator"), Grade.G2),
    InteractionContact: _Role(("identifier",), Grade.G2),
    ContactValue: _Role(("account",), Grade.G1, Stage.S1),
    ViberContact: _Role(("phone", "canonical"), Grade.G1, Stage.S1),
    WhatsappContact: _Role(("account", "lid", "phone", "username"), Grade.G1, Stage.S1),
}


def looked_up(lookups: Rows[IdStatus], trace: Trace, tool: str | None) -> Iterator[Hit]:
    """One hit for each look-up of exactly a listed account."""
    for row, position, sighting in lookups.sighted(*ACCOUNTS, columns=("handle",), which=claimed_for(tool)):
        if sighting.how is How.EXACT:
            account = sighting.indicator.value
            yield hit(
                row,
                row["looked_up"],
                key=account,
                stage=trace.stage,
                grade=trace.grade,
                sightings=(position,),
                account=account,
                sender=account,
                service=row["service"] or "",
            )


def met(records: Rows[Met], trace: Trace) -> Iterator[Hit]:
    """One hit for each record with exactly a listed account on the other side, whichever tool it is listed for."""
    for row, position, sighting in records.sighted(*ACCOUNTS):
        role = ROLES[record_type(row)]
        if sighting.column in role.columns and sighting.how is How.EXACT:
            account = sighting.indicator.value
            yield hit(
                row,
                moment(row[ARTIFACT], row),
                key=account,
                stage=role.stage,
                grade=min(role.grade, trace.cap),
                sightings=(position,),
                account=account,
                sender=account,
                direction=_direction(row),
            )


def _direction(row: Row) -> str:
    """Who began it, where the record says so."""
    incoming = row.get("incoming")
    if incoming is not None:
        return "incoming" if incoming else "outgoing"
    return str(row.get("direction") or "")
