"""A large tar.gz is inflated by one process for all workers, with the same result, also when that process dies."""

import os
import random
import signal
from contextlib import ExitStack
from pathlib import Path

import pytest

from hoofprint.acquire import store as stores
from hoofprint.acquire.lender import STARTS, Lender
from hoofprint.acquire.store import ArchiveStore
from hoofprint.artifacts.examine import examine
from hoofprint.formats.source import DamagedSource, FdSource
from hoofprint.workers.pool import Pool
from tests.acquire.phones import opened, phones, pool, tarred

__all__ = ["phones", "pool"]


@pytest.fixture
def packed(phones: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A backup in a tar.gz, which counts as a large one."""
    monkeypatch.setattr(stores, "LARGE", 0)
    tarred(phones / "plain", tmp_path / "backup.tar.gz", "", "w:gz")
    return tmp_path / "backup.tar.gz"


def lender_of(path: Path, pool: Pool) -> Lender:
    lender = ArchiveStore(path, pool)._lender
    assert lender is not None
    return lender


def pid(lender: Lender) -> int:
    assert lender._home is not None
    return lender._home.worker.pid


class Kept:
    """Records and accounts of one examination, to be compared."""

    def __init__(self, path: Path, pool: Pool) -> None:
        self.rows: dict[str, list[object]] = {}
        coverage = examine(opened(path, pool), pool, self, lambda *_: None, 2)
        self.accounts = [(one.artifact, one.status, one.rows, one.files) for one in coverage]

    def __call__(self, name: str, table: object) -> None:
        self.rows.setdefault(name, []).extend(table.to_pylist())  # type: ignore[attr-defined]


def test_every_record_is_the_same_as_from_the_folder(phones: Path, packed: Path, pool: Pool) -> None:
    folder, archive = Kept(phones / "plain", pool), Kept(packed, pool)
    assert folder.accounts == archive.accounts
    assert folder.rows == archive.rows


def test_it_is_started_again_when_it_was_killed(packed: Path, pool: Pool) -> None:
    lender = lender_of(packed, pool)
    before = lender.ask(0, 1_000)
    os.kill(pid(lender), signal.SIGKILL)
    assert lender.ask(0, 1_000) == before
    lender.close()


def test_it_is_given_up_when_it_keeps_ending(packed: Path, pool: Pool) -> None:
    lender = lender_of(packed, pool)
    with ExitStack() as stack:
        for _ in range(STARTS):
            source = lender.source(stack)
            assert len(lender.ask(0, 1)) > 1
            os.kill(pid(lender), signal.SIGKILL)
        with pytest.raises(DamagedSource, match="keeps ending"):
            source.read(1, 0)


def test_bytes_that_are_no_gzip_are_damage(tmp_path: Path, pool: Pool) -> None:
    (tmp_path / "noise").write_bytes(random.Random(1).randbytes(1_000))
    with (tmp_path / "noise").open("rb") as file, ExitStack() as stack:
        lender = Lender(pool, FdSource(file.fileno()), 1_000)
        stack.callback(lender.close)
        with pytest.raises(DamagedSource, match="broken"):
            lender.source(stack).read(1, 0)


def test_a_worker_that_asks_for_too_much_is_cut_off(packed: Path, pool: Pool) -> None:
    lender = lender_of(packed, pool)
    with ExitStack() as stack:
        requests, answers = lender.connect(stack)
        os.write(requests, (0).to_bytes(8, "big") + (2**31).to_bytes(4, "big"))
        assert os.read(answers, 1) == b""
    lender.close()


def test_a_process_that_stops_in_the_middle_of_an_answer_is_ended(packed: Path, pool: Pool) -> None:
    lender = lender_of(packed, pool)
    before = lender.ask(0, 1_000)
    lender._patience = 1.0
    os.kill(pid(lender), signal.SIGSTOP)
    assert lender.ask(0, 1_000) == before, "it was killed for its silence, and started again"
    lender.close()
