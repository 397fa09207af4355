"""Answers of web servers that apps and services kept: every Cache.db of the system's HTTP library. No backup holds it.

`time_stamp` is text, UTC. The answer's status and headers lie in a property list, its body in the database or in a
file beside it (`fsCachedData`). Which app asked is in the path of the file.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from hoofprint.artifacts import Kind, Topic, reads
from hoofprint.artifacts.dates import dated, iso_time
from hoofprint.artifacts.rows import Row, opened, rows
from hoofprint.formats import plist
from hoofprint.formats.sqlite import Database
from hoofprint.model.record import At, Flag, Id, Int, Record, Str, Time, Url
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class CachedResponse(Record, frozen=True):
    """A program fetched an address and kept the answer; nobody need have seen it, or known of it."""

    url: Annotated[Url, "the address"] = None
    time: Annotated[Time, "when the answer was kept"] = None
    status: Annotated[Int, "HTTP status of the answer"] = None
    content_type: Annotated[Str, "what kind of data the answer says it is"] = None
    method: Annotated[Str, "HTTP method of the request"] = None
    agent: Annotated[Str, "what the program called itself in the request"] = None
    body_in_file: Annotated[Flag, "the body lies in a file beside the database"] = None
    entry: Annotated[Id, "id of the entry"] = None
    policy: Annotated[Int, "storage policy as stored"] = None
    partition: Annotated[Str, "the site on whose pages it was fetched, where the cache is parted"] = None


METHODS = ("GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")


def _array(blob: Any, file: File) -> list[Any]:
    """The values of a stored request or answer; which stands where is not published, so they are told by form."""
    try:
        return plist.as_list(plist.as_dict(plist.load(blob, file.notes)).get("Array")) if blob else []
    except (plist.DamagedPlist, TypeError):
        file.notes["request or answer is no property list"] += 1
        return []


def _header(values: list[Any], name: str) -> str | None:
    headers = (item.items() for item in values if isinstance(item, dict))
    return next(
        (plist.as_text(value) for held in headers for key, value in held if key.lower() == name), None
    )


def _details(row: Row, file: File) -> dict[str, Any]:
    request, answer = (_array(row.values[column], file) for column in ("request_object", "response_object"))
    numbers = (value for value in answer[2:] if isinstance(value, int) and 100 <= value < 600)
    return {
        "status": next(numbers, None),
        "content_type": _header(answer, "content-type"),
        "method": next((value for value in request if value in METHODS), None),
        "agent": _header(request, "user-agent"),
    }


def _table(file: File, database: Database, table: str, columns: str) -> Iterator[Row]:
    if table in database.tables:
        yield from rows(file, database, table, columns)
    else:
        file.notes[f"optional table absent: {table}"] += 1


@reads(
    CachedResponse,
    name=N_("network caches of apps"),
    topic=Topic.WEB,
    says=N_("An answer from {url} was kept in a cache"),
    files=("/private/var/mobile/Library/Caches/Cache.db", "/private/var/**/Caches/**/Cache.db"),
    kinds=(Kind.FILESYSTEM,),
    sources=(
        "Silent Signal, iOS HTTP cache analysis for abusing APIs and forensics, 2016",
        "https://docs.mvt.re/en/latest/ios/records/ (cache_files)",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    with opened(file) as database:
        blobs = _table(file, database, "cfurl_cache_blob_data", "entry_ID request_object response_object")
        details = {row.values["entry_ID"]: _details(row, file) for row in blobs}
        bodies = _table(file, database, "cfurl_cache_receiver_data", "entry_ID isDataOnFS")
        outside = {row.values["entry_ID"]: row.values["isDataOnFS"] for row in bodies}
        wanted = "entry_ID request_key time_stamp storage_policy partition"
        for row in rows(
            file, database, "cfurl_cache_response", wanted, "storage_policy partition", gone=True
        ):
            entry, url, time, policy, partition = row.values.values()
            known, body = details.get(entry, {}), outside.get(entry)
            yield (
                row.at,
                CachedResponse(
                    url=url,
                    time=dated(file.notes, "time", time, iso_time),
                    body_in_file=bool(body) if isinstance(body, int) else None,
                    entry=entry,
                    policy=policy,
                    partition=partition,
                    **known,
                ),
            )
