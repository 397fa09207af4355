"""Background life: what stands on a phone although nothing happened to it.

A life is a list of parts; each part draws events from its own stream of chance, so a new part leaves the others as
they were. People are roles or names made of common nouns; numbers, hosts and addresses are reserved for examples.
"""

from collections.abc import Callable, Iterator

from hoofprint.synth.life import (
    developer,
    device,
    diagnostics,
    jailbreaker,
    managed,
    migrant,
    network,
    people,
    tablet,
    traveller,
    web,
)
from hoofprint.synth.life.setting import Setting
from hoofprint.synth.timing import Event

Part = Callable[[Setting], Iterator[Event]]
_ORDINARY: tuple[Part, ...] = (people.live, web.live, device.live, network.live, diagnostics.live)
LIVES: dict[str, tuple[Part, ...]] = {
    "ordinary": _ORDINARY,
    "developer": (*_ORDINARY, developer.live),
    "jailbreaker": (*_ORDINARY, jailbreaker.live),
    "managed": (*_ORDINARY, managed.live),
    "migrant": (*_ORDINARY, migrant.live),
    "tablet": (web.live, device.live, network.live, diagnostics.live, tablet.live),
    "traveller": (*_ORDINARY, traveller.live),
}


def lived(life: str, setting: Setting) -> list[Event]:
    """Every event of that life, in no order; raises `KeyError` for an unknown one."""
    return [event for part in LIVES[life] for event in part(setting)]
