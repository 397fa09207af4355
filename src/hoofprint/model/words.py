"""Marking words for translation. The text travels in English and is translated where a person reads it."""

import gettext
import re
from functools import cache

from hoofprint.model.reasons import FOLDER, teller

LANGUAGES = ("en", "es")
FIELD = re.compile(r"\{(\w+)\}")
TEXTS, MEANINGS = "hoofprint", "columns"
"""Catalogues: what `N_` marks, and what columns of records mean, which is read only where columns are shown."""


def N_(text: str) -> str:
    """Marks a text as user-visible; it is translated later, by `translator`."""
    return text


def reason(text: str) -> str:
    """Marks a text, made with its values, as part of a reason why something could not be read, where no error is made
    with it; `model.reasons` knows it again."""
    return text


@cache
def translator(language: str, catalogue: str = TEXTS) -> gettext.NullTranslations:
    """The translations for `en` or `es`; an unknown language falls back to English."""
    return gettext.translation(catalogue, FOLDER, languages=[language], fallback=True)


def say(text: str, language: str = "en", **values: object) -> str:
    """A marked text in a language, its `{fields}` filled in; the values are inserted as they are."""
    translated = translator(language).gettext(text) if text else ""
    return translated.format(**values) if values else translated


class Worded(Exception):
    """An error that a person reads: the place, a marked text with its `{fields}`, and what lies behind it.

    `str` gives it in English. Place, values and cause may hold evidence text: whoever shows it makes it inert.
    """

    def __init__(self, text: str, *, where: object = "", because: object = "", **values: object) -> None:
        super().__init__(text)
        self.text, self.where, self.because = text, str(where), str(because)
        self.values = {name: str(value) for name, value in values.items()}

    def worded(self, language: str) -> str:
        """The whole in a language; a cause that is no marked text, and no reason known here, stays as it is."""
        known = translator(language)
        text = FIELD.sub(lambda m: self.values.get(m[1], m[0]), known.gettext(self.text) if self.text else "")
        because = known.gettext(self.because) if self.because else ""
        if because == self.because:
            because = teller(language)(because) or because
        return ": ".join(part for part in (self.where, text, because) if part)

    def __str__(self) -> str:
        return self.worded("en")
