"""A message that says it is Apple's notification of a threat."""

from collections.abc import Iterator

import polars as pl

from hoofprint.artifacts.ios.mail_messages import MailMessage
from hoofprint.artifacts.ios.mail_texts import MailText
from hoofprint.artifacts.ios.messages import Message
from hoofprint.detect import published
from hoofprint.detect.describe import moment
from hoofprint.detect.rows import ARTIFACT, Rows, World, hit
from hoofprint.detect.trace import Benign, Hit, Source, Trace, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("A message from an address of Apple's notifications of threats"),
    stage=Stage.S2,
    grade=Grade.G1,
    cap=Grade.G1,
    family=Family.G,
    versions="15-",
    shows=N_(
        "A message or mail names an address from which Apple says that it sends notifications of mercenary attacks."
    ),
    does_not_show=N_(
        "That Apple sent it: senders can be forged. Only the page of the owner's account at Apple can tell;"
        " then it"
        " is an outside witness, and moderate."
    ),
    benign=(
        Benign("link", N_("a forgery that wants a link opened or a code told")),
        Benign("forged", N_("a forgery"), untested=N_("only the page of the account at Apple can tell")),
    ),
    raised_by=(N_("the notice on the page of the owner's account"),),
    refuted_by=(N_("a request to open a link, to install something or to tell a password or code"),),
    next=N_(
        "Have the owner look at the page of their account at Apple, typed by hand; open no link of the message."
    ),
    sources=(
        Source(
            "Apple Support, About Apple threat notifications, as quoted in handbooks (no links, no codes; state of"
            " August 2026: sent from threat-notifications@email.apple.com)"
        ),
        Source(
            "CERT-FR, advisory on these notifications, as quoted: an iMessage, and a mail from the same address"
        ),
        Source("The first of these (the older address)", recalled=True, sought="November 2026"),
        Source("https://docs.mvt.re/en/latest/ios/records/ (sms: alerts on the text of such messages)"),
    ),
)


def find(messages: Rows[Message], mails: Rows[MailMessage], texts: Rows[MailText]) -> Iterator[Hit]:
    """One hit for each message from exactly such an address (published.toml)."""
    accounts = published.names("account", "APL-01")
    for rows, column in ((messages, "handle"), (mails, "sender"), (texts, "address")):
        sender = pl.col(column).str.to_lowercase()
        for row in rows.where(sender.is_in(list(accounts))):
            yield hit(
                row,
                moment(row[ARTIFACT], row),
                key=str(row[column]).casefold(),
                stage=TRACE.stage,
                grade=TRACE.grade,
                links=" ".join(row.get("body_links") or ()),
            )


def try_link(hit: Hit, world: World) -> Tried:
    """Apple's notifications never ask to open anything."""
    if hit.values["links"]:
        return Tried(Outcome.POSSIBLE, N_("the message holds a link to open"), at_most=Grade.G1)
    return Tried(Outcome.NOT_TESTABLE, N_("the whole text of the message is not there"))


__all__ = ["TRACE", "find", "try_link"]
