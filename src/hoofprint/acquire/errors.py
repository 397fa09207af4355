"""Why an acquisition could not be opened, in words for the person who handed it over."""

from hoofprint.model.words import Worded


class CannotOpen(Worded):
    """The acquisition cannot be read; the message names the file and the reason."""


class NotAnAcquisition(CannotOpen):
    """Nothing Hoofprint knows lies here; the message says what was found, and where one may lie."""


class PasswordMissing(CannotOpen):
    """The backup is encrypted and no password was given."""


class PasswordWrong(CannotOpen):
    """The password does not open this backup's key bag."""


class DamagedAcquisition(CannotOpen):
    """The container's own index is broken or cut."""
