"""`hoofprint verify`: what of a case holds; with the acquisition at hand, every finding is derived again."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from hoofprint.cli import tell
from hoofprint.cli.custody import noted
from hoofprint.cli.password import asker
from hoofprint.cli.spoken import as_json, command, here, lang, option
from hoofprint.cli.tell import USAGE, Refused, console
from hoofprint.model.words import N_

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

    from hoofprint.case.folder import Case
    from hoofprint.case.proof import Proof
    from hoofprint.explore.compare import Compared
    from hoofprint.formats.minisign import PublicKey

T = TypeVar("T")
A_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
FAILED = 1


@command(
    "verify",
    short=N_("Check what of a case holds, alone or against the evidence."),
    help=N_(
        "Checks a case: whether its files are as the examination left them, whether the custody log is unbroken,"
        " whether signatures and time stamps are right. With the acquisition, it is examined again, and every finding"
        " is said to hold or not; the lists of published values must be the same.\n\n"
        "With --field, a published report is checked against a value that was disclosed afterwards; with --seal, a case"
        " against the sealed result of a blind pack. Ends with 1 where something does not hold."
    ),
    examples=N_(
        "Examples:\n"
        "  hoofprint verify case-17\n"
        "  hoofprint verify case-17 --key examiner.pub --tsa-cert authority.pem\n"
        "  hoofprint verify case-17 Backup/00008030-001A --password-file secret.txt\n"
        "  hoofprint verify published.html --field sender.json\n"
        "  hoofprint verify case-17 --seal request.json --opening opening.json"
    ),
)
@click.argument("case", type=click.Path(path_type=Path))
@click.argument("acquisitions", nargs=-1, type=click.Path(path_type=Path))
@option(
    "--key",
    "keys",
    multiple=True,
    metavar="KEY",
    help=N_("A public key you trust: its file, or its one line."),
)
@option(
    "--tsa-cert",
    "roots",
    multiple=True,
    type=A_FILE,
    metavar="FILE",
    help=N_("The certificate (PEM) of a time-stamp authority you trust."),
)
@option("--indicators", multiple=True, type=click.Path(path_type=Path, exists=True), metavar="PATH",
        help=N_("The lists of published values that the examination used, where it used any."))  # fmt: skip
@option(
    "--password-file", type=A_FILE, metavar="F", help=N_("Read the password from the first line of a file.")
)
@option("--field", type=A_FILE, metavar="FILE", help=N_("A disclosed value, from hoofprint disclose."))
@option("--seal", type=A_FILE, metavar="FILE", help=N_("request.json of a blind pack."))
@option(
    "--opening", type=A_FILE, metavar="FILE", help=N_("The opening of its seal, from hoofprint blind --open.")
)
@lang
@as_json
def verify(
    case: Path,
    acquisitions: tuple[Path, ...],
    keys: tuple[str, ...],
    roots: tuple[Path, ...],
    indicators: tuple[Path, ...],
    password_file: Path | None,
    field: Path | None,
    seal: Path | None,
    opening: Path | None,
    lang: str,
    as_json: bool,
) -> int:
    """Every check that can be made."""
    from hoofprint.case.proof import Result
    from hoofprint.export import proof as output

    compared: list[Compared] = []
    if field is not None:
        proofs = [_field(case, field)]
    else:
        proofs = _alone(case, keys, roots)
        if seal is not None or opening is not None:
            proofs.append(_seal(case, seal, opening))
        if acquisitions:
            more, compared = _again(case, acquisitions, indicators, password_file, lang)
            proofs += more
    overall = output.overall(proofs, compared)
    if as_json:
        tell.as_json({"result": overall, "checks": proofs, "findings": compared})
    else:
        output.show(proofs, compared, console(), lang)
    if field is None:
        noted(case, "verified", result=overall.value, acquisitions=str(len(acquisitions)))
    return FAILED if overall is Result.FAILS else 0


def _alone(case: Path, keys: tuple[str, ...], roots: tuple[Path, ...]) -> "list[Proof]":
    from hoofprint.case.proof import prove

    if not (case / "case.json").is_file():
        raise Refused(here(N_("{case}: no case lies here"), case=case), USAGE)
    return prove(
        case, [_key(text) for text in keys], [cert for path in roots for cert in _certificates(path)]
    )


def _key(text: str) -> "PublicKey":
    from hoofprint.formats import minisign

    path = Path(text)
    try:
        return minisign.read_public(path.read_text(encoding="utf-8") if path.is_file() else text)
    except (OSError, UnicodeDecodeError, minisign.MinisignError) as error:
        raise Refused(f"{text}: {error}", USAGE) from error


def _certificates(path: Path) -> "list[Certificate]":
    from hoofprint.formats import timestamp

    try:
        return timestamp.certificates(path.read_bytes())
    except (OSError, timestamp.TimestampError) as error:
        raise Refused(f"{path}: {error}", USAGE) from error


def _field(report: Path, field: Path) -> "Proof":
    """A disclosed value against a published report."""
    from hoofprint.case.proof import Proof, Result
    from hoofprint.explore.commitments import Opening, opens

    given = _read(field, Opening)
    try:
        there = given.commitment.encode() in report.read_bytes()
    except OSError as error:
        raise Refused(f"{report}: {error.strerror}", USAGE) from error
    values = {"commitment": given.commitment, "value": given.value, "kind": given.kind}
    if not opens(given):
        text = N_("{commitment} does not stand for this value: value and salt give another code.")
        return Proof(about="opening", result=Result.FAILS, text=text, values=values)
    if not there:
        text = N_("The report does not hold {commitment}.")
        return Proof(about="opening", result=Result.FAILS, text=text, values=values)
    text = N_("{commitment} in the report stands for: {value} ({kind})")
    return Proof(about="opening", result=Result.HOLDS, text=text, values=values)


def _seal(folder: Path, seal: Path | None, opening: Path | None) -> "Proof":
    """A case against the seal of a blind pack."""
    from hoofprint.case.folder import Case
    from hoofprint.case.proof import Proof, Result
    from hoofprint.export import blind

    if seal is None or opening is None:
        raise Refused(here(N_("--seal and --opening belong together")), USAGE)
    if blind.opens(_read(seal, blind.Request), _read(opening, blind.Opening), Case(folder)):
        text = N_("This is the case that was sealed in the blind pack.")
        return Proof(about="seal", result=Result.HOLDS, text=text)
    text = N_("This is not the case that was sealed in the blind pack.")
    return Proof(about="seal", result=Result.FAILS, text=text)


def _read(path: Path, kind: type[T]) -> T:
    import msgspec

    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError) as error:
        raise Refused(f"{path}: {error}", USAGE) from error


def _again(
    case: Path,
    acquisitions: tuple[Path, ...],
    indicators: tuple[Path, ...],
    password: Path | None,
    language: str,
) -> "tuple[list[Proof], list[Compared]]":
    """Examines again, into a folder beside the case that is gone afterwards, and compares."""
    from hoofprint.case.errors import CaseError
    from hoofprint.case.folder import Case
    from hoofprint.cli.check import examine
    from hoofprint.cli.progress import watching
    from hoofprint.explore.compare import again
    from hoofprint.pipeline import Options

    try:
        claimed = Case(case)
        builtin, kept = _sources(claimed)
        beside = case.resolve().parent
        with tempfile.TemporaryDirectory(prefix=".hoofprint-verify-", dir=beside) as place:
            options = Options(
                case=Path(place) / case.resolve().name,
                indicators=indicators,
                builtin=builtin,
                store=kept,
                hashes=claimed.result.asked.hashes,
                sweep=claimed.result.asked.sweep,
            )
            with watching(console(err=True), language, quiet=False) as watch:
                examine(acquisitions, options, asker(password, None, watch.pause), watch)
            return again(claimed, Case(Path(place) / case.resolve().name))
    except CaseError as error:
        raise tell.refused(error, USAGE) from error
    except OSError as error:
        raise Refused(f"{case}: {error.strerror}", USAGE) from error


def _sources(claimed: "Case") -> "tuple[bool, Path | None]":
    """Which lists of this computer the claimed examination used: those that come along, and those kept here."""
    from hoofprint.cli.store import store
    from hoofprint.detect.indicators import builtin
    from hoofprint.detect.indicators.own import kept

    used = {one.sha256 for one in claimed.result.indicators.sets}
    ours = {one.sha256 for one in builtin()}
    here_kept = {one.sha256 for one in kept(store())}
    return bool(ours & used), store() if here_kept and here_kept <= used else None
