"""A password that does not print. It comes by prompt, file, descriptor or environment, never by argument."""

from collections.abc import Callable

Ask = Callable[[], str | None]
"""Called only when a backup turns out to be encrypted; returns None where nobody can answer."""


class Secret:
    """Text that shows as `***` wherever it is formatted."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself: for key derivation only."""
        return self._text

    def __repr__(self) -> str:
        return "Secret(***)"

    __str__ = __repr__
