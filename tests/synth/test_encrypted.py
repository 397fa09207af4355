"""An encrypted backup is the plain one, locked: every file decrypts to the same bytes, by independent code."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap

from hoofprint.synth import ScenarioError, build
from tests.synth.common import Backup, scenario

LOCKED = 'encrypted = true\npassword = "correct"\niterations = 25'


@pytest.mark.parametrize("ios", ["10.1", "12.4", "16.6"])
def test_decrypted_it_is_the_plain_one(tmp_path: Path, ios: str) -> None:
    build(scenario(ios=ios, backup="everything = true"), tmp_path / "plain")
    build(scenario(ios=ios, backup=LOCKED), tmp_path / "locked")
    plain, locked = Backup(tmp_path / "plain"), Backup(tmp_path / "locked", "correct")
    assert plain.files() == locked.files() and len(plain.files()) > 30
    for place in plain.files():
        assert plain.read(*place) == locked.read(*place), place
        name, _, facts = locked.rows[place]
        assert (tmp_path / "locked" / name[:2] / name).read_bytes() != plain.read(*place)
        assert {k: v for k, v in facts.items() if k != "EncryptionKey"} == plain.rows[place][2]
    assert plain.info == locked.info


def test_another_password_opens_nothing(tmp_path: Path) -> None:
    build(scenario(amount=0, backup=LOCKED), tmp_path / "phone")
    with pytest.raises(InvalidUnwrap):
        Backup(tmp_path / "phone", "wrong")


def test_a_callers_password_goes_before_the_scenarios(tmp_path: Path) -> None:
    build(scenario(amount=0, backup=LOCKED), tmp_path / "phone", password="other")
    assert Backup(tmp_path / "phone", "other").files()


def test_without_password_nothing_is_built(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="password"):
        build(scenario(amount=0, backup="encrypted = true"), tmp_path / "phone")
    assert not (tmp_path / "phone").exists()


def test_the_second_derivation_came_with_10_2(tmp_path: Path) -> None:
    for ios in ("10.1", "10.2"):
        build(scenario(ios=ios, amount=0, backup=LOCKED), tmp_path / ios)
        bag = Backup(tmp_path / ios, "correct").manifest["BackupKeyBag"]
        assert (b"DPIC" in bag) is (ios == "10.2")
