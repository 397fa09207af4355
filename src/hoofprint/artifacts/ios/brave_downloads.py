"""Files Brave downloaded, in Chrome's tables, with every address on the way to them.

Times are microseconds since 1601-01-01 UTC. It keeps Chrome's tables.
"""

from hoofprint.artifacts import chromium
from hoofprint.model.words import N_

ARTIFACT = chromium.downloads("Brave", N_("Brave downloads"))
