"""Acquisitions to evidence: whatever the container, a tree of device paths and read-only bytes."""
