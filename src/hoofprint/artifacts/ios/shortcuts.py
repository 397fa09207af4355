"""Shortcuts and automations on the phone, with the addresses their actions hold: Shortcuts.sqlite.

Times are seconds since 2001-01-01 UTC. Actions are a property list. Ready-made shortcuts come with apps and from
Apple's gallery.
"""

from collections import Counter
from typing import Annotated, Any

from hoofprint.artifacts import Topic, cocoa, decoded, lookup, sqlite
from hoofprint.formats import archiver, plist
from hoofprint.model.record import Bundle, Count, Flag, Id, Record, Str, Time, Urls
from hoofprint.model.words import N_


class Shortcut(Record, frozen=True):
    """A shortcut on the phone; having it is not having run it."""

    name: Annotated[Str, "name"] = None
    created: Annotated[Time, "when it was made"] = None
    modified: Annotated[Time, "last change"] = None
    last_run: Annotated[Time, "last run, where newer versions keep it"] = None
    runs: Annotated[Count, "runs counted, where newer versions keep them"] = None
    actions: Annotated[Str, "what it does, in the phone's words"] = None
    action_count: Annotated[Count, "number of actions"] = None
    urls: Annotated[Urls, "addresses anywhere in its actions"] = None
    app: Annotated[Bundle, "app it belongs to"] = None
    hidden: Annotated[Flag, "not shown in the library, as parts of automations are"] = None
    deleted: Annotated[Flag, "marked as deleted"] = None
    shortcut: Annotated[Id, "row of the shortcut"] = None
    workflow: Annotated[Str, "identifier of the shortcut"] = None


def _urls(blob: Any) -> list[str] | None:
    return archiver.links(plist.load(blob, Counter())) if isinstance(blob, bytes) else None


ARTIFACT = sqlite(
    Shortcut,
    name=N_("shortcuts"),
    topic=Topic.SETTINGS,
    says=N_("Shortcut {name} is on the phone"),
    files="/private/var/mobile/Library/Shortcuts/Shortcuts.sqlite",
    table="ZSHORTCUT",
    fields={
        "name": "ZNAME",
        "created": cocoa("ZCREATIONDATE"),
        "modified": cocoa("ZMODIFICATIONDATE"),
        "last_run": cocoa("ZLASTRUNEVENTDATE"),
        "runs": "ZRUNEVENTSCOUNT",
        "actions": "ZACTIONSDESCRIPTION",
        "action_count": "ZACTIONCOUNT",
        "urls": lookup(
            "Z_PK", "ZSHORTCUTACTIONS", decoded("ZDATA", _urls, "actions: property list"), by="ZSHORTCUT"
        ),
        "app": "ZASSOCIATEDAPPBUNDLEIDENTIFIER",
        "hidden": "ZHIDDENFROMLIBRARYANDSYNC",
        "deleted": "ZTOMBSTONED",
        "shortcut": "Z_PK",
        "workflow": "ZWORKFLOWID",
    },
    maybe="ZACTIONSDESCRIPTION ZASSOCIATEDAPPBUNDLEIDENTIFIER ZHIDDENFROMLIBRARYANDSYNC ZLASTRUNEVENTDATE "
    "ZRUNEVENTSCOUNT ZTOMBSTONED ZWORKFLOWID",
    sources=("https://docs.mvt.re/en/latest/ios/records/ (shortcuts)",),
)
