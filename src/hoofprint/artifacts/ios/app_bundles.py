"""When each app's bundle folder was put in place: BundleMetadata.plist beside the bundle. No backup holds it.

The folder's name is the container id; `ios.containers` and `ios.applications` say which app it is. Dates are those
of a property list, UTC.
"""

from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import Kind, Topic, reads
from hoofprint.artifacts.dates import dated
from hoofprint.formats import archiver, plist
from hoofprint.model.record import At, Flag, Int, Record, Str, Time
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class AppBundle(Record, frozen=True):
    """The installation of one app's bundle; an update puts a new folder in place with a date of its own."""

    container: Annotated[Str, "id of the bundle's folder"] = None
    installed: Annotated[Time, "when this bundle was put in place"] = None
    build: Annotated[Str, "build of the system that put it there"] = None
    placeholder: Annotated[Flag, "an empty place for an app still to be fetched"] = None
    install_type: Annotated[Int, "kind of installation as stored; its codes are not published"] = None


@reads(
    AppBundle,
    name=N_("app bundles"),
    topic=Topic.APPS,
    says=N_("App bundle {container} was put in place"),
    files="/private/var/containers/Bundle/Application/*/BundleMetadata.plist",
    kinds=(Kind.FILESYSTEM,),
    sources=(
        "https://github.com/abrignoni/iLEAPP (appItunesmeta: installDate)",
        "MIBundleMetadata in the MobileInstallation framework (public decompilations)",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    held = plist.as_dict(archiver.unarchive(file.data, file.notes))
    folder = file.path.rsplit("/", 2)[-2:][0]
    placeholder = held.get("isPlaceholder")
    yield (
        At(0),
        AppBundle(
            container=folder,
            installed=dated(file.notes, "installed", held.get("installDate")),
            build=plist.as_text(held.get("installBuildVersion")),
            placeholder=placeholder if isinstance(placeholder, bool) else None,
            install_type=plist.as_int(held.get("installType")),
        ),
    )
