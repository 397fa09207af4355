"""What the phone noted of its own use: knowledgeC.db (CoreDuet). No backup holds it.

Times are seconds since 2001-01-01 UTC, beginnings and ends often whole seconds. Kept for about four weeks. From
iOS 16 on most streams are written to Biome instead (`ios.biome_events`, `ios.biome_focus`).
"""

from hoofprint.artifacts import Kind, Topic, cocoa, first, lookup, sqlite
from hoofprint.artifacts.duet import UseEvent, bundle_id
from hoofprint.artifacts.fields import Field, Reading
from hoofprint.model.words import N_

META = "ZSTRUCTUREDMETADATA"
KEYS = {
    "title": (
        "Z_DKSAFARIHISTORYMETADATAKEY__TITLE",
        "Z_DKAPPLICATIONACTIVITYMETADATAKEY__TITLE",
        "Z_DKBULLETINBOARDMETADATAKEY__TITLE",
        "Z_DKAPPINSTALLMETADATAKEY__TITLE",
    ),
    "url": (
        "Z_DKDIGITALHEALTHMETADATAKEY__WEBPAGEURL",
        "Z_DKAPPLICATIONACTIVITYMETADATAKEY__CONTENTURL",
        "Z_DKLOCATIONAPPLICATIONACTIVITYMETADATAKEY__URL",
    ),
    "domain": ("Z_DKDIGITALHEALTHMETADATAKEY__WEBDOMAIN",),
    "about": (
        "Z_DKNOTIFICATIONUSAGEMETADATAKEY__BUNDLEID",
        "Z_DKAPPLICATIONMETADATAKEY__EXTENSIONCONTAININGBUNDLEIDENTIFIER",
    ),
    "reason": ("Z_DKAPPLICATIONMETADATAKEY__LAUNCHREASON", "Z_DKINTENTMETADATAKEY__INTENTCLASS"),
}
"""Columns of the metadata table; each version has those of the streams it knows."""


def _meta(*columns: str) -> Field:
    return first(*(lookup(META, META, column, by="Z_PK") for column in columns))


def _source(column: str) -> Field:
    return lookup("ZSOURCE", "ZSOURCE", column, by="Z_PK")


VARYING = " ".join(f"{META}.{column}" for columns in KEYS.values() for column in columns)

ARTIFACT = sqlite(
    UseEvent,
    name=N_("usage events"),
    topic=Topic.PROGRAMS,
    says=N_("{stream} was noted: {value}"),
    files=(
        "/private/var/mobile/Library/CoreDuet/Knowledge/knowledgeC.db",
        "/private/var/db/CoreDuet/Knowledge/knowledgeC.db",
    ),
    table="ZOBJECT",
    fields={
        "start": cocoa("ZSTARTDATE"),
        "end": cocoa("ZENDDATE"),
        "written": cocoa("ZCREATIONDATE"),
        "stream": "ZSTREAMNAME",
        "value": "ZVALUESTRING",
        "bundle": Reading("ZVALUESTRING", bundle_id, "text with dots and no blanks", lossy=False),
        "number": "ZVALUEINTEGER",
        "source": _source("ZBUNDLEID"),
        "item": _source("ZITEMID"),
        "group": _source("ZGROUPID"),
        "device": _source("ZDEVICEID"),
        **{field: _meta(*columns) for field, columns in KEYS.items()},
        "offset": "ZSECONDSFROMGMT",
        "uuid": "ZUUID",
    },
    maybe=f"{VARYING} {META} ZSOURCE ZSOURCE.ZITEMID ZSOURCE.ZGROUPID ZSOURCE.ZDEVICEID ZSECONDSFROMGMT ZUUID",
    kinds=(Kind.FILESYSTEM,),
    sources=(
        "Sarah Edwards, Knowledge is Power, mac4n6.com, 2018, and APOLLO",
        "https://plaso.readthedocs.io/ (knowledgeC parser and its test data)",
    ),
)
