"""Screen Time: how long apps and sites were in front, by the hour: RMAdminStore-Local.sqlite. No backup holds it.

Times are seconds since 2001-01-01 UTC, blocks of an hour. The store also holds rows of other devices of the account
and of the family, named with their device.
"""

from typing import Annotated

from hoofprint.artifacts import Kind, Topic, cocoa, lookup, sqlite
from hoofprint.artifacts.fields import Field
from hoofprint.model.record import Bundle, Host, Record, Seconds, Str, Time
from hoofprint.model.words import N_

BLOCK = lookup("ZCATEGORY", "ZUSAGECATEGORY", "ZBLOCK", by="Z_PK")
USAGE = lookup(BLOCK, "ZUSAGEBLOCK", "ZUSAGE", by="Z_PK")
DEVICE = lookup(USAGE, "ZUSAGE", "ZDEVICE", by="Z_PK")
FOLDERS = (
    "/private/var/mobile/Library/Application Support/com.apple.remotemanagementd",
    "/private/var/mobile/Library/Application Support/com.apple.ScreenTimeAgent",
)


class ScreenTime(Record, frozen=True):
    """An app, or a site in a browser, was in front for so long within an hour; not who held the phone."""

    start: Annotated[Time, "beginning of the hour"] = None
    bundle: Annotated[Bundle, "the app"] = None
    domain: Annotated[Host, "the site"] = None
    seconds: Annotated[Seconds, "how long it was in front within the hour"] = None
    category: Annotated[Str, "category of the app or site"] = None
    device: Annotated[Str, "name of the device, where it is not this phone"] = None
    device_id: Annotated[Str, "identifier of the device"] = None
    last_event: Annotated[Time, "last event within the hour"] = None


def _block(column: str) -> Field:
    return lookup(BLOCK, "ZUSAGEBLOCK", column, by="Z_PK")


ARTIFACT = sqlite(
    ScreenTime,
    name=N_("Screen Time"),
    topic=Topic.PROGRAMS,
    says=N_("{bundle} {domain} was in front for {seconds} seconds within an hour"),
    files=tuple(
        f"{folder}/RMAdminStore-{store}.sqlite" for folder in FOLDERS for store in ("Local", "Cloud")
    ),
    table="ZUSAGETIMEDITEM",
    fields={
        "start": cocoa(_block("ZSTARTDATE")),
        "bundle": "ZBUNDLEIDENTIFIER",
        "domain": "ZDOMAIN",
        "seconds": "ZTOTALTIMEINSECONDS",
        "category": lookup("ZCATEGORY", "ZUSAGECATEGORY", "ZIDENTIFIER", by="Z_PK"),
        "device": lookup(DEVICE, "ZCOREDEVICE", "ZNAME", by="Z_PK"),
        "device_id": lookup(DEVICE, "ZCOREDEVICE", "ZIDENTIFIER", by="Z_PK"),
        "last_event": cocoa(_block("ZLASTEVENTDATE")),
    },
    maybe="ZUSAGE ZCOREDEVICE ZUSAGEBLOCK.ZLASTEVENTDATE",
    kinds=(Kind.FILESYSTEM,),
    since="12",
    sources=(
        "https://plaso.readthedocs.io/ (iOS Screen Time parser)",
        "Sarah Edwards, APOLLO (Screen Time modules)",
    ),
)
