"""A target whose import spoils the confinement of real workers only, after it was measured as whole."""

from collections.abc import Sequence

from hoofprint.workers import confine

_whole = confine.enter


def _spoiled(
    limits: confine.Limits, *, seccomp: bool = True, isolated: bool = False, parent: int | None = None
) -> confine.Enforced:
    return _whole(limits, seccomp=seccomp and parent is None, isolated=isolated, parent=parent)


confine.enter = _spoiled


def main(job: bytes, fds: Sequence[int], pipe: int) -> None:
    raise AssertionError("a worker without its filter must not get this far")
