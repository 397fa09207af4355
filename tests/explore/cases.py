"""A small case made by hand: records of a few artifacts, and findings that rest on some of them."""

from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa

from hoofprint.artifacts.registry import artifacts
from hoofprint.case.folder import Case, new_case
from hoofprint.case.records import RecordWriter
from hoofprint.model import face as f
from hoofprint.model.arrow import schema
from tests.export import results

ID, SHA = "aaaabbbbcccc", "ab" * 32
DAY = 1_626_004_800_000_000
"""2021-07-11 12:00 UTC."""
MINUTE = 60_000_000
SMS = "/private/var/mobile/Library/SMS/sms.db"
HISTORY = "/private/var/mobile/Library/Safari/History.db"
STATUS = "/private/var/mobile/Library/Preferences/com.apple.identityservices.idstatuscache.plist"
USAGE = "/private/var/wireless/Library/Databases/DataUsage.sqlite"
LURE = "Your parcel waits: https://track.example.org/7391552s/"
SENDER, FRIEND = "+1 555 0142", "+1 555 0117"
SECRET = "Meet me behind the mill at nine"


def row(artifact: str, file: str, table: str, number: int | None, **values: Any) -> dict[str, Any]:
    """A record with its provenance."""
    place = {"_file": file, "_table": table, "_row": number, "_key": None, "_origin": "live"}
    return {**place, **values}


RECORDS: dict[str, list[dict[str, Any]]] = {
    "ios.messages": [
        row("ios.messages", SMS, "message", 1, date=DAY - 60 * MINUTE, read=DAY - 50 * MINUTE, service="iMessage",
            direction="outgoing", handle=FRIEND, text=SECRET, guid="G-1", handle_row=2),
        row("ios.messages", SMS, "message", 17, date=DAY, service="SMS", direction="incoming", handle=SENDER,
            text=LURE, guid="G-17", earlier_texts=["first " + SECRET], handle_row=3),
        row("ios.messages", SMS, "message", 18, date=DAY + 1, service="SMS", direction="incoming",
            handle=None, text="=HYPERLINK(\"x\")\x1b[2J", guid="G-18", _origin="wal"),
    ],
    "ios.safari_history": [
        row("ios.safari_history", HISTORY, "history_visits", 5, time=DAY + 9_400_000, item=4, visit=5,
            url="https://b7x.k2.example.com:30495/a1B2c3D", title="Loading", redirect_destination=6),
        row("ios.safari_history", HISTORY, "history_visits", 6, time=DAY + 10_000_000, item=5, visit=6,
            url="https://en.wikipedia.org/wiki/Glacier", title="Glacier", redirect_source=5),
        row("ios.safari_history", HISTORY, "history_visits", 7, time=None, item=6, visit=7, url="https://example.net/"),
    ],
    "ios.id_status": [
        row("ios.id_status", STATUS, "item", 0, looked_up=DAY + 2 * MINUTE, service="com.apple.madrid",
            handle="mailto:lure.sender@example.com", _key="com.apple.madrid/mailto:lure.sender@example.com"),
    ],
    "ios.data_usage_processes": [
        row("ios.data_usage_processes", USAGE, "ZPROCESS", 62, process="bh", first=DAY + 56_250_000,
            last=DAY + 56_250_000),
        row("ios.data_usage_processes", USAGE, "ZPROCESS", 63, process="nsurlsessiond/com.apple.mobileslideshow",
            daemon="nsurlsessiond", bundle="com.apple.mobileslideshow", first=DAY - 9 * MINUTE, last=DAY),
    ],
}  # fmt: skip


def evidence(artifact: str, number: int, says: str, time: str | None, **values: str) -> f.EvidenceFace:
    """What a finding says of the record at a position of `RECORDS`."""
    stored = RECORDS[artifact][number]
    place = f"key {stored['_key']}" if stored["_key"] else f"{stored['_table']} row {stored['_row']}"
    return f.EvidenceFace(
        artifact=artifact, file=stored["_file"], stored="3d/3d0d7e5f", sha256=results.HASH, locator=place, time=time,
        says=says, values=values, element="step",
    )  # fmt: skip


def result(folder: str = "case") -> f.CheckResult:
    """Three findings over the records, and a sighting on which none rests."""
    chain = (
        evidence("ios.messages", 1, artifacts()["ios.messages"].says, "2021-07-11T12:00:00.000000Z",
                 service="SMS", direction="incoming", handle=SENDER, text=LURE),
        evidence("ios.safari_history", 0, artifacts()["ios.safari_history"].says, "2021-07-11T12:00:09.400000Z",
                 url="https://b7x.k2.example.com:30495/a1B2c3D"),
        evidence("ios.data_usage_processes", 0, artifacts()["ios.data_usage_processes"].says,
                 "2021-07-11T12:00:56.250000Z", process="bh"),
    )  # fmt: skip
    looked_up = evidence("ios.id_status", 0, artifacts()["ios.id_status"].says, "2021-07-11T12:02:00.000000Z",
                         handle="mailto:lure.sender@example.com", service="com.apple.madrid")  # fmt: skip
    findings = (
        results.finding(evidence=chain, when=f.WhenFace(
            start="2021-07-11T12:00:00.000000Z", end="2021-07-11T12:00:56.250000Z", basis="x")),
        results.finding(id="f2", rule="LST-03", stage="S1", grade="G2", evidence=(looked_up,), sightings=(),
                        families=("C",), when=f.WhenFace(start="2021-07-11T12:02:00.000000Z", basis="x")),
        results.finding(id="f3", rule="PEG-05", stage="S1", grade="G1", evidence=(), sightings=(),
                        when=f.WhenFace(basis="undated: the records state no time")),
    )  # fmt: skip
    sightings = (
        results.sighting("s1", "b7x.k2.example.com", file=HISTORY, locator="history_visits row 5", count=1,
                         time="2021-07-11T12:00:09.400000Z"),
        results.sighting("s2", "bh", kind="process", how="exact", artifact="ios.data_usage_processes", file=USAGE,
                         locator="ZPROCESS row 62", column="process", time="2021-07-11T12:00:56.250000Z", count=1,
                         indicator=f.IndicatorFace(value="bh", set="published.stix2", source="", campaign="C")),
        results.sighting("s3", "/private/var/tmp/odd", kind="path", how="exact", artifact="ios.files", time=None,
                         file="/private/var/tmp/odd", locator="entry row 3"),
    )  # fmt: skip
    acquisition = results.acquisition(
        id=ID, sha256=SHA, findings=findings, sightings=sightings, short_links=results.short_links(),
        coverage=tuple(results.covered(name, "read", len(rows)) for name, rows in RECORDS.items()),
    )  # fmt: skip
    return results.result(acquisition, case=folder)


def write(target: Path, records: dict[str, list[dict[str, Any]]] | None = None) -> Path:
    """The case on disk."""
    answer = result(target.name)
    with new_case(target) as case:
        for face in answer.acquisitions:
            folder = case.acquisition(face.id)
            out = RecordWriter(folder / "records")
            for artifact, rows in (RECORDS if records is None else records).items():
                out(artifact, pa.Table.from_pylist(rows, schema=schema(artifacts()[artifact].record)))
            out.close()
            case.write(f"acquisitions/{face.id}/findings.json", face)
            case.write(f"acquisitions/{face.id}/coverage.json", face.coverage)
        case.write("case.json", answer)
        case.examined = {"version": answer.version, "acquisitions": SHA}
        case.write_bytes("report.html", b"<!doctype html>\n")
        case.write("run.json", {"began": 1.0, "ended": 2.0, "python": "3"})
    return target


def open_(target: Path) -> Case:
    """The case, written and opened."""
    return Case(write(target))


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], str]]:
    """Every text in a face, with the way to it."""
    if isinstance(value, dict):
        return [leaf for key, item in value.items() for leaf in leaves(item, (*path, key))]
    if isinstance(value, list | tuple):
        return [leaf for number, item in enumerate(value) for leaf in leaves(item, (*path, number))]
    return [(path, value)] if isinstance(value, str) else []


def with_leaf(answer: f.CheckResult, path: tuple[str | int, ...], text: str) -> f.CheckResult:
    """The same result with one text exchanged."""
    whole = msgspec.json.decode(msgspec.json.encode(answer))
    inner = whole
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = text
    return msgspec.convert(whole, f.CheckResult)
