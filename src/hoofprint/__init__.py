"""Hoofprint: examine a phone's data, with its owner's consent, for traces of mercenary spyware."""

__version__ = "0.1.0"
