"""Addresses whose reachability on iMessage, FaceTime and other Apple services this phone looked up.

Times are seconds since 2001 UTC. The file leaves backups with iOS 14.7; in a dump it may lie in either place.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from hoofprint.artifacts import Kind, Topic, reads
from hoofprint.formats import plist
from hoofprint.model.record import Account, At, Count, Int, Record, Str, Time
from hoofprint.model.times import cocoa
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class IdStatus(Record, frozen=True):
    """The phone asked Apple whether an address can be reached on a service, last at the time stated.

    An incoming message or invitation makes it ask, and so does typing the address, or a contact on this phone. It
    does not show a message, nor who wrote to whom.
    """

    looked_up: Annotated[Time, "last look-up"] = None
    service: Annotated[Str, "Apple service, for instance com.apple.madrid for iMessage"] = None
    handle: Annotated[Account, "the address, usually with `mailto:` or `tel:` before it"] = None
    status: Annotated[Int, "result as stored; 1 is read as reachable, 2 as not"] = None
    nul_bytes: Annotated[Count, "NUL bytes inside the address, which no ordinary address has"] = None


FOLDER = "/private/var/mobile/Library"


@reads(
    IdStatus,
    name=N_("addresses looked up at Apple"),
    topic=Topic.MESSAGES,
    says=N_("Look-up of {handle} for {service}"),
    files=(
        f"{FOLDER}/Preferences/com.apple.identityservices.idstatuscache.plist",
        f"{FOLDER}/IdentityServices/idstatuscache.plist",
    ),
    until={Kind.BACKUP: "14.6", Kind.ENCRYPTED_BACKUP: "14.6"},
    sources=(
        "https://docs.mvt.re/en/latest/ios/records/ (id_status_cache)",
        "Amnesty International Security Lab, Forensic Methodology Report: How to catch NSO Group's Pegasus, 2021",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    """Every address of every service; the row counts them in the order of the file."""
    services = plist.as_dict(file.plist()).items()
    found = [
        (service, handle) for service, handles in services for handle in _handles(service, handles, file)
    ]

    def make(item: Any) -> tuple[At, Record]:
        row, (service, (handle, entry)) = item
        known = entry if isinstance(entry, dict) else {"IDStatus": entry}
        date = known.get("LookupDate")
        looked_up = cocoa(date)
        if looked_up is None and date is not None:
            file.notes["looked_up: no seconds since 2001-01-01 UTC"] += 1
        return At(row, key=f"{service}/{handle}"), IdStatus(
            looked_up=looked_up,
            service=service,
            handle=handle,
            status=plist.as_int(known.get("IDStatus")),
            nul_bytes=handle.count("\0"),
        )

    yield from file.each(enumerate(found, 1), make)


def _handles(service: str, handles: Any, file: File) -> Iterator[tuple[str, Any]]:
    """The addresses of one service; settings of the cache itself, which stand beside the services, are counted."""
    if not isinstance(handles, dict):
        file.notes[f"not a service: {service}"] += 1
    yield from plist.as_dict(handles).items()
