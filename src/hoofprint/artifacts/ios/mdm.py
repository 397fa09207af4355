"""Management of the phone: which server may manage it, since when, and how it was enrolled.

`MDM.plist` is there while a phone is managed; `CloudConfigurationDetails.plist` says whether it was enrolled before it
was first set up. Management can install apps and profiles and erase the phone; companies and schools use it every day.
"""

from collections.abc import Iterator

from hoofprint.artifacts import ALWAYS, Topic, reads
from hoofprint.artifacts.settings import Setting, settings
from hoofprint.model.record import At, Record
from hoofprint.model.words import N_
from hoofprint.workers.file import File

FOLDER = "Library/ConfigurationProfiles"
NAMES = (
    "MDM.plist",
    "MDMOptions.plist",
    "MDMEvents.plist",
    "MDMAppManagement.plist",
    "CloudConfigurationDetails.plist",
    "CloudConfigurationSetAsideDetails.plist",
)


@reads(
    Setting,
    name=N_("device management"),
    topic=Topic.SETTINGS,
    says=N_("Management: {key} is {value}"),
    files=tuple(
        f"{root}/{FOLDER}/{name}"
        for root in ("/private/var/containers/Shared/SystemGroup/*", "/private/var/mobile")
        for name in NAMES
    ),
    kinds=ALWAYS,
    sources=(
        "Apple, Mobile Device Management protocol reference (MDM payload: ServerURL, CheckInURL, AccessRights)",
        "https://github.com/abrignoni/iLEAPP (MDM and cloud configuration files)",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    return settings(file.plist())
