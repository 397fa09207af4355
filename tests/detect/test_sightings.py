"""What rules look at is bounded, whatever a phone holds; what is left out is counted."""

from pathlib import Path

import pytest

from hoofprint.detect import sightings
from tests.detect.phone import Listed, phone

LISTED = [Listed(kind="domain", value=f"listed{n}.example", campaigns=("Pegasus",)) for n in range(5)]


def test_every_column_is_compared_and_each_value_counted_once_a_row(tmp_path: Path) -> None:
    text = "https://listed1.example/a https://listed1.example/b http://x.listed2.example/"
    world = phone(
        tmp_path, {"ios.messages": [{"text": text, "payload_links": ["https://listed1.example/a"]}]}, LISTED
    )
    assert [(one.indicator.value, one.column, one.how.value, one.count) for one in world.sightings] == [
        ("listed1.example", "payload_links", "exact", 1),
        ("listed1.example", "text", "exact", 1),
        ("listed2.example", "text", "subdomain", 1),
    ]


def test_lists_inside_rows_lead_back_to_the_row(tmp_path: Path) -> None:
    tabs = [{"session_urls": ["https://example.org/"]}, {"session_urls": ["a", "https://listed1.example/"]}]
    world = phone(tmp_path, {"ios.safari_tabs": tabs}, LISTED)
    assert [(one.n, one.column) for one in world.seen] == [(1, "session_urls")]


def test_records_per_sighting_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sightings, "PLACES", 3)
    world = phone(tmp_path, {"ios.safari_history": [{"url": "https://listed1.example/"}] * 10}, LISTED)
    assert [one.count for one in world.sightings] == [10]
    assert [one.n for one in world.seen] == [0, 1, 2]


def test_records_per_artifact_are_bounded_and_every_value_keeps_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    groups = sightings._Groups
    monkeypatch.setattr(sightings, "_Groups", lambda: groups(room=4))
    rows = [{"url": f"https://listed{n % 5}.example/"} for n in range(50)]
    world = phone(tmp_path, {"ios.safari_history": rows}, LISTED)
    assert [one.count for one in world.sightings] == [10] * 5
    assert {one.sighting for one in world.seen} == set(range(5)) and len(world.seen) == 5
