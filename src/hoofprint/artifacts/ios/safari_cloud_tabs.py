"""Tabs that were open on other devices of the same account: CloudTabs.db, kept in step by iCloud.

Times are seconds since 2001-01-01 UTC. The rows are other devices' doing, named with the device.
"""

from collections.abc import Callable
from typing import Annotated, Any

from hoofprint.artifacts import Kind, Topic, first, lookup, sqlite
from hoofprint.artifacts.fields import Reading
from hoofprint.artifacts.places import safari
from hoofprint.artifacts.sessions import safari_time
from hoofprint.formats import archiver, plist
from hoofprint.model.record import Flag, Record, Str, Time, Url
from hoofprint.model.times import moment
from hoofprint.model.words import N_


class CloudTab(Record, frozen=True):
    """A tab was open on another device of the account when it last told iCloud."""

    url: Annotated[Url, "address of the tab"] = None
    title: Annotated[Str, "title of the page"] = None
    last_viewed: Annotated[Time, "when the tab was last in front there, where that is kept"] = None
    device: Annotated[Str, "name of the other device"] = None
    device_uuid: Annotated[Str, "identifier of it"] = None
    created: Annotated[Time, "when the tab's record was made in iCloud"] = None
    modified: Annotated[Time, "when that record was last changed"] = None
    modified_by: Annotated[Str, "device that changed it last"] = None
    told: Annotated[Time, "when that device last told iCloud"] = None
    pinned: Annotated[Flag, "a pinned tab"] = None
    uuid: Annotated[Str, "identifier of the tab"] = None


def _record(key: str, read: Callable[[Any], Any]) -> Reading:
    """A value of the record in iCloud; a tab without one is ordinary."""

    def value(blob: object) -> Any:
        try:
            held = archiver.unarchive(blob) if isinstance(blob, bytes) else None
        except (plist.DamagedPlist, archiver.DamagedKeyedArchive):
            return None
        return read(plist.as_dict(held).get(key))

    return Reading("system_fields", value, f"{key} of the record, a keyed archive", lossy=False)


ARTIFACT = sqlite(
    CloudTab,
    name=N_("Safari tabs on other devices"),
    topic=Topic.WEB,
    says=N_("A tab was open on another device: {url}"),
    files=safari("CloudTabs.db"),
    table="cloud_tabs",
    fields={
        "url": "url",
        "title": "title",
        "last_viewed": safari_time(first("last_viewed_time", "last_viewed")),
        "device": lookup("device_uuid", "cloud_tab_devices", "device_name", by="device_uuid"),
        "device_uuid": "device_uuid",
        "created": _record("RecordCtime", moment),
        "modified": _record("RecordMtime", moment),
        "modified_by": _record("ModifiedByDevice", plist.as_text),
        "told": safari_time(lookup("device_uuid", "cloud_tab_devices", "last_modified", by="device_uuid")),
        "pinned": "is_pinned",
        "uuid": "tab_uuid",
    },
    maybe="last_viewed_time last_viewed is_pinned system_fields cloud_tab_devices",
    kinds=(Kind.ENCRYPTED_BACKUP, Kind.FILESYSTEM),
    sources=(
        "https://github.com/abrignoni/iLEAPP (safariTabs: iCloud tabs and their records)",
        "CloudTabs.db as documented by open-source tools for macOS",
    ),
)
