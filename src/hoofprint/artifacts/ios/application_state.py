"""Apps the home screen's service knows, with their folders, and those that are gone: applicationState.db.

Values are property lists; objects stand in them as data that is a keyed archive of its own. An app without folders is
one that was removed or offloaded; for some the day is kept (`_UninstallDate`).
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any

from hoofprint.artifacts import Topic, reads
from hoofprint.artifacts.dates import dated
from hoofprint.artifacts.rows import opened, rows
from hoofprint.formats import archiver, plist
from hoofprint.model.record import At, Bundle, Path, Record, Texts, Time
from hoofprint.model.words import N_
from hoofprint.workers.file import File

FOLDERS, REMOVED = "compatibilityInfo", "_UninstallDate"


class AppState(Record, frozen=True):
    """An app that is or was on the phone; being known does not mean it was ever opened."""

    bundle: Annotated[Bundle, "the app"] = None
    folder: Annotated[Path, "folder of its bundle; empty where it is gone"] = None
    data: Annotated[Path, "folder of its data"] = None
    uninstalled: Annotated[Time, "when it was removed, where that is kept"] = None
    keys: Annotated[Texts, "names of everything kept about it"] = None


def _value(file: File, blob: Any) -> Any:
    """The value of a key, taken out of its wrapping; None where it cannot be read."""
    try:
        held = plist.load(blob, file.notes) if isinstance(blob, bytes) else None
        if isinstance(held, bytes):
            held = plist.load(held, file.notes)
        return (
            archiver.unarchive(held, file.notes) if isinstance(held, dict) and "$archiver" in held else held
        )
    except (plist.DamagedPlist, archiver.DamagedKeyedArchive):
        file.notes["value is no property list"] += 1
        return None


def _date(value: Any) -> Any:
    """The date itself, or the first one in a dictionary."""
    return next((one for one in plist.as_dict(value).values() if isinstance(one, datetime)), value)


@reads(
    AppState,
    name=N_("apps known to the home screen"),
    topic=Topic.APPS,
    says=N_("{bundle} is known to the home screen"),
    files="/private/var/mobile/Library/FrontBoard/applicationState.db",
    sources=(
        "Alexis Brignoni, Identifying installed and uninstalled apps in iOS, abrignoni.com, 2018, and iLEAPP",
        "https://github.com/abrignoni/iOS-Snapshot-Triage-Parser (a property list within each value)",
        "XBApplicationDataStore in SplashBoard (setArchivedObject:forKey:; public decompilations of iOS 26)",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    with opened(file) as database:
        keys = {row.values["id"]: row.values["key"] for row in rows(file, database, "key_tab", "id key")}
        kept: dict[Any, dict[str, Any]] = {}
        for row in rows(file, database, "kvs", "application_identifier key value"):
            app, key, value = row.values.values()
            kept.setdefault(app, {})[str(keys.get(key, key))] = value
        for row in rows(file, database, "application_identifier_tab", "id application_identifier"):
            number, bundle = row.values.values()
            held = kept.get(number, {})
            folders = plist.as_dict(_value(file, held.get(FOLDERS)))
            yield (
                row.at,
                AppState(
                    bundle=bundle,
                    folder=plist.as_text(folders.get("bundlePath")),
                    data=plist.as_text(folders.get("sandboxPath")),
                    uninstalled=dated(file.notes, "uninstalled", _date(_value(file, held.get(REMOVED)))),
                    keys=sorted(held) or None,
                ),
            )
