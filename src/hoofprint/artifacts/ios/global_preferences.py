"""Settings that hold for the whole phone: language, region, keyboards, and whether Lockdown Mode is on.

`LDMGlobalEnabled` true means Lockdown Mode was on when the file was written; absent means it was never touched.
"""

from collections.abc import Iterator

from hoofprint.artifacts import Topic, reads
from hoofprint.artifacts.settings import Setting, settings
from hoofprint.model.record import At, Record
from hoofprint.model.words import N_
from hoofprint.workers.file import File


@reads(
    Setting,
    name=N_("global settings"),
    topic=Topic.SETTINGS,
    says=N_("Setting {key}: {value}"),
    files="/private/var/mobile/Library/Preferences/.GlobalPreferences.plist",
    sources=("https://docs.mvt.re/en/latest/ios/records/ (global_preferences)",),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    return settings(file.plist())
