"""A scenario: the short text from which a synthetic phone is built, and what an examination of it must find.

Written in TOML; an unknown key, a misspelt kind or an impossible time is an error that names file and place.
"""

from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from hoofprint.model.words import N_, Worded
from hoofprint.synth.expectation import Expect
from hoofprint.synth.plants import AnyPlant
from hoofprint.synth.timing import TimingError, dated, delay, micros, offset


class ScenarioError(Worded):
    """A scenario that cannot be read or built; the message names the file, the place and the reason."""


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Phone(_Table, frozen=True, kw_only=True):
    """The phone and its owner's life."""

    model: str
    """Apple's product type, `iPhone12,1`."""
    ios: str
    build: str
    zone: str
    """The owner's offset from UTC, `-06:00`; decides waking hours, and nothing else."""
    first_boot: datetime
    backup_time: datetime
    """When the computer or the extraction tool made the acquisition, by its own clock."""
    life: str = "ordinary"
    """Which background life it has: see `hoofprint.synth.life`."""
    amount: float = 1.0
    """How much background life: 1.0 is a small phone (some 150 messages), 0 an empty one."""
    language: Literal["en", "es"] = "en"
    name: str = "iPhone"

    @property
    def version(self) -> tuple[int, ...]:
        """The iOS version as numbers: (12, 3, 1)."""
        return tuple(int(part) for part in self.ios.split("."))


class Backup(_Table, frozen=True, kw_only=True):
    """How the acquisition is made."""

    encrypted: bool = False
    password: str | None = None
    """The synthetic phone's backup password; a caller may give another one."""
    iterations: int = 1_000
    """Rounds of the key derivation; iOS uses ten million."""
    everything: bool = False
    """Put into a plain backup also what iOS keeps for encrypted ones."""
    wal: bool = False
    """Leave the rows of the last fourteen days in write-ahead logs beside the databases."""


class Listed(_Table, frozen=True, kw_only=True):
    """A list of indicators that the examiner brings along, beside those that are built in."""

    name: str
    """Name of its file; what follows the last dot says in which format it is."""
    text: str


class Scenario(_Table, frozen=True, kw_only=True):
    """A phone, what is planted on it, and what must be found."""

    name: str
    title: str = ""
    about: str = ""
    sources: tuple[str, ...] = ()
    seed: int = 0
    phone: Phone
    backup: Backup = Backup()
    acquisition: Literal["backup", "dump"] = "backup"
    """As what an examiner gets the phone: a backup, or a copy of its file system, which holds more kinds of files."""
    plant: tuple[AnyPlant, ...] = ()
    lists: tuple[Listed, ...] = msgspec.field(name="list", default=())
    expect: Expect | None = None
    origin: str = "scenario"
    """File it came from; set when it is loaded."""


def load(source: Path | str) -> Scenario:
    """The scenario in a file, under a shipped name (`demo`), or in a text that holds a line break.

    Raises `ScenarioError`.
    """
    if isinstance(source, str) and "\n" in source:
        where, text = "scenario", source
    else:
        where = str(source)
        known = {path.stem: path for path in shipped()}
        place = known[where] if where in known and not Path(where).is_file() else Path(source)
        try:
            text = place.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            why = getattr(error, "strerror", None) or error
            raise ScenarioError(N_("cannot be read"), where=where, because=why) from error
    try:
        scenario = msgspec.toml.decode(text, type=Scenario)
    except msgspec.DecodeError as error:
        raise ScenarioError("", where=where, because=error) from error
    scenario = msgspec.structs.replace(scenario, origin=where, plant=_named(scenario))
    _check(scenario)
    return scenario


def shipped() -> tuple[Path, ...]:
    """The scenario files that come with Hoofprint, sorted by name."""
    return tuple(sorted((Path(__file__).parent / "scenarios").glob("*.toml")))


def _named(scenario: Scenario) -> tuple[AnyPlant, ...]:
    """Every plant with an id: its own, or its kind and position."""
    return tuple(
        plant if plant.id else msgspec.structs.replace(plant, id=f"{plant.__struct_config__.tag}-{position}")
        for position, plant in enumerate(scenario.plant, 1)
    )


def _check(scenario: Scenario) -> None:
    ids = [plant.id for plant in scenario.plant]
    twice = sorted({id for id in ids if ids.count(id) > 1})
    if twice:
        told = N_("more than one plant is called {names}")
        raise ScenarioError(told, where=scenario.origin, names=", ".join(twice))
    phone = scenario.phone
    try:
        offset(phone.zone)
        start, end = micros(phone.first_boot), micros(phone.backup_time)
        dated(scenario.plant, dict.fromkeys(ids, start))
        for plant in scenario.plant:
            for name in ("lasts", "born"):
                delay(getattr(plant, name, "0s"))
    except TimingError as error:
        raise ScenarioError(error.text, where=scenario.origin, **error.values) from error
    for told, name in scenario.expect.misspelt() if scenario.expect else ():
        raise ScenarioError(told, where=scenario.origin, name=name)
    names = [one.name for one in scenario.lists]
    if len(names) != len(set(names)) or any(Path(name).name != name for name in names):
        raise ScenarioError(N_("lists need different names, each that of a file"), where=scenario.origin)
    if start >= end:
        raise ScenarioError(N_("first_boot is not before backup_time"), where=scenario.origin)
    if not all(part.isdigit() for part in phone.ios.split(".")):
        raise ScenarioError(N_("ios '{ios}' is no version"), where=scenario.origin, ios=phone.ios)
