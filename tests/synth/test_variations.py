"""The same phone in another order, with a wrong clock, or with pieces lost."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from hoofprint.synth import ScenarioError, build, dump
from tests.synth.common import Backup, scenario, tree

PLANTS = (
    '[[plant]]\nkind="message"\nid="m"\nfrom="+12025550100"\ntext="m"\nat=2019-11-19T20:00:00Z\n'
    '[[plant]]\nkind="process"\nid="p"\nname="p"\nafter="m"\ndelay="65s"\n'
)
SMS = ("HomeDomain", "Library/SMS/sms.db")
FIVE_HOURS = 5 * 3_600


def rows(backup: Backup, query: str) -> list[tuple[Any, ...]]:
    return backup.database(*SMS).execute(query).fetchall()


def test_shuffled_rows_are_the_same_rows(tmp_path: Path) -> None:
    phone = scenario(PLANTS, amount=1)
    build(phone, tmp_path / "a")
    build(phone, tmp_path / "b", variation="shuffled")
    plain, shuffled = Backup(tmp_path / "a"), Backup(tmp_path / "b")
    content = "SELECT text, date, is_from_me FROM message ORDER BY date, text"
    assert rows(plain, content) == rows(shuffled, content)
    order = "SELECT date FROM message ORDER BY ROWID"
    assert rows(shuffled, order) != sorted(rows(shuffled, order))
    joined = "SELECT count(*) FROM message m JOIN chat_message_join j ON j.message_id=m.ROWID"
    assert rows(plain, joined) == rows(shuffled, joined)


def test_a_wrong_clock_moves_what_the_phone_wrote(tmp_path: Path) -> None:
    phone = scenario(PLANTS)
    right = build(phone, tmp_path / "a")
    wrong = build(phone, tmp_path / "b", variation="zone+5h")
    moved = [b.time - a.time for a, b in zip(right.planted, wrong.planted, strict=True)]
    assert moved == [FIVE_HOURS * 1_000_000] * 2
    a, b = Backup(tmp_path / "a"), Backup(tmp_path / "b")
    same = ("Last Backup Date", "Serial Number", "Product Version")
    assert [a.info[name] for name in same] == [b.info[name] for name in same]
    dates = "SELECT min(date) FROM message"
    (first,), (second,) = rows(a, dates)[0], rows(b, dates)[0]
    assert second - first == FIVE_HOURS * 10**9
    assert b.rows[SMS][2]["LastModified"] - a.rows[SMS][2]["LastModified"] == FIVE_HOURS


def test_lost_logs_take_their_rows_with_them(tmp_path: Path) -> None:
    truth = dump(scenario(PLANTS, amount=1), tmp_path / "dump", variation="no-wal")
    assert not list((tmp_path / "dump").rglob("*-wal"))
    messages = sqlite3.connect(tmp_path / "dump/private/var/mobile/Library/SMS/sms.db")
    assert messages.execute("SELECT count(*) FROM message WHERE text='m'").fetchone() == (0,)
    assert messages.execute("SELECT count(*) FROM message").fetchone()[0] > 50
    assert truth.planted == () and {one.id for one in truth.absent} == {"m", "p"}
    assert "write-ahead" in truth.absent[0].why


@pytest.mark.parametrize("artifact", ["ios.messages", "ios.addaily"])
def test_one_damaged_file_is_one_damaged_file(tmp_path: Path, artifact: str) -> None:
    phone = scenario(PLANTS)
    build(phone, tmp_path / "a")
    build(phone, tmp_path / "b", variation=f"corrupt:{artifact}")
    before, after = tree(tmp_path / "a"), tree(tmp_path / "b")
    changed = {name for name in before if before[name][1] != after[name][1]}
    assert len(changed - {"Manifest.db"}) == 1
    (name,) = changed - {"Manifest.db"}
    assert before[name][1][:8] == after[name][1][:8] and len(before[name][1]) == len(after[name][1])


@pytest.mark.parametrize(
    ("variation", "says"), [("backwards", "backwards"), ("corrupt:ios.moon", "ios.moon")]
)
def test_an_unknown_variation_is_named(tmp_path: Path, variation: str, says: str) -> None:
    with pytest.raises(ScenarioError, match=says):
        build(scenario(PLANTS), tmp_path / "phone", variation=variation)
