"""Lists somebody added by hand: kept in the store beside those that `update` fetches, and used from then on.

A list is copied under its own name, so it can be looked at and removed like any file. Only what loads is taken.
"""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from hoofprint.detect.indicators.load import load, read
from hoofprint.detect.indicators.update import installed
from hoofprint.model.indicator import IndicatorSet

FOLDER = "own"


def kept(store: Path | None) -> list[IndicatorSet]:
    """The lists of the store as they are matched, fetched ones first; raises `update.UpdateError`."""
    if store is None or not store.is_dir():
        return []
    own = store / FOLDER
    return installed(store) + (load([own]) if own.is_dir() else [])


def add(paths: Iterable[Path], store: Path) -> list[IndicatorSet]:
    """Copies lists (files, or every file in folders) into the store; one of the same name is replaced.

    Returns each as it was read. One without a single usable value is not taken. Raises `OSError`.
    """
    own = store / FOLDER
    found = []
    for path in paths:
        files = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
        for file in files:
            (one,) = read([file])
            found.append(one)
            if one.indicators:
                own.mkdir(mode=0o700, parents=True, exist_ok=True)
                half = own / f".{file.name}"
                shutil.copyfile(file, half)
                os.replace(half, own / file.name)
    return found
