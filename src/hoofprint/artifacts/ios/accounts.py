"""Accounts set up on the phone: Apple's own, mail, calendars, messages. Accounts3.sqlite.

Times are seconds since 2001-01-01 UTC. One person's account appears several times, once for each service.
"""

from typing import Annotated

from hoofprint.artifacts import Topic, cocoa, lookup, sqlite
from hoofprint.model.record import Account, Bundle, Flag, Id, Record, Str, Time
from hoofprint.model.words import N_


class SystemAccount(Record, frozen=True):
    """An account known to the phone; some are made by the system itself (`local`)."""

    username: Annotated[Account, "name of the account"] = None
    type: Annotated[Str, "which service: `com.apple.account.IMAPMail`"] = None
    description: Annotated[Str, "name given to it"] = None
    created: Annotated[Time, "when it was set up on this phone, or on the one it was restored from"] = None
    owner: Annotated[Bundle, "app or service that set it up"] = None
    active: Annotated[Flag, "in use"] = None
    authenticated: Annotated[Flag, "signed in"] = None
    visible: Annotated[Flag, "shown in Settings"] = None
    identifier: Annotated[Str, "identifier of the account"] = None
    account: Annotated[Id, "row of the account"] = None
    parent: Annotated[Id, "row of the account it belongs to"] = None
    rejected: Annotated[Time, "last refusal to renew the sign-in"] = None


ARTIFACT = sqlite(
    SystemAccount,
    name=N_("accounts"),
    topic=Topic.SETTINGS,
    says=N_("Account {username} ({type}) is set up"),
    files="/private/var/mobile/Library/Accounts/Accounts3.sqlite",
    table="ZACCOUNT",
    fields={
        "username": "ZUSERNAME",
        "type": lookup("ZACCOUNTTYPE", "ZACCOUNTTYPE", "ZIDENTIFIER", by="Z_PK"),
        "description": "ZACCOUNTDESCRIPTION",
        "created": cocoa("ZDATE"),
        "owner": "ZOWNINGBUNDLEID",
        "active": "ZACTIVE",
        "authenticated": "ZAUTHENTICATED",
        "visible": "ZVISIBLE",
        "identifier": "ZIDENTIFIER",
        "account": "Z_PK",
        "parent": "ZPARENTACCOUNT",
        "rejected": cocoa("ZLASTCREDENTIALRENEWALREJECTIONDATE"),
    },
    maybe="ZLASTCREDENTIALRENEWALREJECTIONDATE",
    sources=("https://github.com/abrignoni/iLEAPP (accountData)",),
)
