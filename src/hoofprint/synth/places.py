"""Where a backup's domains lie on the phone, and how a backup names its files.

Written from published domain tables, apart from the reader's own table on purpose: a mistake in one of the two shows
when the examiner reads what this room wrote.
"""

import hashlib

from hoofprint.model.words import N_, Worded
from hoofprint.synth.dice import Dice

NO_BACKUP = ("TmpDomain", "SystemTmpDomain", "LogsDomain")
"""Not domains of backups either; only dumps hold what lies there."""
BUNDLE = "Bundle-"
"""Before a bundle id: the app's program folder. Not a domain of backups; only dumps hold it."""
_FIXED = {
    "HomeDomain": "private/var/mobile",
    "CameraRollDomain": "private/var/mobile",
    "MediaDomain": "private/var/mobile",
    "RootDomain": "private/var/root",
    "WirelessDomain": "private/var/wireless",
    "DatabaseDomain": "private/var/db",
    "TmpDomain": "private/var/tmp",
    "SystemTmpDomain": "private/tmp",
    "LogsDomain": "private/var/logs",
    "InstallDomain": "private/var/installd",
    "SystemPreferencesDomain": "private/var/preferences",
}
_CONTAINERS = (
    ("AppDomainGroup-", "private/var/mobile/Containers/Shared/AppGroup", 7),
    ("AppDomainPlugin-", "private/var/mobile/Containers/Data/PluginKitPlugin", 4),
    ("AppDomain-", "private/var/mobile/Containers/Data/Application", 2),
    ("SysSharedContainerDomain-", "private/var/containers/Shared/SystemGroup", 13),
    ("SysContainerDomain-", "private/var/containers/Data/System", 12),
    (BUNDLE, "private/var/containers/Bundle/Application", 1),
)


class UnknownDomainError(Worded):
    """A domain this room cannot place; the message names it."""


def file_id(domain: str, path: str) -> str:
    """The name of a file inside a backup: SHA-1 of domain, hyphen and path."""
    return hashlib.sha1(f"{domain}-{path}".encode(), usedforsecurity=False).hexdigest()


def container(domain: str) -> tuple[str, int] | None:
    """Identifier and content class of a container domain; None for a fixed one."""
    for prefix, _, number in _CONTAINERS:
        if domain.startswith(prefix):
            return domain.removeprefix(prefix), number
    return None


def root(domain: str, dice: Dice | None = None) -> str:
    """The folder a domain stands for, without leading slash.

    Containers carry a UUID on the phone, drawn from `dice`; without it their identifier stands in its place, as a
    backup knows no better. Raises `UnknownDomainError`.
    """
    if domain in _FIXED:
        return _FIXED[domain]
    for prefix, folder, _ in _CONTAINERS:
        if domain.startswith(prefix):
            name = domain.removeprefix(prefix)
            return f"{folder}/{dice.fork('container', domain).uuid() if dice else name}"
    raise UnknownDomainError(N_("domain '{domain}' has no known place on the phone"), domain=domain)
