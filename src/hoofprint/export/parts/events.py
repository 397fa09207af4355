"""Events of a timeline as outputs write them: the sentence, the written times, the fields that hold something."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from hoofprint.artifacts.registry import artifacts
from hoofprint.detect.describe import values
from hoofprint.explore.disclose import Disclosed
from hoofprint.explore.moments import stored
from hoofprint.explore.timeline import Event
from hoofprint.export.parts.voice import Piece, Voice
from hoofprint.model.face import AcquisitionFace, FindingFace


def pieces(event: Event, voice: Voice) -> tuple[Piece, ...]:
    """What the record says, in its artifact's sentence, evidence set apart."""
    table = event.table
    known = table.artifact in artifacts()
    filled = values(table.artifact, table.says, event.row) if known else {"artifact": table.artifact}
    return voice.said(table.says, filled)


def message(event: Event, voice: Voice) -> str:
    """The same as plain text."""
    return "".join(piece.text for piece in pieces(event, voice))


def iso(micros: int) -> str:
    """`2021-07-18T09:30:00.000000+00:00`, as timeline tools read it."""
    whole, rest = divmod(micros, 1_000_000)
    return f"{datetime.fromtimestamp(whole, UTC):%Y-%m-%dT%H:%M:%S}.{rest:06d}+00:00"


def described(event: Event, voice: Voice) -> str:
    """What kind of time it is, for instance `sent: sent, or received by this phone`."""
    return f"{event.field}: {voice.meant(event.meaning)}" if event.meaning else event.field


def fields(event: Event) -> dict[str, Any]:
    """The record's own fields that hold something, in their order; bytes as hexadecimal text."""
    return {
        name: value.hex() if isinstance(value, bytes) else value
        for name, value in event.row.items()
        if not name.startswith("_") and value is not None
    }


def dated_findings(disclosed: Disclosed) -> Iterator[tuple[int, AcquisitionFace, FindingFace]]:
    """Findings with the beginning of their time, in order."""
    found = [
        (time, number, face, finding)
        for number, face in enumerate(disclosed.result.acquisitions)
        for finding in face.findings
        if (time := stored(finding.when.start)) is not None
    ]
    for time, _, face, finding in sorted(found, key=lambda one: (one[0], one[1])):
        yield time, face, finding
