"""Clean phones in any number: each another one, always the same, and every one a phone."""

from pathlib import Path

from hoofprint.synth import build, clean
from hoofprint.synth.life import LIVES
from tests.synth.common import Backup


def test_they_differ_and_repeat() -> None:
    phones = [clean(number) for number in range(60)]
    assert phones == [clean(number) for number in range(60)]
    assert len({one.phone.ios for one in phones}) > 6
    assert {one.phone.life for one in phones} == set(LIVES)
    assert all((one.phone.life == "tablet") == one.phone.model.startswith("iPad") for one in phones)
    assert {one.backup.encrypted for one in phones} == {True, False}
    assert all(one.phone.first_boot < one.phone.backup_time and not one.plant for one in phones)


def test_they_build(tmp_path: Path) -> None:
    serials = set()
    for number in range(6):
        one = clean(number)
        truth = build(one, tmp_path / str(number))
        backup = Backup(tmp_path / str(number), "synthetic" if one.backup.encrypted else "")
        serials.add(backup.info["Serial Number"])
        assert not truth.planted and not truth.absent
        assert len(backup.files()) > 20
    assert len(serials) == 6
