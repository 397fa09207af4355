"""Brave's history, in Chrome's tables: one row for each page load.

Times are microseconds since 1601-01-01 UTC. That Brave has Chrome's tables is published; its folder on a phone is not.
"""

from hoofprint.artifacts import chromium

ARTIFACT = chromium.history("Brave")
