"""Workers start quickly, see only what they were handed, end at their limits, and leave nothing behind."""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from hoofprint.workers import ending, nest, zygote
from hoofprint.workers.confine import Level, Limits
from hoofprint.workers.ending import Exit
from hoofprint.workers.zygote import Worker, Zygote, ZygoteFailed

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="confined workers are built for Linux only")
TARGET = "tests.workers.acts:main"


@pytest.fixture(scope="module")
def parent() -> Iterator[Zygote]:
    made = Zygote(TARGET, limits=Limits(memory=256 << 20, cpu=20), preload=["plistlib"])
    yield made
    made.close()


@pytest.fixture
def strict(parent: Zygote) -> Zygote:
    if parent.enforced.level < Level.S3:
        pytest.skip(f"no system-call filter here: {parent.enforced.why}")
    return parent


def run(
    parent: Zygote, job: str, fds: list[int] | None = None, limits: Limits | None = None
) -> tuple[str, Exit]:
    worker = parent.start(job.encode(), fds or [], limits)
    with os.fdopen(worker.pipe, "rb") as pipe:
        output = pipe.read().decode()
    return output, worker.wait()


def ready(worker: Worker) -> Worker:
    assert os.read(worker.pipe, 5) == b"ready"
    return worker


def end(worker: Worker) -> Exit:
    worker.kill()
    os.close(worker.pipe)
    return worker.wait()


def gone(pid: int) -> bool:
    for _ in range(100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    return False


def test_the_job_arrives_and_the_answer_comes_back(parent: Zygote) -> None:
    output, exit_ = run(parent, "echo hello")
    assert (output, exit_.clean, str(exit_)) == ("hello", True, "finished")
    assert exit_.peak > 1 << 20 and exit_.cpu < 5


def test_a_job_may_be_large(parent: Zygote) -> None:
    assert run(parent, "size " + "x" * 3_000_000)[0] == "3000000"


def test_descriptors_arrive_in_order_and_stay_open_here(parent: Zygote) -> None:
    files = []
    for number in range(nest.MAX_FDS):
        file = tempfile.TemporaryFile()  # noqa: SIM115
        file.write(str(number).encode())
        file.flush()
        files.append(file)
    output, exit_ = run(parent, "files", [file.fileno() for file in files])
    for file in files:
        file.close()
    assert (output, exit_.clean) == ("|".join(map(str, range(nest.MAX_FDS))), True)


def test_too_many_descriptors_are_refused_before_anything_starts(parent: Zygote) -> None:
    with pytest.raises(ValueError, match="at most 200"):
        parent.start(b"files", [0] * (nest.MAX_FDS + 1))


def test_a_worker_holds_nothing_but_what_it_was_handed(parent: Zygote) -> None:
    with tempfile.TemporaryFile() as file:
        opened, handed, pipe = json.loads(run(parent, "descriptors", [file.fileno()])[0])
    assert opened == sorted({0, 1, 2, pipe, *handed})


def test_secrets_of_the_parents_environment_do_not_reach_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOOFPRINT_TEST_SECRET", "canary")
    made = Zygote(TARGET, limits=Limits())
    try:
        seen = json.loads(run(made, "environment")[0])
        environ = Path(f"/proc/{made._home._process.pid}/environ")
        assert "canary" not in seen.values()
        assert not os.access(environ, os.R_OK) or b"canary" not in environ.read_bytes()
    finally:
        made.close()


def test_the_libraries_of_parsers_work_in_the_cage(strict: Zygote) -> None:
    output, exit_ = run(strict, "libraries")
    assert exit_.clean, f"{exit_}: {exit_.words}"
    assert json.loads(output)[0] == "9999"


@pytest.mark.parametrize("act", ["fork", "run-a-program", "make-a-TCP-socket", "start-a-thread"])
def test_a_forbidden_act_ends_the_worker(strict: Zygote, act: str) -> None:
    assert str(run(strict, act)[1]) == "stopped for trying what a parser never needs (SIGSYS)"


@pytest.mark.parametrize("act", ["read-a-file", "write-a-file", "signal-the-parent"])
def test_a_refused_act_is_an_error_inside_the_worker(strict: Zygote, act: str) -> None:
    exit_ = run(strict, act)[1]
    assert (exit_.code, "PermissionError" in exit_.words) == (1, True)


def test_endings_are_named(parent: Zygote) -> None:
    assert run(parent, "code 3")[1].code == 3
    raised = run(parent, "raise broken row")[1]
    assert (raised.code, "ValueError: broken row" in raised.words) == (1, True)
    assert str(run(parent, "crash")[1]) == "ended by SIGSEGV"


def test_memory_beyond_the_limit_is_refused(parent: Zygote) -> None:
    exit_ = run(parent, "allocate", limits=Limits(memory=128 << 20))[1]
    assert exit_.code == 1 and "MemoryError" in exit_.words
    assert exit_.peak < 400 << 20


def test_processor_time_beyond_the_limit_ends_the_worker(parent: Zygote) -> None:
    exit_ = run(parent, "spin", limits=Limits(cpu=1))[1]
    assert str(exit_) == "stopped at its limit of processor time (SIGXCPU)"
    assert 0.5 < exit_.cpu < 10


def test_a_database_that_hangs_inside_one_step_is_ended_by_the_clock(parent: Zygote) -> None:
    worker = parent.start(b"bomb", [])
    started = time.monotonic()
    timer = threading.Timer(0.3, worker.kill)
    timer.start()
    with os.fdopen(worker.pipe, "rb") as pipe:
        assert pipe.read() == b""
    exit_ = worker.wait()
    assert (exit_.killed, exit_.signal, str(exit_)) == (True, 9, "stopped from outside")
    assert time.monotonic() - started < 60


def test_last_words_are_made_harmless(parent: Zygote) -> None:
    words = run(parent, "flood")[1].words
    assert words.startswith("]0;title fine") and words.isprintable() and words.isascii()


def test_killing_one_that_has_ended_harms_nobody(parent: Zygote) -> None:
    worker = parent.start(b"echo x", [])
    first = worker.wait()
    worker.kill()
    os.close(worker.pipe)
    assert first.clean and worker.wait() is first


def test_many_workers_from_several_threads_leave_nothing_behind(parent: Zygote) -> None:
    parent.enforced  # noqa: B018
    before = os.listdir("/proc/self/fd")
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda number: run(parent, f"echo {number}"), range(50)))
    assert [output for output, _ in results] == [str(number) for number in range(50)]
    assert all(exit_.clean for _, exit_ in results)
    assert os.listdir("/proc/self/fd") == before
    assert children(parent._home._process.pid) == []


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_workers_run_side_by_side(parent: Zygote) -> None:
    first, second = (ready(parent.start(b"sleep", [])) for _ in range(2))
    assert end(first).killed
    assert Path(f"/proc/{second.pid}").exists()
    assert end(second).killed


def test_a_zygote_that_dies_takes_its_workers_along_and_is_replaced() -> None:
    made = Zygote(TARGET, limits=Limits())
    try:
        worker = ready(made.start(b"sleep", []))
        made._home._process.kill()
        assert worker.wait() == Exit(lost=True)
        assert gone(worker.pid)
        os.close(worker.pipe)
        assert run(made, "echo again")[0] == "again"
    finally:
        made.close()


def test_after_many_forks_a_new_zygote_takes_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zygote, "FORKS", 2)
    made = Zygote(TARGET, limits=Limits())
    try:
        first = made._home._process
        long = ready(made.start(b"sleep", []))
        assert [run(made, f"echo {number}")[0] for number in range(3)] == ["0", "1", "2"]
        assert first.poll() is None, "it lives as long as its last worker"
        assert end(long).killed
        assert first.wait(5) == 0
    finally:
        made.close()


@pytest.mark.parametrize(
    ("target", "preload", "says"),
    [
        (TARGET, ["no_such_module"], "No module named 'no_such_module'"),
        ("tests.workers.acts:nothing", [], "no attribute 'nothing'"),
        (TARGET, ["tests.workers.two_threads"], "2 threads run after the imports"),
    ],
)
def test_a_start_that_fails_says_why(target: str, preload: list[str], says: str) -> None:
    made = Zygote(target, limits=Limits(), preload=preload)
    try:
        with pytest.raises(ZygoteFailed, match=says):
            made.start(b"echo", [])
        with pytest.raises(ZygoteFailed, match=says):
            made.start(b"echo", [])
    finally:
        made.close()


ORPHANS = """
import os, sys
sys.path[:] = sys.argv[1:]
from hoofprint.workers.zygote import *
made = Zygote("tests.workers.acts:main", limits=Limits())
worker = made.start(b"sleep", [])
os.read(worker.pipe, 5)
print(made._home._process.pid, worker.pid, flush=True)
os.kill(os.getpid(), 9)
"""


def test_no_process_outlives_a_killed_parent() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ORPHANS, *sys.path], capture_output=True, text=True, timeout=60
    )
    pids = [int(pid) for pid in done.stdout.split()]
    assert len(pids) == 2 and all(gone(pid) for pid in pids)


@pytest.mark.parametrize(
    ("record", "killed", "says"),
    [
        (b"", False, "lost with its parent process"),
        (b"\0", True, "stopped from outside"),
        (nest.REPORT.pack(9, 0, 0.0), True, "stopped from outside"),
        (
            nest.REPORT.pack(9, 0, 0.0),
            False,
            "ended by SIGKILL; most often because the computer ran out of memory",
        ),
        (nest.REPORT.pack(11, 0, 0.0), True, "ended by SIGSEGV"),
        (nest.REPORT.pack(0, 0, 0.0), True, "finished"),
        (nest.REPORT.pack(71 << 8, 0, 0.0), False, "could not be confined, so it read nothing"),
    ],
)
def test_reports_in_words(record: bytes, killed: bool, says: str) -> None:
    assert str(ending.read(record, killed)) == says


def test_a_worker_weaker_than_measured_reads_nothing(strict: Zygote) -> None:
    made = Zygote("tests.workers.weak:main", limits=Limits())
    try:
        assert made.enforced == strict.enforced
        assert run(made, "echo")[1].code == nest.UNCONFINED
    finally:
        made.close()
