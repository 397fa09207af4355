"""Files that the modules of Operation Triangulation leave while they collect."""

import re
from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from hoofprint.artifacts.shapes import NetworkProcess, NetworkUse
from hoofprint.detect.ordinary import used_network
from hoofprint.detect.rows import Rows, hit
from hoofprint.detect.signs import jailbreak as try_jailbreak
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.entry import FileEntry
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

FOLDER = "/private/var/tmp/"
SHAPES = (r"(kng|dky).+\.dat", r"adr3.+\.dat", r"sr6d.+\.(dat|srm)", r"S5L.+\.kcd", r"ntc.+\.db2")
"""Location, extracts of databases, microphone, keychain, unknown: the whole name, as published."""

TRACE = Trace(
    title=N_("A file as the modules of Operation Triangulation name theirs"),
    stage=Stage.S4,
    grade=Grade.G2,
    cap=Grade.G4,
    family=Family.E,
    attribution=Attribution.A2,
    versions="15",
    shows=N_(
        "A file in the temporary folder has the whole name that modules of Operation Triangulation give to"
        " what they"
        " collect: locations, extracts of databases, recordings or the keychain."
    ),
    does_not_show=N_("What the file holds, or that it left the phone."),
    benign=(Benign("jailbreak", N_("a file of the owner's on a jailbroken phone")),),
    raised_by=(N_("BackupAgent on the network"), N_("its content")),
    refuted_by=(N_("content that is something else"),),
    next=N_("Have the file's content looked at; note its times before anything on the phone changes."),
    sources=(Source("Kaspersky, The outstanding stealth of Operation Triangulation, 2023"),),
)


def find(files: Rows[FileEntry], uses: Rows[NetworkUse], processes: Rows[NetworkProcess]) -> Iterator[Hit]:
    """One hit for each such file; with BackupAgent on the network, another kind of record, it is strong."""
    agent: Hit | None = None
    for row in files.where(pl.col("path").str.starts_with(FOLDER), pl.col("kind") == "file"):
        name = row["path"].removeprefix(FOLDER)
        kind = next((shape for shape in SHAPES if re.fullmatch(shape, name)), "")
        if not kind or "/" in name:
            continue
        agent = agent or next(used_network(uses, processes, "TRI-01", TRACE), None)
        grade = TRACE.cap if agent else TRACE.grade
        found = hit(row, row["born"] or row["modified"], key=kind, stage=TRACE.stage, grade=grade)
        yield replace(found, refs=(*found.refs, *(agent.refs if agent else ())))


__all__ = ["TRACE", "find", "try_jailbreak"]
