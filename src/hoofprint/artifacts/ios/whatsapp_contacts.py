"""Contacts as WhatsApp knows them. Times are seconds since 2001 UTC."""

from typing import Annotated

from hoofprint.artifacts import Topic, cocoa, filled, first, sqlite
from hoofprint.model.record import Account, Record, Seconds, Str, Text, Time
from hoofprint.model.words import N_


class WhatsappContact(Record, frozen=True):
    """One entry of the phone's address book with the account WhatsApp found for it, or none.

    It does not show contact between the two. Newer versions know a party by a LID, an id that hides the number.
    """

    account: Annotated[Account, "WhatsApp id: number and `@s.whatsapp.net`"] = None
    lid: Annotated[Account, "LID: the same account without its number"] = None
    phone: Annotated[Account, "phone number"] = None
    name: Annotated[Str, "name in the address book"] = None
    given_name: Annotated[Str, "given name"] = None
    business_name: Annotated[Str, "name a business account states"] = None
    username: Annotated[Account, "user name"] = None
    about: Annotated[Text, "text the account shows about itself"] = None
    about_since: Annotated[Time, "when that text was set"] = None
    updated: Annotated[Time, "last update of the entry"] = None
    disappearing: Annotated[Seconds, "how long messages last, where they disappear"] = None
    disappearing_since: Annotated[Time, "when that was set"] = None
    contact: Annotated[Str, "id of the address-book entry"] = None


ARTIFACT = sqlite(
    WhatsappContact,
    name=N_("WhatsApp contacts"),
    topic=Topic.MESSAGES,
    says=N_("WhatsApp contact {name}: {account}"),
    files="/private/var/mobile/Containers/Shared/AppGroup/*/ContactsV2.sqlite",
    table="ZWAADDRESSBOOKCONTACT",
    fields={
        "account": filled("ZWHATSAPPID"),
        "lid": filled("ZLID"),
        "phone": first(filled("ZPHONENUMBER"), filled("ZLOCALIZEDPHONENUMBER")),
        "name": "ZFULLNAME",
        "given_name": "ZGIVENNAME",
        "business_name": filled("ZBUSINESSNAME"),
        "username": filled("ZUSERNAME"),
        "about": "ZABOUTTEXT",
        "about_since": cocoa("ZABOUTTIMESTAMP"),
        "updated": cocoa("ZLASTUPDATED"),
        "disappearing": "ZDISAPPEARINGMODEDURATION",
        "disappearing_since": cocoa("ZDISAPPEARINGMODETIMESTAMP"),
        "contact": "ZIDENTIFIER",
    },
    maybe="ZABOUTTIMESTAMP ZBUSINESSNAME ZDISAPPEARINGMODEDURATION ZDISAPPEARINGMODETIMESTAMP ZLASTUPDATED ZLID"
    " ZLOCALIZEDPHONENUMBER ZUSERNAME",
    sources=(
        "https://github.com/abrignoni/iLEAPP (WhatsApp contacts)",
        "https://docs.mvt.re/en/latest/ios/records/ (WhatsApp contacts)",
    ),
)
