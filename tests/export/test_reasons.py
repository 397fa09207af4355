"""A reason in plain English is known again by its form, its values kept; anything else is left alone."""

import time

import pytest

from hoofprint.artifacts.registry import artifacts
from hoofprint.export.parts.voice import Voice
from hoofprint.formats import plist
from hoofprint.formats.sqlite_open import describe
from hoofprint.model.reasons import LONGEST, teller
from hoofprint.model.words import Worded

ES = teller("es")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("the file is empty", "el archivo está vacío"),
        (
            "the file is empty, though there is a write-ahead log",
            "el archivo está vacío, aunque hay un registro de escritura anticipada (WAL)",
        ),
        ("file ends after 1,202 bytes", "el archivo termina después de 1,202 bytes"),
        (
            "7 rows of table 'of table b' could not be read",
            "no pudieron leerse 7 filas de la tabla 'of table b'",
        ),
        ("the parser stopped: LookupError", "el lector se detuvo: LookupError"),
        ("a file is empty", None),
        ("somebody wrote: the file is empty", None),
        ("", None),
    ],
)
def test_known_by_its_form(text: str, told: str | None) -> None:
    assert ES(text) == told
    assert teller("en")(text) is None


@pytest.mark.parametrize(
    "data", [b"", bytes(100), b"no list at all", b"{a = 1}", b"<?xml version='1.0'?><html/>", b"bplist00"]
)
def test_what_readers_say_is_known(data: bytes) -> None:
    """As the readers themselves say it, not as it is written here."""
    with pytest.raises(plist.DamagedPlist) as error:
        plist.load(data)
    assert ES(str(error.value))
    assert (ES(f"not an SQLite database but {describe(data)}") or "").startswith("no es una base de datos")


def test_values_that_are_reasons_are_said_too() -> None:
    assert (
        ES("not a property list: the file is empty")
        == "no es una lista de propiedades: el archivo está vacío"
    )
    assert Worded("", where="x.db", because="the file is empty").worded("es") == "x.db: el archivo está vacío"


def test_reasons_among_other_words() -> None:
    """Names of artifacts, several reasons, and seams inside of a reason."""
    assert {"ios.messages", "ios.tcc"} <= set(artifacts())
    text = "ios.messages: not a property list: it begins with 00 11; ios.tcc: not in this acquisition"
    assert Voice("es").reported(text) == (
        "mensajes (SMS, iMessage): no es una lista de propiedades: comienza con 00 11;"
        " permisos de apps: no está en esta adquisición"
    )
    assert Voice("en").reported("the file is empty; something else") == "the file is empty; something else"


@pytest.mark.parametrize("part", [" claims ", " bytes, ", ": ", " among ", " rows of table ", "; (", ") ; "])
def test_hostile_reasons_cost_little(part: str) -> None:
    text = ("keybag value " + part * LONGEST)[:LONGEST]
    start = time.process_time()
    assert Voice("es").reported(text)
    assert time.process_time() - start < 20
