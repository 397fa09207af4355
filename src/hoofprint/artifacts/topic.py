"""What artifacts are about, in the order in which reports tell of them."""

from enum import StrEnum

from hoofprint.model.words import N_


class Topic(StrEnum):
    """A few heaps that a layperson knows; the value is what a report calls it, still to be translated."""

    MESSAGES = N_("messages, mail and calls")
    WEB = N_("browsers and web views")
    NETWORK = N_("network use")
    PROGRAMS = N_("programs that ran or crashed")
    APPS = N_("apps and what they may do")
    SETTINGS = N_("settings and profiles")
    FILES = N_("files")
    OTHER = N_("other records")
    """Only for artifacts that this version does not know, for instance in a case of a newer one."""
