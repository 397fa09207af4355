"""Files, folders and property lists that stand for themselves, and the settings every phone has."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from hoofprint.synth.plants import File, Folder, Placed, PrefFile
from hoofprint.synth.stores.plists import encoded
from hoofprint.synth.timing import MINUTE, Event, delay, moment
from hoofprint.synth.world import Stored, World

ARTIFACT = "ios.files"
_PREFERENCES = "Library/Preferences"


def write(world: World) -> Iterator[Stored]:
    """What was planted, what the background life left, and the phone's own settings."""
    for event, preference in world.of(PrefFile):
        yield _stored(event, preference, encoded(_naive(preference.content)))
    for event, file in world.of(File):
        noise = world.dice.fork(ARTIFACT, file.domain, file.path)
        yield _stored(event, file, noise.bytes(file.size) if file.text is None else file.text.encode())
    for event, folder in world.of(Folder):
        yield _stored(event, folder, None)
    taken = {(place.domain, place.path) for _, place in world.of(PrefFile)}
    yield from (stored for stored in _settings(world) if (stored.domain, stored.path) not in taken)


def _stored(event: Event, place: Placed, data: bytes | None) -> Stored:
    kind = "folder" if data is None else "file"
    landed = ((event, kind),) if event.planted else ()
    born = event.time - delay(place.born)
    return Stored(ARTIFACT, place.domain, place.path, event.time, data, born=born, landed=landed)


def _naive(value: Any) -> Any:
    """The same with times as property lists hold them: UTC without saying so."""
    if isinstance(value, dict):
        return {key: _naive(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_naive(inner) for inner in value]
    if isinstance(value, datetime) and value.tzinfo:
        return value.astimezone(UTC).replace(tzinfo=None)
    return value


def _settings(world: World) -> Iterator[Stored]:
    phone = world.scenario.phone
    locale = {"en": "en_US", "es": "es_MX"}[phone.language]
    language = locale.replace("_", "-")
    ready = world.start + 20 * MINUTE
    contents: tuple[tuple[str, int, dict[str, Any]], ...] = (
        (".GlobalPreferences", world.end - MINUTE, {"AppleLanguages": [language], "AppleLocale": locale}),
        (
            "com.apple.purplebuddy",
            ready,
            {
                "Language": language,
                "Locale": locale,
                "SetupDone": True,
                "SetupFinishedAllSteps": True,
                "SetupLastExit": moment(ready),
                "SetupState": "SetupUsingAssistant",
                "SetupVersion": 11,
            },
        ),
        (
            "com.apple.mobilesafari",
            world.end - 90 * MINUTE,
            {"SearchEngineStringSetting": "com.apple.search"},
        ),
        ("com.apple.MobileSMS", world.start + 40 * MINUTE, {"KeepMessages": 0, "ReadReceiptsEnabled": False}),
    )
    for name, modified, content in contents:
        path = f"{_PREFERENCES}/{name}.plist"
        yield Stored(ARTIFACT, "HomeDomain", path, modified, encoded(content), born=world.start)
