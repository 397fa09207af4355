"""Links WhatsApp recognised in messages, with the preview it made of them. Times are seconds since 2001 UTC."""

from typing import Annotated

from hoofprint.artifacts import Topic, cocoa, filled, sqlite
from hoofprint.model.record import Account, Id, Int, Record, Text, Time, Url
from hoofprint.model.words import N_


class WhatsappLink(Record, frozen=True):
    """One row of ZWAMESSAGEDATAITEM: a link in a message, and title and summary of its preview.

    The sender's app makes the preview, so a title does not show that this phone fetched the page. A row may outlive
    its message.
    """

    date: Annotated[Time, "date of the message"] = None
    chat: Annotated[Account, "conversation"] = None
    sender: Annotated[Account, "sender as stored"] = None
    matched: Annotated[Url, "the link as it stands in the text"] = None
    content1: Annotated[Url, "ZCONTENT1: the link the preview was made of"] = None
    content2: Annotated[Url, "ZCONTENT2: a further link, for instance where the first one led"] = None
    title: Annotated[Text, "title of the preview"] = None
    summary: Annotated[Text, "text of the preview"] = None
    kind: Annotated[Int, "kind of item"] = None
    message: Annotated[Id, "row of its message in ZWAMESSAGE, there or not"] = None


ARTIFACT = sqlite(
    WhatsappLink,
    name=N_("WhatsApp links"),
    topic=Topic.MESSAGES,
    says=N_("Link in a WhatsApp message in {chat}: {matched}"),
    files="/private/var/mobile/Containers/Shared/AppGroup/*/ChatStorage.sqlite",
    table="ZWAMESSAGEDATAITEM",
    fields={
        "date": cocoa("ZDATE"),
        "chat": "ZCHATJID",
        "sender": "ZSENDERJID",
        "matched": filled("ZMATCHEDTEXT"),
        "content1": filled("ZCONTENT1"),
        "content2": filled("ZCONTENT2"),
        "title": "ZTITLE",
        "summary": "ZSUMMARY",
        "kind": "ZTYPE",
        "message": "ZMESSAGE",
    },
    sources=("https://docs.mvt.re/en/latest/ios/records/ (WhatsApp: links in data items)",),
)
