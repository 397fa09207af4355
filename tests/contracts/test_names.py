"""Every artifact has a name in words and a topic of its own, and no two are called the same."""

from collections import Counter

import pytest

from hoofprint.artifacts import Topic
from hoofprint.artifacts.registry import artifacts


@pytest.mark.parametrize("id_", sorted(artifacts()))
def test_every_artifact_is_called_something_and_stands_under_a_topic(id_: str) -> None:
    declared = artifacts()[id_]
    assert declared.name.strip() == declared.name != ""
    assert declared.topic is not Topic.OTHER


def test_no_two_artifacts_share_a_name() -> None:
    assert [
        name for name, times in Counter(one.name for one in artifacts().values()).items() if times > 1
    ] == []
