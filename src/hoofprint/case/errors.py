"""What can be wrong with a case."""


class CaseError(Exception):
    """The case folder cannot be used; the message names it and says why."""
