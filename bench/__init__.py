"""Measures what an examination costs, beside MVT on the same backup and beside what the machine could do at best.

`python -m bench` (or `make bench`) makes the backups, runs everything in turn, and writes
`docs/reference/performance.md`. It is no test: nothing in the suite fails because a machine was busy.
"""
