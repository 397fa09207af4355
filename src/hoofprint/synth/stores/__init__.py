"""The files a phone keeps, one module for each kind: `write(world)` yields them as they lie on the phone."""

from collections.abc import Callable, Iterator

from hoofprint.synth.stores import (
    apps,
    caches,
    calls,
    contacts,
    datausage,
    diagnostics,
    files,
    interactions,
    lockdown,
    notices,
    planning,
    plists,
    safari_history,
    safari_icons,
    safari_tabs,
    sms,
    starts,
    tcc,
    webkit,
    whatsapp,
    whatsapp_calls,
)
from hoofprint.synth.world import Stored, World

STORES: tuple[Callable[[World], Iterator[Stored]], ...] = (
    apps.write,
    caches.write,
    calls.write,
    contacts.write,
    datausage.write,
    diagnostics.write,
    files.write,
    interactions.write,
    lockdown.write,
    notices.write,
    planning.write,
    plists.write,
    safari_history.write,
    safari_icons.write,
    safari_tabs.write,
    sms.write,
    starts.write,
    tcc.write,
    webkit.write,
    whatsapp.write,
    whatsapp_calls.write,
)
