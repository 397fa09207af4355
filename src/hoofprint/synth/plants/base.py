"""What every plant has: an id, a moment, and the value an examiner would look for."""

from datetime import datetime
from typing import Literal, TypeAlias

import msgspec

Direction: TypeAlias = Literal["in", "out"]


class Plant(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind"):
    """One thing on the phone."""

    id: str = ""
    at: datetime | None = None
    after: str | None = None
    delay: str = "0s"
    wal: bool = False

    @property
    def what(self) -> str:
        """The value an examiner would look for."""
        return ""
