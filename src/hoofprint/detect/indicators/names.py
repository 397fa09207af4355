"""Rows of a text column that hold a name worth a closer look, told from distinct names by compiled code.

In a phone's texts stand hundreds of thousands of host names, few of them different, hardly one of them listed. Each
different one is taken apart once; only rows that hold a telling one are walked through letter by letter.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

import polars as pl
import pyarrow as pa

NAME = 255
"""No host name is longer."""
REMEMBERED = 200_000
"""Different names that are remembered as telling nothing."""
IN_TEXT = r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+"
"""Labels with single dots between them."""
FEW = 500
"""Rows up to which compiled code takes longer to begin than the whole work takes without."""
_RUN = re.compile(r"[A-Za-z0-9_.-]+")
_DOTS = re.compile(r"\.\.+")
_CODED = re.compile(rb"[0-9a-f]{2}")


class Names:
    """Looks for names that are in, or below, one of `listed`, or are one of `whole`; both in lower case as bytes."""

    def __init__(self, listed: Sequence[Collection[bytes]], whole: Collection[bytes]) -> None:
        self._listed, self._whole = listed, whole
        self._boring: set[str] = set()

    def rows(self, values: "pa.Array[Any]") -> Sequence[int]:
        """Rows of a column of text that hold a telling name, in order; some of them may turn out to tell nothing."""
        return self._of_few(values.to_pylist()) if len(values) <= FEW else self._of_many(values)

    def _of_few(self, texts: Sequence[str | None]) -> Sequence[int]:
        names = [set(_names(text)) if text else set() for text in texts]
        telling = set(self._telling(set().union(*names)))
        return [row for row, each in enumerate(names) if not telling.isdisjoint(each)] if telling else ()

    def _of_many(self, values: "pa.Array[Any]") -> Sequence[int]:
        names = pl.Series("name", values).str.extract_all(IN_TEXT)
        telling = self._telling(names.list.explode().drop_nulls().unique().to_list())
        if not telling:
            return ()
        found = pl.DataFrame([names]).with_row_index("row").explode("name")
        kept = found.filter(pl.col("name").is_in(telling))["row"]
        return kept.unique().sort().to_list()

    def _telling(self, names: Iterable[str]) -> list[str]:
        last = self._last_labels  # most names in links end in something that is no part of the world's names
        ours = {name for name in names if name[name.rfind(".") + 1 :].lower() in last}
        return [name for name in ours - self._boring if self._tells(name)]

    @cached_property
    def _last_labels(self) -> set[str]:
        found = {name[name.rfind(b".") + 1 :] for known in (*self._listed, self._whole) for name in known}
        return {label.decode("latin-1") for label in found}

    def _tells(self, name: str) -> bool:
        if len(name) > NAME or self._ends_in_listed(name.encode().lower()):
            return True
        if len(self._boring) >= REMEMBERED:
            self._boring.clear()
        self._boring.add(name)
        return False

    def _ends_in_listed(self, name: bytes) -> bool:
        """Whether the name, or what follows one of its dots, is listed; also behind the rest of a percent-code."""
        if name in self._whole or (_CODED.match(name) and self._is_one(name[2:])):
            return True
        for listed in self._listed:
            end = name
            while end:
                if end in listed:
                    return True
                end = end.partition(b".")[2]
        return False

    def _is_one(self, name: bytes) -> bool:
        return name in self._whole or any(name in listed for listed in self._listed)


def _names(text: str) -> Iterator[str]:
    """What `IN_TEXT` finds, in a time that grows with the text's length and not faster, whatever it holds."""
    for run in _RUN.findall(text):
        if "." in run:
            yield from (name for part in _DOTS.split(run) if "." in (name := part.strip(".")))
