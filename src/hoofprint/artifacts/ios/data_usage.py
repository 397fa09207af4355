"""Bytes counted per process in DataUsage.sqlite: what used the mobile network, and since when.

Only the mobile network is counted in earnest: the Wi-Fi columns are empty or gone. The file reaches back to phones
whose backup was restored onto this one.
"""

from hoofprint.artifacts.shapes import network_use
from hoofprint.model.words import N_

ARTIFACT = network_use(
    "/private/var/wireless/Library/Databases/DataUsage.sqlite", name=N_("mobile data counters"), wired=False
)
