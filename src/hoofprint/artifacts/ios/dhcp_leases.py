"""The last address each network gave the phone: DHCP leases. No backup holds them.

The date is that of a property list, UTC; its length is in seconds.
"""

from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import Kind, Topic, reads
from hoofprint.artifacts.dates import dated
from hoofprint.formats.plist import as_bytes, as_dict, as_float, as_text
from hoofprint.model.record import At, Record, Seconds, Str, Time
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class Lease(Record, frozen=True):
    """A network gave the phone an address; only the last lease of each interface or network is kept."""

    start: Annotated[Time, "when the lease began"] = None
    ssid: Annotated[Str, "name of the Wi-Fi network"] = None
    address: Annotated[Str, "address the phone got"] = None
    router: Annotated[Str, "address of the router"] = None
    router_hardware: Annotated[Str, "hardware address of the router"] = None
    length: Annotated[Seconds, "how long the lease was for"] = None
    network: Annotated[Str, "identifier of the network"] = None


@reads(
    Lease,
    name=N_("addresses given by networks"),
    topic=Topic.NETWORK,
    says=N_("The network {ssid} gave the phone an address"),
    files="/private/var/db/dhcpclient/leases/*",
    kinds=(Kind.FILESYSTEM,),
    sources=("https://github.com/abrignoni/iLEAPP (dhcpLeases)",),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    held = as_dict(file.plist())
    hardware = as_bytes(held.get("RouterHardwareAddress"))
    yield (
        At(0),
        Lease(
            start=dated(file.notes, "start", held.get("LeaseStartDate")),
            ssid=as_text(held.get("SSID")),
            address=as_text(held.get("IPAddress")),
            router=as_text(held.get("RouterIPAddress")),
            router_hardware=hardware.hex(":") if hardware else None,
            length=as_float(held.get("LeaseLength")),
            network=as_text(held.get("NetworkID")),
        ),
    )
