"""`hoofprint doctor`: what this machine offers, measured; for whoever wonders why something is not as expected."""

import platform
import sys
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed

from hoofprint import __version__
from hoofprint.cli import tell
from hoofprint.cli.spoken import as_json, command, lang
from hoofprint.cli.spoken import language as environment
from hoofprint.cli.tell import console
from hoofprint.model.words import N_

PARTS = ("apsw", "cryptography", "msgspec", "polars", "pyarrow", "click", "rich", "jinja2")
WEAK = 4
"""The exit code where parsers cannot be locked in as an examination asks for."""


@command(
    "doctor",
    short=N_("Say what this computer offers an examination."),
    help=N_(
        "Measures how well parsers of hostile files can be locked in here, and lists versions and language."
    ),
    examples=N_("Examples:\n  hoofprint doctor\n  hoofprint doctor --json"),
)
@lang
@as_json
def doctor(lang: str, as_json: bool) -> int:
    """Facts, one a line."""
    from hoofprint.workers.confine import Level, self_test

    enforced = self_test()
    facts = {
        "hoofprint": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "confinement": enforced.level.name,
        "layers": ", ".join(enforced.layers),
        "why": enforced.why,
        "sqlite": _sqlite(),
        **{name: _version(name) for name in PARTS},
        "language": environment(),
        "encoding": sys.stdout.encoding,
    }
    if as_json:
        tell.as_json(facts)
    else:
        from hoofprint.export.parts import lines
        from hoofprint.export.parts.voice import Voice

        sheet = lines.facts()
        for name, value in facts.items():
            sheet.add_row(
                lines.own(Voice(lang).gettext(LABELS.get(name, name))), lines.own(Voice(lang).reported(value))
            )
        console().print(sheet)
    return 0 if enforced.level >= Level.S3 else WEAK


LABELS = {
    "system": N_("system"),
    "confinement": N_("confinement"),
    "layers": N_("layers"),
    "why": N_("measured"),
    "language": N_("language"),
    "encoding": N_("encoding"),
}


def _sqlite() -> str:
    import apsw

    return apsw.sqlite_lib_version()


def _version(name: str) -> str:
    try:
        return installed(name)
    except PackageNotFoundError:
        return "–"
