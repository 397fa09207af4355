"""Processes known to DataUsage.sqlite, with the first and last time each used the mobile network."""

from hoofprint.artifacts.shapes import network_processes
from hoofprint.model.words import N_

ARTIFACT = network_processes(
    "/private/var/wireless/Library/Databases/DataUsage.sqlite", name=N_("programs with mobile data")
)
