"""`hoofprint key`, `sign` and `stamp`: who stands for a case, and since when it is as it is."""

from pathlib import Path

import click

from hoofprint.cli import tell
from hoofprint.cli.case import CASE
from hoofprint.cli.custody import examiner
from hoofprint.cli.password import secret
from hoofprint.cli.spoken import command, here, lang, option
from hoofprint.cli.tell import USAGE, Refused, stdout, write
from hoofprint.model.words import N_

A_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@command(
    "key",
    short=N_("Make a key to sign cases with."),
    help=N_(
        "Makes a key pair in the form of minisign: NAME.key, which signs and stays with you, under a password; and"
        " NAME.pub, which checks and goes to everybody who should be able to."
    ),
    examples=N_("Examples:\n  hoofprint key examiner\n  hoofprint key examiner --password-file secret.txt"),
)
@click.argument("name", type=click.Path(path_type=Path))
@option(
    "--password-file", type=A_FILE, metavar="F", help=N_("Read the password from the first line of a file.")
)
@lang
def key(name: Path, password_file: Path | None, lang: str) -> None:
    """Two files."""
    from hoofprint.formats import minisign

    kept, given = name.with_name(f"{name.name}.key"), name.with_name(f"{name.name}.pub")
    for path in (kept, given):
        if path.exists():
            raise Refused(here(N_("{path}: is there already, and is not written over"), path=path), USAGE)
    password = secret(password_file, here(N_("Password for the new key: ")), twice=True)
    made = minisign.generate()
    write(kept, minisign.write_secret(made, password))
    write(given, made.public.text)
    stdout(N_("The key {key} signs; keep it, and its password. The key {public} checks; hand it out."), lang,
           key=kept, public=given)  # fmt: skip
    stdout(N_("In one line, to compare over another channel: {line}"), lang, line=made.public.line)


@command(
    "sign",
    short=N_("Sign a case as it stands."),
    help=N_(
        "Signs the manifest of a case, and with it the end of the custody log and the run's own data, in the form of"
        " minisign. Anybody can check it with hoofprint verify, or with: minisign -Vm MANIFEST -p NAME.pub"
    ),
    examples=N_("Examples:\n  hoofprint sign case-17 --key examiner.key"),
)
@CASE
@option("--key", "key_file", type=A_FILE, required=True, metavar="FILE", help=N_("The secret key: NAME.key."))
@option(
    "--password-file", type=A_FILE, metavar="F", help=N_("Read the password from the first line of a file.")
)
@lang
def sign(case: Path, key_file: Path, password_file: Path | None, lang: str) -> None:
    """One signature."""
    from hoofprint.case import signing
    from hoofprint.case.errors import CaseError
    from hoofprint.formats import minisign

    try:
        text = key_file.read_text(encoding="utf-8")
        question = here(N_("Password of the key {name}: "), name=key_file.name)
        password = secret(password_file, question) if minisign.is_masked(text) else ""
        path = signing.sign(case, minisign.read_secret(text, password), examiner())
    except (OSError, UnicodeDecodeError, minisign.MinisignError) as error:
        raise Refused(f"{key_file}: {error}", USAGE) from error
    except CaseError as error:
        raise tell.refused(error, USAGE) from error
    stdout(N_("Signed: {path}"), lang, path=path)


@command(
    "stamp",
    short=N_("Have a time-stamp authority witness a case, by exchange of files."),
    help=N_(
        "Writes a time-stamp request (RFC 3161) for a case as it stands. Take the file to a computer with a network,"
        " send it to an authority, and bring the answer back with --response. The authority sees a hash and nothing"
        " else; nothing is sent from here."
    ),
    examples=N_(
        "Examples:\n"
        "  hoofprint stamp case-17\n"
        "  curl -H Content-Type:application/timestamp-query --data-binary @0001.tsq tsa.example.org > 0001.tsr\n"
        "  hoofprint stamp case-17 --response 0001.tsr"
    ),
)
@CASE
@option("--response", type=A_FILE, metavar="FILE", help=N_("The authority's answer to a request."))
@lang
def stamp(case: Path, response: Path | None, lang: str) -> None:
    """A request, or its answer."""
    from hoofprint.case import stamps
    from hoofprint.case.errors import CaseError
    from hoofprint.model.times import rfc3339

    try:
        if response is None:
            stdout(
                N_("Send this to a time-stamp authority: {path}"), lang, path=stamps.request(case, examiner())
            )
            return
        path, found = stamps.attach(case, response.read_bytes(), examiner())
    except OSError as error:
        raise Refused(f"{response}: {error.strerror}", USAGE) from error
    except CaseError as error:
        raise tell.refused(error, USAGE) from error
    when = rfc3339(found.time)
    text = N_("Kept: {path}. It says {when}, signed under {signer}; hoofprint verify --tsa-cert checks that.")
    stdout(text, lang, path=path, when=when, signer=found.signer)
