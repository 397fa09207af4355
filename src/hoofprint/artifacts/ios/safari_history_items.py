"""Addresses in Safari's history that no recorded load refers to any more.

Safari keeps an address while it keeps a load of it; an address alone is what remains when loads were removed one
by one, or of a file that was edited. Clearing history in Safari removes both.
"""

from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import Kind, Topic, reads
from hoofprint.artifacts.places import safari
from hoofprint.artifacts.rows import opened, rows, values
from hoofprint.model.record import At, Count, Id, Record, Str, Url
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class HistoryItem(Record, frozen=True):
    """An address in Safari's history without any recorded load. There is no time in it."""

    url: Annotated[Url, "address"] = None
    item: Annotated[Id, "id of the address"] = None
    domain: Annotated[Str, "Safari's short form of the host, without the public suffix"] = None
    visits: Annotated[Count, "loads Safari has counted for it"] = None


@reads(
    HistoryItem,
    name=N_("Safari addresses without a load"),
    topic=Topic.WEB,
    says=N_("Safari history keeps {url} without any load of it"),
    files=safari("History.db"),
    kinds=(Kind.ENCRYPTED_BACKUP, Kind.FILESYSTEM),
    sources=(
        "https://docs.mvt.re/en/latest/ios/records/ (safari_history)",
        "https://plaso.readthedocs.io/ (Safari history database parser)",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    with opened(file) as database:
        used = values(file, database, "history_visits", "history_item")
        columns = "id url domain_expansion visit_count"
        for row in rows(file, database, "history_items", columns, "domain_expansion", gone=True, unless=used):
            item, url, domain, visits = row.values.values()
            yield row.at, HistoryItem(url=url, item=item, domain=domain, visits=visits)
