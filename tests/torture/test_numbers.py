"""Items 75 and 111: numbers chosen to meet in one place of a table, and a clock that jumps."""

import time
from pathlib import Path
from unittest import mock

import pytest

from hoofprint.case import custody
from tests.torture.databases import sql
from tests.torture.ground import SMS, Lab, Outcome, copied, holds, put, stored

MANY = 50_000
ALIKE = 1 << 32
"""Its multiples share the places a table of this size looks at first."""
NUMBERS = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {MANY})"
FILLED = sql(
    "DELETE FROM sqlite_schema WHERE type = 'trigger'",
    f"INSERT INTO handle(ROWID, id, service) {NUMBERS} SELECT i * {ALIKE}, 'h' || i || '@example.org', 'x' FROM n",
    f"INSERT INTO message(ROWID, guid, text, date, handle_id) {NUMBERS} "
    f"SELECT i * {ALIKE}, 'g' || i, 'text', 1, i * {ALIKE} FROM n",
    f"INSERT INTO chat_message_join(chat_id, message_id) {NUMBERS} SELECT 1, i * {ALIKE} FROM n",
)
YEARS = 10 * 365 * 86_400.0


def test_t075_numbers_that_all_meet_in_one_place(
    lab: Lab, ground: Path, backup: Outcome, tmp_path: Path
) -> None:
    phone = copied(ground / "backup", tmp_path / "phone")
    place = phone / stored(backup, SMS)
    put(place, FILLED(place.read_bytes()))
    got = lab.check(phone)
    holds(got, backup, SMS, reads=True)
    messages = got.tables["ios.messages"].filter(
        [guid.as_py().startswith("g") for guid in got.tables["ios.messages"]["guid"]]
    )
    assert messages.num_rows == MANY
    assert messages["handle"].to_pylist() == [f"h{number}@example.org" for number in range(1, MANY + 1)]


class Clock:
    """The wall clock as somebody sets it: ten years forth or back at every look, and the zone with it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, step: float) -> None:
        self.looks, self._step, self._patch, self._true = 0, step, monkeypatch, time.time

    def __call__(self) -> float:
        self.looks += 1
        self._patch.setenv("TZ", ("Pacific/Kiritimati", "America/New_York")[self.looks % 2])
        time.tzset()
        return self._true() + self.looks * self._step


@pytest.mark.parametrize("step", [-YEARS, 3 * YEARS], ids=["back", "beyond 2038"])
def test_t111_a_clock_that_jumps_changes_no_result(
    lab: Lab, ground: Path, backup: Outcome, monkeypatch: pytest.MonkeyPatch, step: float
) -> None:
    clock = Clock(monkeypatch, step)
    try:
        with (
            mock.patch.object(time, "time", clock),
            mock.patch.object(time, "time_ns", lambda: int(clock() * 1e9)),
        ):
            got = lab.check(ground / "backup")
    finally:
        monkeypatch.undo()
        time.tzset()
    assert clock.looks >= 2, "nobody asked the clock: the test tests nothing"
    holds(got, backup, None)
    assert got.face == backup.face


def test_t111_the_log_of_a_case_is_in_order_whatever_the_clock_says(tmp_path: Path) -> None:
    (tmp_path / custody.NAME).write_bytes(custody.line(0, custody.GENESIS, "examined"))
    for act, year in (("first", 2026), ("second", 2016), ("third", 2045)):
        with mock.patch.object(time, "time_ns", lambda year=year: int((year - 1970) * 365.25 * 86_400e9)):
            custody.note(tmp_path, act, "somebody")
    entries = custody.read(tmp_path)
    assert [entry.act for entry in entries] == ["examined", "first", "second", "third"]
    assert [entry.seq for entry in entries] == [0, 1, 2, 3]
    assert entries[2].what["time"] < entries[1].what["time"], "what the clock said is kept as it said it"
