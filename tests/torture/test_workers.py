"""Items 97 to 103, end to end: a worker that was taken over costs its own file, and all others complete."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hoofprint.workers import pool as pools
from hoofprint.workers.confine import Level
from tests.torture.ground import ID_STATUS, PATIENCE, Lab, Outcome, copied, holds, put, stored
from tests.workers.acts import HOSTILE

REFUSED = ("OSError", "PermissionError", "MemoryError", "stopped for trying", "RuntimeError", "ModuleNotFoundError",
           "Operation not permitted", "Cannot allocate")  # fmt: skip
ACTS = {
    "garbage": "frame",
    "half a frame": "middle of a frame",
    "four gigabytes": "frame of",
    "nothing": "without an account",
    "segfault": "SIGSEGV",
    "flood": "code 3",
    "close and spin": "stopped after",
    "spin": "stopped after",
    "spin in one opcode": "stopped after",
}


@pytest.fixture(scope="module")
def caged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    made = Lab(tmp_path_factory.mktemp("cases"), "tests.torture.traitor")
    if made.pool.zygote.enforced.level < Level.S3:
        pytest.skip("no system-call filter here")
    yield made
    made.pool.zygote.close()


def told(caged: Lab, ground: Path, backup: Outcome, tmp_path: Path, word: str) -> tuple[Outcome, str]:
    phone = copied(ground / "backup", tmp_path / "phone")
    put(phone / stored(backup, ID_STATUS), b"ACT:" + word.encode())
    got = caged.check(phone)
    holds(got, backup, ID_STATUS)
    return got, got.line("ios.id_status").reason


@pytest.mark.parametrize("act", HOSTILE)
def test_t097_a_forbidden_act_is_refused_and_the_rest_completes(
    caged: Lab, ground: Path, backup: Outcome, tmp_path: Path, act: str
) -> None:
    _, reason = told(caged, ground, backup, tmp_path, act)
    assert "the act was allowed" not in reason
    assert any(word in reason for word in REFUSED), reason


@pytest.mark.parametrize("act", ACTS)
def test_t099_and_t100_whatever_a_worker_sends_or_how_it_ends(
    caged: Lab, ground: Path, backup: Outcome, tmp_path: Path, act: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "SECONDS", 2.0)
    got, reason = told(caged, ground, backup, tmp_path, act)
    assert ACTS[act] in reason and "\x1b" not in reason, reason
    assert got.check("TI-20")[0] == "noted" and got.waited < PATIENCE / 2


def test_t100_a_worker_killed_from_outside(caged: Lab, ground: Path, backup: Outcome, tmp_path: Path) -> None:
    """Whoever kills it: the file says so, the others complete."""
    killed: list[int] = []

    def kill() -> None:
        end = time.monotonic() + 20
        while not killed and time.monotonic() < end:
            for each in Path("/proc").glob("[0-9]*/wchan"):
                try:
                    status = (each.parent / "status").read_text()
                    sleeping = "clock_nanosleep" in each.read_text() or "hrtimer" in each.read_text()
                    parent = int(status.split("PPid:")[1].split()[0])
                    if sleeping and parent in homes:
                        os.kill(int(each.parent.name), signal.SIGKILL)
                        killed.append(int(each.parent.name))
                except (OSError, IndexError):
                    continue
            time.sleep(0.05)

    homes = {caged.pool.zygote._home._process.pid}
    thread = threading.Thread(target=kill)
    thread.start()
    _, reason = told(caged, ground, backup, tmp_path, "sleep")
    thread.join()
    if killed:
        assert "SIGKILL" in reason


def test_t102_the_process_that_starts_workers_dies(
    caged: Lab, ground: Path, backup: Outcome, tmp_path: Path
) -> None:
    os.kill(caged.pool.zygote._home._process.pid, signal.SIGKILL)
    got = caged.check(ground / "backup")
    assert got.tables == backup.tables
