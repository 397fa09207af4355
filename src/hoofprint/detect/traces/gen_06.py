"""A permission for a program that belongs to no app."""

from collections.abc import Iterator

import polars as pl

from hoofprint.artifacts.ios.tcc import Grant
from hoofprint.detect.indicators import known
from hoofprint.detect.indicators.paths import normal
from hoofprint.detect.rows import Rows, World, hit
from hoofprint.detect.signs import developer as try_developer
from hoofprint.detect.signs import jailbreak as try_jailbreak
from hoofprint.detect.trace import Benign, Hit, Source, Trace, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

WATCHING = ("kTCCServiceMicrophone", "kTCCServiceCamera")
APPS = "/private/var/containers/Bundle/Application/"

TRACE = Trace(
    title=N_("A permission for a program that belongs to no app"),
    stage=Stage.S4,
    grade=Grade.G3,
    cap=Grade.G3,
    family=Family.F,
    attribution=Attribution.A0,
    shows=N_(
        "The permission database allows the camera or the microphone to a program by its path, not to an app."
    ),
    does_not_show=N_("That the camera or the microphone was ever used, or who granted it."),
    benign=(
        Benign("system", N_("a program of the system")),
        Benign("app", N_("a part of an app, such as an extension")),
        Benign("developer", N_("a program the phone's owner develops or side-loaded")),
        Benign("jailbreak", N_("a program of the owner's on a jailbroken phone")),
    ),
    raised_by=(N_("a record that the same program ran"), N_("use of camera or microphone at that time")),
    refuted_by=(N_("a program of the system at that place"),),
    next=N_(
        "Look for the same path in crash reports, the shutdown log and the accounting of power and sensors."
    ),
    sources=(Source("https://docs.mvt.re/en/latest/ios/records/ (tcc: client paths)"),),
)


def find(grants: Rows[Grant]) -> Iterator[Hit]:
    """Allowed, to a path."""
    allowed = (pl.col("decision") == "allowed", pl.col("executable").is_not_null())
    for row in grants.where(pl.col("service").is_in(WATCHING), *allowed):
        path = row["executable"]
        yield hit(
            row,
            row["changed"],
            key=normal(path),
            stage=TRACE.stage,
            grade=TRACE.grade,
            path=path,
            process=path.rpartition("/")[2],
        )


def try_system(hit: Hit, world: World) -> Tried:
    """The system keeps a program there."""
    path = normal(hit.values["path"])
    if path in known.paths() or path.startswith(
        ("/System/", "/usr/libexec/", "/usr/sbin/", "/Applications/")
    ):
        why = N_("it lies in a folder of the system, which nothing else can write to")
        return Tried(Outcome.POSSIBLE, why, at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("it does not lie in a folder of the system"))


def try_app(hit: Hit, world: World) -> Tried:
    """Apps and their extensions lie in the folder of apps."""
    if normal(hit.values["path"]).startswith(APPS):
        return Tried(Outcome.POSSIBLE, N_("it lies in the folder of an app"), at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("it does not lie in the folder of an app"))


__all__ = ["TRACE", "find", "try_app", "try_developer", "try_jailbreak", "try_system"]
