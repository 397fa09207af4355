"""The same scenario, seed and version give the same bytes, times included, on every machine."""

import hashlib
from pathlib import Path

import msgspec
import pytest

from hoofprint.synth import build, dump
from tests.synth.common import Backup, scenario, tree

GOLDEN = Path(__file__).parent / "golden"
ENCRYPTED = 'encrypted = true\npassword = "p"\niterations = 10'
PLANT = (
    '[[plant]]\nkind = "message"\nid = "m"\nfrom = "+12025550100"\ntext = "x"\nat = 2019-01-01T10:00:00Z\n'
)


def digest(folder: Path) -> str:
    """One number for a whole folder: names, times, contents."""
    whole = hashlib.sha256()
    for name, (time, data) in tree(folder).items():
        whole.update(f"{name} {time} {hashlib.sha256(data).hexdigest()}\n".encode())
    return whole.hexdigest()


@pytest.mark.parametrize("backup", ["", ENCRYPTED], ids=["plain", "encrypted"])
@pytest.mark.parametrize("life", ["ordinary", "developer", "traveller"])
def test_two_builds_are_one(tmp_path: Path, backup: str, life: str) -> None:
    one = scenario(PLANT, backup=backup, life=life)
    first, second = build(one, tmp_path / "a"), build(one, tmp_path / "b")
    assert first == second
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


def test_two_dumps_are_one(tmp_path: Path) -> None:
    one = scenario(PLANT)
    assert dump(one, tmp_path / "a", wal=True) == dump(one, tmp_path / "b", wal=True)
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


def test_another_seed_is_another_phone(tmp_path: Path) -> None:
    one = scenario()
    build(one, tmp_path / "a")
    build(msgspec.structs.replace(one, seed=1), tmp_path / "b")
    serials = {Backup(tmp_path / name).info["Serial Number"] for name in "ab"}
    assert len(serials) == 2
    assert digest(tmp_path / "a") != digest(tmp_path / "b")


def test_a_plant_leaves_the_background_as_it_was(tmp_path: Path) -> None:
    build(scenario(amount=1), tmp_path / "a")
    build(scenario(PLANT, amount=1), tmp_path / "b")
    without, with_it = Backup(tmp_path / "a"), Backup(tmp_path / "b")
    assert without.info == with_it.info
    query = "SELECT text, date, is_from_me FROM message WHERE text IS NOT 'x' ORDER BY date, guid"
    rows = [
        b.database("HomeDomain", "Library/SMS/sms.db").execute(query).fetchall() for b in (without, with_it)
    ]
    assert rows[0] == rows[1] and rows[0]


@pytest.mark.parametrize(
    ("name", "backup"), [("plain", ""), ("encrypted", ENCRYPTED)], ids=["plain", "encrypted"]
)
def test_the_bytes_are_those_of_other_machines(
    tmp_path: Path, name: str, backup: str, update_goldens: bool
) -> None:
    build(scenario(PLANT, backup=backup), tmp_path / "phone")
    found, kept = digest(tmp_path / "phone"), GOLDEN / f"{name}.sha256"
    if update_goldens:
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(found + "\n")
    assert found == kept.read_text().strip(), "phones changed: if that was meant, run with --update-goldens"
