"""Hidden caches in the document folders of apps that hold what a device is called: `.devcache`, property list or JSON.

No program of the system writes such a file. A published kit does in apps it enters, with the name of an experiment and
three identifiers of the device. The identifiers stay in the evidence; a digest over them tells whether two are equal.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Annotated, Any

from hoofprint.artifacts import Topic, reads
from hoofprint.artifacts.places import APP_DATA
from hoofprint.formats import plist
from hoofprint.model.record import At, Int, Record, Str
from hoofprint.model.words import N_
from hoofprint.workers.file import File

IDENTIFIERS = ("ecid", "gci", "unique-id")
SHOWN = 80
"""Characters of a name that are kept."""


class DeviceCache(Record, frozen=True):
    """An app's folder holds a hidden file with names of a device. Not which program wrote it, nor when."""

    experiment: Annotated[Str, "what it calls its experiment"] = None
    identifiers: Annotated[Int, "how many of the three published identifiers it holds"] = None
    digest: Annotated[
        Str, "SHA-256 over the three, where all are there: equal digests mean equal identifiers"
    ] = None
    keys: Annotated[Int, "how many keys it has"] = None


@reads(
    DeviceCache,
    name=N_("hidden device caches of apps"),
    topic=Topic.APPS,
    says=N_("A hidden device cache of the experiment {experiment}"),
    files=f"{APP_DATA}/Documents/.devcache",
    sources=(
        "https://github.com/mvt-project/mvt (docs/ios/coruna-darksword.md and ios/coruna.py), after iVerify, The"
        " proliferation of Coruna and DarkSword, 15 September 2026",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    held = _held(file)
    if not isinstance(held, dict):
        raise ValueError("a list or a single value, not keys with values")
    found = {key: text for key in IDENTIFIERS if (text := (plist.as_text(held.get(key)) or "").strip())}
    whole = json.dumps(found, sort_keys=True).encode() if len(found) == len(IDENTIFIERS) else b""
    experiment = plist.as_text(held.get("exp"))
    yield (
        At(0, key="exp"),
        DeviceCache(
            experiment=experiment[:SHOWN] if experiment else None,
            identifiers=len(found),
            digest=hashlib.sha256(whole).hexdigest() if whole else None,
            keys=len(held),
        ),
    )


def _held(file: File) -> Any:
    try:
        return file.plist()
    except plist.DamagedPlist:
        try:
            return file.json()
        except RecursionError:
            raise ValueError("nested too deeply") from None
        except ValueError:
            raise ValueError("neither JSON nor a property list") from None
