"""Numbers Viber knows from the phone's address book, in Contacts.data. A contact need not take part in any chat."""

from typing import Annotated

from hoofprint.artifacts import Topic, lookup, sqlite
from hoofprint.artifacts.places import APP_GROUP
from hoofprint.model.record import Account, Record, Str
from hoofprint.model.words import N_


class ViberContact(Record, frozen=True):
    """A number of the address book as Viber took it over."""

    phone: Annotated[Account, "number as it was written"] = None
    canonical: Annotated[Account, "number with its country code"] = None
    name: Annotated[Str, "name of its contact; empty where the contact is gone"] = None


ARTIFACT = sqlite(
    ViberContact,
    name=N_("Viber contacts"),
    topic=Topic.MESSAGES,
    says=N_("Viber knows the number {phone}"),
    files=f"{APP_GROUP}/com.viber/database/Contacts.data",
    table="ZABCONTACTNUMBER",
    fields={
        "phone": "ZPHONE",
        "canonical": "ZCANONIZEDPHONENUM",
        "name": lookup("ZCONTACT", "ZABCONTACT", "ZMAINNAME", by="Z_PK"),
    },
    maybe="ZABCONTACT",
    sources=("https://github.com/abrignoni/iLEAPP (viber_contacts)",),
)
