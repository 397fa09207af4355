"""The log of the lockdown service, which no backup holds: what computers asked of the phone.

Source: lines as published with the test data of Plaso's parser. Times are the phone's local time, here UTC.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from hoofprint.synth.plants import LockdownRequest
from hoofprint.synth.timing import SECOND
from hoofprint.synth.world import Stored, World

ARTIFACT = "ios.lockdown_log"


def write(world: World) -> Iterator[Stored]:
    """One log, where somebody asked."""
    every = world.of(LockdownRequest)
    if not every:
        return
    lines = []
    for event, one in every:
        pid = world.dice.fork(ARTIFACT, event.time).whole(60, 200)
        stamp = datetime.fromtimestamp(event.time // SECOND, UTC).strftime("%m/%d/%y %H:%M:%S")
        head = f"{stamp}.{event.time % SECOND:06d} pid={pid} "
        lines.append(
            f"{head}spawn_xpc_service_block_invoke: {one.client} attempting to spawn {one.service} service"
        )
    landed = tuple((event, f"line {number}") for number, (event, _) in enumerate(every, 1) if event.planted)
    yield Stored(
        ARTIFACT,
        "LogsDomain",
        "lockdownd.log",
        every[-1][0].time,
        "".join(line + "\n" for line in lines).encode(),
        born=world.start,
        landed=landed,
        backup=False,
        encrypted=False,
    )
