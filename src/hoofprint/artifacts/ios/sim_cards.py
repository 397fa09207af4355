"""SIM cards that were in the phone: com.apple.commcenter.data.plist.

Times are seconds since 1970-01-01 UTC. The number is the one the SIM or the carrier gave; it may be old or empty.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from hoofprint.artifacts import Topic, reads
from hoofprint.artifacts.dates import dated
from hoofprint.formats import plist
from hoofprint.model.record import Account, At, Flag, Record, Str, Time
from hoofprint.model.times import unix
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class SimCard(Record, frozen=True):
    """A SIM the phone has known, used last at a time; a phone bought used may know its former owner's."""

    number: Annotated[Account, "phone number"] = None
    iccid: Annotated[Str, "serial number of the SIM"] = None
    last_used: Annotated[Time, "last use"] = None
    type: Annotated[Str, "kind of SIM"] = None
    inserted: Annotated[Flag, "in the phone when the file was written"] = None
    label: Annotated[Str, "identifier of the name given to it"] = None


@reads(
    SimCard,
    name=N_("SIM cards"),
    topic=Topic.NETWORK,
    says=N_("SIM with number {number} was used"),
    files="/private/var/wireless/Library/Preferences/com.apple.commcenter.data.plist",
    sources=("https://plaso.readthedocs.io/ (iOS SIM information property list plugin)",),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    whole = plist.as_dict(file.plist())
    slots = [plist.as_text(item) for item in plist.as_list(whole.get("PersonalitySlots"))]

    def made(item: tuple[int, tuple[str, Any]]) -> tuple[At, SimCard]:
        row, (iccid, held) = item
        info = plist.as_dict(plist.as_dict(held).get("info"))
        return At(row, key=f"PersonalWallet.{iccid}"), SimCard(
            number=plist.as_text(info.get("mdn")) or None,
            iccid=iccid,
            last_used=dated(file.notes, "last_used", info.get("ts"), unix),
            type=plist.as_text(info.get("type")),
            inserted=iccid in slots,
            label=plist.as_text(info.get("label-id")),
        )

    return file.each(enumerate(plist.as_dict(whole.get("PersonalWallet")).items()), made)
