"""What came out for one phone, in a form that can be kept and counted."""

import msgspec


class Found(msgspec.Struct, frozen=True, array_like=True):
    """One finding: its rule, stage and grade by name."""

    rule: str
    stage: str
    grade: str


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """One phone, examined."""

    phone: str
    variation: str = ""
    attacked: bool = False
    """Whether something moderate or stronger is to be found on it."""
    lost: bool = False
    """The variation took planted evidence away: less may be found, never more than without it."""
    stage: str = "S0"
    grade: str = "G0"
    attribution: str = "A0"
    """The verdict."""
    findings: tuple[Found, ...] = ()
    expected: tuple[str, ...] = ()
    """Rules that must be among the findings."""
    named: int = 0
    """Published values met: what a matcher of names would have raised an alarm for."""
    wrong: tuple[str, ...] = ()
    """Every way in which the conclusion is not the expected one."""
    error: str = ""
    """The phone could not be built or examined, and why: a defect of Hoofprint."""
    seconds: float = 0.0
    """Processor time."""

    @property
    def quiet(self) -> bool:
        """Whether nothing is to be found on it: neither an attack nor a weak sign that a scenario asks for."""
        return not self.attacked and not self.expected

    @property
    def key(self) -> str:
        """As the job's text."""
        return f"{self.phone} {self.variation}".strip()
