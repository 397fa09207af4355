"""Which phone number belongs to which LID, WhatsApp's id without a number. Times are seconds since 2001 UTC.

Some versions keep the pairs in the message database instead of one of their own.
"""

from typing import Annotated

from hoofprint.artifacts import Topic, cocoa, sqlite
from hoofprint.model.record import Account, Record, Time
from hoofprint.model.words import N_


class WhatsappLid(Record, frozen=True):
    """One pair that the app learnt: of a contact, a member of a group, or a stranger. It shows no exchange."""

    learnt: Annotated[Time, "when the pair was stored"] = None
    lid: Annotated[Account, "LID"] = None
    phone: Annotated[Account, "phone number, with or without `@s.whatsapp.net`"] = None


FOLDER = "/private/var/mobile/Containers/Shared/AppGroup/*"

ARTIFACT = sqlite(
    WhatsappLid,
    name=N_("WhatsApp number-free ids"),
    topic=Topic.MESSAGES,
    says=N_("WhatsApp id {lid} belongs to {phone}"),
    files=(f"{FOLDER}/LID.sqlite", f"{FOLDER}/ChatStorage.sqlite"),
    table="ZWAPHONENUMBERLIDPAIR",
    fields={"learnt": cocoa("ZTIMESTAMP"), "lid": "ZLID", "phone": "ZPHONENUMBER"},
    maybe="ZWAPHONENUMBERLIDPAIR ZTIMESTAMP",
    sources=("https://docs.mvt.re/en/latest/ios/records/ (WhatsApp: LID pairs)",),
)
