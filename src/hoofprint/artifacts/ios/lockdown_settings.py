"""What the phone tells computers about itself, and notes of them: lockdown's data_ark.plist. No backup holds it.

Names, time zone, last backup and its computer, whether it was ever joined to iTunes. Times among the values are
seconds since 1970 as the key says, not read as times here.
"""

from collections.abc import Iterator

from hoofprint.artifacts import Kind, Topic, reads
from hoofprint.artifacts.settings import Setting, settings
from hoofprint.model.record import At, Record
from hoofprint.model.words import N_
from hoofprint.workers.file import File


@reads(
    Setting,
    name=N_("settings of connections to computers"),
    topic=Topic.SETTINGS,
    says=N_("Lockdown {key}: {value}"),
    files="/private/var/root/Library/Lockdown/data_ark.plist",
    kinds=(Kind.FILESYSTEM,),
    sources=("https://github.com/abrignoni/iLEAPP (deviceName and lockdown: data_ark.plist)",),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    return settings(file.plist())
