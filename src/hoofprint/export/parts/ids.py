"""Identifiers that are the same for the same thing in every export and on every run: UUIDs of names (RFC 9562)."""

from uuid import UUID, uuid5

NAMESPACE = UUID("5f0c7e34-3a8e-5d0b-9d4e-2c1f6a7b8e90")
"""Of this program alone; made once."""


def made(*parts: str) -> str:
    """The UUID of a thing from what tells it from all others."""
    return str(uuid5(NAMESPACE, "\x1f".join(parts)))
