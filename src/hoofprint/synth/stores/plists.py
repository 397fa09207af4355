"""Property lists with traces in them: osanalytics baseline, IDS status cache, location clients, profiles."""

import plistlib
from collections.abc import Iterator
from typing import Any

from hoofprint.model.times import COCOA_OFFSET
from hoofprint.synth.plants import AdDaily, LocationClient, Lookup, Profile
from hoofprint.synth.timing import SECOND, Event, moment
from hoofprint.synth.world import Stored, World

PROFILES = "SysSharedContainerDomain-systemgroup.com.apple.configurationprofiles"


def write(world: World) -> Iterator[Stored]:
    """All of them."""
    yield _addaily(world)
    yield from _lookups(world)
    yield _clients(world)
    yield from _profiles(world)


def encoded(content: dict[str, Any]) -> bytes:
    """A binary property list."""
    return plistlib.dumps(content, fmt=plistlib.FMT_BINARY)


def _addaily(world: World) -> Stored:
    """Process -> [date, Wi-Fi in, Wi-Fi out, cellular in, cellular out]; dates are UTC."""
    rows = world.held(AdDaily, lambda row: row.name)
    baseline = {
        row.name: [
            moment(event.time),
            float(row.wifi_in),
            float(row.wifi_out),
            float(row.wwan_in),
            float(row.wwan_out),
        ]
        for event, row in rows
    }
    path = "Library/Preferences/com.apple.osanalytics.addaily.plist"
    landed = tuple((event, f"key netUsageBaseline/{row.name}") for event, row in rows if event.planted)
    last = max((event.time for event, _ in rows), default=world.start)
    data = encoded({"netUsageBaseline": baseline, "version": "1.0"})
    return Stored("ios.addaily", "HomeDomain", path, last + SECOND, data, born=world.start, landed=landed)


def _lookups(world: World) -> Iterator[Stored]:
    """Service -> account -> date (seconds since 2001) and status. In backups up to iOS 14.6 only."""
    rows = world.held(Lookup, lambda row: (row.service, _account(row)))
    services: dict[str, Any] = {}
    for event, row in rows:
        entry = {"LookupDate": event.time / SECOND - COCOA_OFFSET, "IDStatus": row.status}
        services.setdefault(row.service, {})[_account(row)] = entry
    older = world.version < (14, 7)
    folder = "Library/Preferences/com.apple.identityservices." if older else "Library/IdentityServices/"
    landed = tuple((event, f"key {row.service}/{_account(row)}") for event, row in rows if event.planted)
    last = max((event.time for event, _ in rows), default=world.start)
    yield Stored(
        "ios.id_status",
        "HomeDomain",
        f"{folder}idstatuscache.plist",
        last + SECOND,
        encoded(services),
        born=world.start,
        landed=landed,
        backup=older,
        encrypted=older,
    )


def _account(lookup: Lookup) -> str:
    """With its scheme, as the cache writes it."""
    if ":" in lookup.account:
        return lookup.account
    return f"{'mailto' if '@' in lookup.account else 'tel'}:{lookup.account}"


def _clients(world: World) -> Stored:
    """Client -> its registration; times are seconds since 2001."""
    rows = world.held(LocationClient, lambda row: row.bundle)
    clients: dict[str, Any] = {}
    for event, row in rows:
        entry: dict[str, Any] = {
            "BundleId": row.bundle,
            "Authorization": 4,
            "LocationTimeStopped": event.time / SECOND - COCOA_OFFSET,
        }
        if row.path:
            entry |= {"BundlePath": row.path, "Registered": row.path}
        if row.executable:
            entry["Executable"] = row.executable
        clients[row.bundle] = entry
    landed = tuple((event, f"key {row.bundle}") for event, row in rows if event.planted)
    last = max((event.time for event, _ in rows), default=world.start)
    path = "Library/Caches/locationd/clients.plist"
    data = encoded(clients)
    return Stored(
        "ios.location_clients", "RootDomain", path, last + SECOND, data, born=world.start, landed=landed
    )


def _profiles(world: World) -> Iterator[Stored]:
    """A file for every installed profile, and the list of what was ever installed or removed."""
    events: list[dict[str, Any]] = []
    landed: list[tuple[Event, str]] = []
    folder = "Library/ConfigurationProfiles"
    for index, (event, row) in enumerate(world.of(Profile)):
        dice = world.dice.fork("profile", row.identifier, event.time)
        uuid = row.uuid or dice.uuid()
        name = f"profile-{dice.bytes(32).hex()}.stub"
        when = moment(event.time)
        events.append(
            {row.identifier: {"timestamp": when, "operation": row.operation, "process": row.process}}
        )
        if event.planted:
            landed.append((event, f"key ProfileEvents/{index}"))
        if row.operation != "install":
            continue
        payload = {"PayloadType": row.payload, "PayloadUUID": dice.uuid(), "PayloadVersion": 1}
        content = {
            "PayloadUUID": uuid,
            "PayloadIdentifier": row.identifier,
            "PayloadDisplayName": row.name,
            "PayloadOrganization": row.organization,
            "PayloadType": "Configuration",
            "PayloadVersion": 1,
            "InstallDate": when,
            "PayloadContent": [payload],
        }
        here = ((event, "file"),) if event.planted else ()
        yield Stored(
            "ios.profiles",
            PROFILES,
            f"{folder}/{name}",
            event.time,
            encoded(content),
            born=event.time,
            landed=here,
        )
    last = max((event.time for event, _ in world.of(Profile)), default=world.start)
    data, path = encoded({"ProfileEvents": events}), f"{folder}/MCProfileEvents.plist"
    yield Stored("ios.profile_events", PROFILES, path, last, data, born=world.start, landed=tuple(landed))
