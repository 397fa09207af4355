"""Backups that hold less than the phone: files that are listed and not there, and what is only kept when encrypted.

Whoever hands over a part of a backup can leave out what speaks for or against a finding. It caps nothing, for what is
there is still the phone's word; what is not there supports no "not found".
"""

import polars as pl

from hoofprint.detect.integrity.caps import found, passed, untestable
from hoofprint.detect.rows import World
from hoofprint.model.entry import FileEntry
from hoofprint.model.finding import Check
from hoofprint.model.words import N_


def complete(world: World) -> Check:
    """TI-12: the backup holds every file that it lists, and was made with encryption, which keeps more."""
    if world.kind != "ios_backup":
        return untestable("TI-12", N_("only a backup lists what belongs to it"))
    listed = world.rows(FileEntry)
    if not listed:
        return untestable("TI-12", N_("the backup's list of files could not be read"))
    if listed.where(pl.col("absent").fill_null(False), columns=("absent",)):
        return found("TI-12", N_("files that the backup lists are not in it: only a part was handed over"))
    if not world.encrypted:
        why = N_("a backup without encryption leaves out call and browser history, among others")
        return found("TI-12", why)
    return passed("TI-12", N_("every file that the backup lists is in it"))
