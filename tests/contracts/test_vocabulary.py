"""No text, in either language, claims more than data shows. A word that is allowed somewhere has a reason here."""

import itertools
import re

import pytest

from tools import messages

FORBIDDEN = {
    "en": (
        r"infect\w*", r"clean\w*", r"prove[ns]?", r"proof", r"visit\w*", r"the user\w*", r"hack\w*", r"compromise\w*",
        r"safe", r"safely", r"guarantee\w*", r"certainly", r"definitely", r"malware", r"victim\w*", r"suspicious",
        r"confirm\w*", r"undoubtedly", r"obviously", r"hits?", r"harmless", r"secure", r"impossible", r"spied",
    ),
    "es": (
        r"infec\w*", r"limpi\w*", r"demuestra\w*", r"comprueba\w*", r"visit\w*", r"usuari[oa]s?", r"hacke\w*",
        r"comprometid\w*", r"segur[oa]s?", r"garanti\w*", r"ciertamente", r"malware", r"víctima\w*", r"sospechos[oa]s?",
        r"confirm\w*", r"obviamente", r"inofensiv[oa]s?", r"imposible", r"espiad[oa]s?", r"sin duda",
    ),
}  # fmt: skip
ALLOWED = {
    "That the link was opened, or that anything ran. A lure is not an infection.": "says what it is not",
    "That a link was opened, or that anything ran. A lure is not an infection.": "says what it is not",
    "published by one, and not known to be confirmed by another": "says what is not known",
    "a computer fetched the reports, or the storage was cleaned": "of storage, not of a verdict",
    "Ask the owner, in a safe place, whether they know the app, before anything is removed.": "advice about a place",
    "{host} is among the most visited sites": "of statistics about sites, not of this phone",
    "the published value is among the most visited sites": "of statistics about sites, not of this phone",
    "number of impossible size": "of bytes in a file",
    "reference of impossible size": "of bytes in a file",
    "last end of visit monitoring": "a service of the system, by its name",
}
"""Text of the catalogue to the reason why a word is right there, in both languages."""


def texts() -> list[tuple[str, str, str]]:
    """Language, the text, and the English text it stands for."""
    found = []
    for name, language in itertools.product(messages.FOUND, messages.LANGUAGES):
        for message in messages.catalogue_of(language, name):
            ids = [message.id] if isinstance(message.id, str) else list(message.id)
            forms = [message.string] if isinstance(message.string, str) else list(message.string)
            if message.id:
                found += [("en", text, ids[0]) for text in ids] + [(language, text, ids[0]) for text in forms]
    return found


def words(language: str, text: str) -> list[str]:
    """Forbidden words in a text."""
    return [
        found[0]
        for pattern in FORBIDDEN[language]
        for found in re.finditer(rf"(?<![\w-]){pattern}(?![\w-])", text, re.IGNORECASE)
    ]


def test_no_word_claims_more_than_data_shows() -> None:
    wrong = [
        f"{language}: {found} in {text!r}"
        for language, text, english in texts()
        if english not in ALLOWED and (found := words(language, text))
    ]
    assert wrong == []


def test_every_exception_is_still_needed() -> None:
    needed = {english for language, text, english in texts() if words(language, text)}
    assert set(ALLOWED) - needed == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The phone is infected."),
        ("en", "Your phone is clean"),
        ("en", "The user visited it."),
        ("es", "Su teléfono está limpio."),
        ("es", "Demuestra que"),
    ],
)
def test_such_words_are_found(language: str, text: str) -> None:
    assert words(language, text)


@pytest.mark.parametrize("text", ["clean-ios17", "unsafe-eval", "Aproveche"])
def test_parts_of_words_are_not(text: str) -> None:
    assert words("en", text) == words("es", text) == []
