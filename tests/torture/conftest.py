"""Sound phones and their golden results, made once for each process of the suite."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hoofprint.synth import build, dump, load
from tests.torture.ground import PASSWORD, SCENARIO, Lab, Outcome


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folders `backup`, `encrypted` and `dump` of one phone."""
    folder = tmp_path_factory.mktemp("ground")
    build(load(SCENARIO), folder / "backup")
    build(
        load(SCENARIO.replace("[backup]", "[backup]\nencrypted = true")),
        folder / "encrypted",
        password=PASSWORD,
    )
    dump(load(SCENARIO), folder / "dump")
    return folder


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    made = Lab(tmp_path_factory.mktemp("cases"))
    yield made
    made.pool.zygote.close()


@pytest.fixture(scope="session")
def backup(ground: Path, lab: Lab) -> Outcome:
    """What the sound backup gives."""
    return lab.check(ground / "backup")


@pytest.fixture(scope="session")
def dumped(ground: Path, lab: Lab) -> Outcome:
    """What the sound dump gives."""
    return lab.check(ground / "dump")
