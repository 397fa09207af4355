"""The timeline: one event for each dated field, every filter, order, and records read only when shown."""

import time
from pathlib import Path

import polars as pl
import pyarrow as pa
import pytest

from hoofprint.artifacts.registry import artifacts
from hoofprint.case.folder import Case
from hoofprint.detect.describe import locator
from hoofprint.explore import moments, veiled
from hoofprint.explore.audience import Veil
from hoofprint.explore.commitments import Commitments
from hoofprint.explore.moments import Clock
from hoofprint.explore.tables import LOCATOR, tables
from hoofprint.explore.timeline import Question, Timeline
from hoofprint.model.arrow import schema
from hoofprint.model.record import Observable
from tests.explore import cases
from tests.explore.cases import DAY, MINUTE


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return cases.open_(tmp_path_factory.mktemp("case") / "case")


def seen(case: Case, **asked: object) -> list[tuple[int, str, str, int]]:
    line = Timeline(case, Question(**asked))  # type: ignore[arg-type]
    found = [(e.time - DAY, e.table.artifact, e.field, e.row["_row"]) for e in line.events()]
    assert len(found) == len(line)
    return found


def test_every_dated_field_once_in_order(case: Case) -> None:
    assert seen(case) == [
        (-60 * MINUTE, "ios.messages", "date", 1),
        (-50 * MINUTE, "ios.messages", "read", 1),
        (-9 * MINUTE, "ios.data_usage_processes", "first", 63),
        (0, "ios.data_usage_processes", "last", 63),
        (0, "ios.messages", "date", 17),
        (1, "ios.messages", "date", 18),
        (9_400_000, "ios.safari_history", "time", 5),
        (10_000_000, "ios.safari_history", "time", 6),
        (56_250_000, "ios.data_usage_processes", "first", 62),
        (56_250_000, "ios.data_usage_processes", "last", 62),
        (2 * MINUTE, "ios.id_status", "looked_up", 0),
    ]


def test_span_of_time_with_both_ends(case: Case) -> None:
    assert [one[0] for one in seen(case, spans=((DAY, DAY + 1), (DAY + 2 * MINUTE, DAY + 3 * MINUTE)))] == [
        0, 0, 1, 2 * MINUTE,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        ({"artifacts": ("messages",)}, [1, 1, 17, 18]),
        ({"artifacts": ("ios.messages", "id_status")}, [1, 1, 17, 18, 0]),
        ({"text": "PARCEL"}, [17]),
        ({"text": "behind the MILL"}, [1, 1, 17]),
        ({"text": "a.c"}, []),
        ({"text": "(x\\"}, []),
        ({"observables": ((Observable.URL, "example.com"),)}, [5]),
        ({"observables": ((Observable.PROCESS, ""),)}, [63, 63, 62, 62]),
        ({"observables": ((Observable.ACCOUNT, "lure.sender"),)}, [0]),
        ({"text": "wikipedia", "observables": ((Observable.URL, "glacier"),)}, [6]),
        ({"acquisition": "nobody"}, []),
        ({"acquisition": cases.ID, "artifacts": ("id_status",)}, [0]),
    ],
)
def test_filters(case: Case, asked: dict[str, object], rows: list[int]) -> None:
    assert [one[3] for one in seen(case, **asked)] == rows


def test_a_stretch_of_events(case: Case) -> None:
    line = Timeline(case, Question())
    assert [e.row["_row"] for e in line.events(4, 2)] == [17, 18]
    assert list(line.events(100)) == [] and line.span == (DAY - 60 * MINUTE, DAY + 2 * MINUTE)
    assert Timeline(case, Question(text="nothing holds this")).span is None


def test_places_as_a_column_are_those_of_findings(case: Case) -> None:
    """The expression and the function that findings are made with must never part."""
    for table in tables(case):
        rows = table.scan().with_columns(place=LOCATOR).collect().to_dicts()
        assert [row["place"] for row in rows] == [locator(row) for row in rows]


def test_around_a_finding(case: Case) -> None:
    face, finding = moments.finding(case.acquisitions, "f1") or (None, None)
    assert face is not None and finding is not None and face.id == cases.ID
    assert moments.around(finding, 1_000_000) == (
        (DAY - 1_000_000, DAY + 1_000_000),
        (DAY + 8_400_000, DAY + 10_400_000),
        (DAY + 55_250_000, DAY + 57_250_000),
    )
    assert len(moments.around(finding, 30_000_000)) == 1, "windows that touch are one"
    assert moments.finding(case.acquisitions, f"{cases.ID}/f2") and not moments.finding(
        case.acquisitions, "x/f1"
    )
    undated = moments.finding(case.acquisitions, "f3")
    assert undated and moments.around(undated[1], 1) == ()


def test_moments_as_people_type_them() -> None:
    assert moments.moment("2021-07-11") == DAY - 12 * 60 * MINUTE
    assert moments.moment("2021-07-11", end=True) == DAY + 12 * 60 * MINUTE - 1
    assert moments.moment("2021-07-11 12:00") == moments.moment("2021-07-11T14:00+02:00", end=True) == DAY
    assert moments.length("90s") == 90_000_000 and moments.length("2 h") == 7_200_000_000
    for wrong in ("yesterday", "2021-13-01", ""):
        with pytest.raises(ValueError):
            moments.moment(wrong)
    for wrong in ("ten", "10", "m", "10y"):
        with pytest.raises(ValueError):
            moments.length(wrong)


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        ("Europe/Madrid", "2021-07-11 14:00:00 +02:00"),
        ("GMT-06:00", "2021-07-11 06:00:00 -06:00"),
        ("UTC+0530", "2021-07-11 17:30:00 +05:30"),
        ("Nowhere/Land", ""),
        (None, ""),
        ("\x1b[2J", ""),
    ],
)
def test_the_phones_own_clock(zone: str | None, written: str) -> None:
    assert Clock(zone).at(DAY) == written


@pytest.mark.parametrize(
    "zone", ["GMT-99:99", "GMT+24:00", "", "\0", "A" * 10_000, "../../zone", "GMT-06:00", "utc"]
)
@pytest.mark.parametrize("micros", [0, -62_135_596_800_000_001, 253_402_300_800_000_000, 2**62, -(2**62)])
def test_a_zone_or_time_that_cannot_be_is_left_out(zone: str, micros: int) -> None:
    """Both are evidence, and a report is made from them."""
    assert (Clock(zone).at(micros) != "") == (zone in ("GMT-06:00", "utc") and micros == 0)


def test_summer_time_begins_within_a_quarter_of_an_hour() -> None:
    clock, change = Clock("Europe/Madrid"), moments.moment("2021-03-28T01:00")
    assert clock.at(change - 1)[-6:] == "+01:00" and clock.at(change)[-6:] == "+02:00"


def test_half_a_million_records_in_a_second(tmp_path: Path) -> None:
    """Issue: a second or two for millions. Measured here with room for a busy machine."""
    count = 500_000
    artifact = "ios.messages"
    empty = {field.name: pa.nulls(count, field.type) for field in schema(artifacts()[artifact].record)}
    numbers = pa.array(range(count), pa.int64())
    columns = empty | {
        "date": pa.array(range(DAY, DAY + count * 1_000_000, 1_000_000), pa.int64()),
        "text": pa.array([f"message {n % 1000} with some words" for n in range(count)]),
        "_row": numbers, "_file": pa.array([cases.SMS] * count), "_table": pa.array(["message"] * count),
        "_origin": pa.array(["live"] * count),
    }  # fmt: skip
    from hoofprint.case.records import RecordWriter

    folder = cases.write(tmp_path / "case") / "acquisitions" / cases.ID / "records"
    (folder / f"{artifact}.parquet").unlink()
    writer = RecordWriter(folder)
    writer(artifact, pa.table(columns))
    writer.close()
    case = Case(tmp_path / "case")
    began = time.process_time()
    line = Timeline(case, Question(text="message 77 ", spans=((DAY, DAY + count * 900_000),)))
    found = [e.row["_row"] for e in line.events(0, 100)]
    spent = time.process_time() - began
    assert found[:3] == [77, 1077, 2077] and len(line) == 450
    assert spent < 3


@pytest.mark.parametrize(
    ("key", "origin", "written"),
    [
        (None, "live", "message row 7"),
        (None, "before log", "message row 7 (before log)"),
        ("page 5 byte 100", "free page", "message row 7 (free page, page 5 byte 100)"),
        ("a/b", "live", "key a/b"),
        ("a/b", "wal", "key a/b (wal)"),
    ],
)
def test_a_recovered_record_says_where_its_bytes_stood(key: str | None, origin: str, written: str) -> None:
    row = {"_file": "/f", "_table": "message", "_row": 7, "_key": key, "_origin": origin}
    assert pl.DataFrame([row], schema_overrides={"_key": pl.String}).select(LOCATOR).item() == written
    assert locator(row) == written
    assert (veiled.place(written, Veil(Commitments(bytes(32)), frozenset())) == written) == (key != "a/b")
