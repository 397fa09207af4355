"""A folder in the file names and shapes of MVT's results, for people who have scripts and notebooks for those.

The difference is said in files of our own beside them: `hoofprint.json` (the whole result, with coverage: a missing
file here means nothing by itself) and `README.txt`. Levels of alerts follow the grade of the finding, not the match.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from pathlib import Path
from typing import Any, TextIO

from hoofprint.explore.disclose import Disclosed
from hoofprint.explore.moments import stored
from hoofprint.explore.tables import Table
from hoofprint.explore.timeline import Question
from hoofprint.export import folder_exporter, inert
from hoofprint.export.parts import events, mvt_records
from hoofprint.export.parts.labels import grade
from hoofprint.export.parts.mvt_records import Module, iso
from hoofprint.export.parts.story import said
from hoofprint.export.parts.voice import Voice
from hoofprint.model.face import AcquisitionFace, SightingFace, encode
from hoofprint.model.grades import Grade
from hoofprint.model.words import N_

LEVELS = {
    Grade.G5: "CRITICAL", Grade.G4: "CRITICAL", Grade.G3: "HIGH", Grade.G2: "MEDIUM", Grade.G1: "LOW",
    Grade.G0: "INFORMATIONAL",
}  # fmt: skip
TYPES = {
    "domain": "domains", "url": "urls", "ip": "domains", "process": "processes", "email": "emails",
    "path": "file_paths", "bundle": "app_ids", "profile": "ios_profile_ids", "cert_hash": "app_cert_hashes",
    "file_hash": "files_sha256",
}  # fmt: skip
README = N_("""\
Written by Hoofprint in the file names and shapes of MVT, for scripts that read those. It is not MVT's output.

- alerts.json lists findings, each with the records it rests on; its level follows Hoofprint's grade.
- A published value that was seen but supports no finding is INFORMATIONAL.
- A file that is not here says nothing: hoofprint.json tells what was read, what was absent, what failed.
- Times are UTC. Cells of the tables that could act as formulas begin with an apostrophe.
- hoofprint_locator in each object leads to the row, line or key in the phone's own file.
""")
Alert = dict[str, Any]


@folder_exporter
def EXPORT(disclosed: Disclosed, folder: Path, language: str) -> None:
    """One acquisition fills the folder itself; several get a folder each, named by their ids."""
    voice = Voice(language)
    (folder / "hoofprint.json").write_bytes(encode(disclosed.result))
    (folder / "README.txt").write_text(voice.gettext(README), encoding="utf-8")
    faces = disclosed.result.acquisitions
    for face in faces:
        target = folder if len(faces) == 1 else folder / face.id
        target.mkdir(exist_ok=True, mode=0o700)
        _acquisition(disclosed, face, target, voice)


def _acquisition(disclosed: Disclosed, face: AcquisitionFace, folder: Path, voice: Voice) -> None:
    alerts = list(_alerts(face, voice))
    by_place = {(one["artifact"], one["file"], one["locator"]): one for one in alerts}
    urls: list[dict[str, Any]] = []
    slugs = dict.fromkeys(module.slug for module in mvt_records.modules())
    for slug in slugs:
        parts = [m for m in mvt_records.modules() if m.slug == slug and (not m.kinds or face.kind in m.kinds)]
        rows = _rows(disclosed, face, parts, by_place, urls)
        write = _by_file if any(part.by_file for part in parts) else _array
        write(folder / f"{slug}.json", rows)
    shown = [_alert(one) for one in alerts]
    for slug in slugs:
        _array(folder / f"{slug}_detected.json", (one for one in shown if one["module"] == slug))
    _array(folder / "alerts.json", shown)
    _array(folder / "urls.json", urls)
    _timelines(disclosed, face, folder, shown, voice)
    _write(folder / "info.json", _info(disclosed, face))
    if face.kind == "ios_backup":
        _write(folder / "backup_info.json", _backup(face))


def _rows(
    disclosed: Disclosed,
    face: AcquisitionFace,
    modules: Iterable[Module],
    alerts: dict[tuple[str, str, str], Alert],
    urls: list[dict[str, Any]],
) -> Iterator[dict[str, Any]]:
    """The records of one of MVT's files; on the way, links are collected and alerts get their record."""
    for module in modules:
        table = _table(disclosed, face, module.artifact)
        if table is None:
            continue
        for row in disclosed.rows(table):
            made = mvt_records.record(module, row, table.columns)
            alert = alerts.get((module.artifact, row["_file"], row["_locator"]))
            if alert is not None:
                alert["event"], alert["module"] = made, module.slug
            if module.urls:
                dated = {"expanded_url": None, "timestamp": made[module.urls], "source": module.slug}
                urls.extend({"url": url, **dated} for url in made.get("links", ()))
            yield made


def _table(disclosed: Disclosed, face: AcquisitionFace, artifact: str) -> Table | None:
    fits = (t for t in disclosed.tables() if (t.acquisition, t.artifact) == (face.id, artifact))
    return next(fits, None)


def _alerts(face: AcquisitionFace, voice: Voice) -> Iterator[Alert]:
    """One alert for each record of each finding, strongest finding first; then values no finding rests on."""
    seen: set[tuple[str, str, str]] = set()
    matched = {(one.artifact, one.file, one.locator): one for one in face.sightings}
    for finding in sorted(face.findings, key=lambda one: -grade(one.grade)):
        for one in finding.evidence:
            place = (one.artifact, one.file, one.locator)
            if place in seen:
                continue
            seen.add(place)
            words = f"{finding.rule} {voice.gettext(finding.title)}: {said(one, voice)}"
            yield _about(place, LEVELS[grade(finding.grade)], words, one.time, _match(matched.get(place)))
    for place, sighting in matched.items():
        if place not in seen:
            words = f"{sighting.kind}: {sighting.value}"
            yield _about(place, "INFORMATIONAL", words, sighting.time, _match(sighting))


def _about(
    place: tuple[str, str, str], level: str, message: str, time: str | None, match: dict[str, Any] | None
) -> Alert:
    artifact, file, locator = place
    return {
        "artifact": artifact,
        "file": file,
        "locator": locator,
        "level": level,
        "module": artifact.rpartition(".")[2],
        "message": message,
        "event_time": iso(when) if (when := stored(time)) is not None else "",
        "event": {"hoofprint_locator": locator},
        "matched_indicator": match,
    }


def _match(one: SightingFace | None) -> dict[str, Any] | None:
    if one is None:
        return None
    indicator = one.indicator
    return {
        "value": indicator.value,
        "type": TYPES.get(one.kind, one.kind),
        "name": indicator.campaign,
        "stix2_file_name": indicator.set,
    }


def _alert(one: Alert) -> Alert:
    return {key: value for key, value in one.items() if key not in ("artifact", "file", "locator")}


def _timelines(
    disclosed: Disclosed, face: AcquisitionFace, folder: Path, alerts: list[Alert], voice: Voice
) -> None:
    """`timeline.csv` over the events MVT has names for, and `alerts_timeline.csv`."""
    named = {
        (m.artifact, field): (m.plugin, event)
        for m in mvt_records.modules()
        if not m.kinds or face.kind in m.kinds
        for event, field in m.events.items()
    }
    with (folder / "timeline.csv").open("w", encoding="utf-8", newline="") as out:
        table = _table_of(out, "UTC Timestamp", "Plugin", "Event", "Description")
        for event in disclosed.events(disclosed.timeline(Question(acquisition=face.id))):
            name = named.get((event.table.artifact, event.field))
            if name:
                table.writerow([iso(event.time), *name, inert.csv(events.message(event, voice))])
    dated = [one for one in alerts if one["event_time"]]
    if dated:
        with (folder / "alerts_timeline.csv").open("w", encoding="utf-8", newline="") as out:
            table = _table_of(out, "Event Time", "Module", "Message", "Event")
            for one in sorted(dated, key=lambda one: (one["event_time"], one["module"], one["message"])):
                cells = (one["event_time"], one["module"], inert.csv(one["message"]))
                table.writerow([*cells, inert.csv(str(one["event"]))])


def _table_of(out: TextIO, *header: str) -> Any:
    table = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    table.writerow(header)
    return table


def _info(disclosed: Disclosed, face: AcquisitionFace) -> dict[str, Any]:
    return {
        "target_path": face.id,
        "mvt_version": "",
        "hoofprint_version": disclosed.result.version,
        "date": face.device.backup_time or "",
        "ioc_files": [one.name for one in disclosed.result.indicators.sets],
        "hashes": [
            {"file_path": file.stored or file.file, "sha256": file.sha256}
            for line in face.coverage
            for file in line.files
            if file.sha256
        ],
    }


def _backup(face: AcquisitionFace) -> dict[str, Any]:
    """What the backup says of the phone, without name, numbers and serial number, which the result does not hold."""
    device = face.device
    known = {
        "Build Version": device.build,
        "Last Backup Date": device.backup_time,
        "Product Name": device.model,
        "Product Type": device.product,
        "Product Version": device.os_version,
    }
    return {name: value for name, value in known.items() if value}


def _by_file(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    """A JSON object with the list of each file; records come file by file."""
    lists = groupby(rows, key=lambda row: str(row.pop("hoofprint_file")))
    first = next(lists, None)
    if first is None:
        return
    with path.open("w", encoding="utf-8") as out:
        out.write("{")
        for number, (file, items) in enumerate(chain([first], lists)):
            out.write(f"{',' if number else ''}\n{json.dumps(file, ensure_ascii=False)}: ")
            out.write(json.dumps(list(items), ensure_ascii=False, indent=4))
        out.write("\n}\n")


def _array(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    """A JSON list written item by item; no file where there is nothing, as MVT does."""
    items = iter(rows)
    first = next(items, None)
    if first is None:
        return
    with path.open("w", encoding="utf-8") as out:
        out.write("[")
        for number, item in enumerate(chain([first], items)):
            out.write(("," if number else "") + "\n")
            out.write(json.dumps(item, ensure_ascii=False, indent=4))
        out.write("\n]\n")


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=4) + "\n", encoding="utf-8")
