"""Apps that were removed, with the day: the installation service's own list. No backup holds it.

Dates are those of a property list, UTC. An app that was installed again leaves the list.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any

from hoofprint.artifacts import Kind, Topic, reads
from hoofprint.artifacts.dates import dated
from hoofprint.formats.plist import as_dict
from hoofprint.model.record import At, Bundle, Record, Time
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class UninstalledApp(Record, frozen=True):
    """An app was removed from the phone, by hand, by management or by the system to save room."""

    bundle: Annotated[Bundle, "the app"] = None
    uninstalled: Annotated[Time, "when it was removed"] = None


@reads(
    UninstalledApp,
    name=N_("apps that were removed"),
    topic=Topic.APPS,
    says=N_("{bundle} was removed"),
    files="/private/var/installd/Library/MobileInstallation/UninstalledApplications.plist",
    kinds=(Kind.FILESYSTEM,),
    sources=(
        "MIUninstalledAppList in installd (public decompilations)",
        "Sarah Edwards and Alexis Brignoni on traces of removed apps, mac4n6.com and abrignoni.com, 2019",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    for row, (bundle, held) in enumerate(as_dict(file.plist()).items()):
        date: Any = next((value for value in as_dict(held).values() if isinstance(value, datetime)), held)
        yield (
            At(row, key=bundle),
            UninstalledApp(bundle=bundle, uninstalled=dated(file.notes, "uninstalled", date)),
        )
