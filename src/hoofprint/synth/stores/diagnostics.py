"""The shutdown log and crash reports, which no backup holds.

Sources: lines of shutdown.log as published (2024); reports as Apple's developer documentation describes them, one JSON
line and a second JSON object since iOS 15, one JSON line and text before.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

from hoofprint.synth.plants import Crash, Shutdown
from hoofprint.synth.timing import SECOND, Event, delay
from hoofprint.synth.world import Stored, World

SHUTDOWN, CRASHES = "ios.shutdown_log", "ios.crash_reports"
ONE_RESTART = 26
"""From this version of iOS on the log holds the last restart only."""
FOLDER = "Library/Logs/CrashReporter"


def write(world: World) -> Iterator[Stored]:
    """All of them."""
    yield from _shutdowns(world)
    for event, crash in world.of(Crash):
        yield _report(world, event, crash)


def _shutdowns(world: World) -> Iterator[Stored]:
    every = world.of(Shutdown)
    if world.version[0] >= ONE_RESTART:
        every = every[-1:]
    lines: list[str] = []
    landed: list[tuple[Event, str]] = []
    for event, one in every:
        dice = world.dice.fork(SHUTDOWN, event.time)
        for look in range(1, one.looks + 1):
            lines.append(f"After {1.13 * look:.2f}s, these clients are still here:")
            for client in one.clients:
                lines.append(f"\t\tremaining client pid: {dice.whole(90, 4_000)} ({client})")
                if event.planted and look == 1:
                    landed.append((event, f"line {len(lines)}"))
        if one.dated:
            lines.append(f"SIGTERM: [{event.time // SECOND}] All buffers flushed")
    if every:
        data = "".join(line + "\n" for line in lines).encode()
        yield Stored(
            SHUTDOWN,
            "DatabaseDomain",
            "diagnostics/shutdown.log",
            every[-1][0].time,
            data,
            born=world.start,
            landed=tuple(landed),
            backup=False,
            encrypted=False,
        )


def _report(world: World, event: Event, crash: Crash) -> Stored:
    phone, dice = world.scenario.phone, world.dice.fork(CRASHES, event.time, crash.process)
    incident, system = dice.uuid().upper(), f"iPhone OS {phone.ios} ({phone.build})"
    modern = world.version[0] >= 15
    head = {
        "app_name": crash.process,
        "name": crash.process,
        "timestamp": _local(event.time + SECOND),
        "bug_type": "309" if modern else "109",
        "os_version": system,
        "incident_id": incident,
    }
    pid = dice.whole(200, 9_000)
    body = (_json if modern else _text)(world, event, crash, incident, pid)
    stamp = datetime.fromtimestamp(event.time // SECOND, UTC).strftime("%Y-%m-%d-%H%M%S")
    name = f"{crash.process}-{stamp}-{dice.digits(6)}.ips"
    return Stored(
        CRASHES,
        "HomeDomain",
        f"{FOLDER}/{name}",
        event.time + SECOND,
        f"{json.dumps(head)}\n{body}\n".encode(),
        born=event.time + SECOND,
        landed=((event, "report row 0"),) if event.planted else (),
        backup=False,
        encrypted=False,
    )


def _key(world: World) -> str:
    """One phone's crash reporter key."""
    return world.dice.fork("crash reporter key").bytes(20).hex()


def _place(crash: Crash) -> str:
    return crash.path or f"/usr/libexec/{crash.process}"


def _json(world: World, event: Event, crash: Crash, incident: str, pid: int) -> str:
    """The second object of a report since iOS 15."""
    content = {
        "captureTime": _local(event.time),
        "procLaunch": _local(event.time - delay(crash.launched)),
        "incident": incident,
        "modelCode": world.scenario.phone.model,
        "crashReporterKey": _key(world),
        "pid": pid,
        "procName": crash.process,
        "procPath": _place(crash),
        "parentProc": crash.parent,
        "exception": {"type": "EXC_BAD_ACCESS", "signal": "SIGSEGV"},
    }
    if crash.reason:
        content["asi"] = {crash.process: [crash.reason]}
    return json.dumps(content, indent=2)


def _text(world: World, event: Event, crash: Crash, incident: str, pid: int) -> str:
    """The text of a report before iOS 15."""
    phone = world.scenario.phone
    lines = (
        f"Incident Identifier: {incident}",
        f"CrashReporter Key:   {_key(world)}",
        f"Hardware Model:      {phone.model}",
        f"Process:             {crash.process} [{pid}]",
        f"Path:                {_place(crash)}",
        f"Parent Process:      {crash.parent} [1]",
        "",
        f"Date/Time:           {_local(event.time)}",
        f"Launch Time:         {_local(event.time - delay(crash.launched))}",
        f"OS Version:          iPhone OS {phone.ios} ({phone.build})",
        "",
        "Exception Type:  EXC_BAD_ACCESS (SIGSEGV)",
    )
    return "\n".join(lines)


def _local(time: int) -> str:
    """As reports write times; these phones write them in UTC."""
    whole = datetime.fromtimestamp(time // SECOND, UTC).strftime("%Y-%m-%d %H:%M:%S")
    return f"{whole}.{time % SECOND // 100:04d} +0000"
