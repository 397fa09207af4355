"""Apps the acquisition lists, with what the App Store wrote about each: where it came from, who sold it, to whom.

In a backup the list stands in the backup's own Info.plist; in a dump beside each app's bundle. The purchase date is
text with a `Z`: UTC, not the examiner's zone. An app without store metadata is still a row: it may be a developer's
own build, come from another store or from an organisation, or the metadata may just be missing.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from hoofprint.artifacts import Topic, reads
from hoofprint.artifacts.dates import dated, iso_time
from hoofprint.formats import plist
from hoofprint.model.record import Account, At, Bundle, Flag, Id, Record, Str, Time
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class Application(Record, frozen=True):
    """An app the acquisition lists and its store metadata; being listed does not mean it was ever opened."""

    bundle: Annotated[Bundle, "bundle id"] = None
    name: Annotated[Str, "name in the store"] = None
    seller: Annotated[Str, "seller or developer as the store names it"] = None
    version: Annotated[Str, "version shown to people"] = None
    build: Annotated[Str, "build number"] = None
    adam_id: Annotated[Id, "the store's number of the app"] = None
    source_app: Annotated[Str, "what fetched the app: the App Store, device management, another store"] = None
    purchased: Annotated[Time, "when this account first got the app, or this copy was fetched"] = None
    released: Annotated[Time, "when the app was first published"] = None
    account: Annotated[Account, "the account the app was fetched with"] = None
    variant: Annotated[Str, "which build for which device"] = None
    installed: Annotated[Flag, "in the backup's list of installed apps"] = None
    store_metadata: Annotated[Flag, "there is store metadata for it"] = None
    factory: Annotated[Flag, "came with the phone"] = None
    assigned: Annotated[Flag, "assigned to the device by an organisation, without an account"] = None


def application(
    file: File, bundle: str | None, stored: dict[str, Any], installed: bool | None = None
) -> Application:
    """The record of one app from its store metadata, which may be empty."""
    download = plist.as_dict(stored.get("com.apple.iTunesStore.downloadInfo"))
    bought = download.get("purchaseDate") or stored.get("purchaseDate")
    account = plist.as_dict(download.get("accountInfo"))
    flags = {key: stored.get(key) for key in ("isFactoryInstall", "sideLoadedDeviceBasedVPP")}
    factory, assigned = (bool(value) if isinstance(value, bool | int) else None for value in flags.values())
    return Application(
        bundle=plist.as_text(stored.get("softwareVersionBundleId")) or bundle,
        name=plist.as_text(stored.get("itemName")),
        seller=plist.as_text(stored.get("artistName")),
        version=plist.as_text(stored.get("bundleShortVersionString")),
        build=plist.as_text(stored.get("bundleVersion")),
        adam_id=plist.as_int(stored.get("itemId")),
        source_app=plist.as_text(stored.get("sourceApp")),
        purchased=dated(file.notes, "purchased", bought, iso_time),
        released=dated(file.notes, "released", stored.get("releaseDate"), iso_time),
        account=plist.as_text(account.get("AppleID")) or plist.as_text(stored.get("appleId")),
        variant=plist.as_text(stored.get("variantID")),
        installed=installed,
        store_metadata=bool(stored),
        factory=factory,
        assigned=assigned,
    )


@reads(
    Application,
    name=N_("installed apps"),
    topic=Topic.APPS,
    says=N_("App {bundle} is listed"),
    files=("/@backup/Info.plist", "/private/var/containers/Bundle/Application/*/iTunesMetadata.plist"),
    sources=(
        "https://docs.mvt.re/en/latest/ios/records/ (applications)",
        "https://github.com/abrignoni/iLEAPP (appItunesmeta: keys of iTunesMetadata.plist)",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    whole = plist.as_dict(file.plist())
    if not file.path.endswith("/Info.plist"):
        yield At(0), application(file, None, whole)
        return
    described = plist.as_dict(whole.get("Applications"))
    listed = [
        name for item in plist.as_list(whole.get("Installed Applications")) if (name := plist.as_text(item))
    ]
    known = dict.fromkeys([*described, *listed])
    present = set(listed)

    def made(item: tuple[int, str]) -> tuple[At, Application]:
        row, bundle = item
        nested = plist.as_dict(described.get(bundle)).get("iTunesMetadata")
        stored = plist.as_dict(plist.load(nested, file.notes)) if isinstance(nested, bytes) else {}
        return At(row, key=f"Applications.{bundle}"), application(file, bundle, stored, bundle in present)

    yield from file.each(enumerate(known), made)
