"""The how-to is true: its scenario loads, its code runs, and its table names every kind and field."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import msgspec

from hoofprint.synth import load
from hoofprint.synth.plants import AnyPlant, Plant

COMMON = {"id", "at", "after", "delay", "wal"}


def blocks(root: Path, language: str) -> list[str]:
    """The code blocks of the how-to in one language."""
    text = (root / "docs/howto/write-a-scenario.md").read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.S)


def test_the_example_runs(root: Path, tmp_path: Path) -> None:
    (tmp_path / "lure.toml").write_text(blocks(root, "toml")[0], encoding="utf-8")
    (code,) = blocks(root, "python")
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [line.split() for line in run.stdout.splitlines()]
    assert [line[0] for line in lines] == ["lure", "page"]
    assert lines[0][1:3] == ["ios.messages", "/private/var/mobile/Library/SMS/sms.db"]
    assert (tmp_path / "phone/Manifest.db").is_file()
    assert (tmp_path / "phone-dump/private/var").is_dir()


def test_the_expectation_is_one(root: Path) -> None:
    example, expectation = blocks(root, "toml")
    found = load(example[: example.index("[expect]")] + expectation).expect
    assert found is not None and found.rules == ("SQ-01",)


def test_the_table_names_every_kind_and_field(root: Path) -> None:
    text = (root / "docs/howto/write-a-scenario.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*?) \| .* \|$", text, re.M))
    kinds: dict[str, type[Plant]] = {str(kind.__struct_config__.tag): kind for kind in get_args(AnyPlant)}
    assert rows.keys() == kinds.keys()
    for name, kind in kinds.items():
        fields = {field.encode_name for field in msgspec.structs.fields(kind)} - COMMON
        assert set(re.findall(r"`(\w+)`", rows[name])) == fields, name
