"""Events for Timesketch as a table with its required columns; the JSON form (`timesketch`) says more."""

import csv
import io
from typing import BinaryIO

from hoofprint.explore.disclose import Disclosed
from hoofprint.export import case_exporter, inert
from hoofprint.export.parts import events
from hoofprint.export.parts.voice import Voice

COLUMNS = (
    "message", "datetime", "timestamp", "timestamp_desc", "data_type", "artifact", "acquisition", "source_file",
    "locator", "tag",
)  # fmt: skip


@case_exporter(suffix=".csv")
def EXPORT(disclosed: Disclosed, out: BinaryIO, language: str) -> None:
    """UTF-8, comma, every event one row; cells are inert, for the file may also meet a spreadsheet."""
    voice = Voice(language)
    text = io.TextIOWrapper(out, "utf-8", errors="backslashreplace", newline="", write_through=True)
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    for event in disclosed.events(disclosed.timeline()):
        row = (
            inert.csv(events.message(event, voice)),
            events.iso(event.time),
            event.time,
            inert.csv(events.described(event, voice)),
            "hoofprint:" + event.table.artifact.replace(".", ":"),
            event.table.artifact,
            event.table.acquisition,
            inert.csv(event.row["_file"]),
            inert.csv(event.row["_locator"]),
            " ".join(f"finding:{id_}" for id_ in disclosed.findings(event)),
        )
        table.writerow(row)
    text.detach()
