"""Accounts Facebook Messenger knows: the contacts table of its mailbox, without times."""

from typing import Annotated

from hoofprint.artifacts import Topic, decoded, sqlite
from hoofprint.artifacts.places import MESSENGER
from hoofprint.model.record import Record, Str, Url
from hoofprint.model.words import N_


class MessengerContact(Record, frozen=True):
    """An account Messenger knows: of a friend, a member of a group, or somebody who was suggested."""

    account: Annotated[Str, "number of the account"] = None
    name: Annotated[Str, "its name"] = None
    picture: Annotated[Url, "address of its picture"] = None


ARTIFACT = sqlite(
    MessengerContact,
    name=N_("Messenger accounts"),
    topic=Topic.MESSAGES,
    says=N_("Messenger knows the account {name}"),
    files=MESSENGER,
    table="contacts",
    fields={
        "account": decoded("id", str, "account number"),
        "name": "name",
        "picture": "profile_picture_url",
    },
    maybe="contacts profile_picture_url",
    sources=("https://github.com/abrignoni/iLEAPP (FacebookMessenger)",),
)
