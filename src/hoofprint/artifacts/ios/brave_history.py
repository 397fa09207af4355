"""Brave's history, in Chrome's tables: one row for each page load.

Times are microseconds since 1601-01-01 UTC. Brave keeps Chrome's tables.
"""

from hoofprint.artifacts import chromium
from hoofprint.model.words import N_

ARTIFACT = chromium.history("Brave", N_("Brave history"))
