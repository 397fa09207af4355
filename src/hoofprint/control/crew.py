"""Several processes, each with a bench of its own; what is done is kept in a file, so that a stopped run goes on."""

import multiprocessing
import os
import queue
from collections.abc import Iterable, Iterator, Sequence
from multiprocessing.context import SpawnContext
from multiprocessing.queues import Queue
from pathlib import Path

import msgspec

from hoofprint.control.bench import Bench
from hoofprint.control.outcome import Outcome
from hoofprint.control.plan import Job
from hoofprint.model.words import N_, Worded

AHEAD = 8
"""Jobs that wait for each process: enough that none stands idle, few enough to stop soon."""
PATIENCE = 5.0
"""Seconds after which it is looked whether every process still lives."""


class CrewLost(Worded):
    """A process of the crew ended by itself; the message says how."""


def done(state: Path | None, plan: Sequence[Job]) -> dict[str, Outcome]:
    """Outcomes kept by an earlier run, as far as they belong to this plan; a last line that was cut is left out."""
    wanted = {str(job) for job in plan}
    found: dict[str, Outcome] = {}
    if state is not None and state.is_file():
        for line in state.read_bytes().splitlines(keepends=True):
            if line.endswith(b"\n"):
                outcome = msgspec.json.decode(line, type=Outcome)
                if outcome.key in wanted and not outcome.error:
                    found[outcome.key] = outcome
    return found


def run(jobs: Sequence[Job], workers: int, state: Path | None) -> Iterator[Outcome]:
    """Outcomes as they come, in no order, each kept before it is handed out. Raises `CrewLost`, `OSError`."""
    for outcome in _alone(jobs) if workers == 1 else _together(jobs, workers):
        if state is not None:
            with state.open("ab") as file:
                file.write(msgspec.json.encode(outcome) + b"\n")
        yield outcome


def _alone(jobs: Iterable[Job]) -> Iterator[Outcome]:
    bench = Bench()
    return (bench.examined(job) for job in jobs)


def _together(jobs: Sequence[Job], workers: int) -> Iterator[Outcome]:
    context = multiprocessing.get_context("spawn")
    crew = _Crew(context, min(workers, max(len(jobs), 1)))
    waiting = iter(jobs)
    try:
        crew.give(next(waiting, None) for _ in range(AHEAD * workers))
        for _ in jobs:
            yield crew.take()
            crew.give([next(waiting, None)])
    finally:
        crew.end()


class _Crew:
    """Processes that take jobs from one queue and put outcomes into another."""

    def __init__(self, context: SpawnContext, count: int) -> None:
        self.jobs: Queue[Job] = context.Queue()
        self.outcomes: Queue[Outcome] = context.Queue()
        self.processes = [
            context.Process(target=_serve, args=(self.jobs, self.outcomes), daemon=True) for _ in range(count)
        ]
        for process in self.processes:
            process.start()

    def give(self, jobs: Iterable[Job | None]) -> None:
        for job in jobs:
            if job is not None:
                self.jobs.put(job)

    def take(self) -> Outcome:
        while True:
            try:
                return self.outcomes.get(timeout=PATIENCE)
            except queue.Empty:
                for process in self.processes:
                    if not process.is_alive():
                        told = N_("a process ended with code {code}")
                        raise CrewLost(told, code=process.exitcode) from None

    def end(self) -> None:
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.join()


def _serve(jobs: "Queue[Job]", outcomes: "Queue[Outcome]") -> None:
    """One process: a bench, and job after job until it is ended from outside, or nobody is left who asks."""
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    bench, asking = Bench(), multiprocessing.parent_process()
    while True:
        try:
            outcomes.put(bench.examined(jobs.get(timeout=PATIENCE)))
        except queue.Empty:
            if asking is None or not asking.is_alive():
                return
