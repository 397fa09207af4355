"""The order of the measurements: everything that is compared runs in turn, in every round in another order."""

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from bench.data import PASSWORD, Maker
from bench.peer import Peer
from bench.process import Run, run
from bench.results import Cost, Limits, Load, Rate, Sample, Scale
from hoofprint.model.face import CheckResult

PYTHON = sys.executable
EXAMINED = (0, 1, 4)
"""Exit codes of an examination that came to its end."""
LISTS = (20_000, 1_000_000)
STARTS = 9


@dataclass
class Bench:
    """Measures one thing after the other; what it makes and leaves lies in the maker's folder."""

    maker: Maker
    peer: Peer | None
    cut: tuple[str, ...]
    """What runs a command without network."""
    lists: Sequence[Path]
    """Published lists that both programs are given."""
    say: Callable[[str], None]
    last: CheckResult | None = field(default=None, init=False)
    """What the latest examination said."""

    @property
    def folder(self) -> Path:
        """The bench folder."""
        return self.maker.folder

    def scale(self, name: str, plain: Path, encrypted: Path | None, rounds: int, peer_rounds: int) -> Scale:
        """One size of backup, in rounds; the peer takes part in the first `peer_rounds` of them only."""
        scale = Scale(name)
        self._warm(plain)
        for at in range(rounds):
            steps: list[Callable[[], None]] = [lambda: self._plain(scale, plain)]
            if encrypted is not None:
                steps.append(lambda: scale.encrypted.append(self.check(encrypted)))
            if self.peer is not None and at < peer_rounds:
                steps.append(lambda: self._peer(scale, plain, encrypted))
            for step in steps if at % 2 == 0 else reversed(steps):
                step()
            scale.limits.append(self.limits(plain, encrypted))
            self.say(f"{name}: round {at + 1} of {rounds}")
        return scale

    def million(self, scale: Scale, plain: Path) -> None:
        """The plain backup with a million indicators more, as often as it was examined without them."""
        path = self.maker.indicators(LISTS[-1])
        for _ in scale.plain:
            scale.million.append(self.check(plain, [path]))
        self.say(f"{scale.name}: with {LISTS[-1]:,} indicators")

    def check(self, backup: Path, further: Sequence[Path] = ()) -> Sample:
        """Hoofprint as a user runs it, everything written; its case stays until the next."""
        case, password = self.folder / "case", self.folder / "password"
        password.write_text(f"{PASSWORD}\n", encoding="ascii")
        shutil.rmtree(case, ignore_errors=True)
        given = [part for path in (*self.lists, *further) for part in ("--indicators", path)]
        options = ("--case", case, "--json", "--password-file", password)
        done = self._offline(PYTHON, "-m", "hoofprint", "check", *options, *given, backup, allowed=EXAMINED)
        self.last = msgspec.json.decode(done.out, type=CheckResult)
        (self.folder / "result.json").write_bytes(done.out)
        return Sample(done.cpu, done.wall, done.peak, size(case))

    def limits(self, plain: Path, encrypted: Path | None) -> Limits:
        """What the machine could do at best, with the rows of the case that lies there."""
        (records,) = (self.folder / "case" / "acquisitions").glob("*/records")
        result = self.folder / "result.json"
        done = run([PYTHON, "-m", "bench.limits", plain, encrypted or "", result, records])
        return msgspec.json.decode(done.out, type=Limits)

    def rates(self, backup: Path) -> list[Rate]:
        """Rows per second of every artifact."""
        done = run([PYTHON, "-m", "bench.rates", backup])
        return msgspec.json.decode(done.out, type=list[Rate])

    def loads(self, rounds: int) -> list[Load]:
        """Lists of indicators of both lengths, loaded and parsed in turn, each time by a fresh process."""
        loads = []
        for _ in range(rounds):
            for count in LISTS:
                path = self.maker.indicators(count)
                costs = [
                    msgspec.json.decode(run([PYTHON, "-m", "bench.loading", what, path]).out, type=Cost)
                    for what in ("load", "parse")
                ]
                loads.append(Load(count, path.stat().st_size, *costs))
        self.say("loading indicators")
        return loads

    def starts(self) -> tuple[list[Cost], list[Cost]]:
        """`hoofprint --help` and a Python that does nothing, in turn."""
        shown, bare = [], []
        for _ in range(STARTS):
            shown.append(_cost(run([PYTHON, "-m", "hoofprint", "--help"])))
            bare.append(_cost(run([PYTHON, "-c", "pass"])))
        return shown, bare

    def _plain(self, scale: Scale, plain: Path) -> None:
        scale.plain.append(self.check(plain))
        assert self.last is not None
        scale.rows = sum(coverage.rows for coverage in self.last.acquisitions[0].coverage)

    def _peer(self, scale: Scale, plain: Path, encrypted: Path | None) -> None:
        assert self.peer is not None
        output = self.folder / "peer-output"
        for backup in filter(None, (plain, encrypted)):
            shutil.rmtree(output, ignore_errors=True)
            if backup == plain:
                done, into = self.peer.check(backup, output, self.lists), scale.peer
            else:
                done, into = self.peer.decrypt(backup, output), scale.decrypt
            into.append(Sample(done.cpu, done.wall, done.peak, size(output)))
        shutil.rmtree(output, ignore_errors=True)

    def _offline(self, *command: str | Path, allowed: Sequence[int]) -> Run:
        """A command without network, and without anything a user's own lists could add."""
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        environment = {"HOME": str(home), "XDG_DATA_HOME": str(home)}
        return run([*self.cut, *command], allowed, environment)

    def _warm(self, backup: Path) -> None:
        """One examination that does not count: all that is read lies in memory afterwards, for everybody."""
        self.check(backup)


def size(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(
        os.lstat(os.path.join(inner, name)).st_size for inner, _, names in os.walk(folder) for name in names
    )


def _cost(done: Run) -> Cost:
    return Cost(done.cpu, done.wall)
