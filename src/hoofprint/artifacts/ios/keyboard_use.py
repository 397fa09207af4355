"""How long each app was in use where the keyboard could be: app_usage_database.plist. No backup holds it.

A day is written as its local midnight read as UTC, so exact to a day at best.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from hoofprint.artifacts import Kind, Topic, reads
from hoofprint.artifacts.dates import dated
from hoofprint.formats.plist import as_dict, as_float, as_list
from hoofprint.model.record import At, Bundle, Count, Record, Seconds, Time
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class KeyboardUse(Record, frozen=True):
    """An app was in use for so long on a day, as the keyboard's service counted it; not what was typed."""

    day: Annotated[Time, "the day; stored without a zone, so exact to a day at best"] = None
    bundle: Annotated[Bundle, "the app"] = None
    seconds: Annotated[Seconds, "how long it was in use"] = None
    typing: Annotated[Seconds, "how long the keyboard was shown in it"] = None
    shown: Annotated[Count, "how often the keyboard was shown"] = None


def _one(file: File, row: int, bundle: str, number: int, item: Any) -> tuple[At, Record]:
    held = as_dict(item)
    times = [time for time in map(as_float, as_list(held.get("keyboardTimes"))) if time is not None]
    return At(row, key=f"{bundle}.{number}"), KeyboardUse(
        day=dated(file.notes, "day", held.get("startDate")),
        bundle=bundle,
        seconds=as_float(held.get("appTime")),
        typing=sum(times) if times else None,
        shown=len(times),
    )


@reads(
    KeyboardUse,
    name=N_("days on which apps were used (keyboard)"),
    topic=Topic.PROGRAMS,
    says=N_("{bundle} was in use for {seconds} seconds on a day"),
    files="/private/var/mobile/Library/Keyboard/app_usage_database.plist",
    kinds=(Kind.FILESYSTEM,),
    sources=("https://github.com/abrignoni/iLEAPP (keyboardAppUsage)",),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    apps = as_dict(file.plist()).items()
    items = [(bundle, number, item) for bundle, held in apps for number, item in enumerate(as_list(held))]
    return file.each(enumerate(items), lambda one: _one(file, one[0], *one[1]))
