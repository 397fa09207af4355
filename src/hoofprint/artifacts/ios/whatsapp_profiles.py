"""Accounts whose picture or status WhatsApp fetched. Times are seconds since 2001 UTC."""

from typing import Annotated

from hoofprint.artifacts import Topic, cocoa, filled, lookup, sqlite
from hoofprint.model.record import Account, Path, Record, Str, Time
from hoofprint.model.words import N_


class WhatsappProfile(Record, frozen=True):
    """The app asked for an account's or group's picture: of a contact, a group member, or someone who wrote or called.

    A row may be all that is left of an account. It shows no exchange, and not who began one. Some versions keep rows
    under an id with `a_` before it, which have no time.
    """

    requested: Annotated[Time, "last request for the picture"] = None
    account: Annotated[Account, "account or group"] = None
    push_name: Annotated[Str, "name the account gave itself"] = None
    path: Annotated[Path, "picture, below the app's folder; for `a_` rows encoded data"] = None


NAMES = "ZWAPROFILEPUSHNAME"

ARTIFACT = sqlite(
    WhatsappProfile,
    name=N_("WhatsApp pictures asked for"),
    topic=Topic.MESSAGES,
    says=N_("WhatsApp asked for the picture of {account}"),
    files="/private/var/mobile/Containers/Shared/AppGroup/*/ChatStorage.sqlite",
    table="ZWAPROFILEPICTUREITEM",
    fields={
        "requested": cocoa("ZREQUESTDATE"),
        "account": "ZJID",
        "push_name": lookup("ZJID", NAMES, "ZPUSHNAME", by="ZJID"),
        "path": filled("ZPATH"),
    },
    maybe=f"ZWAPROFILEPICTUREITEM {NAMES}",
    sources=("https://github.com/KnugiHK/WhatsApp-Chat-Exporter (ChatStorage.sqlite: names and pictures)",),
)
