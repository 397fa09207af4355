"""Whether an acquisition may have been edited: what each test says, and what its failure leaves open."""

import hashlib
from pathlib import Path
from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hoofprint.detect.integrity.caps import CAPPING
from hoofprint.detect.integrity.checks import provenance
from hoofprint.detect.integrity.order import TIME, Table
from hoofprint.detect.integrity.rewritten import not_before
from hoofprint.detect.rows import N, World
from hoofprint.model.coverage import Coverage, FileRead, Status
from hoofprint.model.entry import Device
from hoofprint.model.grades import Grade
from tests.detect.phone import Listed, micros, phone

MADE = "2021-01-01T00:00:00Z"
RELATIVE = "Library/Preferences/com.apple.identityservices.idstatuscache.plist"
PATH = f"/private/var/mobile/{RELATIVE}"


def entry(**more: Any) -> dict[str, Any]:
    digest = hashlib.sha1(f"HomeDomain-{RELATIVE}".encode()).hexdigest()
    stored = f"{digest[:2]}/{digest}"
    row = {
        "path": PATH,
        "stored": stored,
        "domain": "HomeDomain",
        "relative": RELATIVE,
        "kind": "file",
    }
    return {**row, "size": 100, **more}


def world(folder: Path, row: dict[str, Any], *, size: int = 100, reason: str = "", **more: Any) -> World:
    """A phone with one file, as the manifest lists it (`row`) and as it was read (`size`, `reason`)."""
    made = phone(folder, {"ios.files": [row]}, device=Device(backup_time=micros(MADE)), **more)
    status = Status.FAILED if reason else Status.READ
    read = FileRead(
        path=PATH,
        stored=row["stored"],
        sha256="" if reason else "00",
        size=size,
        status=status,
        reason=reason,
    )
    lookups = Coverage(artifact="ios.id_status", status=status, files=(read,))
    return World(**{**vars(made), "coverage": {**made.coverage, "ios.id_status": lookups}, "_facts": {}})


def outcomes(one: World) -> dict[str, str]:
    found = provenance(one)
    failed = [check.id for check in found.checks if check.outcome == "failed"]
    assert set(failed) <= set(CAPPING), "a check that caps nothing never reads as failed"
    assert all(check.outcome != "noted" for check in found.checks if check.id in CAPPING)
    weakest = Grade.G2 if "TI-06" in failed else Grade.G3
    assert found.cap == (weakest if failed else Grade.G5)
    assert all(check.why for check in found.checks)
    return {check.id: check.outcome for check in found.checks}


def test_an_encrypted_backup_in_order(tmp_path: Path) -> None:
    assert outcomes(world(tmp_path, entry())) == {
        "TI-01": "passed",
        "TI-02": "passed",
        "TI-03": "not testable",
        "TI-04": "not testable",
        "TI-05": "not testable",
        "TI-06": "not testable",
        "TI-07": "not testable",
        "TI-08": "passed",
        "TI-09": "not testable",
        "TI-11": "not testable",
        "TI-12": "passed",
        "TI-13": "not testable",
        "TI-14": "not testable",
        "TI-20": "passed",
        "TI-21": "passed",
    }


def test_a_plain_backup_cannot_show_that_nobody_edited_it(tmp_path: Path) -> None:
    assert outcomes(world(tmp_path, entry(), encrypted=False))["TI-01"] == "not testable"


def test_another_length_than_the_manifest_says(tmp_path: Path) -> None:
    assert outcomes(world(tmp_path, entry(), size=101))["TI-01"] == "failed"
    assert outcomes(world(tmp_path, entry(), size=101, encrypted=False))["TI-01"] == "failed"
    assert outcomes(world(tmp_path, entry(size=None), size=101))["TI-01"] == "passed", "nothing is stated"


def test_live_databases_may_have_another_length(tmp_path: Path) -> None:
    grown = entry(path="/private/var/mobile/Library/SMS/sms.db")
    assert outcomes(world(tmp_path, grown, size=4196))["TI-01"] == "passed"


def test_a_file_that_does_not_decrypt(tmp_path: Path) -> None:
    reason = f"{PATH}: padding is wrong: cut, altered, or not encrypted with this backup's keys"
    assert outcomes(world(tmp_path, entry(), reason=reason))["TI-01"] == "failed"
    assert outcomes(world(tmp_path, entry(), reason="cannot be read"))["TI-01"] == "passed"


def test_an_id_that_does_not_fit_its_path(tmp_path: Path) -> None:
    assert outcomes(world(tmp_path, entry(relative="Library/SMS/other.db")))["TI-02"] == "failed"


def test_a_wrong_clock_is_said_and_caps_nothing(tmp_path: Path) -> None:
    found = outcomes(world(tmp_path, entry(modified=micros("2021-02-01T00:00:00Z"))))
    assert found["TI-08"] == "noted"
    near = outcomes(world(tmp_path, entry(modified=micros("2021-01-01T20:00:00Z"))))
    assert near["TI-08"] == "passed", "clocks and zones differ"


def test_a_dump_has_nothing_to_be_held_against(tmp_path: Path) -> None:
    made = world(tmp_path, entry(), kind="ios_filesystem", encrypted=False)
    undated = World(**{**vars(made), "device": replace(made.device, backup_time=None), "_facts": {}})
    found = outcomes(undated)
    assert {found[id_] for id_ in ("TI-01", "TI-02", "TI-08", "TI-14")} == {"not testable"}


def test_a_file_built_to_mislead_is_told_and_caps_nothing(tmp_path: Path) -> None:
    assert (
        outcomes(world(tmp_path, entry(), reason="the parser was stopped after 120 seconds"))["TI-20"]
        == "noted"
    )
    made = world(tmp_path, entry())
    line = made.coverage["ios.id_status"]
    for note, id_, word in (
        ("table replaced by view: message", "TI-20", "noted"),
        ("zip: more than one end record", "TI-21", "failed"),
    ):
        odd = replace(line, files=(replace(line.files[0], oddities={note: 1}),))
        found = outcomes(
            World(**{**vars(made), "coverage": {**made.coverage, "ios.id_status": odd}, "_facts": {}})
        )
        told = {id_: outcome for id_, outcome in found.items() if outcome in ("failed", "noted")}
        assert told == {id_: word}


def with_digest(made: World, as_listed: bool | None, path: str = PATH) -> World:
    """The same phone, its one file read with or without the digest that the manifest states."""
    line = made.coverage["ios.id_status"]
    read = replace(line.files[0], as_listed=as_listed, path=path)
    return World(
        **{
            **vars(made),
            "coverage": {**made.coverage, "ios.id_status": replace(line, files=(read,))},
            "_facts": {},
        }
    )


def test_the_digest_the_manifest_records(tmp_path: Path) -> None:
    plain = world(tmp_path, entry(), encrypted=False)
    assert outcomes(with_digest(plain, True))["TI-01"] == "passed"
    assert outcomes(with_digest(plain, False))["TI-01"] == "failed"
    assert outcomes(with_digest(plain, None))["TI-01"] == "not testable"
    live = "/private/var/mobile/Library/SMS/sms.db"
    assert outcomes(with_digest(plain, False, live))["TI-01"] == "not testable", (
        "it changes while it is copied"
    )


DAY = 86_400_000_000
BEGIN = micros("2020-01-01T00:00:00Z")


def visits(*times: int) -> list[dict[str, Any]]:
    """Pages in the order of their row ids."""
    return [
        {"time": time, "url": f"https://p{n}.example.org/", "visit": n} for n, time in enumerate(times, 1)
    ]


def history(folder: Path, *times: int, listed: int | None = None, **more: Any) -> World:
    """A phone with such a browser history; `listed` is the row whose address is published."""
    value = Listed(kind="domain", value=f"p{listed}.example.org")
    return phone(
        folder,
        {"ios.safari_history": visits(*times)},
        [value] if listed else [],
        kind="ios_filesystem",
        **more,
    )


def test_a_row_with_a_published_value_that_was_put_in_later(tmp_path: Path) -> None:
    steady = [BEGIN + n * DAY for n in range(60)]
    late = [*steady, BEGIN + 5 * DAY]
    assert outcomes(history(tmp_path, *steady, listed=20))["TI-05"] == "passed"
    assert outcomes(history(tmp_path, *late, listed=61))["TI-05"] == "failed"
    assert outcomes(history(tmp_path, *late, listed=20))["TI-05"] == "passed", "the late row names nothing"
    assert outcomes(history(tmp_path, *late[-10:], listed=10))["TI-05"] == "not testable", "too short"
    mixed = steady[::2] + steady[1::2][::-1]
    assert outcomes(history(tmp_path, *mixed, listed=60))["TI-05"] == "not testable", "no order to break"


def test_a_clock_that_went_back_for_a_while_caps_nothing(tmp_path: Path) -> None:
    steady = [BEGIN + n * DAY for n in range(300)]
    back = [*steady[:200], *(one - 90 * DAY for one in steady[200:206]), *steady[206:]]
    assert outcomes(history(tmp_path, *steady))["TI-09"] == "passed"
    assert outcomes(history(tmp_path, *back))["TI-09"] == "noted"


def test_published_values_everywhere_in_one_second(tmp_path: Path) -> None:
    hosts = [Listed(kind="domain", value="bad.example.org"), Listed(kind="process", value="roleaccountd")]

    def made(page: int, message: int, traffic: int) -> World:
        rows: dict[str, list[dict[str, Any]]] = {
            "ios.safari_history": [{"time": page, "url": "https://bad.example.org/"}],
            "ios.messages": [{"date": message, "text": "https://bad.example.org/"}],
            "ios.data_usage_processes": [{"process": "roleaccountd", "first": traffic}],
        }
        return phone(tmp_path, rows, hosts)

    assert outcomes(made(BEGIN, BEGIN + 400_000, BEGIN))["TI-06"] == "failed"
    assert outcomes(made(BEGIN, BEGIN - 45_000_000, BEGIN + 20_000_000))["TI-06"] == "passed"
    assert outcomes(made(BEGIN, BEGIN, BEGIN + 20_000_000))["TI-06"] == "passed", (
        "two kinds of store may meet"
    )


def test_records_newer_than_their_file(tmp_path: Path) -> None:
    def made(changed: int) -> World:
        row = {"time": BEGIN + 40 * DAY, "url": "https://p.example.org/"}
        file = {"path": "/ios.safari_history", "kind": "file", "modified": changed}
        return phone(tmp_path, {"ios.safari_history": [row], "ios.files": [file]})

    assert outcomes(made(BEGIN + 40 * DAY))["TI-03"] == "passed"
    assert outcomes(made(BEGIN + 39 * DAY + 1))["TI-03"] == "passed", "clocks and zones differ"
    assert outcomes(made(BEGIN + 10 * DAY))["TI-03"] == "failed"


def test_records_of_an_earlier_phone_and_of_a_reset_clock_are_said(tmp_path: Path) -> None:
    sold = Device(product="iPhone12,1")
    older = micros("2017-05-01T00:00:00Z")
    assert outcomes(history(tmp_path, older, device=sold))["TI-11"] == "noted"
    assert outcomes(history(tmp_path, BEGIN, device=sold))["TI-11"] == "passed"
    assert outcomes(history(tmp_path, BEGIN))["TI-11"] == "not testable"
    report = {"time": BEGIN, "hardware": "iPhone10,1", "process": "homed"}
    other = phone(tmp_path, {"ios.crash_reports": [report]}, device=sold)
    assert outcomes(other)["TI-11"] == "noted"
    reset = history(tmp_path, micros("2001-01-01T00:00:07Z"), device=Device(backup_time=micros(MADE)))
    assert outcomes(reset)["TI-08"] == "noted"
    later = history(tmp_path, micros("2031-01-01T00:00:00Z"), device=Device(backup_time=micros(MADE)))
    assert outcomes(later)["TI-08"] == "noted"


def test_the_examination_leaves_traces_of_its_own(tmp_path: Path) -> None:
    def made(client: str) -> World:
        return phone(tmp_path, {"ios.lockdown_log": [{"time": BEGIN, "client": client}]})

    assert outcomes(made("idevicebackup2"))["TI-13"] == "noted"
    assert outcomes(made("iTunes"))["TI-13"] == "passed"


def test_a_database_that_a_later_program_wrote(tmp_path: Path) -> None:
    made = world(tmp_path, entry())
    line = made.coverage["ios.id_status"]

    def written(number: int | None) -> str:
        read = replace(line.files[0], writer=number)
        one = {**made.coverage, "ios.id_status": replace(line, files=(read,))}
        return outcomes(World(**{**vars(made), "coverage": one, "_facts": {}}))["TI-04"]

    assert written(None) == "not testable"
    assert written(3_032_003) == "passed", "of May 2020, and the acquisition is of January 2021"
    assert not_before(3_036_000) == micros("2021-01-20T00:00:00Z"), "not listed: later than the one before it"
    assert written(3_046_001) == "failed"
    assert written(3_999_999) == "failed" and written(1) == "passed"


@given(st.lists(st.integers(-(2**60), 2**60), min_size=1, max_size=60))
def test_late_rows_are_those_dated_before_what_stands_before_them(times: list[int]) -> None:
    def table(rows: list[int]) -> Table:
        return Table(
            "x", pl.DataFrame({N: range(len(rows)), TIME: rows}, schema={N: pl.UInt32, TIME: pl.Int64})
        )

    late = dict(table(times).late().iter_rows())
    for at, time in enumerate(times):
        assert (at in late) == any(time < earlier - DAY for earlier in times[:at])
    assert all(0 < length <= len(late) for length in late.values())
    assert table(sorted(times)).late().is_empty()
