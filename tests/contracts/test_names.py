"""Every artifact has a name in words a layperson knows, and no two are called the same."""

from collections import Counter

from hoofprint.artifacts.registry import artifacts
from hoofprint.export.parts.names import ARTIFACTS


def test_every_artifact_has_a_name() -> None:
    """A new artifact gets its line in `export/parts/names.py`."""
    assert sorted(set(artifacts()) - set(ARTIFACTS)) == []


def test_no_name_is_left_of_an_artifact_that_is_gone() -> None:
    assert sorted(set(ARTIFACTS) - set(artifacts())) == []


def test_no_two_artifacts_share_a_name() -> None:
    assert [name for name, times in Counter(ARTIFACTS.values()).items() if times > 1] == []
