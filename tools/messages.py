"""Translation catalogues, renewed from the marked texts of code and templates, and from what record types say of
their columns and what readers say of files they cannot read. The latter two lie in catalogues of their own, so that
only what shows them has to read them.

Run as `python -m tools.messages` (or `make messages`): new texts appear untranslated at their place in the `.po`
file, texts that are gone leave it, and the `.mo` file that ships is written anew. What still lacks a translation is
printed, and fails. Nothing in the files depends on clock, machine or order of reading.
"""

import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from hoofprint.artifacts.registry import artifacts
from hoofprint.model.reasons import REASONS
from hoofprint.model.record import columns
from hoofprint.model.words import MEANINGS, TEXTS
from tools.reasons import reasons

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "src/hoofprint/locale"
LANGUAGES = ("es",)
HEADER = """\
# What Hoofprint says, in another language. For frightened people first: plain, exact, never more than data shows.
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plural}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""
Id = str | tuple[str, ...]
Found = dict[Id, frozenset[str]]
"""Texts, with their plural if they have one, and their flags."""


def main() -> int:
    """Renews every catalogue; 1 where texts are untranslated."""
    lacking = [
        text
        for name, find in FOUND.items()
        for language in LANGUAGES
        for text in renewed(name, find(), language)
    ]
    return 1 if lacking else 0


def renewed(name: str, found: Found, language: str) -> list[Id]:
    """Writes one catalogue anew, both its files; says and returns what it lacks."""
    catalogue = merged(found, catalogue_of(language, name), language)
    path = file_of(language, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_po(catalogue), encoding="utf-8")
    path.with_suffix(".mo").write_bytes(as_mo(catalogue))
    untranslated = list(missing(catalogue))
    for text in untranslated:
        sys.stdout.write(f"{language}: no translation of {text!r}\n")
    sys.stdout.write(f"{name} {language}: {len(found)} texts, {len(untranslated)} without translation\n")
    return untranslated


def file_of(language: str, name: str = TEXTS) -> Path:
    """Where a language's catalogue lies."""
    return LOCALE / language / "LC_MESSAGES" / f"{name}.po"


def meanings() -> Found:
    """What the columns of every artifact's records mean."""
    return _flagged({column.meaning for one in artifacts().values() for column in columns(one.record)} - {""})


def extracted() -> Found:
    """Every marked text, as `pyproject.toml` says where to look."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    methods = [(mapping["pattern"], mapping["method"]) for mapping in project["tool"]["babel"]["mappings"]]
    return _flagged(text for _, _, text, _, _ in extract_from_dir(ROOT, methods))


FOUND: dict[str, Callable[[], Found]] = {
    TEXTS: extracted,
    MEANINGS: meanings,
    REASONS: lambda: _flagged(reasons()),
}
"""Catalogues by name, with where their texts come from."""


def _flagged(texts: Iterable[str | tuple[str, ...]]) -> Found:
    catalogue = Catalog()
    for text in texts:
        catalogue.add(text)
    return {_id(message): frozenset(message.flags) for message in catalogue if message.id}


def catalogue_of(language: str, name: str = TEXTS) -> Catalog:
    """The catalogue as it lies there; empty where there is none yet."""
    path = file_of(language, name)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def merged(found: Found, old: Catalog, language: str) -> Catalog:
    """The marked texts with the translations known so far."""
    new = Catalog(locale=language, fuzzy=False)
    for text, flags in found.items():
        known = old.get(text if isinstance(text, str) else text[0])
        fits = known is not None and known.id == text and not known.fuzzy
        new.add(text, known.string if known is not None and fits else None, flags=flags)
    return new


def missing(catalogue: Catalog) -> Iterator[Id]:
    """Texts without a translation, or with one plural form lacking."""
    for message in catalogue:
        forms = [message.string] if isinstance(message.string, str) else message.string
        if message.id and not all(forms or [""]):
            yield _id(message)


def _id(message: Message) -> Id:
    return message.id if isinstance(message.id, str) else tuple(message.id)


def as_po(catalogue: Catalog) -> str:
    """The file people edit."""
    out = BytesIO()
    write_po(out, catalogue, sort_output=True, no_location=True, omit_header=True)
    head = HEADER.format(language=catalogue.locale, plural=catalogue.plural_forms)
    return f"{head}\n{out.getvalue().decode().strip()}\n"


def as_mo(catalogue: Catalog) -> bytes:
    """The file the program reads: as a reader of the text file would make it, at no particular time."""
    read = read_po(BytesIO(as_po(catalogue).encode()), locale=catalogue.locale)
    read.creation_date = read.revision_date = datetime(2000, 1, 1, tzinfo=UTC)
    out = BytesIO()
    write_mo(out, read)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
