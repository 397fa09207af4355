"""Events of a timeline on a terminal, or one JSON object a line."""

from collections.abc import Iterable
from itertools import groupby
from typing import BinaryIO

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from hoofprint.explore.disclose import Disclosed
from hoofprint.explore.moments import Clock
from hoofprint.explore.timeline import Event
from hoofprint.export.parts import events, lines
from hoofprint.export.parts.voice import Voice
from hoofprint.model.times import rfc3339


def show(disclosed: Disclosed, found: Iterable[Event], more: int, console: Console, language: str) -> None:
    """A heading for each day, then one line for each event: UTC, the phone's clock, what the record says."""
    voice = Voice(language)
    clocks = {face.id: Clock(face.device.zone) for face in disclosed.result.acquisitions}
    any_event = False
    for day, of_day in groupby(found, key=lambda event: rfc3339(event.time)[:10]):
        any_event = True
        console.print(lines.own(day, "bold"))
        table = Table.grid(padding=(0, 2))
        table.add_column(no_wrap=True)
        table.add_column(ratio=1, overflow="fold")
        for event in of_day:
            table.add_row(*_row(event, disclosed, clocks[event.table.acquisition], voice))
        console.print(lines.indent(table))
    if not any_event:
        console.print(lines.own(voice.gettext("No dated record fits.")))
    if more:
        console.print(
            lines.own(
                voice.ngettext("and {n} more; --rows shows more", "and {n} more; --rows shows more", more)
            )
        )


def _row(event: Event, disclosed: Disclosed, clock: Clock, voice: Voice) -> tuple[Text, Text]:
    utc = rfc3339(event.time)[11:23]
    local = clock.at(event.time)
    when = Text.assemble(lines.own(f"{utc} UTC", "cyan"))
    if local:
        when.append("\n").append_text(lines.own(local[11:], "dim"))
    findings = disclosed.findings(event)
    words = lines.said(events.pieces(event, voice))
    if findings:
        words.append_text(lines.own(f"  [{' '.join(findings)}]", "bold"))
    where = f"{event.table.artifact} · {event.field} · {event.row['_locator']}"
    return when, words.append("\n").append_text(lines.own(where, "dim"))


def _object(disclosed: Disclosed, event: Event, voice: Voice) -> dict[str, object]:
    """One event for programs."""
    return {
        "time": rfc3339(event.time),
        "acquisition": event.table.acquisition,
        "artifact": event.table.artifact,
        "field": event.field,
        "meaning": voice.meant(event.meaning),
        "says": events.message(event, voice),
        "file": event.row["_file"],
        "locator": event.row["_locator"],
        "findings": list(disclosed.findings(event)),
        "record": events.fields(event),
    }


def objects(disclosed: Disclosed, found: Iterable[Event], out: BinaryIO, language: str) -> None:
    """The events as JSON, one a line."""
    voice, encode = Voice(language), msgspec.json.Encoder().encode
    for event in found:
        out.write(encode(_object(disclosed, event, voice)) + b"\n")
