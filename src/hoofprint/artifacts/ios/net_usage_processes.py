"""Processes known to netusage.sqlite, with the first and last time each used a network. No backup holds this file."""

from hoofprint.artifacts.declare import Kind
from hoofprint.artifacts.shapes import network_processes
from hoofprint.model.words import N_

FILES = ("/private/var/networkd/netusage.sqlite", "/private/var/networkd/db/netusage.sqlite")

ARTIFACT = network_processes(FILES, name=N_("programs with network use"), kinds=(Kind.FILESYSTEM,))
