"""What the Find My service cached of devices, items and people: JSON or property lists. No backup holds it.

One published chain of 2022 left a cached item behind here. Newer versions of iOS encrypt these files; then the status
says that they could not be read.
"""

from collections.abc import Iterator

from hoofprint.artifacts import Kind, Topic, reads
from hoofprint.artifacts.settings import Setting, settings
from hoofprint.formats.plist import DamagedPlist
from hoofprint.model.record import At, Record
from hoofprint.model.words import N_
from hoofprint.workers.file import File

FOLDER = "/private/var/mobile/Library/Caches/com.apple.findmy"
NAMES = ("Items", "Devices", "FamilyMembers", "ItemGroups", "SafeLocations", "Owner")


@reads(
    Setting,
    name=N_("Find My settings"),
    topic=Topic.SETTINGS,
    says=N_("Find My cached {key}: {value}"),
    files=(
        *(f"{FOLDER}.fmipcore/{name}.data" for name in NAMES),
        f"{FOLDER}.fmfcore/*.data",
        "/private/var/mobile/Library/Caches/com.apple.icloud.fmfd/*.data",
    ),
    kinds=(Kind.FILESYSTEM,),
    sources=(
        "https://github.com/abrignoni/iLEAPP (findMy: Items.data and Devices.data)",
        "Citizen Lab, Triple Threat: NSO Group's Pegasus Spyware Returns in 2022, 2023",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    try:
        return settings(file.plist())
    except DamagedPlist:
        try:
            return settings(file.json())
        except RecursionError:
            raise ValueError("nested too deeply") from None
        except ValueError:
            raise ValueError("neither JSON nor a property list: newer versions encrypt this file") from None
