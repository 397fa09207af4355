"""Files that the modules of Operation Triangulation leave while they collect."""

import re
from collections.abc import Iterator

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
KINDS = 2

TRACE = Trace(
    title=N_("A file as the modules of Operation Triangulation name theirs"),
    stage=Stage.S4,
    grade=Grade.G3,
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
    raised_by=(N_("two kinds of such names"), N_("BackupAgent on the network")),
    refuted_by=(N_("content that is something else"),),
    next=N_("Have the file's content looked at; note its times before anything on the phone changes."),
    sources=(Source("Kaspersky, The outstanding stealth of Operation Triangulation, 2023"),),
)


def find(files: Rows[FileEntry], uses: Rows[NetworkUse], processes: Rows[NetworkProcess]) -> Iterator[Hit]:
    """One hit for each such file; with two kinds of names, or with BackupAgent on the network, they are strong."""
    found = []
    for row in files.where(pl.col("path").str.starts_with(FOLDER), pl.col("kind") == "file"):
        name = row["path"].removeprefix(FOLDER)
        kind = next((shape for shape in SHAPES if re.fullmatch(shape, name)), "")
        if kind and "/" not in name:
            found.append((row, kind))
    if not found:
        return
    agent = next(used_network(uses, processes, "TRI-01", TRACE), None)
    strong = agent is not None or len({kind for _, kind in found}) >= KINDS
    grade = TRACE.cap if strong else TRACE.grade
    for row, kind in found:
        yield hit(row, row["born"] or row["modified"], key=kind, stage=TRACE.stage, grade=grade)


__all__ = ["TRACE", "find", "try_jailbreak"]
