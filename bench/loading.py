"""How long a list of indicators takes to load and compile, or how long its bytes take to be parsed as JSON.

`python -m bench.loading load|parse FILE` prints the seconds as JSON; starting Python is not in them.
"""

import sys
from pathlib import Path

import msgspec

from bench.limits import timed
from bench.results import Cost
from hoofprint.detect.indicators import compile_sets, load


class Incomplete(Exception):
    """A list of which not every value was taken."""


def loaded(path: Path, count: int) -> Cost:
    """Load and compile; raises `Incomplete` where fewer values than `count` were taken."""
    sets, read = timed(lambda: load((path,)))
    if (taken := len(sets[0].indicators)) != count:
        raise Incomplete(f"{taken} of {count} values were taken")
    _, compiled = timed(lambda: compile_sets(sets, platform="ios"))
    return Cost(read.cpu + compiled.cpu, read.wall + compiled.wall)


def parsed(path: Path) -> Cost:
    """Read and parse with the parser Hoofprint uses (msgspec), into plain values."""
    return timed(lambda: msgspec.json.decode(path.read_bytes()))[1]


if __name__ == "__main__":
    file = Path(sys.argv[2])
    cost = loaded(file, int(file.stem)) if sys.argv[1] == "load" else parsed(file)
    sys.stdout.buffer.write(msgspec.json.encode(cost))
