"""A campaign of lures: several messages from strangers whose links have the published form, within two weeks."""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from hoofprint.artifacts.ios.messages import Message
from hoofprint.artifacts.ios.whatsapp_messages import WhatsappMessage
from hoofprint.detect.addresses import FORM, LURE, host_port, listed_host
from hoofprint.detect.browsing import HOSTS
from hoofprint.detect.campaigns import PEGASUS, claimed_for
from hoofprint.detect.rows import Row, Rows, World, hit, ref
from hoofprint.detect.signs import later
from hoofprint.detect.strangers import stranger
from hoofprint.detect.trace import Benign, Hit, Ref, Source, Trace
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

WITHIN = 14 * 86_400_000_000
MANY = 3
LISTED = 20

TRACE = Trace(
    title=N_("Several messages from unknown numbers with links of the form published for Pegasus"),
    stage=Stage.S1,
    grade=Grade.G3,
    cap=Grade.G4,
    family=Family.C,
    attribution=Attribution.A1,
    versions="",
    shows=N_(
        "Within two weeks several messages came from senders nobody knows, with links whose path has the form of"
        " those sent"
        " in Mexico from 2015 to 2018."
    ),
    does_not_show=N_("That a link was opened, or that anything ran. A lure is not an infection."),
    benign=(
        Benign("later", N_("messages later than the publication, when others knew the addresses too")),
        Benign(
            "mass",
            N_("a mass mailing whose links happen to have that form"),
            untested=N_("no figures say how common such links are"),
        ),
    ),
    raised_by=(
        N_("a published address among them"),
        N_("texts that name the owner or their family"),
        N_("a second phone"),
    ),
    refuted_by=(N_("the same texts on phones of strangers"),),
    next=N_(
        "Keep the messages; ask whether others around the owner had the like, and what happened in those weeks."
    ),
    sources=(
        Source("Citizen Lab and R3D, reports on NSO links in Mexico, 2017 to 2019, and their list of links"),
        Source("The form was counted over that list: 70 of 71 direct links"),
    ),
)
try_later = later(less=1)


def find(messages: Rows[Message], chats: Rows[WhatsappMessage], world: World) -> Iterator[Hit]:
    """One hit for each run of such messages; strong where one of them holds a published address."""
    found = sorted(
        (*_lures(messages, "handle", world), *_lures(chats, "sender", world)), key=lambda row: row["date"]
    )
    listed: dict[Ref, int] = {}
    for rows in (messages, chats):
        for row, position, sighting in rows.sighted(*HOSTS, which=claimed_for(PEGASUS)):
            if listed_host(sighting):
                listed.setdefault(ref(row), position)
    while len(found) >= MANY:
        run = [row for row in found if row["date"] - found[0]["date"] <= WITHIN]
        if len(run) >= MANY:
            yield _campaign(run, listed)
            found = found[len(run) :]
        else:
            found = found[1:]


def _campaign(run: list[Row], listed: dict[Ref, int]) -> Hit:
    places = [ref(row) for row in run]
    positions = tuple(dict.fromkeys(listed[place] for place in places if place in listed))
    first = run[0]
    link = LURE.search(str(first["text"]))
    made = hit(
        first,
        first["date"],
        key="links",
        stage=TRACE.stage,
        grade=TRACE.cap if positions else TRACE.grade,
        sightings=positions,
        host=host_port(link[0])[0] if link else "",
    )
    attribution = Attribution.A3 if positions else None
    return replace(made, refs=tuple(places[:LISTED]), until=run[-1]["date"], attribution=attribution)


def _lures(rows: Rows[Message] | Rows[WhatsappMessage], sender: str, world: World) -> Iterator[Row]:
    shaped = (
        pl.col("direction") == "incoming",
        pl.col("date").is_not_null(),
        pl.col("text").str.contains(FORM),
    )
    for row in rows.where(*shaped):
        if LURE.search(str(row["text"])) and stranger(row[sender], row["date"], world):
            yield row


__all__ = ["TRACE", "find", "try_later"]
