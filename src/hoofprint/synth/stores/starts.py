"""Starts of the phone: the log of the service for app folders, and reports of breakdowns and forced restarts.

No backup holds either. Sources: the line of a start as quoted by Mattia Epifani (2025) and in public decompilations,
its time in the phone's own zone; the codes of the reports as public tools for sysdiagnoses name them.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

from hoofprint.synth.dice import Dice
from hoofprint.synth.plants import Shutdown, Start
from hoofprint.synth.timing import DAY, SECOND, Event, offset
from hoofprint.synth.world import Stored, World

LOG, REPORTS = "ios.container_log", "ios.crash_reports"
LAST = 18
"""The last version of iOS that keeps the log."""
KEPT = 90 * DAY
"""How far the log reaches back, where it is said to be weeks."""
CODES = {"reset": "115", "panic": "210"}
LINE = "containermanagerd performing first boot initialization"


def write(world: World) -> Iterator[Stored]:
    """The log, and a report for each start of which the phone wrote one."""
    every = sorted(_starts(world), key=lambda pair: pair[0])
    kept = [(time, event) for time, event in every if time >= world.end - KEPT]
    if kept and world.version[0] <= LAST:
        yield _log(world, kept)
    for event, start in world.of(Start):
        if start.report:
            yield _report(world, event, start)


def _starts(world: World) -> Iterator[tuple[int, Event | None]]:
    """When the phone started, and which event says so; the first boot is none."""
    yield world.start, None
    for event, shutdown in world.of(Shutdown):
        if shutdown.dated:
            yield event.time + _dice(world, event).whole(40, 110) * SECOND, None
    for event, _ in world.of(Start):
        yield event.time, event


def _dice(world: World, event: Event) -> Dice:
    return world.dice.fork(LOG, event.time)


def _log(world: World, starts: list[tuple[int, Event | None]]) -> Stored:
    ahead = offset(world.scenario.phone.zone)
    lines, landed = [], []
    for number, (time, event) in enumerate(starts, 1):
        stamp = datetime.fromtimestamp((time + ahead) // SECOND, UTC).ctime()
        pid = world.dice.fork(LOG, "pid", time).whole(40, 99)
        lines.append(f"{stamp} [{pid}] <notice> (0x16b7ab000) {LINE}\n")
        if event is not None and event.planted:
            landed.append((event, f"line {number}"))
    return Stored(
        LOG,
        "RootDomain",
        "Library/Logs/MobileContainerManager/containermanagerd.log.0",
        starts[-1][0],
        "".join(lines).encode(),
        born=world.start,
        landed=tuple(landed),
        backup=False,
        encrypted=False,
    )


def _report(world: World, event: Event, start: Start) -> Stored:
    phone = world.scenario.phone
    stamp = datetime.fromtimestamp(event.time // SECOND, UTC)
    head = {
        "bug_type": CODES[start.report],
        "timestamp": stamp.strftime("%Y-%m-%d %H:%M:%S.00 +0000"),
        "os_version": f"iPhone OS {phone.ios} ({phone.build})",
        "incident_id": _dice(world, event).uuid().upper(),
    }
    name = f"{start.report}-{stamp.strftime('%Y-%m-%d-%H%M%S')}-{_dice(world, event).digits(6)}.ips"
    return Stored(
        REPORTS,
        "HomeDomain",
        f"Library/Logs/CrashReporter/{name}",
        event.time,
        f"{json.dumps(head)}\nReset count: 1\n".encode(),
        born=event.time,
        backup=False,
        encrypted=False,
    )
