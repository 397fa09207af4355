"""One language: texts translated, templates filled, times and spans written out.

A filled template comes back in pieces, so that every output can set evidence apart from our own words. Templates
may come from a case that somebody else handed over, so they are filled by name only, never by `str.format`.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from hoofprint.export.parts.names import artifact
from hoofprint.model.reasons import teller
from hoofprint.model.record import FROM_LOG, RECOVERED, recovered
from hoofprint.model.words import MEANINGS, N_, translator

FIELD = re.compile(r"\{(\w+)\}")
WRITTEN_TIME = re.compile(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?Z$")
SEAMS = re.compile(r"(; |: | \(|\)$|\))")
"""Where composed reasons are joined: `title: not observable (why)`, `one; another`."""


TOGETHER = 9
"""Parts and seams of one reason that are looked at together: a reason may hold seams of its own."""
CODED = {
    "direction": {"incoming": N_("incoming"), "outgoing": N_("outgoing")},
    "decision": {"allowed": N_("allowed"), "denied": N_("denied"), "limited": N_("limited")},
}
"""Fields that hold a word of ours for a stored code: those words are translated, anything else stays as it stood."""

REASONS = frozenset({"reason", "why"})
"""Fields that hold a reason made of marked parts."""


class Piece(NamedTuple):
    """A stretch of a sentence: our own words, or evidence text as it stood."""

    text: str
    evidence: bool


class Voice:
    """Speaks one language. `gettext` and `ngettext` are the names that the extraction of messages looks for."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._translations = translator(language)

    def gettext(self, text: str, **values: object) -> str:
        """Our own text in this language, `{fields}` filled with our own words or numbers."""
        return _fill(self._translations.gettext(text) if text else "", values)

    def ngettext(self, one: str, other: str, n: int, **values: object) -> str:
        """The form of a text that fits a count; `{n}` in it is the count, with separators of thousands."""
        return _fill(self._translations.ngettext(one, other, n), {"n": f"{n:,}", **values})

    def meant(self, meaning: str) -> str:
        """What a column of records means, from the English of its record type."""
        return translator(self.language, MEANINGS).gettext(meaning) if meaning else ""

    def said(self, text: str, values: Mapping[str, str]) -> tuple[Piece, ...]:
        """A marked template with its evidence in place, piece by piece; a field without value stays as it is."""
        pieces = []
        for position, part in enumerate(FIELD.split(self.gettext(text))):
            if position % 2 == 0:
                pieces.append(Piece(part, False))
            elif part in values:
                pieces.append(Piece(self._value(part, values[part]), True))
            else:
                pieces.append(Piece(f"{{{part}}}", False))
        return tuple(piece for piece in pieces if piece.text)

    def _value(self, field: str, value: str) -> str:
        """What stands for a field: a code or a reason in words, a time readable, anything else as it stood."""
        coded = CODED.get(field, {}).get(value)
        if coded:
            return self.gettext(coded)
        return self.reported(value) if field in REASONS else self.moment(value)

    def reported(self, text: str) -> str:
        """A text made of marked parts by whoever reported it: the whole in this language, or each part known in it.
        An artifact's id among the parts becomes its name."""
        whole = self.gettext(text)
        if whole != text:
            return whole
        parts, said = SEAMS.split(text), []
        while parts:
            taken, told = self._first(parts)
            said.append(told)
            del parts[:taken]
        return "".join(said)

    def _first(self, parts: Sequence[str]) -> tuple[int, str]:
        """How many of the parts belong together as one known text, the fewest, and that text in this language."""
        if SEAMS.fullmatch(parts[0]):
            return 1, parts[0]
        for end in range(1, min(len(parts), TOGETHER) + 1):
            text = "".join(parts[:end])
            named = self.gettext(artifact(text))
            told = named if named != text else teller(self.language)(text)
            if told is not None:
                return end, told
        return 1, parts[0]

    def moment(self, written: str | None) -> str:
        """`2021-07-18 09:30:12 UTC`; thousandths only where they say something. Other text is left alone."""
        found = WRITTEN_TIME.match(written or "")
        if not found:
            return written or ""
        day, clock, rest = found.groups()
        milli = (rest or "")[:3].rstrip("0")
        return f"{day} {clock}{'.' + milli if milli else ''} UTC"

    def span(self, start: str | None, end: str | None) -> str:
        """An interval: one moment, two on one day, or two days; empty where neither end is known."""
        first, last = self.moment(start or end), self.moment(end or start)
        if first == last:
            return first
        if first[:10] == last[:10]:
            return f"{first.removesuffix(' UTC')} – {last[11:]}"
        return f"{first.removesuffix(' UTC')} – {last}"

    def days(self, start: str | None, end: str | None) -> str:
        """An interval in days, for tables: `2021-01-02 – 2021-07-18`."""
        first, last = (start or end or "")[:10], (end or start or "")[:10]
        return first if first == last else f"{first} – {last}"

    def standing(self, origins: Mapping[str, int]) -> str:
        """Of a source's records, how many are not plainly in their table: recovered ones, and where; empty for none."""
        gone = recovered(origins)
        places = [
            f"{count:,} {self.gettext(RECOVERED[origin])}"
            for origin, count in origins.items()
            if origin in RECOVERED
        ]
        parts = [self.ngettext("{n} of them recovered", "{n} of them recovered", gone)] if gone else []
        parts = [f"{parts[0]} ({', '.join(places)})"] if places else parts
        if origins.get("wal"):
            parts.append(f"{origins['wal']:,} {self.gettext(FROM_LOG)}")
        return "; ".join(parts)

    def records(self, rows: int, origins: Mapping[str, int]) -> str:
        """How many records a source gave: `1,202`, `1,202 (2 recovered)`."""
        gone = recovered(origins)
        return f"{rows:,} ({self.gettext('{n} recovered', n=f'{gone:,}')})" if gone else f"{rows:,}"

    def lasting(self, seconds: float) -> str:
        """How long, in the largest unit that is not less than two."""
        if seconds < 120:
            return self.ngettext("{n} second", "{n} seconds", round(seconds))
        if seconds < 2 * 3600:
            return self.ngettext("{n} minute", "{n} minutes", round(seconds / 60))
        if seconds < 2 * 86400:
            return self.ngettext("{n} hour", "{n} hours", round(seconds / 3600))
        return self.ngettext("{n} day", "{n} days", round(seconds / 86400))


def _fill(template: str, values: Mapping[str, object]) -> str:
    return FIELD.sub(lambda m: str(values.get(m[1], m[0])), template)
