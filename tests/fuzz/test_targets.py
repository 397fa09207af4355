"""The kept corpus, what is near it, and any bytes: nothing but our own errors leaves a reader."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS

CORPUS = Path(__file__).parent / "corpus"
LARGEST = 10_000


def samples(target: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((CORPUS / target).iterdir())]


@pytest.mark.parametrize("target", TARGETS)
def test_the_corpus_and_what_is_near_it(target: str) -> None:
    for data in samples(target):
        assert len(data) <= LARGEST
        TARGETS[target](data)
        for seed in range(30):
            dice, changed = random.Random(seed), bytearray(data)
            for _ in range(1 + seed % 4):
                if changed:
                    changed[dice.randrange(len(changed))] = dice.randrange(256)
            TARGETS[target](bytes(changed[: dice.randrange(len(changed) + 1)] if seed % 3 == 0 else changed))


@pytest.mark.parametrize("target", TARGETS)
def test_any_bytes(target: str) -> None:
    @settings(max_examples=40)
    @given(st.binary(max_size=2_000))
    def run(data: bytes) -> None:
        TARGETS[target](data)

    run()


def test_every_folder_of_samples_has_its_target() -> None:
    assert {path.name for path in CORPUS.iterdir()} == set(TARGETS)
