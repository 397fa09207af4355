"""An exploit host in the web view of an app."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

from hoofprint.artifacts.ios.cookies import Cookie
from hoofprint.artifacts.ios.resource_loads import LoadedDomain
from hoofprint.artifacts.ios.session_resources import SessionResource
from hoofprint.artifacts.ios.url_cache import CachedResponse
from hoofprint.detect.browsing import loaded
from hoofprint.detect.campaigns import PEGASUS
from hoofprint.detect.rows import Rows, World
from hoofprint.detect.signs import later
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

InApp: TypeAlias = Cookie | LoadedDomain | SessionResource | CachedResponse
CONTAINER = re.compile(r"/Containers/Data/(?:Application|PluginKitPlugin)/(?P<app>[^/]+)/")
BROWSERS = re.compile(r"mobilesafari|chrome|firefox|focus|brave|edge|opera|duckduckgo", re.IGNORECASE)
"""Apps whose purpose is to open pages; their records are PEG-12's."""

TRACE = Trace(
    title=N_("A host published for Pegasus in the web view of an app"),
    stage=Stage.S2,
    grade=Grade.G3,
    cap=Grade.G3,
    family=Family.D,
    attribution=Attribution.A2,
    recalled=True,
    versions="11-14",
    shows=N_(
        "An app that is no browser recorded a page or resource of a host published for Pegasus: it carried the link."
    ),
    does_not_show=N_("That a person opened it: apps load pages to show a preview. Nor that anything ran."),
    benign=(
        Benign("later", N_("the record is later than the publication, when others knew the address too")),
        Benign(
            "preview",
            N_("a preview the app made"),
            untested=N_("the records do not say what made the app load it"),
        ),
    ),
    raised_by=(
        N_("a message in that app with the same address"),
        N_("a process with a published name within minutes"),
    ),
    refuted_by=(N_("the address was withdrawn, or its domain had an honest owner by then"),),
    next=N_("Look for the message in that app; ask who sent it."),
    sources=(
        Source(
            "Amnesty International Security Lab, Forensic Methodology Report, July 2021 (apps that carried links)",
            recalled=True,
            sought="November 2026",
        ),
        Source("https://docs.mvt.re/en/latest/ios/records/ (webkit records of apps)"),
    ),
)
try_later = later(at_most=Grade.G1)


def find(records: Rows[InApp], world: World) -> Iterator[Hit]:
    """One hit for each record below the folder of an app that is no browser."""
    hits = list(loaded(records, TRACE, PEGASUS))
    rows = records.at([ref for hit in hits for ref in hit.refs])
    for found in hits:
        inside = CONTAINER.search(str(rows[found.refs[0]]["_file"]))
        if inside and not BROWSERS.search(inside["app"]):
            yield replace(found, values={**found.values, "app": inside["app"]})


__all__ = ["TRACE", "find", "try_later"]
