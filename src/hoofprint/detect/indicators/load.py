"""Indicator lists from files and folders: finds out what each file is, and reads it. Nothing here raises for a
file or an entry: what is not understood is listed in its set, with the reason."""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from hoofprint.detect.indicators.gather import Gatherer, not_a_list
from hoofprint.detect.indicators.lint import annotate
from hoofprint.detect.indicators.overlay import adjusted
from hoofprint.detect.indicators.readers import json_file, plain, table, xml_file, yaml_file
from hoofprint.detect.indicators.readers.headings import kind_of_file
from hoofprint.model.indicator import IndicatorSet

LARGEST = 4 * 1024**3
"""Bytes of one list; a million indicators in STIX take about 0.75 GB."""
LARGEST_XML = 64 * 1024**2
PROSE = (".md", ".adoc", ".rst", ".html", ".htm", ".pdf", ".docx", ".rtf")
CODE = (".py", ".sh", ".js", ".toml", ".cfg", ".ini", ".lock")
YARAS = (".yar", ".yara")
YARA = re.compile(
    r"^[ \t]*+(?:(?:private|global)\s{1,9}+){0,2}+rule\s{1,9}+\w{1,128}+[^{}]{0,500}+\{", re.MULTILINE
)


def load(paths: Iterable[Path]) -> list[IndicatorSet]:
    """The lists in files and folders as they are matched: adjusted by the overlays and noted by lint."""
    return annotate(map(adjusted, read(paths)))


def read(paths: Iterable[Path]) -> list[IndicatorSet]:
    """The lists in files and folders (recursive, in order of name), one set for each file, as they stand. A set's
    name is the file's, with the folders below the one that was given."""
    return _distinct([_set(path, name) for path, name in _files(paths)])


def _files(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Files with the names their sets get; hidden ones and links inside a folder are passed over. A folder that cannot
    be listed stands among the files, and fails like one."""
    for path in paths:
        if not path.is_dir():
            yield path, path.name
            continue
        unlisted: list[OSError] = []
        for folder, inner, names in os.walk(path, onerror=unlisted.append):
            inner[:] = sorted(name for name in inner if not name.startswith("."))
            for name in sorted(name for name in names if not name.startswith(".")):
                file = Path(folder, name)
                if not file.is_symlink():
                    yield file, file.relative_to(path).as_posix()
        for error in unlisted:
            yield Path(error.filename), Path(error.filename).name


def _distinct(sets: list[IndicatorSet]) -> list[IndicatorSet]:
    """Sets of equal names get a number, so that a sighting names one file."""
    seen: dict[str, int] = {}
    found = []
    for one in sets:
        seen[one.name] = seen.get(one.name, 0) + 1
        again = f"{one.name} ({seen[one.name]})" if seen[one.name] > 1 else one.name
        found.append(one if again == one.name else _renamed(one, again))
    return found


def _renamed(one: IndicatorSet, name: str) -> IndicatorSet:
    indicators = tuple(msgspec.structs.replace(indicator, set=name) for indicator in one.indicators)
    return msgspec.structs.replace(one, name=name, indicators=indicators)


def _set(path: Path, name: str) -> IndicatorSet:
    try:
        if path.stat().st_size > LARGEST:
            return not_a_list(name, "", f"larger than {LARGEST // 1024**3} GB")
        data = path.read_bytes()
    except OSError as error:
        return not_a_list(name, "", f"cannot be read: {error.strerror or error}")
    digest = hashlib.sha256(data).hexdigest()
    into = Gatherer(name, digest)
    what = parse(data, Path(name).name, into)
    return not_a_list(name, digest, what) if what else into.finish()


def parse(data: bytes, name: str, into: Gatherer) -> str | None:
    """Fills the set from a file's bytes; or says what the file is, where it holds no indicators."""
    suffix = Path(name).suffix.lower()
    if suffix in PROSE:
        return f"prose ({suffix[1:]}): give its values as a list"
    if suffix in CODE:
        return f"a file of a program ({suffix[1:]})"
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head:
        return None
    if head[:1] in b"{[" and not head.startswith((b"[.", b"[[")):
        what = _json(data.removeprefix(b"\xef\xbb\xbf"), into)
        if what is None or suffix in (".json", ".stix", ".stix2"):
            return what
    if head[:1] == b"<":
        return xml_file.read(data, into) if len(data) <= LARGEST_XML else "XML of more than 64 MB"
    text = _decoded(data)
    return _text(text, name, suffix, into) if text is not None else "binary data"


def _json(data: bytes, into: Gatherer) -> str | None:
    try:
        json_file.read(data, into)
    except json_file.NotIndicators as error:
        return str(error)
    except (msgspec.DecodeError, RecursionError) as error:
        return f"JSON that cannot be read: {error}"
    return None


def _decoded(data: bytes) -> str | None:
    """Text in UTF-8 or, where marked, UTF-16; None for binary data. Broken characters cost their own line only."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    return None if b"\x00" in data[:8192] else data.decode("utf-8-sig", "replace")


def _text(text: str, name: str, suffix: str, into: Gatherer) -> str | None:
    if suffix in (".csv", ".tsv") or (
        suffix not in YARAS and not kind_of_file(name) and table.looks_like(text)
    ):
        return None if table.read(text, into) else "an inventory of files, not of indicators"
    if suffix in YARAS or YARA.search(text[:100_000]):
        return f"YARA rules ({len(YARA.findall(text))}): they need the files' content, and are not run"
    if suffix in (".yaml", ".yml"):
        try:
            return yaml_file.read(text, into)
        except yaml_file.NotPlain as error:
            return f"YAML that is not read: {error}"
    return _list(text, name, into)


def _list(text: str, name: str, into: Gatherer) -> str | None:
    """A plain list; a text most of whose lines hold no value is prose, and not listed line by line."""
    trial = Gatherer(into.name, into.sha256)
    sample = text[:200_000].splitlines()
    plain.lines(sample, name, trial)
    once = trial.finish()
    known = len(once.indicators) + len(once.repeated)
    named = kind_of_file(name) is not None or plain.is_properties(name)
    if known * 2 < trial.read and not named:
        return "text without a list of values"
    plain.lines(text.splitlines(), name, into)
    return None
