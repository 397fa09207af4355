"""From a scenario to a phone on disk: dates the plants, lives the background, lets every store write, packs it all.

    truth = build(load("scenario.toml"), Path("phone"))

Same scenario, seed and version: the same bytes. Nothing reads a clock or the system's randomness.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from hoofprint.model.words import N_
from hoofprint.synth import manifest, tree
from hoofprint.synth.dice import Dice
from hoofprint.synth.expectation import Expect
from hoofprint.synth.keybag import Keybag
from hoofprint.synth.life import LIVES, lived
from hoofprint.synth.life.setting import Setting
from hoofprint.synth.places import NO_BACKUP, UnknownDomainError, root
from hoofprint.synth.plants import Plant
from hoofprint.synth.scenario import Scenario, ScenarioError
from hoofprint.synth.stores import STORES, apps
from hoofprint.synth.timing import Event, dated, micros, offset
from hoofprint.synth.variation import Variation
from hoofprint.synth.world import Stored, World, by_kind, owner


class Planted(msgspec.Struct, frozen=True, kw_only=True):
    """Where one planted thing lies. A profile lies in two places, most things in one."""

    id: str
    kind: str
    artifact: str
    what: str
    time: int
    """Microseconds UTC, as the scenario says it; what a file can state may be coarser."""
    file: str
    """Path on the device, or the name of the backup's own list."""
    stored: str
    """Path inside the acquisition."""
    locator: str
    """`message row 17`, `key netUsageBaseline/bh`, `file`."""


class Absent(msgspec.Struct, frozen=True, kw_only=True):
    """A planted thing this acquisition does not show, and why."""

    id: str
    why: str


class Truth(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a synthetic phone: everything planted, and what must be found."""

    scenario: str
    kind: str
    """`backup`, `encrypted backup` or `dump`."""
    variation: str
    planted: tuple[Planted, ...]
    absent: tuple[Absent, ...]
    expect: Expect | None


def build(
    scenario: Scenario,
    folder: Path,
    *,
    password: str | None = None,
    variation: str = "",
    wal: bool | None = None,
) -> Truth:
    """Writes the phone's backup into `folder`, which must not exist or be empty.

    `password` and `wal` override what the scenario says; `variation` is `shuffled`, `zone+5h`, `no-wal` or
    `corrupt:<artifact>`. Raises `ScenarioError`.
    """
    change = Variation.parse(variation)
    world = _world(scenario, change, wal)
    secret = password if password is not None else scenario.backup.password
    bag = None
    if scenario.backup.encrypted:
        if not secret:
            raise ScenarioError(N_("an encrypted backup needs a password"), where=scenario.origin)
        bag = Keybag(secret, scenario.backup.iterations, world.version, world.dice.fork("keys"))
    every = _files(world, change)
    kept = [stored for stored in every if _in_backup(stored, scenario)]
    _prepare(folder)
    manifest.write(world, kept, folder, bag)
    places = [
        *_listed(world),
        *(_landed(each, f"/{root(each.domain)}", manifest.place(world, each)) for each in kept),
    ]
    kind = "encrypted backup" if bag else "backup"
    return _truth(world, kind, variation, [one for place in places for one in place], every)


def dump(scenario: Scenario, folder: Path, *, variation: str = "", wal: bool | None = None) -> Truth:
    """Writes the same phone as a tree of its files (`private/var/...`); arguments as for `build`.

    With `wal` the rows of the last fourteen days, and those planted so, stand only in `-wal` files.
    """
    change = Variation.parse(variation)
    world = _world(scenario, change, wal)
    every = _files(world, change)
    _prepare(folder)
    tree.write(world, every, folder)
    places = [_landed(each, f"/{root(each.domain, world.dice)}") for each in every]
    return _truth(world, "dump", variation, [one for place in places for one in place], every)


def held(scenario: Scenario) -> dict[str, bool]:
    """The artifacts whose files this phone has, each with whether something planted lies there."""
    found: dict[str, bool] = {}
    dumped = scenario.acquisition == "dump"
    for stored in _files(_world(scenario, Variation(), None), Variation()):
        if stored.data and (dumped or _in_backup(stored, scenario)):
            planted = any(event.planted for event, _ in stored.landed)
            found[stored.artifact] = found.get(stored.artifact, False) or planted
    return found


def _world(scenario: Scenario, change: Variation, wal: bool | None) -> World:
    phone = scenario.phone
    if phone.life not in LIVES:
        told = N_("life '{life}' is none of {known}")
        raise ScenarioError(told, where=scenario.origin, life=phone.life, known=", ".join(sorted(LIVES)))
    dice = Dice("hoofprint", scenario.name, scenario.seed, phone.model, phone.ios)
    start, end = micros(phone.first_boot), micros(phone.backup_time)
    chosen = dice.fork("undated")
    undated = {
        plant.id: start + int(chosen.fork(plant.id).share() * (end - start)) for plant in scenario.plant
    }
    setting = Setting(
        dice.fork("life"), start, end, offset(phone.zone), phone.version, phone.language, phone.amount
    )
    events = [*dated(scenario.plant, undated), *lived(phone.life, setting)]
    moved = [Event(event.time + change.shift, event.plant, event.planted) for event in events]
    return World(
        scenario,
        dice,
        owner(scenario, dice.fork("owner")),
        by_kind(moved),
        change.shift,
        change.wal(scenario.backup.wal if wal is None else wal),
        change.shuffled,
    )


def _files(world: World, change: Variation) -> list[Stored]:
    """Every file of the phone, as the variation leaves it. Where two lie at one place, the planted one stays."""
    found: dict[tuple[str, str], Stored] = {}
    for stored in (each for store in STORES for each in store(world)):
        _placed(world, stored)
        here = (stored.domain, stored.path)
        if here in found and found[here].landed:
            if stored.landed:
                place = f"{stored.domain} {stored.path}"
                raise ScenarioError(N_("two plants at {place}"), where=world.scenario.origin, place=place)
            continue
        found[here] = stored
    every = list(found.values())
    if change.corrupt and all(stored.artifact != change.corrupt for stored in every):
        told = N_("nothing to corrupt: no file of '{artifact}'")
        raise ScenarioError(told, where=world.scenario.origin, artifact=change.corrupt)
    return [change.applied(stored, world) for stored in every]


def _placed(world: World, stored: Stored) -> None:
    try:
        root(stored.domain)
    except UnknownDomainError as error:
        raise ScenarioError(error.text, where=world.scenario.origin, **error.values) from error


def _in_backup(stored: Stored, scenario: Scenario) -> bool:
    if stored.domain in NO_BACKUP:
        return False
    held = stored.backup or (stored.encrypted and scenario.backup.everything)
    return stored.encrypted if scenario.backup.encrypted else held


def _prepare(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if next(os.scandir(folder), None):
        raise ScenarioError(N_("not empty; a phone is built into a new folder"), where=folder)


def _landed(stored: Stored, base: str, inside: str = "") -> list[Planted]:
    """`inside` is where the acquisition holds the file; a dump holds it at its own path."""
    file = f"{base}/{stored.path}"
    return [
        _planted(event, stored.artifact, file, inside or file.lstrip("/"), locator)
        for event, locator in stored.landed
        if event.planted
    ]


def _listed(world: World) -> Iterator[list[Planted]]:
    """Apps, which a backup lists in Info.plist."""
    for event, app in apps.installed(world):
        if event.planted:
            place = "Installed Applications" if app.source == "Xcode" else f"Applications/{app.bundle}"
            yield [_planted(event, "ios.applications", "Info.plist", "Info.plist", f"key {place}")]


def _planted(event: Event, artifact: str, file: str, stored: str, locator: str) -> Planted:
    plant = event.plant
    return Planted(
        id=plant.id,
        kind=_kind(plant),
        artifact=artifact,
        what=plant.what,
        time=event.time,
        file=file,
        stored=stored,
        locator=locator,
    )


def _kind(plant: Plant) -> str:
    return str(plant.__struct_config__.tag)


def _truth(
    world: World, kind: str, variation: str, planted: Iterable[Planted], every: Iterable[Stored]
) -> Truth:
    placed = tuple(sorted(planted, key=lambda one: (one.time, one.id, one.file)))
    seen = {one.id for one in placed}
    held = {event.id: stored.artifact for stored in every for event, _ in stored.landed}
    return Truth(
        scenario=world.scenario.name,
        kind=kind,
        variation=variation,
        planted=placed,
        absent=tuple(
            Absent(id=plant.id, why=_why(plant, kind, variation, held))
            for plant in world.scenario.plant
            if plant.id not in seen
        ),
        expect=world.scenario.expect,
    )


def _why(plant: Plant, kind: str, variation: str, held: Mapping[str, str]) -> str:
    if plant.id in held:
        return f"a {kind} of this iOS version holds no {held[plant.id]}"
    if variation == "no-wal":
        return "its row stood in a write-ahead log, and those were not collected"
    return "this iOS version keeps no such file, or a later plant took its place"
