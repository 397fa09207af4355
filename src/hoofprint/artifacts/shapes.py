"""Records that several artifacts share, with the declarations that differ in nothing but the file they read."""

from typing import Annotated

from hoofprint.artifacts.declare import EVERYWHERE, Artifact, Kind, sqlite
from hoofprint.artifacts.fields import Field, Reading, cocoa, first, lookup
from hoofprint.artifacts.topic import Topic
from hoofprint.model.record import Bundle, Bytes, Id, Int, Process, Record, Time
from hoofprint.model.words import N_

NETWORK_SOURCES = (
    "Sarah Edwards, Network and Application Usage using netusage.sqlite & DataUsage.sqlite, mac4n6.com, 2019",
    "https://plaso.readthedocs.io/ (iOS datausage and netusage parsers)",
    "Amnesty International Security Lab, Forensic Methodology Report: How to catch NSO Group's Pegasus, 2021",
)


class NetworkUse(Record, frozen=True):
    """Bytes counted for one process since one moment. Counters may be cumulative: never read a row as one upload.

    `process_ref` points at a row of ZPROCESS. A reference without that row (`process_row` empty) is what cleaning
    up leaves behind; no reference at all is ordinary where the newest schema keeps the names in the row itself.
    """

    since: Annotated[Time, "when this counter began to count, or was last reset"] = None
    process: Annotated[Process, "process name as stored, often `daemon/bundle it worked for`"] = None
    daemon: Annotated[Process, "the process alone, where the stored name joins it to a bundle"] = None
    bundle: Annotated[Bundle, "bundle id it worked for"] = None
    process_ref: Annotated[Id, "the row of ZPROCESS this row refers to (ZHASPROCESS)"] = None
    process_row: Annotated[Id, "the row of ZPROCESS found under that reference"] = None
    wifi_in: Annotated[Bytes, "received over Wi-Fi"] = None
    wifi_out: Annotated[Bytes, "sent over Wi-Fi"] = None
    wwan_in: Annotated[Bytes, "received over the mobile network"] = None
    wwan_out: Annotated[Bytes, "sent over the mobile network"] = None
    wired_in: Annotated[Bytes, "received over a cable"] = None
    wired_out: Annotated[Bytes, "sent over a cable"] = None
    kind: Annotated[
        Int,
        "ZKIND: 0 counted for a process, 1 for an app, as published (257 marks rows that peers leave out)",
    ] = None
    tag: Annotated[Int, "ZTAG; its meaning is not published"] = None
    cycle_end: Annotated[Time, "end of the billing cycle the counter belongs to"] = None


class NetworkProcess(Record, frozen=True):
    """A process known to network accounting, and the span in which it was seen; its counters are other rows.

    A process stays listed after its counters were reset and the reverse. Times can reach back to an older phone
    whose backup was restored. A name alone does not say which binary ran.
    """

    process: Annotated[Process, "process name as stored, often `daemon/bundle it worked for`"] = None
    daemon: Annotated[Process, "the process alone, where the stored name joins it to a bundle"] = None
    bundle: Annotated[Bundle, "bundle id; empty for processes that belong to no app"] = None
    first: Annotated[Time, "first network use"] = None
    last: Annotated[Time, "last network use"] = None


def daemon(name: object) -> str | None:
    """`nsurlsessiond` of `nsurlsessiond/com.apple.mobileslideshow`; None where there is nothing to take apart."""
    left, slash, right = str(name).partition("/")
    return left if left and slash and right else None


def served(name: object) -> str | None:
    """`com.apple.mobileslideshow` of `nsurlsessiond/com.apple.mobileslideshow`; None where nothing is joined."""
    left, slash, right = str(name).partition("/")
    return right if left and slash and right else None


def _daemon(name: Field) -> Reading:
    return Reading(name, daemon, "process name joined to a bundle id by a slash", lossy=False)


def _served(name: Field) -> Reading:
    return Reading(name, served, "process name joined to a bundle id by a slash", lossy=False)


def network_use(
    files: str | tuple[str, ...], *, name: str, wired: bool, kinds: tuple[Kind, ...] = EVERYWHERE
) -> Artifact:
    """The counters of a network accounting database, with what the referenced process row says."""
    process = first("ZPROCNAME", lookup("ZHASPROCESS", "ZPROCESS", "ZPROCNAME", by="Z_PK"))
    bundle = first("ZBUNDLENAME", lookup("ZHASPROCESS", "ZPROCESS", "ZBUNDLENAME", by="Z_PK"))
    nets = ("wifi", "wwan", "wired") if wired else ("wifi", "wwan")
    counters = {f"{net}_{way}": f"Z{net}{way}".upper() for net in nets for way in ("in", "out")}
    varying = " ".join(column for column in counters.values() if "WWAN" not in column)
    return sqlite(
        NetworkUse,
        name=name,
        topic=Topic.NETWORK,
        says=N_("Network accounting counts bytes for {process}"),
        files=files,
        table="ZLIVEUSAGE",
        fields={
            "since": cocoa("ZTIMESTAMP"),
            "process": process,
            "daemon": _daemon(process),
            "bundle": first(bundle, _served(process)),
            "process_ref": "ZHASPROCESS",
            "process_row": lookup("ZHASPROCESS", "ZPROCESS", "Z_PK", by="Z_PK"),
            **counters,
            "kind": "ZKIND",
            "tag": "ZTAG",
            "cycle_end": cocoa("ZBILLCYCLEEND"),
        },
        maybe=f"{varying} ZBILLCYCLEEND ZBUNDLENAME ZHASPROCESS ZKIND ZPROCNAME ZTAG ZPROCESS ZPROCESS.ZBUNDLENAME",
        sources=NETWORK_SOURCES,
        kinds=kinds,
    )


def network_processes(
    files: str | tuple[str, ...], *, name: str, kinds: tuple[Kind, ...] = EVERYWHERE
) -> Artifact:
    """The processes a network accounting database knows, as they stand."""
    return sqlite(
        NetworkProcess,
        name=name,
        topic=Topic.NETWORK,
        says=N_("{process} is known to network accounting"),
        files=files,
        table="ZPROCESS",
        fields={
            "process": "ZPROCNAME",
            "daemon": _daemon("ZPROCNAME"),
            "bundle": first("ZBUNDLENAME", _served("ZPROCNAME")),
            "first": cocoa("ZFIRSTTIMESTAMP"),
            "last": cocoa("ZTIMESTAMP"),
        },
        maybe="ZBUNDLENAME ZFIRSTTIMESTAMP",
        sources=NETWORK_SOURCES,
        kinds=kinds,
    )
