"""Which rows of a table are new or different between two states of a database."""

from collections.abc import Iterable, Iterator
from math import inf

from hoofprint.formats.sqlite_link import Damaged
from hoofprint.formats.sqlite_scan import Batch


def changed_rows(now: Iterable[Batch], before: Iterator[Batch]) -> set[int]:
    """Row ids in `now` whose row is missing or different in `before`; both come with rising row ids.

    Batches that are equal are passed over whole: tables that differ little cost little more than reading them.
    """
    changed: set[int] = set()
    old: dict[int, tuple[object, ...]] = {}
    reached: float = -inf
    for batch in now:
        last, same = batch.rowids[-1], False
        while reached < last and not same:
            more = next(before, None)
            if more is None:
                reached = inf
            elif not old and more == batch:
                reached, same = last, True
            else:
                old.update(_rows(more))
                reached = more.rowids[-1]
        if not same:
            changed.update(rowid for rowid, values in _rows(batch) if old.get(rowid) != values)
            old = {rowid: values for rowid, values in old.items() if rowid > last}
    return changed


def new_rows(now: Iterable[Batch], before: Iterable[Batch]) -> set[int]:
    """Ordinals of the rows in `now` that `before` does not hold with just these values: for tables without row ids."""
    known = {hash(values) for batch in before for _, values in _rows(batch)}
    return {ordinal for batch in now for ordinal, values in _rows(batch) if hash(values) not in known}


def until_damaged(batches: Iterable[Batch]) -> Iterator[Batch]:
    """The batches that can be read."""
    try:
        yield from batches
    except Damaged:
        return


def _rows(batch: Batch) -> Iterator[tuple[int, tuple[object, ...]]]:
    columns = zip(*batch.columns, strict=True) if batch.columns else (() for _ in batch.rowids)
    return zip(batch.rowids, columns, strict=True)
