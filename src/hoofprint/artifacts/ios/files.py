"""Every entry of the acquisition, with the times and sizes its container states; a backup has no other such witness."""

from hoofprint.artifacts import Topic, files
from hoofprint.model.words import N_

ARTIFACT = files(
    name=N_("file list"),
    topic=Topic.FILES,
    says=N_("Entry {path}"),
    sources=(
        "https://docs.mvt.re/en/latest/ios/records/ (manifest, filesystem)",
        "https://github.com/libimobiledevice/libimobiledevice (idevicebackup2: manifest and domains)",
    ),
)
