"""Received files that call themselves GIF images and are Photoshop or PDF files."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from hoofprint.artifacts.ios.attachment_kinds import AttachmentKind
from hoofprint.artifacts.ios.message_attachments import Attachment
from hoofprint.detect.rows import Row, Rows, hit, ref
from hoofprint.detect.signs import known_sender as try_contact
from hoofprint.detect.signs import outgoing as try_outgoing
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

CONTENT = ("psd", "pdf")
MANY = 10
"""The published phone held 31; one or two come from other systems and from joke apps."""
LISTED = 31
HOME = "/private/var/mobile"

TRACE = Trace(
    title=N_("Files named as GIF images that are Photoshop or PDF files"),
    stage=Stage.S2,
    grade=Grade.G2,
    cap=Grade.G4,
    family=Family.C,
    attribution=Attribution.A2,
    versions="14",
    shows=N_(
        "Messages brought files that are named as GIF images and hold Photoshop or PDF data, as the exploit"
        " FORCEDENTRY did."
    ),
    does_not_show=N_("That anything ran: from iOS 14.8 on such files were found where nothing did."),
    benign=(
        Benign("outgoing", N_("the owner sent them")),
        Benign("contact", N_("somebody the owner knows sent a mislabelled picture")),
    ),
    raised_by=(N_("crashes of IMTranscoderAgent in the same minutes"), N_("ten or more of one size")),
    refuted_by=(N_("the owner knows who sent them"), N_("one or two pictures that open")),
    next=N_("Keep the files; look at crash reports and network accounting of the same minutes."),
    sources=(
        Source("Citizen Lab, FORCEDENTRY, 2021"),
        Source("Google Project Zero, A deep dive into an NSO zero-click iMessage exploit, 2021"),
        Source("Citizen Lab and Access Now, Project Torogoz, 2022 (files on iOS 14.8.1, where nothing ran)"),
    ),
)


def find(files: Rows[AttachmentKind], attachments: Rows[Attachment]) -> Iterator[Hit]:
    """One hit for each sender; ten such files or more are strong."""
    odd = {
        row["_file"]: row
        for row in files.where((pl.col("extension") == "gif") & pl.col("kind").is_in(CONTENT))
    }
    if not odd:
        return
    by_sender: dict[str, list[tuple[Row, Row]]] = defaultdict(list)
    for row in attachments.where(pl.col("filename").is_not_null()):
        path = str(row["filename"]).replace("~", HOME, 1)
        if path in odd:
            by_sender[str(row["handle"] or "")].append((row, odd.pop(path)))
    for sender, found in sorted(by_sender.items()):
        found.sort(key=lambda pair: (pair[0]["created"] or 0, pair[0]["_n"]))
        first, last = found[0][0], found[-1][0]
        made = hit(
            last,
            last["created"],
            key=sender,
            stage=TRACE.stage,
            grade=TRACE.cap if len(found) >= MANY else TRACE.grade,
            sender=sender,
            direction=str(first["direction"] or ""),
        )
        yield replace(made, refs=tuple(ref(row) for pair in found[:LISTED] for row in pair))


__all__ = ["TRACE", "find", "try_contact", "try_outgoing"]
