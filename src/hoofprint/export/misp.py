"""A MISP event: published values that were seen as attributes with sightings, findings as a report inside the event.

Values are never marked for detection (`to_ids`): they were published by others, and an export of one phone adds
nothing to them. Distribution is "your organisation only". Source: MISP core format (draft-dulaunoy-misp-core-format).
"""

import json
import re
from collections.abc import Sequence
from typing import Any, TextIO

from hoofprint.explore.audience import Audience
from hoofprint.explore.commitments import WRITTEN
from hoofprint.explore.moments import stored
from hoofprint.export import exporter
from hoofprint.export.parts.grades import threat_level
from hoofprint.export.parts.ids import made
from hoofprint.export.parts.story import told
from hoofprint.export.parts.voice import Voice
from hoofprint.model.face import AcquisitionFace, CheckResult, SightingFace

TYPES = {
    "url": ("url", "Network activity"),
    "domain": ("domain", "Network activity"),
    "ip": ("ip-dst", "Network activity"),
    "email": ("email-src", "Payload delivery"),
    "phone": ("phone-number", "Other"),
    "process": ("filename", "Artifacts dropped"),
    "path": ("filename", "Artifacts dropped"),
    "bundle": ("mobile-application-id", "Payload delivery"),
}
HASHES = {32: "md5", 40: "sha1", 64: "sha256", 128: "sha512"}
OTHER = ("text", "Other")
NUMBER = re.compile(r"\+?[\d ()-]{5,}")
ONLY_US = "0"
DONE = "2"


@exporter(suffix=".json")
def EXPORT(result: CheckResult, out: TextIO, language: str) -> None:
    """One event for the case, as `{"Event": ...}`."""
    json.dump({"Event": _event(result, Voice(language))}, out, ensure_ascii=False, indent=2)
    out.write("\n")


def _event(result: CheckResult, voice: Voice) -> dict[str, Any]:
    faces = result.acquisitions
    made_at = max(
        (face.device.backup_time or "" for face in faces if stored(face.device.backup_time)), default=""
    )
    stamp = _seconds(made_at)
    public = result.shown_for == Audience.PUBLIC
    verdicts = ["".join(p.text for p in voice.said(f.verdict.text, f.verdict.values)) for f in faces]
    return {
        "uuid": made("event", result.shown_for, *(face.sha256 for face in faces)),
        "info": f"Hoofprint: {' / '.join(verdicts)}",
        "date": made_at[:10] or "1970-01-01",
        "timestamp": stamp,
        "analysis": DONE,
        "threat_level_id": threat_level(tuple(finding for face in faces for finding in face.findings)),
        "distribution": ONLY_US,
        "published": False,
        "Tag": [{"name": "tlp:clear" if public else "tlp:amber+strict"}],
        "Attribute": _attributes(faces, stamp),
        "EventReport": [_report(face, stamp, voice) for face in faces if face.findings],
    }


def _attributes(faces: Sequence[AcquisitionFace], stamp: str) -> list[dict[str, Any]]:
    """One attribute for each value, with a sighting for each place: an event holds no value twice."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for face in faces:
        for one in face.sightings:
            type_, category = _type(one)
            attribute = found.setdefault(
                (type_, one.value),
                {
                    "uuid": made("attribute", face.sha256, type_, one.value),
                    "type": type_,
                    "category": category,
                    "value": one.value,
                    "to_ids": False,
                    "distribution": ONLY_US,
                    "timestamp": stamp,
                    "comment": f"{one.kind}, {one.how}: {one.indicator.value} ({one.indicator.source})",
                },
            )
            attribute["comment"] += f"; {one.artifact}, {one.file}, {one.locator}"
            if one.time and stored(one.time):
                _dated(attribute, one.time, made("sighting", face.sha256, one.id, one.value))
    return list(found.values())


def _dated(attribute: dict[str, Any], time: str, uuid: str) -> None:
    """Adds when a value was seen; the times of one attribute are all written alike, so they compare as texts."""
    written = time.replace("Z", "+00:00")
    attribute["first_seen"] = min(written, attribute.get("first_seen", written))
    attribute["last_seen"] = max(written, attribute.get("last_seen", written))
    sighting = {"uuid": uuid, "type": "0", "date_sighting": _seconds(time), "source": "Hoofprint"}
    attribute.setdefault("Sighting", []).append(sighting)


def _type(one: SightingFace) -> tuple[str, str]:
    """MISP's type and category; a value that was replaced by a commitment is text."""
    if WRITTEN.fullmatch(one.value):
        return OTHER
    if one.kind == "account":
        return (
            TYPES["email"] if "@" in one.value else TYPES["phone"] if NUMBER.fullmatch(one.value) else OTHER
        )
    if one.kind == "file_hash" and len(one.value) in HASHES:
        return HASHES[len(one.value)], "Payload delivery"
    return TYPES.get(one.kind, OTHER)


def _report(face: AcquisitionFace, stamp: str, voice: Voice) -> dict[str, Any]:
    return {
        "uuid": made("report", face.sha256),
        "name": f"Hoofprint {face.id}",
        "content": "\n\n".join(
            f"```\n{told(one, voice).replace('```', chr(39) * 3)}\n```" for one in face.findings
        ),
        "distribution": ONLY_US,
        "timestamp": stamp,
    }


def _fenced(text: str) -> str:
    """Markdown that shows a text as it stands: evidence in it is neither link nor markup."""
    return f"```\n{text.replace('`', chr(39))}\n```"


def _seconds(written: str) -> str:
    return str((stored(written) or 0) // 1_000_000)
