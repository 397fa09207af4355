"""Exports of records, each opened by the library of those who read it; and what a hostile cell can do in them."""

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path

import pandas
import polars as pl
import pyarrow.dataset as arrow
import pyarrow.parquet as pq
import pytest
from timesketch_import_client.importer import ImportStreamer

from hoofprint.case.folder import Case
from hoofprint.explore.audience import Audience
from hoofprint.explore.disclose import Disclosed
from hoofprint.explore.timeline import Question, Timeline
from hoofprint.export import CaseExporter, FolderExporter, case_exporters, inert
from hoofprint.export import mvt as mvt_folder
from hoofprint.export.parts import mvt_records
from tests.explore import cases


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return cases.open_(tmp_path_factory.mktemp("case") / "case")


def file_of(case: Case, name: str, audience: Audience = Audience.ANALYST, language: str = "en") -> bytes:
    form = case_exporters()[name]
    assert isinstance(form, CaseExporter)
    out = io.BytesIO()
    form.write(Disclosed(case, audience), out, language)
    return out.getvalue()


def folder_of(case: Case, name: str, place: Path, audience: Audience = Audience.ANALYST) -> Path:
    form = case_exporters()[name]
    assert isinstance(form, FolderExporter)
    place.mkdir()
    form.write(Disclosed(case, audience), place, "en")
    return place


def test_formats() -> None:
    assert {name: getattr(one, "suffix", "/") for name, one in case_exporters().items()} == {
        "csv": ".csv", "mvt": "/", "parquet": "/", "timesketch": ".jsonl", "timesketch-csv": ".csv",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["csv", "timesketch", "timesketch-csv"])
@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_same_bytes_twice(case: Case, name: str, audience: Audience, language: str) -> None:
    assert file_of(case, name, audience, language) == file_of(case, name, audience, language)


def test_csv_has_every_event_once(case: Case) -> None:
    rows = list(csv.DictReader(io.StringIO(file_of(case, "csv").decode())))
    line = Timeline(case, Question())
    assert [int(row["timestamp"]) for row in rows] == [event.time for event in line.events()]
    lure = next(row for row in rows if row["locator"] == "message row 17")
    assert lure["message"].endswith(cases.LURE) and lure["findings"] == "f1"
    assert lure["datetime"] == "2021-07-11T12:00:00.000000+00:00"
    assert lure["device_time"] == "2021-07-11 07:00:00 -05:00", "the zone the acquisition states"


@pytest.mark.parametrize("name", ["csv", "timesketch-csv"])
def test_no_cell_is_a_formula_or_moves_a_cursor(case: Case, name: str) -> None:
    text = file_of(case, name).decode()
    assert "\x1b" not in text and "\\x1b[2J" in text
    for row in csv.reader(io.StringIO(text)):
        assert not any(inert.FORMULA.match(cell) for cell in row)


class Sketch(ImportStreamer):
    """Timesketch's own importer, which reads, completes and checks files; what it would upload is kept."""

    def __init__(self) -> None:
        super().__init__()
        self.frames: list[pandas.DataFrame] = []
        self.sketch = "none"
        self.set_timeline_name("case")

    def _ready(self) -> None:
        """There is no server."""

    def _upload_data_frame(
        self, data_frame: pandas.DataFrame, end_stream: bool, retry_count: int = 0
    ) -> None:
        self.frames.append(self._fix_data_frame(data_frame))

    def _upload_data_buffer(self, end_stream: bool, data_lines: object = None, retry_count: int = 0) -> None:
        if self._data_lines:
            self.frames.append(pandas.DataFrame(self._data_lines))
            self._data_lines = []

    @property
    def response(self) -> dict[str, object]:
        return {}


@pytest.mark.parametrize(("name", "suffix"), [("timesketch", ".jsonl"), ("timesketch-csv", ".csv")])
def test_timesketchs_importer_takes_every_row(case: Case, name: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"events{suffix}"
    path.write_bytes(file_of(case, name))
    streamer = Sketch()
    streamer.add_file(str(path))
    streamer._upload_data_buffer(True)
    rows = pandas.concat(streamer.frames)
    events = len(Timeline(case, Question()))
    assert len(rows) == events + (2 if name == "timesketch" else 0), (
        "dated findings are events in the JSON form"
    )
    for column in ("message", "datetime", "timestamp", "timestamp_desc"):
        assert rows[column].notna().all()
    assert (pandas.to_datetime(rows["datetime"], format="mixed", utc=True).notna()).all()


def test_timesketch_times_are_whole_microseconds(case: Case) -> None:
    rows = [json.loads(line) for line in file_of(case, "timesketch").splitlines()]
    for row in rows:
        assert type(row["timestamp"]) is int
        assert pandas.Timestamp(row["datetime"]).value // 1_000 == row["timestamp"]
        assert all(not isinstance(value, dict) for value in row.values()), "flat"
    lure = next(row for row in rows if row.get("locator") == "message row 17")
    assert lure["tag"] == ["finding:f1"] and lure["handle"] == cases.SENDER
    assert lure["data_type"] == "hoofprint:ios:messages" and lure["timestamp_desc"].startswith("date: ")


def test_parquet_is_one_table_to_its_readers(case: Case, tmp_path: Path) -> None:
    folder = folder_of(case, "parquet", tmp_path / "records")
    frame = pl.scan_parquet(folder / "**/*.parquet", hive_partitioning=True, missing_columns="insert",
                            extra_columns="ignore").select("acquisition", "artifact", "_file")  # fmt: skip
    found = frame.collect()
    assert found.height == sum(map(len, cases.RECORDS.values())) and set(found["artifact"]) == set(
        cases.RECORDS
    )
    part = folder / f"acquisition={cases.ID}" / "artifact=ios.messages"
    table = arrow.dataset(part).to_table()
    assert str(table.schema.field("date").type) == "timestamp[us, tz=UTC]"
    about = pq.read_schema(part / "part-0.parquet")
    assert (
        about.metadata[b"schema"] == b"hoofprint.records/1" and about.metadata[b"artifact"] == b"ios.messages"
    )
    assert about.field("handle").metadata[b"observable"] == b"account"
    assert b"Recently Deleted" in about.field("deleted").metadata[b"meaning"]
    assert table.column("text").to_pylist() == [row["text"] for row in cases.RECORDS["ios.messages"]]


def test_public_parquet_holds_the_records_of_findings_only(case: Case, tmp_path: Path) -> None:
    folder = folder_of(case, "parquet", tmp_path / "public", Audience.PUBLIC)
    rows = {path.parent.name: pq.read_metadata(path).num_rows for path in folder.rglob("*.parquet")}
    assert rows == {
        "artifact=ios.messages": 1, "artifact=ios.safari_history": 1, "artifact=ios.id_status": 1,
        "artifact=ios.data_usage_processes": 1,
    }  # fmt: skip


@pytest.fixture(scope="module")
def mvt(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder_of(case, "mvt", tmp_path_factory.mktemp("mvt") / "results")


def test_mvt_names_and_shapes(mvt: Path) -> None:
    assert {path.name for path in mvt.iterdir()} == {
        "sms.json", "sms_detected.json", "safari_history.json", "safari_history_detected.json", "id_status_cache.json",
        "id_status_cache_detected.json", "datausage.json", "datausage_detected.json", "alerts.json", "urls.json",
        "alerts_timeline.csv", "timeline.csv", "info.json", "backup_info.json", "hoofprint.json", "README.txt",
    }  # fmt: skip
    messages = json.loads((mvt / "sms.json").read_text())
    lure = messages[1]
    assert lure["isodate"] == "2021-07-11 12:00:00.000000" and lure["direction"] == "received"
    assert lure["links"] == ["https://track.example.org/7391552s/"] and lure["phone_number"] == cases.SENDER
    assert messages[2]["phone_number"] == "", "rows without handle are there, too"
    alerts = json.loads((mvt / "alerts.json").read_text())
    assert set(alerts[0]) == {"level", "module", "message", "event_time", "event", "matched_indicator"}
    assert [one["level"] for one in alerts] == ["CRITICAL", "CRITICAL", "CRITICAL", "MEDIUM", "INFORMATIONAL"]
    assert alerts[0]["event"]["guid"] == "G-17" and alerts[2]["matched_indicator"]["type"] == "processes"
    urls = json.loads((mvt / "urls.json").read_text())
    assert urls[0] == {
        "url": "https://track.example.org/7391552s/", "expanded_url": None,
        "timestamp": "2021-07-11 12:00:00.000000", "source": "sms",
    }  # fmt: skip


def test_mvt_shapes_of_profiles_and_session_logs() -> None:
    """What its modules read of their own results: origins as objects, payloads in a property list."""
    by_slug = {module.slug: module for module in mvt_records.modules()}
    place = {"_row": 0, "_key": "", "_locator": "key x"}
    log = {
        **place,
        "_file": "/private/var/mobile/x.plist",
        "domain": "a.example",
        "redirected_to": ["b.example"],
    }
    made = mvt_records.record(by_slug["webkit_session_resource_log"], log, {})
    assert made["redirect_destination"] == [{"origin": "b.example"}] and made["redirect_source"] == []
    assert made["hoofprint_file"] == "private/var/mobile/x.plist"
    stub = "/private/var/containers/Shared/SystemGroup/g/Library/ConfigurationProfiles/profile-1.stub"
    kinds = {"payload_types": ["com.apple.mail.managed"], "payload_uuids": ["U-2"]}
    profile = {**place, "_file": stub, "uuid": "U-1", "name": "Mail", **kinds}
    made = mvt_records.record(by_slug["configuration_profiles"], profile, {})
    assert made["relative_path"] == "Library/ConfigurationProfiles/profile-1.stub"
    assert made["plist"]["PayloadUUID"] == "U-1"
    assert made["plist"]["PayloadContent"] == [
        {"PayloadType": "com.apple.mail.managed", "PayloadUUID": "U-2"}
    ]


def test_mvt_object_of_lists(tmp_path: Path) -> None:
    rows = [{"hoofprint_file": name, "n": n} for name, n in (("a", 1), ("a", 2), ('b"', 3))]
    mvt_folder._by_file(tmp_path / "x.json", iter(rows))
    assert json.loads((tmp_path / "x.json").read_text()) == {"a": [{"n": 1}, {"n": 2}], 'b"': [{"n": 3}]}
    mvt_folder._by_file(tmp_path / "none.json", iter([]))
    assert not (tmp_path / "none.json").exists()


def test_mvt_timelines(mvt: Path) -> None:
    rows = list(csv.reader((mvt / "timeline.csv").open(encoding="utf-8", newline="")))
    assert rows[0] == ["UTC Timestamp", "Plugin", "Event", "Description"]
    assert ["2021-07-11 12:00:00.000000", "SMS", "sms_received"] in [row[:3] for row in rows]
    assert rows[1:] == sorted(rows[1:], key=lambda row: row[0])
    alerts = list(csv.reader((mvt / "alerts_timeline.csv").open(encoding="utf-8", newline="")))
    assert alerts[0] == ["Event Time", "Module", "Message", "Event"] and len(alerts) == 5
    assert not any(inert.FORMULA.match(cell) for row in rows + alerts for cell in row)


def published(*patterns: str) -> dict[str, object]:
    """A list of published values in the dialect of this field."""

    def thing(kind: str, number: int, **more: object) -> dict[str, object]:
        name = f"{kind}--{number:08d}-1111-4111-8111-111111111111"
        born = "2021-01-01T00:00:00.000Z"
        return {"type": kind, "spec_version": "2.1", "id": name, "created": born, "modified": born, **more}

    malware = thing("malware", 1, name="Planted", is_family=False)
    indicators = [
        thing(
            "indicator",
            10 + n,
            pattern=f"[{pattern}]",
            pattern_type="stix",
            valid_from="2021-01-01T00:00:00.000Z",
        )
        for n, pattern in enumerate(patterns)
    ]
    links = [
        thing(
            "relationship",
            20 + n,
            relationship_type="indicates",
            source_ref=one["id"],
            target_ref=malware["id"],
        )
        for n, one in enumerate(indicators)
    ]
    return {"type": "bundle", "id": "bundle--00000000-1111-4111-8111-111111111111",
            "objects": [malware, *indicators, *links]}  # fmt: skip


def test_mvt_itself_takes_the_folder(mvt: Path, tmp_path: Path) -> None:
    """Its own re-check of stored results runs over ours and finds the planted process."""
    program = shutil.which("mvt-ios")
    if program is None:
        pytest.skip(
            "mvt is not installed (its licence keeps it out of our dependencies): names and shapes are tested above"
        )
    names = tmp_path / "plant.stix2"
    names.write_text(json.dumps(published("process:name='bh'", "domain-name:value='track.example.org'")))
    done = subprocess.run(
        [program, "--disable-update-check", "--disable-indicator-update-check", "check-iocs", "-i", names, mvt],
        capture_output=True, text=True, check=False, env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr + done.stdout
    said = done.stdout + done.stderr
    assert '"bh"' in said and "7391552s" in said
