"""The list of items is complete, and every test it names is there."""

import tomllib
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ITEMS = tomllib.loads((HERE / "ITEMS.toml").read_text(encoding="utf-8"))["item"]


def test_every_number_stands_once() -> None:
    assert [item["number"] for item in ITEMS] == list(range(1, 121))
    assert all(bool(item.get("tests")) != bool(item.get("why")) for item in ITEMS)


@pytest.mark.parametrize("item", ITEMS, ids=[f"t{item['number']:03}" for item in ITEMS])
def test_the_tests_it_names_are_there(item: dict[str, object], root: Path) -> None:
    for test in item.get("tests", []):  # type: ignore[attr-defined]
        path, _, name = str(test).partition("::")
        assert (root / path).is_file(), path
        text = (root / path).read_text(encoding="utf-8")
        assert f"def {name}" in text or f'"{name}' in text, test
