"""Addresses with NUL bytes, which XML cannot write and which therefore no fixture can hold."""

import plistlib
from pathlib import Path

import pytest

from tests.artifacts.fixtures import Fixture, as_file, run

FIXTURE = Fixture("ios.id_status", Path("ios12.plist"))


@pytest.mark.parametrize(
    ("handle", "count"),
    [
        ("mailto:someone@example.org", 0),
        ("mailto:some\0one@example.org", 1),
        ("mailto:someone@example.org\0\0", 2),
        ("\0", 1),
    ],
)
def test_nul_bytes_stay_in_the_address_and_are_counted(handle: str, count: int) -> None:
    cache = {"com.apple.madrid": {handle: {"IDStatus": 1, "LookupDate": 581083200.0}}}
    outcome = run(FIXTURE.declaration, as_file(FIXTURE, plistlib.dumps(cache, fmt=plistlib.FMT_BINARY)))
    (row,) = outcome.rows
    assert row["handle"] == handle
    assert row["nul_bytes"] == count
    assert row["_key"] == f"com.apple.madrid/{handle}"
