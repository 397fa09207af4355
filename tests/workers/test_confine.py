"""Every act a parser that was taken over might try is tried, on this computer, in a confined process."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from hoofprint.workers import confine, kernel
from hoofprint.workers.confine import Level
from tests.workers import acts

REFUSED = {"PermissionError", "OSError", "ModuleNotFoundError", "MemoryError"}
FATAL = {
    "run a program", "fork", "start a thread", "connect", "make a TCP socket", "make a UNIX socket",
    "use io_uring", "trace", "leave the namespace",
}  # fmt: skip
STAYS_OPEN = {  # without the system-call filter, which is why there is one
    "change a foreign file", "fork", "start a thread", "make a TCP socket", "make a UNIX socket", "map code",
    "make a memory file", "use io_uring", "trace", "leave the namespace",
}  # fmt: skip


@pytest.fixture(scope="module")
def tried() -> dict[str, Any]:
    """What came of every act, with (`strict`) and without (`loose`) the system-call filter."""
    if kernel.machine() is None:
        pytest.skip("confinement is built for Linux on x86_64 and aarch64 only")
    code = "import sys, runpy; sys.path[:] = sys.argv[2:]; runpy.run_path(sys.argv[1], run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", code, acts.__file__, *sys.path], capture_output=True, check=True, timeout=60
    )
    return dict(json.loads(done.stdout))


def need(tried: dict[str, Any], *layers: str) -> None:
    missing = set(layers) - set(tried["measured"]["layers"])
    if missing:
        pytest.skip(f"this kernel or container does not offer: {', '.join(sorted(missing))}")


@pytest.mark.parametrize("act", acts.HOSTILE)
def test_refused_with_every_layer(tried: dict[str, Any], act: str) -> None:
    need(tried, "seccomp", "limits")
    assert tried["acts"]["strict"][act] in ({"SIGSYS"} if act in FATAL else REFUSED)


@pytest.mark.parametrize("act", sorted(set(acts.HOSTILE) - STAYS_OPEN))
def test_refused_even_without_the_filter(tried: dict[str, Any], act: str) -> None:
    need(tried, "landlock", "namespace")
    assert tried["acts"]["loose"][act] in REFUSED


def test_nothing_was_written(tried: dict[str, Any]) -> None:
    assert tried["escaped"] is False


def test_the_measured_level_follows_from_what_was_refused(tried: dict[str, Any]) -> None:
    need(tried, "seccomp", "limits")
    measured = tried["measured"]
    assert set(measured["refused"]) == {"open", "connect", "exec", "fork", "memory", "signal"}
    assert measured["level"] == (Level.S4 if len(measured["layers"]) == 4 else Level.S3)


@pytest.mark.parametrize(
    ("layers", "level", "says"),
    [
        ({"limits", "landlock", "namespace", "seccomp"}, Level.S4, "every layer"),
        ({"limits", "landlock", "seccomp"}, Level.S3, "missing behind it: namespace"),
        ({"limits", "seccomp"}, Level.S3, "missing behind it: landlock, namespace"),
        ({"limits", "landlock", "namespace"}, Level.S1, "no system-call filter"),
        ({"landlock", "namespace", "seccomp"}, Level.S1, "only"),
        (set(), Level.S1, "only"),
    ],
)
def test_levels(layers: set[str], level: Level, says: str) -> None:
    found = confine._judge(frozenset(layers))
    assert (found.level, set(found.layers)) == (level, layers) and says in found.why


DEGRADED = """
import sys
sys.path[:] = sys.argv[2:]
from hoofprint.workers import confine, kernel
def refuse(*_):
    raise OSError(38, "not here")
for name in filter(None, sys.argv[1].split(",")):
    setattr(kernel, name, (lambda: None) if name == "machine" else refuse)
found = confine.self_test()
print(int(found.level), ",".join(found.layers), ",".join(found.refused))
"""


@pytest.mark.parametrize(
    ("lacking", "level", "layers", "allowed"),
    [
        ("leave_namespaces", Level.S3, "landlock,limits,seccomp", set()),
        ("deny_files", Level.S3, "limits,namespace,seccomp", set()),
        ("install_filter", Level.S1, "landlock,limits,namespace", {"fork"}),
        ("machine", Level.S1, "limits", {"open", "connect", "exec", "fork", "signal"}),
    ],
)
def test_a_lacking_layer_is_noticed(
    tried: dict[str, Any], lacking: str, level: Level, layers: str, allowed: set[str]
) -> None:
    need(tried, "landlock", "limits", "namespace", "seccomp")
    done = subprocess.run(
        [sys.executable, "-c", DEGRADED, lacking, *sys.path],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    found_level, found_layers, refused = done.stdout.strip().split(" ")
    assert (int(found_level), found_layers) == (level, layers)
    everything = {"open", "connect", "exec", "fork", "memory", "signal"}
    if os.geteuid() != 0:
        allowed = allowed - {"fork"}  # the limit on processes holds for everybody but root
    assert everything - set(refused.split(",")) == allowed
