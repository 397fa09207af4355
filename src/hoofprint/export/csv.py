"""Every dated field of every record as one row of a table that a spreadsheet can open.

Cells are inert: what could act as a formula begins with an apostrophe, what cannot be seen is written as an escape.
"""

import csv
import io
from typing import BinaryIO

from hoofprint.explore.disclose import Disclosed
from hoofprint.explore.moments import Clock
from hoofprint.export import case_exporter, inert
from hoofprint.export.parts import events
from hoofprint.export.parts.voice import Voice

COLUMNS = (
    "datetime", "device_time", "timestamp_desc", "artifact", "message", "findings", "acquisition", "file",
    "locator", "timestamp",
)  # fmt: skip


@case_exporter(suffix=".csv")
def EXPORT(disclosed: Disclosed, out: BinaryIO, language: str) -> None:
    """`datetime` is UTC, `device_time` the phone's own clock where its zone is known, `timestamp` microseconds."""
    voice = Voice(language)
    clocks = {face.id: Clock(face.device.zone) for face in disclosed.result.acquisitions}
    text = io.TextIOWrapper(out, "utf-8", errors="backslashreplace", newline="", write_through=True)
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(COLUMNS)
    timeline = disclosed.timeline()
    for event in disclosed.events(timeline):
        cells = (
            events.iso(event.time),
            clocks[event.table.acquisition].at(event.time),
            events.described(event, voice),
            event.table.artifact,
            events.message(event, voice),
            " ".join(disclosed.findings(event)),
            event.table.acquisition,
            event.row["_file"],
            event.row["_locator"],
        )
        table.writerow((*map(inert.csv, cells), event.time))
    text.detach()
