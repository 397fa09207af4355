"""Files Chrome downloaded, with every address on the way to them.

Times are microseconds since 1601-01-01 UTC. Chrome keeps ninety days.
"""

from hoofprint.artifacts import chromium
from hoofprint.model.words import N_

ARTIFACT = chromium.downloads("Chrome", N_("Chrome downloads"))
