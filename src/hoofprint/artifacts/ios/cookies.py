"""Cookies of Safari, of apps' web views and of the system's HTTP library: every Cookies.binarycookies.

Times are seconds since 2001-01-01 UTC. Values are not recorded: they can be keys to a person's accounts.
"""

from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import Topic, reads
from hoofprint.artifacts.dates import written
from hoofprint.artifacts.places import MOBILE
from hoofprint.formats import binarycookies
from hoofprint.model.record import At, Bytes, Flag, Host, Int, Record, Str, Time
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class Cookie(Record, frozen=True):
    """A site set a cookie, or a script or frame of it did; nobody need have opened that site by intent."""

    created: Annotated[Time, "when it was set"] = None
    host: Annotated[Host, "host or domain it is sent to"] = None
    name: Annotated[Str, "its name"] = None
    path: Annotated[Str, "path it is sent to"] = None
    expires: Annotated[Str, "when it expires; empty for the end of the session"] = None
    secure: Annotated[Flag, "sent over encrypted connections only"] = None
    hidden: Annotated[Flag, "not to be seen by scripts"] = None
    flags: Annotated[Int, "flags as stored"] = None
    size: Annotated[Bytes, "length of its value"] = None


@reads(
    Cookie,
    name=N_("cookies"),
    topic=Topic.WEB,
    says=N_("{host} set the cookie {name}"),
    files=(
        f"{MOBILE}/Library/Cookies/*.binarycookies",
        f"{MOBILE}/Containers/**/Cookies/*.binarycookies",
        "/private/var/root/Library/Cookies/*.binarycookies",
        f"{MOBILE}/Library/WebKit/**/*.binarycookies",
    ),
    sources=(
        "Satishb3, Safari cookies on iOS: the binarycookies format, securitylearn.net, 2012",
        "https://plaso.readthedocs.io/ (binary cookies parser and its test data)",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    for one in binarycookies.cookies(file.data, file.notes):
        yield (
            At(one.offset, "cookie"),
            Cookie(
                created=one.created,
                host=one.host,
                name=one.name,
                path=one.path,
                expires=written(one.expires),
                secure=bool(one.flags & 1),
                hidden=bool(one.flags & 4),
                flags=one.flags,
                size=None if one.value is None else len(one.value.encode()),
            ),
        )
