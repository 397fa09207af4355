"""A look-up of an account nobody knows, on the day of a connection to a Graphite server."""

from collections.abc import Iterator

import polars as pl

from hoofprint.artifacts.ios.id_status import IdStatus
from hoofprint.artifacts.ios.message_attachments import Attachment
from hoofprint.detect.browsing import HOSTS, WebRecord
from hoofprint.detect.campaigns import GRAPHITE, claimed_for
from hoofprint.detect.describe import moment
from hoofprint.detect.rows import ARTIFACT, Rows, World, hit
from hoofprint.detect.strangers import conversation as try_conversation
from hoofprint.detect.strangers import mailed, stranger
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Family, Grade, Stage
from hoofprint.model.words import N_

DAY = 86_400_000_000

TRACE = Trace(
    title=N_("The phone met an iMessage account that nobody knows"),
    stage=Stage.S2,
    grade=Grade.G1,
    cap=Grade.G2,
    family=Family.C,
    alone=False,
    versions="18",
    shows=N_(
        "On the day of a connection to a server published for Graphite the phone looked up, or had a file from,"
        " a mail"
        " address that is in no contact and was never written to."
    ),
    does_not_show=N_("What it sent. Advertising comes from such addresses as well."),
    benign=(
        Benign("conversation", N_("somebody the owner came to know")),
        Benign(
            "advertising", N_("advertising"), untested=N_("a look-up does not say what made the phone ask")
        ),
    ),
    raised_by=(
        N_("no message of that account that anybody could have seen"),
        N_("the same account on another phone"),
    ),
    refuted_by=(N_("the owner knows the account"),),
    next=N_("Compare the account with other phones."),
    sources=(
        Source(
            "Citizen Lab, Graphite Caught, June 2025 (one account on two phones, invisible to their owners)"
        ),
    ),
)


def find(
    lookups: Rows[IdStatus],
    attachments: Rows[Attachment],
    records: Rows[WebRecord],
    world: World,
) -> Iterator[Hit]:
    """One hit for each such account within a day of a connection; without a connection there is nothing to look for."""
    met = records.sighted(*HOSTS, which=claimed_for(GRAPHITE))
    times = [when for row, _, _ in met if (when := moment(row[ARTIFACT], row)) is not None]
    if not times:
        return
    for rows, time in ((lookups, "looked_up"), (attachments, "created")):
        near = pl.any_horizontal(*((pl.col(time) - one).abs() <= DAY for one in times))
        for row in rows.where(near, pl.col("handle").is_not_null()):
            account = str(row["handle"])
            if row.get("direction") != "outgoing" and mailed(account) and stranger(account, row[time], world):
                yield hit(row, row[time], key=account, stage=TRACE.stage, grade=TRACE.grade, sender=account)


__all__ = ["TRACE", "find", "try_conversation"]
