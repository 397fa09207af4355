"""Wi-Fi networks the phone met with an address of its own for each: when it joined and left. No backup holds them.

Dates are those of a property list, UTC. A network stays listed for some time after it was forgotten.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from hoofprint.artifacts import LOGGED, Topic, reads
from hoofprint.artifacts.dates import dated
from hoofprint.formats.plist import as_dict, as_list, as_text
from hoofprint.model.record import At, Flag, Record, Str, Time
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class JoinedNetwork(Record, frozen=True):
    """A Wi-Fi network the phone met; where `joined` is empty it was seen and never joined."""

    ssid: Annotated[Str, "name of the network"] = None
    bssid: Annotated[Str, "hardware address of its last access point"] = None
    added: Annotated[Time, "when it was met first"] = None
    joined: Annotated[Time, "when it was joined last"] = None
    left: Annotated[Time, "when the connection was lost last"] = None
    updated: Annotated[Time, "when the entry was last changed"] = None
    open: Annotated[Flag, "a network without encryption"] = None
    known: Annotated[Flag, "still among the known networks"] = None


def _one(file: File, row: int, item: Any) -> tuple[At, Record]:
    held = as_dict(item)
    times = {
        "added": "addedAt",
        "joined": "lastJoined",
        "left": "LinkDownTimestamp",
        "updated": "lastUpdated",
    }
    flags = (held.get(key) for key in ("IsOpenNetwork", "PresentInKnownNetworks"))
    unlocked, known = (value if isinstance(value, bool) else None for value in flags)
    return At(row), JoinedNetwork(
        ssid=as_text(held.get("SSID_STR")),
        bssid=as_text(held.get("BSSID")),
        open=unlocked,
        known=known,
        **{field: dated(file.notes, field, held.get(key)) for field, key in times.items()},
    )


@reads(
    JoinedNetwork,
    name=N_("Wi-Fi networks met"),
    topic=Topic.NETWORK,
    says=N_("The phone met the network {ssid}"),
    files="/private/var/preferences/SystemConfiguration/com.apple.wifi-private-mac-networks.plist",
    kinds=LOGGED,
    sources=("https://github.com/abrignoni/iLEAPP (wifi: networks with private addresses)",),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    listed = as_list(as_dict(file.plist()).get("List of scanned networks with private mac"))
    return file.each(enumerate(listed), lambda item: _one(file, *item))
