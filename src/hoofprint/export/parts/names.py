"""Artifacts in words a layperson knows, as they declare them."""

from hoofprint.artifacts.registry import artifacts


def artifact(id_: str) -> str:
    """An artifact in words, still to be translated; one that is not known here by its id."""
    known = artifacts().get(id_)
    return known.name if known else id_
