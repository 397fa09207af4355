"""Finding files by device path: the short cuts through the sorted inventory miss nothing and add nothing."""

import re
from unittest.mock import patch

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.acquire.evidence import Evidence
from hoofprint.formats.source import BytesSource
from hoofprint.model.arrow import schema
from hoofprint.model.entry import Device, IndexedEntry
from hoofprint.model.patterns import regex


def evidence(paths: list[str]) -> Evidence:
    """An acquisition that lists these files."""
    fields = schema(IndexedEntry)
    rows = [{"path": path, "stored": str(n), "kind": "file"} for n, path in enumerate(sorted(paths))]
    return Evidence(
        kind="ios_filesystem",
        wrapping="folder",
        encrypted=False,
        device=Device(),
        sha256="",
        sha256_of="listing",
        inventory=pa.Table.from_pylist(rows, schema=fields),
        opener=lambda row, stack: BytesSource(b""),
        notes=[],
    )


PARTS = st.sampled_from(("a", "b", "ab", "a.db", "é", "\U0010ffff", "*", "x*", "**"))
PATHS = st.lists(PARTS.filter(lambda part: "*" not in part), min_size=1, max_size=4).map(
    lambda p: "/" + "/".join(p)
)
PATTERNS = st.lists(PARTS, min_size=1, max_size=4).map(lambda parts: "/" + "/".join(parts))


@pytest.mark.parametrize("listed", [0, 12], ids=["in columns", "in a list"])
@given(st.lists(PATHS, min_size=1, max_size=12), st.lists(PATTERNS, max_size=3))
def test_what_is_found_is_what_fits(listed: int, paths: list[str], patterns: list[str]) -> None:
    wanted = [re.compile(regex(pattern), re.DOTALL) for pattern in patterns]
    fitting = [path for path in sorted(paths) if any(one.fullmatch(path) for one in wanted)]
    with patch("hoofprint.acquire.paths.LISTED", listed):
        assert [found.path for found in evidence(paths).find(patterns)] == fitting


@pytest.mark.parametrize("name", ["History.db", "sub/History.db", "a/b/History.db"])
def test_two_stars_stand_for_any_folders_or_none(name: str) -> None:
    found = evidence([f"/var/{name}", "/var/OtherHistory.db", "/History.db"]).find(["/var/**/History.db"])
    assert [one.path for one in found] == [f"/var/{name}"]


def test_a_file_that_two_patterns_name_is_found_once() -> None:
    assert len(evidence(["/a/b", "/a/c"]).find(["/a/b", "/a/*", "/**"])) == 2
