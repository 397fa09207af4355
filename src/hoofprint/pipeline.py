"""The whole flow on one screen: acquisition, evidence, records, sightings, findings, verdict, case.

Start reading here. Each verb lives in its own room; this file only lets the data through them.
"""

import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from hoofprint import __version__
from hoofprint.acquire.evidence import Evidence
from hoofprint.acquire.index import __name__ as INDEX
from hoofprint.acquire.open import open_acquisition
from hoofprint.artifacts.examine import examine
from hoofprint.artifacts.registry import artifacts, modules
from hoofprint.artifacts.resume import FORGETFUL, Memory
from hoofprint.case.folder import CaseWriter, new_case
from hoofprint.case.progress import key
from hoofprint.case.records import RecordKeeper, RecordWriter
from hoofprint.detect.face import exit_code, indicators_face
from hoofprint.detect.indicators import builtin, compile_sets, load
from hoofprint.detect.indicators.match import Matcher
from hoofprint.detect.indicators.own import kept
from hoofprint.detect.rates import rates
from hoofprint.detect.weigh import ID, tables, weigh
from hoofprint.model.examined import Examined
from hoofprint.model.face import AcquisitionFace, AskedFace, CheckResult, ConfinementFace
from hoofprint.model.indicator import IndicatorSet
from hoofprint.model.words import N_
from hoofprint.workers.confine import Level, self_test
from hoofprint.workers.pool import Pool

Ask = Callable[[Path], str | None]
"""Called for an encrypted backup only; returns its password, or None where nobody can answer."""


class Watch(Protocol):
    """Somebody who follows the work: a progress display, or nobody."""

    def stage(self, name: str, total: int | None = None) -> None:
        """A new part of the work begins; `name` is marked for translation."""
        ...

    def advance(self, what: str, count: int) -> None:
        """`count` more of it is done."""
        ...


class WeakConfinement(Exception):
    """This machine cannot lock the parsers in as required; `--accept-weak-sandbox` goes on all the same."""


@dataclass(frozen=True)
class Options:
    """How to examine; the defaults are what a user gets who says nothing."""

    case: Path | None = None
    replace: bool = False
    indicators: tuple[Path, ...] = ()
    builtin: bool = True
    store: Path | None = None
    """Where `indicators add` and `indicators update` keep lists; None to leave them out."""
    workers: int = field(default_factory=lambda: min(4, os.cpu_count() or 1))
    accept_weak: bool = False
    hashes: tuple[str, ...] = ()
    """Device path patterns of the files whose hashes are wanted (`/private/var/tmp/**`); none by default."""
    sweep: bool = False
    """Read all files but media once more without their format; those that no parser could read are so in any case."""
    reports: Callable[[CheckResult], dict[str, bytes]] | None = None
    """Makes further files of the case (the HTML page) from the result: name to bytes."""


def check(paths: Sequence[Path], options: Options, ask: Ask, watch: Watch) -> CheckResult:
    """Examine acquisitions into one case; raises `acquire.errors.CannotOpen`, `case.folder.CaseError`."""
    began = time.time(), time.monotonic()
    confinement = _confinement(options)
    watch.stage(N_("Loading indicators"))
    sets = (builtin() if options.builtin else []) + kept(options.store) + load(options.indicators)
    matcher = compile_sets(sets, platform="ios")
    target = options.case or Path(f"{paths[0].resolve().name}.hoofprint-case")
    with Pool([*modules(), INDEX]) as pool, new_case(target, replace=options.replace) as case:
        faces = [_one(path, pool, case, matcher, options, ask, watch) for path in paths]
        asked = AskedFace(hashes=options.hashes, sweep=options.sweep)
        result = _result(target, sets, confinement, asked, faces)
        _close(case, result, began, options)
    return result


def _one(
    path: Path, pool: Pool, case: CaseWriter, matcher: Matcher, options: Options, ask: Ask, watch: Watch
) -> AcquisitionFace:
    """One acquisition, from its container to its findings."""
    watch.stage(N_("Opening the acquisition"))
    evidence = open_acquisition(path, pool, lambda: ask(path))
    id_ = evidence.sha256[:ID]
    records = case.acquisition(id_) / "records"
    asked = (options.hashes, options.sweep)
    progress = case.progress(id_, key(__version__, evidence.sha256, evidence.kind, *asked))
    examined = read(evidence, pool, progress.records, options.workers, watch, *asked, progress)
    face = weigh(examined, tables(records), matcher, watch)
    case.write(f"acquisitions/{id_}/examined.json", examined.kept())
    case.write(f"acquisitions/{id_}/findings.json", face)
    case.write(f"acquisitions/{id_}/coverage.json", face.coverage)
    return face


def read(
    evidence: Evidence,
    pool: Pool,
    records: RecordWriter | RecordKeeper,
    workers: int,
    watch: Watch,
    asked: Sequence[str] = (),
    sweep: bool = False,
    memory: Memory = FORGETFUL,
) -> Examined:
    """Every artifact's records into `records`, and what was learned besides; `memory` as for `examine`."""
    watch.stage(N_("Reading artifacts"), len(artifacts()))
    coverage = examine(evidence, pool, records, watch.advance, workers, asked, sweep, records.finish, memory)
    records.close()
    return Examined(
        kind=evidence.kind,
        wrapping=evidence.wrapping,
        encrypted=evidence.encrypted,
        sha256=evidence.sha256,
        sha256_of=evidence.sha256_of,
        notes=tuple(evidence.notes),
        device=evidence.device,
        coverage=tuple(coverage),
    )


def _confinement(options: Options) -> ConfinementFace:
    measured = self_test()
    if measured.level < Level.S3 and not options.accept_weak:
        raise WeakConfinement(f"{measured.level.name}: {measured.why}")
    return ConfinementFace(level=measured.level.name, why=measured.why, layers=tuple(measured.layers))


def _result(
    target: Path,
    sets: Sequence[IndicatorSet],
    confinement: ConfinementFace,
    asked: AskedFace,
    faces: Sequence[AcquisitionFace],
) -> CheckResult:
    return CheckResult(
        version=__version__,
        case=target.name,
        exit_code=exit_code(faces),
        indicators=indicators_face(sets),
        confinement=confinement,
        rates=rates(),
        asked=asked,
        acquisitions=tuple(faces),
    )


def _close(case: CaseWriter, result: CheckResult, began: tuple[float, float], options: Options) -> None:
    """The case's own files, last its manifest and custody log (written when the folder is moved to its place).

    How long it took is measured by a clock that nobody sets: where it differs from end less beginning, one was set.
    """
    case.write("case.json", result)
    case.examined = {"version": __version__, "acquisitions": " ".join(a.sha256 for a in result.acquisitions)}
    for name, data in (options.reports(result) if options.reports else {}).items():
        case.write_bytes(name, data)
    seconds = time.monotonic() - began[1]
    run = {"began": began[0], "ended": time.time(), "seconds": seconds, "python": sys.version}
    case.write("run.json", run)
