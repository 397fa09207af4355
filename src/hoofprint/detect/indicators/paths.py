"""Process names, executables and paths: compared whole, by component, by last component, or as the system cuts them."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from hoofprint.detect.indicators.compile import Claims, Tables
from hoofprint.detect.indicators.hit import Hit, strings
from hoofprint.detect.indicators.known import CUTS
from hoofprint.detect.indicators.normalise import LINKED
from hoofprint.detect.indicators.notes import GENERIC, SHORT
from hoofprint.model.indicator import How

_LINKS = dict(LINKED)


class PathMatcher:
    """Looks up names and paths."""

    def __init__(self, known: Tables) -> None:
        self._known = known
        self._files = {name: known.files.get(name) for name in known.files}
        self._names = dict(self._files)
        for name in known.processes:
            told = tuple(c for c in known.processes.get(name) if not {GENERIC, SHORT} & set(c.notes))
            if told:
                self._names[name] = (*known.files.get(name), *told)
        self._endings: dict[str, list[tuple[str, Claims]]] = defaultdict(list)
        for ending in known.endings:
            self._endings[ending.rpartition("/")[2]].append(("/" + ending, known.endings.get(ending)))

    def processes(self, values: "pa.Array[Any]") -> Iterator[Hit]:
        """A column of process names. A value with a slash at its head is a path; `daemon/bundle` is a daemon's
        name with the app it worked for, and both count."""
        for row, value in strings(values):
            if value.startswith("/"):
                yield from self._executable(row, value)
                continue
            first, slash, second = value.partition("/")
            yield from self._name(row, first, How.EXACT, value)
            if slash:
                yield from _found(row, How.EXACT, value, self._known.bundles.get(second))
                yield from _found(row, How.NAME, value, self._known.processes.get(second))

    def _name(self, row: int, name: str, how: How, value: str) -> Iterator[Hit]:
        yield from _found(row, how, value, self._known.processes.get(name))
        if len(name) in CUTS:
            yield from _found(row, How.TRUNCATED, value, self._known.cut.get(name))

    def _executable(self, row: int, value: str) -> Iterator[Hit]:
        path = normal(value)
        last = path.rpartition("/")[2]
        yield from self._folders(row, path, value)
        yield from self._name(row, last, How.NAME, value)
        yield from _found(row, How.NAME, value, self._known.files.get(last))

    def paths(self, values: "pa.Array[Any]", executable: bool) -> Iterator[Hit]:
        """A column of paths. The names of processes count as last components where the column may hold programs,
        except short and ordinary ones: as files, those are anybody's."""
        names = self._names if executable else self._files
        paths, endings = self._known.paths.values, self._endings
        listed: dict[str, bool] = {"": False}
        for row, value in strings(values):
            path = normal(value)
            folder, _, last = path.rpartition("/")
            if last in names:
                yield from _found(row, How.NAME, value, names[last])
            told = listed.get(folder)
            if told is None:
                told = self._listed(folder, listed)
            if told or path in paths or last in endings:
                yield from self._folders(row, path, value)

    def _listed(self, folder: str, known: dict[str, bool]) -> bool:
        """Whether a folder or one above it is a listed path; remembered for the next file in it."""
        paths, passed, at = self._known.paths.values, [], folder
        while at not in known and at not in paths:
            passed.append(at)
            at = at.rpartition("/")[0]
        found = known.get(at, True)
        for one in passed:
            known[one] = found
        return found

    def _folders(self, row: int, path: str, value: str) -> Iterator[Hit]:
        """The path itself, every folder above it, and relative paths that it ends in."""
        yield from _found(row, How.EXACT, value, self._known.paths.get(path))
        for ending, claims in self._endings.get(path.rpartition("/")[2], ()):
            if ("/" + path).endswith(ending):
                yield from _found(row, How.EXACT, value, claims)
        above = path.rpartition("/")[0]
        while above:
            yield from _found(row, How.BELOW, value, self._known.paths.get(above))
            above = above.rpartition("/")[0]


def normal(path: str) -> str:
    """An observed path as listed ones are written: the root's links followed, no double or last slash."""
    if "//" in path:
        path = re.sub("/{2,}", "/", path)
    if len(path) > 1 and path[-1] == "/":
        path = path[:-1]
    real = _LINKS.get(path[:4])
    return real + path[4:] if real and path[4:5] in ("", "/") else path


def _found(row: int, how: How, value: str, claims: Claims) -> Iterator[Hit]:
    if claims:
        yield Hit(row, how, value, claims, None, None)
