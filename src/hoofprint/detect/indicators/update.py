"""Fetches public indicator lists, only when asked, and keeps them pinned by their hashes.

The store is a folder with `lock.json` and one file for each list, named by the hash of its content. Files are written
first and the lock last, each by renaming, so that the store is always either as it was or as it became. What is loaded
is exactly what the lock names: a file that changed since is not used.

The index is the public one of the MVT project (`indicators.yaml`); it names repositories and carries no hashes, so a
hash here says "the same as when it was fetched", not "signed by its publisher".
"""

import fcntl
import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec

from hoofprint.detect.indicators.fetch import Fetch, FetchError, fetcher
from hoofprint.detect.indicators.gather import Gatherer, not_a_list
from hoofprint.detect.indicators.lint import annotate
from hoofprint.detect.indicators.load import parse
from hoofprint.detect.indicators.overlay import adjusted
from hoofprint.detect.indicators.readers import yaml_file
from hoofprint.model.indicator import IndicatorSet
from hoofprint.model.words import N_, Worded

INDEX = "https://raw.githubusercontent.com/mvt-project/mvt-indicators/main/indicators.yaml"
RAW = "https://raw.githubusercontent.com"
LARGEST_INDEX = 1024**2
LARGEST_LIST = 64 * 1024**2
MOST_LISTS = 200
SHRUNK = 0.8
"""A list with a smaller share of its former indicators is not taken over by itself."""
LOCK = "lock.json"
_PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")


class Status(StrEnum):
    """What became of one list."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    """The former version stays; `why` says why."""
    FAILED = "failed"
    """There is no former version, and the new one is not usable."""


class Pinned(msgspec.Struct, frozen=True, kw_only=True):
    """One list in the store."""

    name: str
    url: str
    sha256: str
    size: int
    indicators: int
    fetched: str
    """When these bytes were first fetched, RFC 3339 UTC."""

    @property
    def file(self) -> str:
        """Its name in the store."""
        return f"{self.sha256}.list"


class Lock(msgspec.Struct, frozen=True, kw_only=True):
    """What the store holds."""

    schema: str = "hoofprint.indicators/1"
    index: str = ""
    index_sha256: str = ""
    sets: tuple[Pinned, ...] = ()


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one list of the index."""

    name: str
    status: Status
    indicators: int
    why: str = ""
    """Marked for translation; `values` fill its fields."""
    values: dict[str, str] = {}


class UpdateError(Worded):
    """The update did not take place; the store is as it was. The message says why."""


def update(
    store: Path,
    now: datetime,
    *,
    index: str = INDEX,
    raw: str = RAW,
    fetch: Fetch | None = None,
    accept_shrunk: bool = False,
) -> list[Result]:
    """Fetches the index and its lists into the store. A list that fails, or that lost more than a fifth of its
    indicators, leaves its former version in place (`accept_shrunk`: take it over all the same); so does one that the
    index no longer names. Raises `UpdateError` where index or store cannot be used."""
    fetch = fetch or fetcher()
    with _exclusively(store):
        before = {pinned.name: pinned for pinned in read_lock(store).sets}
        try:
            text = fetch(index, LARGEST_INDEX)
            entries = list(_entries(text.decode("utf-8", "replace"), raw))
        except (FetchError, ValueError) as error:
            raise UpdateError(N_("the index of indicator lists cannot be used"), because=error) from error
        results: list[Result] = []
        sets: list[Pinned] = []
        for name, url in entries:
            old = before.pop(name, None)
            pinned, result = _one(store, name, url, old, now, fetch, accept_shrunk)
            results.append(result)
            sets += [pinned] if pinned else []
        for old in before.values():
            sets.append(old)
            results.append(_kept(old, N_("no longer in the index")))
        digest = hashlib.sha256(text).hexdigest()
        _write(store / LOCK, msgspec.json.encode(Lock(index=index, index_sha256=digest, sets=tuple(sets))))
        _sweep(store, {pinned.file for pinned in sets})
    return results


def _one(
    store: Path, name: str, url: str, old: Pinned | None, now: datetime, fetch: Fetch, accept_shrunk: bool
) -> tuple[Pinned | None, Result]:
    def refused(why: str, **values: str) -> tuple[Pinned | None, Result]:
        if old:
            return old, _kept(old, why, **values)
        return None, Result(name=name, status=Status.FAILED, indicators=0, why=why, values=values)

    try:
        data = fetch(url, LARGEST_LIST)
    except FetchError as error:
        return refused(N_("it could not be fetched: {reason}"), reason=str(error))
    digest = hashlib.sha256(data).hexdigest()
    if old and old.sha256 == digest and _intact(store, old):
        return old, Result(name=name, status=Status.UNCHANGED, indicators=old.indicators)
    into = Gatherer(name, digest)
    what = parse(data, url.rpartition("/")[2], into)
    count = 0 if what else len(into.finish().indicators)
    if not count:
        return refused(N_("what came is no indicator list: {what}"), what=what or "it is empty")
    if old and count < SHRUNK * old.indicators and not accept_shrunk:
        now_and_then = {"now": str(count), "before": str(old.indicators)}
        return refused(N_("it shrank from {before} to {now} indicators"), **now_and_then)
    fetched = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    pinned = Pinned(name=name, url=url, sha256=digest, size=len(data), indicators=count, fetched=fetched)
    _write(store / pinned.file, data)
    return pinned, Result(name=name, status=Status.UPDATED if old else Status.NEW, indicators=count)


def _kept(old: Pinned, why: str, **values: str) -> Result:
    return Result(name=old.name, status=Status.KEPT, indicators=old.indicators, why=why, values=values)


def _entries(text: str, raw: str) -> Iterator[tuple[str, str]]:
    """Names and addresses of the lists an index names. Raises `ValueError` where it is no index."""
    tree = yaml_file.parse(text)
    entries = tree.get("indicators") if isinstance(tree, dict) else None
    if not isinstance(entries, list) or not entries:
        raise ValueError("it names no lists")
    seen: set[str] = set()
    for entry in entries[:MOST_LISTS]:
        url = _address(entry, raw) if isinstance(entry, dict) else None
        name = str(entry.get("name", url)) if isinstance(entry, dict) else ""
        if url and name not in seen:
            seen.add(name)
            yield name, url


def _address(entry: dict[str, Any], raw: str) -> str | None:
    place = entry.get("github")
    if entry.get("type") == "github" and isinstance(place, dict):
        owner, repo, branch = (str(place.get(key, "")) for key in ("owner", "repo", "branch"))
        path = str(place.get("path", "")).split("/")
        if all(_PART.fullmatch(part) for part in (owner, repo, branch, *path)):
            return "/".join((raw, owner, repo, branch, *map(quote, path)))
    url = entry.get("download_url")
    return url if isinstance(url, str) else None


def read_lock(store: Path) -> Lock:
    """What the store says it holds; empty where there is none yet. Raises `UpdateError` where it is damaged."""
    try:
        return msgspec.json.decode((store / LOCK).read_bytes(), type=Lock)
    except FileNotFoundError:
        return Lock()
    except (OSError, msgspec.DecodeError) as error:
        raise UpdateError(
            N_("{file} in the indicator store cannot be read"), because=error, file=LOCK
        ) from error


def installed(store: Path) -> list[IndicatorSet]:
    """The fetched lists as they are matched. A file that is not what the lock names is listed and not used."""
    return annotate(map(adjusted, (_installed(store, pinned) for pinned in read_lock(store).sets)))


def _installed(store: Path, pinned: Pinned) -> IndicatorSet:
    data = _bytes(store / pinned.file)
    if data is None or hashlib.sha256(data).hexdigest() != pinned.sha256:
        return not_a_list(
            pinned.name, pinned.sha256, "its file in the store is missing or was changed: update again"
        )
    into = Gatherer(pinned.name, pinned.sha256)
    what = parse(data, pinned.url.rpartition("/")[2], into)
    return not_a_list(pinned.name, pinned.sha256, what) if what else into.finish()


def _intact(store: Path, pinned: Pinned) -> bool:
    data = _bytes(store / pinned.file)
    return data is not None and hashlib.sha256(data).hexdigest() == pinned.sha256


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _write(path: Path, data: bytes) -> None:
    """The whole file or the former one, never half."""
    temporary = path.with_name(f".{path.name}.new")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)


def _sweep(store: Path, wanted: set[str]) -> None:
    for path in store.glob("*.list"):
        if path.name not in wanted:
            path.unlink(missing_ok=True)


@contextmanager
def _exclusively(store: Path) -> Iterator[None]:
    """One update at a time. Raises `UpdateError` where another one runs or the folder cannot be written."""
    try:
        store.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(store / ".updating", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise UpdateError(N_("the indicator store cannot be written"), because=error.strerror) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise UpdateError(N_("another update is running")) from error
    finally:
        os.close(handle)
