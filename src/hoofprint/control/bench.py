"""Builds one phone, examines it, and holds the conclusion against what is known of it.

Everything that many phones share is made once: indicators are compiled, parsers imported. The parsers run in this
process, for the phones are our own work.
"""

import importlib
import os
import tarfile
import tempfile
import time
from pathlib import Path

from hoofprint.acquire.index import __name__ as INDEX
from hoofprint.acquire.open import open_acquisition
from hoofprint.artifacts.registry import modules
from hoofprint.case.records import RecordKeeper
from hoofprint.control.outcome import Found, Outcome
from hoofprint.control.plan import CORRUPT, SHUFFLED, Job, attacked
from hoofprint.detect.indicators import Matcher, builtin, compile_sets, load
from hoofprint.detect.stored import Stored
from hoofprint.detect.weigh import weigh
from hoofprint.model.face import AcquisitionFace
from hoofprint.model.grades import Attribution, Grade, Stage
from hoofprint.pipeline import read
from hoofprint.synth import Judged, Scenario, Truth, build, dump
from hoofprint.workers.inline import Inline

MEMORY = next((path for path in ("/dev/shm",) if os.access(path, os.W_OK)), None)
"""A phone lives for half a second: it need not reach a disk."""


NUMBERED = frozenset(("usage_gap",))
"""Plants that are nothing but numbers missing between others: dealt in another order, they are gone."""


class Unwatched:
    """Nobody follows the work on one phone."""

    def stage(self, name: str, total: int | None = None) -> None:
        """A part begins."""

    def advance(self, what: str, count: int) -> None:
        """Some of it is done."""


class Bench:
    """A place where phone after phone is examined."""

    def __init__(self) -> None:
        for module in (*modules(), INDEX):
            importlib.import_module(module)
        self.pool = Inline()
        self._builtin = builtin()
        self._matcher = compile_sets(self._builtin, platform="ios")

    def examined(self, job: Job) -> Outcome:
        """The outcome for one phone; a failure of ours is an outcome too, and ends nothing."""
        began = time.process_time()
        try:
            scenario = job.scenario()
            with tempfile.TemporaryDirectory(prefix="hoofprint-control-", dir=MEMORY) as place:
                truth, face = self._face(scenario, job.variation, Path(place))
        except Exception as error:  # boundary: one phone of thousands; it is counted, named and never passes
            return Outcome(
                phone=job.phone, variation=job.variation, error=f"{type(error).__name__}: {error}"[:500]
            )
        return _outcome(job, scenario, truth, face, time.process_time() - began)

    def _face(self, scenario: Scenario, variation: str, place: Path) -> tuple[Truth, AcquisitionFace]:
        truth, phone = built(scenario, variation, place)
        records = RecordKeeper()
        evidence = open_acquisition(phone, self.pool, lambda: scenario.backup.password)
        try:
            examined = read(evidence, self.pool, records, 1, Unwatched())
        finally:
            evidence.close()
        tables = {artifact: Stored(table) for artifact, table in records.tables.items()}
        return truth, weigh(examined, tables, self._matching(scenario, place), Unwatched())

    def _matching(self, scenario: Scenario, place: Path) -> Matcher:
        """What the phone is compared with: what is built in, and the lists the scenario brings along."""
        if not scenario.lists:
            return self._matcher
        lists = place / "lists"
        lists.mkdir()
        for one in scenario.lists:
            (lists / one.name).write_text(one.text, encoding="utf-8")
        return compile_sets([*self._builtin, *load([lists])], platform="ios")


def built(scenario: Scenario, variation: str, place: Path) -> tuple[Truth, Path]:
    """The phone below `place`, as its scenario says: a backup in a folder, or a copy of the file system in an archive.

    An archive states times; a folder copied by hand states none that can be trusted.
    """
    folder = place / "phone"
    if scenario.acquisition == "backup":
        return build(scenario, folder, variation=variation), folder
    truth, archive = dump(scenario, folder, variation=variation), place / "phone.tar"
    with tarfile.open(archive, "w", format=tarfile.PAX_FORMAT) as tar:
        tar.add(folder, arcname=".")
    return truth, archive


def _outcome(job: Job, scenario: Scenario, truth: Truth, face: AcquisitionFace, seconds: float) -> Outcome:
    lost, expect = _lost(job, truth), scenario.expect
    verdict = _judged("", face.verdict.stage, face.verdict.grade, face.verdict.attribution)
    findings = [_judged(one.rule, one.stage, one.grade, one.attribution) for one in face.findings]
    findings += [
        _judged(also.rule, also.stage, also.grade, "A0") for one in face.findings for also in one.also
    ]
    judge = None if expect is None else expect.excess if lost else expect.shortfalls
    return Outcome(
        phone=job.phone,
        variation=job.variation,
        attacked=attacked(scenario),
        lost=lost,
        stage=face.verdict.stage,
        grade=face.verdict.grade,
        attribution=face.verdict.attribution,
        findings=tuple(Found(one.rule, one.stage.name, one.grade.name) for one in findings),
        expected=expect.rules if expect else (),
        named=len(face.sightings),
        wrong=tuple(judge(verdict, findings)) if judge else (),
        seconds=seconds,
    )


def _lost(job: Job, truth: Truth) -> bool:
    """Whether the variation took something planted away."""
    if job.variation.startswith(CORRUPT):
        damaged = job.variation.removeprefix(CORRUPT)
        return any(one.artifact == damaged for one in truth.planted)
    if job.variation == SHUFFLED:
        return any(one.kind in NUMBERED for one in truth.planted)
    return job.variation == "no-wal" and any("write-ahead log" in one.why for one in truth.absent)


def _judged(rule: str, stage: str, grade: str, attribution: str) -> Judged:
    return Judged(rule, Stage[stage], Grade[grade], Attribution[attribution])
