"""Files Chrome downloaded, with every address on the way to them.

Times are microseconds since 1601-01-01 UTC. Chrome keeps ninety days.
"""

from hoofprint.artifacts import chromium

ARTIFACT = chromium.downloads("Chrome")
