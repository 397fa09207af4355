"""A benchmark backup with published indicators in it: every one is sighted, no look-alike is, encrypted or not."""

import json
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from tests.real.phones import Examined, examine

PLANTS = tomllib.loads((Path(__file__).parent / "plants.toml").read_text())
PASSWORD = "hunter2"
PLACE = ("_file", "_table", "_row", "_key", "_origin")


@pytest.fixture(scope="module")
def backups(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Examined]:
    folder = tmp_path_factory.mktemp("planted")
    items = [{k: v for k, v in one.items() if k != "seen"} for one in PLANTS["real"] + PLANTS["decoy"]]
    (folder / "plants.json").write_text(json.dumps(items))
    made: dict[str, Examined] = {}
    for kind, extra in {"plain": [], "encrypted": ["--encrypted", PASSWORD, "--iterations", "1000"]}.items():
        command = [
            sys.executable,
            str(shared / "bench" / "make_backup.py"),
            str(folder / kind),
            "--scale",
            "small",
        ]
        command += ["--plant", str(folder / "plants.json"), "--no-filler", *extra]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        if result.returncode:
            pytest.fail(result.stderr[-500:])
        indicators = (shared / "indicators",)
        made[kind] = examine(folder / kind, folder / f"{kind}-case", indicators=indicators, password=PASSWORD)
    return made


WHERE = {
    "sms": "ios.messages",
    "whatsapp": "ios.whatsapp",
    "safari": "ios.safari_history",
    "chrome": "ios.chrome_history",
    "browserstate": "ios.safari_tabs",
    "webkit": "ios.resource_loads",
    "shortcut": "ios.shortcuts",
    "calendar": "ios.calendar",
    "datausage": "ios.data_usage_processes",
    "addaily": "ios.addaily",
    "tcc": "ios.tcc",
    "idstatus": "ios.id_status",
    "contact": "ios.contact_values",
    "interactionc": "ios.interaction",
    "profile": "ios.profiles",
}


@pytest.mark.parametrize("kind", ["plain", "encrypted"])
def test_every_planted_value_is_sighted(backups: dict[str, Examined], kind: str) -> None:
    sightings = backups[kind].face.sightings
    seen = Counter[tuple[str, str]]()
    for one in sightings:
        artifact = next((name for name in WHERE.values() if one.artifact.startswith(name)), one.artifact)
        seen[artifact, one.indicator.value.casefold()] += one.count
    wanted = Counter((WHERE[one["where"]], one["seen"].casefold()) for one in PLANTS["real"])
    missed = {key: count for key, count in wanted.items() if seen[key] < count}
    assert missed == {}


@pytest.mark.parametrize("kind", ["plain", "encrypted"])
def test_no_look_alike_is_sighted(backups: dict[str, Examined], kind: str) -> None:
    """Nothing is sighted but the planted values."""
    planted = {one["seen"].casefold() for one in PLANTS["real"]}
    others = {one.indicator.value.casefold() for one in backups[kind].face.sightings} - planted
    assert {value for value in others if not any(value.endswith(f".{listed}") for listed in planted)} == set()
    decoys = {str(value) for one in PLANTS["decoy"] for value in one.values()}
    assert [one.value for one in backups[kind].face.sightings if one.value in decoys] == []


def test_both_backups_give_the_same_records(backups: dict[str, Examined]) -> None:
    plain, locked = backups["plain"], backups["encrypted"]
    assert [(line.artifact, line.status, line.rows) for line in plain.face.coverage] == [
        (line.artifact, line.status, line.rows) for line in locked.face.coverage
    ]
    for line in plain.face.coverage:
        if line.rows and line.artifact != "ios.files":
            assert plain.rows(line.artifact) == locked.rows(line.artifact), line.artifact
    assert plain.before == plain.after and locked.before == locked.after
