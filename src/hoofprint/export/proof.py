"""What verifying a case gave, on a terminal: one line for each check, and what it means together."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from hoofprint.case.proof import Proof, Result
from hoofprint.explore.compare import Compared, Verdict
from hoofprint.export.parts import lines
from hoofprint.export.parts.voice import Voice
from hoofprint.model.words import N_

MARKS = {Result.HOLDS: ("✓", "green"), Result.FAILS: ("✗", "bold red"), Result.OPEN: ("–", "yellow")}
ABOUT = {
    "manifest": N_("files"),
    "custody": N_("custody log"),
    "signature": N_("signature"),
    "stamp": N_("time stamp"),
    "acquisition": N_("acquisition"),
    "records": N_("records"),
    "circumstances": N_("circumstances"),
    "seal": N_("seal"),
    "opening": N_("opening"),
}
VERDICTS = {
    Verdict.HOLDS: (Result.HOLDS, N_("holds")),
    Verdict.DIFFERS: (Result.FAILS, N_("weighed otherwise")),
    Verdict.LOST: (Result.FAILS, N_("not found again")),
    Verdict.NEW: (Result.OPEN, N_("found now, not claimed")),
}
SUMMARY = {
    Result.HOLDS: N_("Everything that was checked holds."),
    Result.OPEN: N_("Nothing that was checked fails; some of it could not be decided."),
    Result.FAILS: N_("Something does not hold. Do not rely on this case before you know why."),
}


def show(proofs: Sequence[Proof], compared: Sequence[Compared], console: Console, language: str) -> None:
    """Check by check, finding by finding."""
    voice = Voice(language)
    sheet = lines.facts()
    for proof in proofs:
        words = lines.said(voice.said(proof.text, proof.values))
        about = voice.gettext(ABOUT.get(proof.about, proof.about))
        sheet.add_row(lines.own(about), _marked(proof.result).append_text(words))
    for one in compared:
        result, verdict = VERDICTS[one.verdict]
        weights = " → ".join(dict.fromkeys(filter(None, (one.claimed, one.derived))))
        words = Text.assemble(
            lines.own(f"{one.rule} "),
            lines.own(voice.gettext(one.title)),
            lines.own(f": {voice.gettext(verdict)} ({weights})"),
        )
        sheet.add_row(lines.own(one.id or "–"), _marked(result).append_text(words))
    console.print(sheet)
    console.print(lines.own(voice.gettext(SUMMARY[overall(proofs, compared)]), "bold"))


def overall(proofs: Sequence[Proof], compared: Sequence[Compared]) -> Result:
    """The worst of all."""
    results = {proof.result for proof in proofs} | {VERDICTS[one.verdict][0] for one in compared}
    return next((one for one in (Result.FAILS, Result.OPEN) if one in results), Result.HOLDS)


def _marked(result: Result) -> Text:
    mark, style = MARKS[result]
    return lines.own(f"{mark} ", style)
