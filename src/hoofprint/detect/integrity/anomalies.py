"""Oddities that honest phones and tools do not produce: files built to hang, to hide or to be read in two ways.

A file of the phone is written by whoever controlled the phone. Its anomaly is told and caps nothing: else a planted
one would be the cheapest way to weaken every finding. The container is written by whoever made the acquisition; one
that is built so that two tools see two different phones caps like any sign of editing.
"""

from collections.abc import Iterable, Iterator

from hoofprint.detect.integrity.caps import found, passed
from hoofprint.detect.rows import World
from hoofprint.model.coverage import FileRead
from hoofprint.model.finding import Check
from hoofprint.model.words import N_

OF_FILES = {
    "table replaced by": N_("a view or virtual table stands in the place of a table"),
    "generated column": N_("a table computes a column instead of storing it"),
    "rowid order broken": N_("rows of a table are out of order: pages are linked more than once"),
    "pages linked twice": N_("a table claims more rows than its file has room for"),
    "overflow pages shared": N_("rows of a table share the bytes of their values"),
    "journal names a super-journal": N_("a journal names another file, which SQLite would delete"),
    "refused ": N_("a database asks for a file or an act that reading it never needs"),
    "name that occurs twice": N_(
        "members of the archive have the same name; tools differ in which they read"
    ),
    "tar: extended header too long": N_("a header of the archive is too long to be read"),
    "member too large to open": N_("a member of the archive states more bytes than a phone has"),
}
"""How the note of an oddity begins, and what is said of it."""
KILLED = ("the parser was stopped after", "the parser ended ", "the worker spoke of")
KILLER = N_("a file ended the parser that read it, or was stopped because it took too long")
OF_CONTAINERS = {
    "zip: member shares its bytes with another": N_("members of the archive share their bytes"),
    "zip: member has another name in its own header": N_("members of the archive have two different names"),
    "zip: more than one end record": N_("the archive has more than one directory"),
    "zip: uncompressed member states two sizes": N_("members of the archive state two different sizes"),
    "tar: global header that renames": N_("a header of the archive renames or resizes the members behind it"),
}
"""Containers that two tools would read differently."""


def files(world: World) -> Check:
    """TI-20: no file is built in a way that honest phones do not build files, and none ended its parser."""
    why = _first(OF_FILES, world)
    if not why and any(file.reason.startswith(KILLED) for file in _read(world)):
        why = KILLER
    if why:
        return found("TI-20", why)
    return passed("TI-20", N_("no file that was read is built to mislead or to stop its reader"))


def container(world: World) -> Check:
    """TI-21: the container shows the same phone to every tool."""
    why = _first(OF_CONTAINERS, world)
    if why:
        return found("TI-21", why)
    return passed("TI-21", N_("nothing in the container's list can be read in two ways"))


def _read(world: World) -> Iterator[FileRead]:
    for line in world.coverage.values():
        yield from line.files


def _first(known: dict[str, str], world: World) -> str:
    notes = {note for file in _read(world) for note in file.oddities}
    return next((why for start, why in known.items() if _any(start, notes)), "")


def _any(start: str, notes: Iterable[str]) -> bool:
    return any(note.startswith(start) for note in notes)
