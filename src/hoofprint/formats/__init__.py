"""Bytes to values; knows formats, no device."""
