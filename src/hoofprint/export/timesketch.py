"""Events for Timesketch, one JSON object a line: `message`, `datetime`, `timestamp`, `timestamp_desc` and more.

Source: Timesketch's own guide, "Create timeline from JSON/JSONL/CSV file" (timesketch.org). Findings are events too.
"""

from typing import Any, BinaryIO

import msgspec

from hoofprint.explore.disclose import Disclosed
from hoofprint.explore.timeline import Event
from hoofprint.export import case_exporter
from hoofprint.export.parts import events
from hoofprint.export.parts.voice import Voice

BEGINS = "Hoofprint finding"


@case_exporter(suffix=".jsonl")
def EXPORT(disclosed: Disclosed, out: BinaryIO, language: str) -> None:
    """Flat objects; a record's own fields keep their names."""
    voice = Voice(language)
    encode = msgspec.json.Encoder().encode
    for time, face, finding in events.dated_findings(disclosed):
        row: dict[str, Any] = {
            "message": f"{finding.rule} {voice.gettext(finding.title)}",
            "datetime": events.iso(time),
            "timestamp": time,
            "timestamp_desc": BEGINS,
            "data_type": "hoofprint:finding",
            "stage": finding.stage,
            "grade": finding.grade,
            "attribution": finding.attribution,
            "acquisition": face.id,
            "tag": [f"finding:{finding.id}", finding.rule],
        }
        out.write(encode(row) + b"\n")
    for event in disclosed.events(disclosed.timeline()):
        out.write(encode(_row(event, disclosed.findings(event), voice)) + b"\n")


def _row(event: Event, findings: tuple[str, ...], voice: Voice) -> dict[str, Any]:
    own = {name: value for name, value in events.fields(event).items() if name != event.field}
    fixed: dict[str, Any] = {
        "message": events.message(event, voice),
        "datetime": events.iso(event.time),
        "timestamp": event.time,
        "timestamp_desc": events.described(event, voice),
        "data_type": "hoofprint:" + event.table.artifact.replace(".", ":"),
        "artifact": event.table.artifact,
        "acquisition": event.table.acquisition,
        "source_file": event.row["_file"],
        "locator": event.row["_locator"],
    }
    if findings:
        fixed["tag"] = [f"finding:{id_}" for id_ in findings]
    return fixed | {f"own_{name}" if name in fixed or name == "tag" else name: v for name, v in own.items()}
