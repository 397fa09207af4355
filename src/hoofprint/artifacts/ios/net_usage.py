"""Bytes counted per process in netusage.sqlite: Wi-Fi, mobile network and cable. No backup holds this file."""

from hoofprint.artifacts.declare import Kind
from hoofprint.artifacts.shapes import network_use
from hoofprint.model.words import N_

FILES = ("/private/var/networkd/netusage.sqlite", "/private/var/networkd/db/netusage.sqlite")

ARTIFACT = network_use(FILES, name=N_("network counters"), wired=True, kinds=(Kind.FILESYSTEM,))
