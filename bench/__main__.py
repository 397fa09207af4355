"""`python -m bench`: make what is missing, measure in turn, write the page. `--help` says what can be chosen."""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from bench.data import SCALES, Maker
from bench.machine import machine
from bench.measure import Bench
from bench.page import page
from bench.peer import Peer, installed, without_network
from bench.process import Failed
from bench.results import Results, Scale
from hoofprint import __version__

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
PAGE = ROOT / "docs" / "reference" / "performance.md"
ROUNDS = {"small": (5, 3), "medium": (3, 2), "large": (3, 1)}
"""Rounds of each size, and in how many of them MVT takes part: on the large backup it needs minutes."""


def arguments() -> argparse.Namespace:
    """What can be chosen."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--scale", choices=SCALES, default="large", help="the largest size that is measured")
    parser.add_argument(
        "--folder", type=Path, default=ROOT / "bench-data", help="where backups are made and kept"
    )
    parser.add_argument(
        "--maker", type=Path, default=SHARED / "bench" / "make_backup.py", help="makes backups"
    )
    parser.add_argument(
        "--lists", type=Path, default=SHARED / "indicators", help="published indicators (*.stix2)"
    )
    parser.add_argument("--rounds", type=int, help="rounds of each size")
    parser.add_argument(
        "--peer-rounds", type=int, help="rounds of each size in which MVT takes part; 0 for none"
    )
    parser.add_argument(
        "--resume", action="store_true", help="keep the sizes that an interrupted run finished"
    )
    parser.add_argument("--no-indicators", action="store_true", help="leave the list of a million out")
    parser.add_argument("--page", type=Path, default=PAGE, help="the page that is written")
    parser.add_argument("--again", type=Path, help="write the page from the results of an earlier run (JSON)")
    return parser.parse_args()


def main() -> int:
    """Measure and write; 0 also where there is no backup to measure, which is said."""
    chosen = arguments()
    if chosen.again:
        results = msgspec.json.decode(chosen.again.read_bytes(), type=Results)
    else:
        chosen.folder.mkdir(parents=True, exist_ok=True)
        measured = measure(chosen)
        if measured is None:
            print(f"nothing measured: no backup in the bench folder, and no {chosen.maker.name} to make one")
            return 0
        results = measured
        kept(chosen, results)
    text = page(results)
    chosen.page.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0


def interrupted(chosen: argparse.Namespace, missing: list[str]) -> Results | None:
    """What an earlier run of the same version kept before it was stopped, if that is to be gone on with."""
    path: Path = chosen.folder / "results.json"
    if not chosen.resume or not path.is_file():
        return None
    results = msgspec.json.decode(path.read_bytes(), type=Results)
    if results.version != __version__:
        return None
    names = ", ".join(scale.name for scale in results.scales)
    missing.append(
        f"Everything in one go: {names} are from a run that was interrupted, the rest was added later."
    )
    return results


def kept(chosen: argparse.Namespace, results: Results) -> None:
    """The results so far, for `--again`."""
    (chosen.folder / "results.json").write_bytes(msgspec.json.encode(results))


def measure(chosen: argparse.Namespace) -> Results | None:
    """Everything that can be measured here; None where there is no backup."""
    bench, peer, missing = prepare(chosen)
    results = interrupted(chosen, missing) or Results(
        date=f"{datetime.now(UTC):%Y-%m-%d}",
        version=__version__,
        machine=machine(),
        confinement="",
        network=NETWORK[bool(bench.cut)],
        lists=len(bench.lists),
        peer=peer.version if peer else "",
        missing=missing,
    )
    results.missing = missing
    for name in SCALES[: SCALES.index(chosen.scale) + 1]:
        if any(scale.name == name for scale in results.scales):
            continue
        plain, encrypted = (bench.maker.backup(name, kind) for kind in (False, True))
        if plain is None:
            missing.append(
                f"The {name} backup: it does not lie in the bench folder, and its maker is not there."
            )
            continue
        results.scales.append(one_scale(bench, chosen, name, plain, encrypted))
        with told(missing, "Rows per second of each artifact"):
            results.rates, results.rates_of = bench.rates(plain), name
        kept(chosen, results)
    if not results.scales:
        return None
    if bench.last is not None:
        results.confinement = f"{bench.last.confinement.level}, {bench.last.confinement.why}"
    results.help, results.bare = bench.starts()
    largest = bench.maker.backup(results.scales[-1].name, False)
    if chosen.no_indicators or largest is None:
        missing.append("Lists of 20,000 and 1,000,000 indicators: left out as asked.")
    else:
        with told(missing, "Lists of 20,000 and 1,000,000 indicators"):
            results.loads = bench.loads(rounds=3)
            bench.million(results.scales[-1], largest)
    return results


@contextmanager
def told(missing: list[str], what: str) -> Iterator[None]:
    """What fails late costs itself, not the hour before it."""
    try:
        yield
    except Failed as error:
        say(f"{what}: {error}")
        missing.append(f"{what}: the measuring failed.")


def prepare(chosen: argparse.Namespace) -> tuple[Bench, Peer | None, list[str]]:
    """The bench, the peer where it can be had, and what will be missing."""
    cut, missing, peer = without_network(), [], None
    if chosen.peer_rounds == 0:
        missing.append("MVT: left out as asked.")
    else:
        try:
            peer = installed(chosen.folder, cut)
        except (subprocess.CalledProcessError, OSError):
            missing.append("MVT: it could not be installed from the package index.")
    lists = sorted(chosen.lists.rglob("*.stix2"))
    if not lists:
        missing.append("Published lists of indicators: there are none beside this checkout.")
    return Bench(Maker(chosen.folder, chosen.maker), peer, cut, lists, say), peer, missing


def say(text: str) -> None:
    """How far the work is, for whoever waits."""
    print(f"{datetime.now(UTC):%H:%M:%S} {text}", file=sys.stderr, flush=True)


NETWORK = {
    True: "Both run in a network namespace of their own without any connection (`unshare -n`).",
    False: "This system offers no way to take the network from a command; MVT is told not to use it.",
}


def one_scale(
    bench: Bench, chosen: argparse.Namespace, name: str, plain: Path, encrypted: Path | None
) -> Scale:
    """One size, as often as chosen or as fits its size."""
    rounds, peer_rounds = ROUNDS[name]
    rounds = chosen.rounds or rounds
    peer_rounds = min(rounds, peer_rounds if chosen.peer_rounds is None else chosen.peer_rounds)
    return bench.scale(name, plain, encrypted, rounds, peer_rounds)


if __name__ == "__main__":
    sys.exit(main())
