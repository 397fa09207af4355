"""Marking words for translation. The text travels in English and is translated where a person reads it."""

import gettext
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "es")
FOLDER = Path(__file__).parent.parent / "locale"


def N_(text: str) -> str:
    """Marks a text as user-visible; it is translated later, by `translator`."""
    return text


@cache
def translator(language: str) -> gettext.NullTranslations:
    """The translations for `en` or `es`; an unknown language falls back to English."""
    return gettext.translation("hoofprint", FOLDER, languages=[language], fallback=True)


def say(text: str, language: str = "en", **values: object) -> str:
    """A marked text in a language, its `{fields}` filled in; the values are inserted as they are."""
    translated = translator(language).gettext(text) if text else ""
    return translated.format(**values) if values else translated
