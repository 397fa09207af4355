"""MVT as the peer: installed by its own name into an environment of its own, and run as its users run it.

Only its commands are used. It is told not to look for updates and, where the system allows it, runs without any
network: otherwise it would ask the network about shortened links, and the time would depend on the answers.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.data import PASSWORD
from bench.process import Run, run

QUIET = {"MVT_NETWORK_ACCESS_ALLOWED": "false", "MVT_IOS_BACKUP_PASSWORD": PASSWORD}
CUTS = (("unshare", "-n"), ("unshare", "-rn"))
"""Ways to run a command without network, with and without being the system's administrator."""


def without_network() -> tuple[str, ...]:
    """What to put before a command so that it has no network; empty where this system offers no way."""
    for cut in CUTS:
        tried = shutil.which(cut[0]) and subprocess.run([*cut, "true"], capture_output=True, check=False)
        if tried and tried.returncode == 0:
            return cut
    return ()


@dataclass(frozen=True)
class Peer:
    """MVT in its environment."""

    program: Path
    version: str
    cut: tuple[str, ...]
    """What runs a command without network."""
    home: Path
    """An empty home folder: nothing an analyst's own use of MVT left behind takes part."""

    def check(self, backup: Path, output: Path, lists: Sequence[Path]) -> Run:
        """`check-backup` with full output."""
        given = [part for path in lists for part in ("-i", path)]
        return self._run("check-backup", *given, "-o", output, backup)

    def decrypt(self, backup: Path, output: Path) -> Run:
        """`decrypt-backup`."""
        return self._run("decrypt-backup", "-d", output, backup)

    def _run(self, command: str, *rest: str | Path) -> Run:
        quiet = ("--disable-update-check", "--disable-indicator-update-check")
        environment = {**QUIET, "HOME": str(self.home), "XDG_DATA_HOME": str(self.home)}
        return run([*self.cut, self.program, *quiet, command, *rest], environment=environment)


def installed(folder: Path, cut: tuple[str, ...]) -> Peer:
    """MVT from the package index in `folder`, installed where it is not there yet; raises `CalledProcessError`."""
    environment = folder / "mvt-env"
    python, program = environment / "bin" / "python", environment / "bin" / "mvt-ios"
    if not program.is_file():
        print("installing MVT into its own environment ...", file=sys.stderr, flush=True)
        subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", "mvt"], check=True)
    asked = "from importlib.metadata import version; print(version('mvt'))"
    version = subprocess.run([str(python), "-c", asked], check=True, capture_output=True, text=True)
    home = folder / "mvt-home"
    os.makedirs(home, exist_ok=True)
    return Peer(program, version.stdout.strip(), cut, home)
