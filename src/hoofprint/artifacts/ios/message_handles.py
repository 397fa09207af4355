"""Addresses the message database knows, with or without messages."""

from typing import Annotated

from hoofprint.artifacts import Topic, filled, sqlite
from hoofprint.model.record import Account, Record, Str
from hoofprint.model.words import N_


class Handle(Record, frozen=True):
    """One address on one service. It stays when its messages are deleted, and has no time of its own.

    A row does not show that anything was exchanged: looking an address up, or a group someone else is in, makes one.
    """

    handle: Annotated[Account, "phone number, e-mail address or sender id"] = None
    service: Annotated[Str, "iMessage, SMS, RCS"] = None
    country: Annotated[Str, "country code"] = None
    typed: Annotated[Account, "the address before it was brought into standard form"] = None
    person: Annotated[Str, "id that joins the handles of one contact"] = None


ARTIFACT = sqlite(
    Handle,
    name=N_("message addresses"),
    topic=Topic.MESSAGES,
    says=N_("{handle} is known to Messages ({service})"),
    files="/private/var/mobile/Library/SMS/sms.db",
    table="handle",
    fields={
        "handle": "id",
        "service": "service",
        "country": "country",
        "typed": filled("uncanonicalized_id"),
        "person": "person_centric_id",
    },
    maybe="person_centric_id",
    sources=("https://github.com/ReagentX/imessage-exporter (handle table)",),
)
