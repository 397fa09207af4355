"""The ground of the torture suite: sound phones, what an examination of them gives, and what must hold of any other.

The rule for every bad thing: results without the bad artifact equal the golden results exactly; the bad one has a
status and a reason in words; time and memory are bounded; the evidence is unchanged; nothing reads as clean.
"""

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hoofprint import pipeline
from hoofprint.cli.progress import Silent
from hoofprint.model.coverage import Status
from hoofprint.model.face import AcquisitionFace, CheckResult, CoverageFace
from hoofprint.workers.pool import Pool

SCENARIO = """
name = "torture"
[phone]
model = "iPhone12,1"
ios = "14.4"
build = "18D52"
zone = "-06:00"
first_boot = 2020-11-02T10:00:00Z
backup_time = 2021-03-05T18:00:00Z
amount = 0.1
[backup]
iterations = 10
everything = true
"""
PASSWORD = "canary-3f9c correct horse"
SMS = "/private/var/mobile/Library/SMS/sms.db"
HISTORY = "/private/var/mobile/Library/Safari/History.db"
TCC = "/private/var/mobile/Library/TCC/TCC.db"
ID_STATUS = "/private/var/mobile/Library/Preferences/com.apple.identityservices.idstatuscache.plist"
SECONDS, PATIENCE, GROWTH = 30.0, 100.0, 300 << 20
"""What one bad file may cost: processor seconds of all processes (a busy machine does not change them much, so they
bound the work), seconds by the clock (less than a worker is given, so nothing hung), and memory of the process that
reads no evidence."""
UNREAD = {status.value for status in (Status.PARTIAL, Status.FAILED, Status.UNKNOWN_SCHEMA)}
FINE = {status.value for status in (Status.READ, Status.EMPTY)}
FILES = "ios.files"


@dataclass(frozen=True)
class Outcome:
    """One examination: its result, its records, and what it cost: processor seconds, seconds waited, memory."""

    result: CheckResult
    tables: dict[str, pa.Table]
    seconds: float
    waited: float
    growth: int

    @property
    def bounded(self) -> bool:
        """Whether time and memory stayed within what one bad file may cost."""
        return self.seconds < SECONDS and self.waited < PATIENCE and self.growth < GROWTH

    @property
    def face(self) -> AcquisitionFace:
        return self.result.acquisitions[0]

    def line(self, artifact: str) -> CoverageFace:
        return next(line for line in self.face.coverage if line.artifact == artifact)

    def reading(self, path: str) -> list[CoverageFace]:
        """The artifacts that had to do with a file of the phone."""
        return [line for line in self.face.coverage if any(path == file.file for file in line.files)]

    def check(self, id_: str) -> tuple[str, str]:
        found = next(check for check in self.face.provenance.checks if check.id == id_)
        return found.outcome, found.why


class Lab:
    """One pool of workers, one set of indicators, many examinations."""

    def __init__(self, folder: Path, *preload: str) -> None:
        self.folder = folder
        self.pool = Pool([*pipeline.modules(), pipeline.INDEX, *preload])
        self._sets = pipeline.builtin()
        self._matcher = pipeline.compile_sets(self._sets, platform="ios")
        self._measured = pipeline.self_test()
        self._number = 0

    def check(
        self, *paths: Path, password: str | None = None, options: pipeline.Options | None = None
    ) -> Outcome:
        """Examine, and see that the evidence is the same afterwards and nothing new lies beside it."""
        self._number += 1
        case = self.folder / f"case-{self._number}"
        chosen = pipeline.Options(case=case) if options is None else options
        before = [digest(path) for path in paths]
        _reset_peak()
        start, worked, held = time.monotonic(), _worked(), _peak()
        with self._borrowed():
            result = pipeline.check(paths, chosen, lambda _: password, Silent())
        waited, seconds, growth = time.monotonic() - start, _worked() - worked, _peak() - held
        assert [digest(path) for path in paths] == before, "the evidence has changed"
        where = chosen.case or case
        tables = {
            path.name.removesuffix(".parquet"): pq.read_table(path)
            for path in sorted(where.glob("acquisitions/*/records/*.parquet"))
        }
        shutil.rmtree(where)
        assert list(self.folder.iterdir()) == [], "something lies beside the case"
        return Outcome(result, tables, seconds, waited, growth)

    @contextmanager
    def _borrowed(self) -> Iterator[None]:
        """What every examination would make anew is made once: workers, indicators, the measured level."""
        with mock.patch.multiple(
            pipeline,
            Pool=lambda *_: nullcontext(self.pool),
            self_test=lambda: self._measured,
            builtin=lambda: self._sets,
            compile_sets=lambda *_, **__: self._matcher,
        ):
            yield


def holds(
    got: Outcome,
    golden: Outcome,
    bad: str | None,
    *,
    reads: bool = False,
    says: str = "",
    beside: tuple[str, ...] = (),
) -> None:
    """The rule, for one bad file of the phone (a device path), or None where the bytes of no file are touched.

    `reads`: the bad file can be read whole all the same. `says` stands in a reason, an oddity or a note. `beside`
    are more device paths that may differ in the list of files.
    """
    touched = {line.artifact for line in (*golden.reading(bad), *got.reading(bad))} if bad else set()
    for name in sorted({*golden.tables, *got.tables} - touched):
        mine, theirs = got.tables.get(name), golden.tables.get(name)
        if name == FILES and bad:
            mine, theirs = _without(mine, bad, *beside), _without(theirs, bad, *beside)
        assert mine is not None and theirs is not None and mine.equals(theirs), f"{name} differs"
    lines = {line.artifact: line for line in got.face.coverage}
    for line in golden.face.coverage:
        if line.artifact not in touched | {FILES}:
            assert lines[line.artifact] == line, line.artifact
    assert got.bounded, (got.seconds, got.waited, got.growth)
    unread = [lines[name] for name in sorted(touched) if lines[name].status in UNREAD]
    for line in unread:
        assert in_words(line.reason), line
    if reads:
        assert not unread, [(line.artifact, line.reason) for line in unread]
    elif bad:
        assert unread, {name: (lines[name].status, lines[name].reason) for name in touched}
        not_clean(got)
    if says:
        assert says in heard(got, touched), heard(got, touched)


def not_clean(got: Outcome) -> None:
    """Nobody can take this for an examination that saw everything."""
    assert got.result.exit_code in (1, 4)
    if got.result.exit_code == 4:
        said = got.face.verdict.text.format(**got.face.verdict.values)
        assert "in part" in said or "nothing can be said" in said, said


def in_words(reason: str) -> bool:
    """A sentence for people, without a line of code and without what a terminal would obey."""
    return len(reason) > 9 and " " in reason and "Traceback" not in reason and reason.isprintable()


def heard(got: Outcome, touched: set[str]) -> str:
    """Everything the result says of these artifacts and of the acquisition."""
    lines = [line for line in got.face.coverage if line.artifact in touched]
    words = [text for line in lines for file in line.files for text in (file.reason, *file.oddities)]
    checks = [f"{check.id} {check.outcome}: {check.why}" for check in got.face.provenance.checks]
    return "\n".join([*words, *(line.reason for line in lines), *got.face.notes, *checks])


def _without(table: pa.Table | None, *paths: str) -> pa.Table | None:
    if table is None:
        return None
    kept = table.filter(pc.invert(pc.is_in(table["path"], pa.array(paths))))
    return kept.drop_columns(["_row"])


def digest(path: Path) -> str:
    """Of everything below a path: names, kinds, contents of regular files."""
    found = hashlib.sha256()
    for each in [path] if not path.is_dir() else sorted(path.rglob("*")):
        found.update(f"{each.relative_to(path)} {each.lstat().st_mode} {each.lstat().st_size}\n".encode())
        if each.is_file() and not each.is_symlink() and each.stat().st_size < 1 << 30:
            with each.open("rb") as file:
                found.update(hashlib.file_digest(file, "sha256").digest())
    return found.hexdigest()


def copied(base: Path, target: Path) -> Path:
    """A phone to harm: files are links to the sound ones until they are replaced."""
    shutil.copytree(base, target, copy_function=os.link, symlinks=True)
    return target


def put(path: Path, data: bytes) -> None:
    """Write a file anew; the sound one behind the link stays as it is."""
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def stored(golden: Outcome, path: str) -> str:
    """Where an acquisition keeps a file of the phone."""
    return next(file.stored for line in golden.face.coverage for file in line.files if file.file == path)


Change = Callable[[bytes], bytes]


def _worked() -> float:
    """Processor seconds of this process, its living children and all that they have waited for."""
    ticks = os.sysconf("SC_CLK_TCK")
    total = sum(os.times()[:4])
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text().rsplit(")", 1)[1].split()
            if int(fields[1]) == os.getpid():
                total += sum(map(int, fields[11:15])) / ticks
    return total


def _reset_peak() -> None:
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def _peak() -> int:
    text = Path("/proc/self/status").read_text()
    return int(text.split("VmHWM:")[1].split()[0]) << 10
