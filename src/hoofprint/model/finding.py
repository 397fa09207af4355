"""What was concluded, from which records, against which ordinary explanations."""

from enum import StrEnum

import msgspec

from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.indicator import How, Indicator


class Outcome(StrEnum):
    """How an ordinary explanation came out when it was tried."""

    EXCLUDED = "excluded"
    POSSIBLE = "possible"
    NOT_TESTABLE = "not testable"


class Alternative(msgspec.Struct, frozen=True, kw_only=True):
    """An ordinary explanation and how it came out here; `text` and `why` are marked for translation."""

    id: str
    text: str
    outcome: Outcome
    why: str
    values: dict[str, str] = {}
    """What fills the `{fields}` of `why`; may hold evidence text, escaped by whoever shows it."""


class Pointer(msgspec.Struct, frozen=True, kw_only=True):
    """One record a finding rests on, with the way back to the byte."""

    artifact: str
    file: str
    stored: str
    sha256: str
    locator: str
    """`message row 17`, `line 204`, `key netUsageBaseline/bh`; ends in `(wal)` where it stood only there."""
    time: int | None
    says: str
    """The artifact's sentence with `{fields}`, marked for translation."""
    values: dict[str, str] = {}
    """What fills it, from the record's own fields: evidence text, escaped by whoever shows it."""
    element: str = ""
    """Which step of the sequence it is, or empty."""


class Interval(msgspec.Struct, frozen=True, kw_only=True):
    """When: microseconds UTC, with the basis of the dating in words."""

    start: int | None
    end: int | None
    basis: str


class Also(msgspec.Struct, frozen=True, kw_only=True):
    """A weaker sign that the records of a finding show too; it adds nothing to the grade."""

    rule: str
    title: str
    stage: Stage
    grade: Grade
    count: int


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A trace or sequence met by records on this phone."""

    id: str
    rule: str
    stage: Stage
    grade: Grade
    attribution: Attribution
    families: tuple[Family, ...]
    title: str
    when: Interval
    evidence: tuple[Pointer, ...]
    alternatives: tuple[Alternative, ...] = ()
    raised_by: tuple[str, ...] = ()
    refuted_by: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    """Why this grade: every cap and lowering that was applied, in order."""
    missing: tuple[str, ...] = ()
    """Elements of a sequence that were not found, each with `absent` or `not observable`."""
    sightings: tuple[str, ...] = ()
    count: int = 1
    """How many records met it; repetition is counted, and never promotes."""
    keys: int = 1
    """How many different things (names, hosts, places) these records are about."""
    also: tuple[Also, ...] = ()
    """Weaker signs that say nothing but what this one says of the same records: no findings of their own."""


class Sighting(msgspec.Struct, frozen=True, kw_only=True):
    """An observable on the phone that equals a published indicator. Not yet a finding."""

    id: str
    how: How
    indicator: Indicator
    also_in: tuple[str, ...] = ()
    """Other sets or campaigns that publish the same value."""
    found: str
    """The observable as it stood in the record: evidence text, escaped by whoever shows it."""
    artifact: str
    column: str
    file: str
    locator: str
    time: int | None
    count: int = 1
    """Records of this artifact and column that hold the same value; the locator names the first."""


class ShortLink(msgspec.Struct, frozen=True, kw_only=True):
    """Links through one shortener in one column. Where they lead is not known here: nothing is ever followed."""

    host: str
    artifact: str
    column: str
    count: int
    first: str
    """The first of them: evidence text, escaped by whoever shows it."""
    file: str
    locator: str
    time: int | None


class NotEvaluated(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that could not be tried: its inputs were missing, which is not the same as "not found"."""

    rule: str
    why: str


class Checked(StrEnum):
    """How a test of the acquisition came out. Only a failed one caps grades."""

    PASSED = "passed"
    NOTED = "noted"
    """It found something worth reading that is no sign of editing: it caps nothing."""
    FAILED = "failed"
    NOT_TESTABLE = "not testable"


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One test of whether this acquisition can be trusted not to have been edited."""

    id: str
    outcome: Checked
    why: str


class Provenance(msgspec.Struct, frozen=True, kw_only=True):
    """The checks and the highest grade they leave open."""

    checks: tuple[Check, ...] = ()
    cap: Grade = Grade.G5


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """The highest stage with its grade; `text` is the sentence a layperson reads."""

    stage: Stage
    grade: Grade
    attribution: Attribution
    text: str
