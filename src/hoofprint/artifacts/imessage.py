"""What a message says: its text, earlier texts and links, out of the columns and blobs that hold them.

Sources: the published description of `attributedBody`, `message_summary_info` and `payload_data` in
https://github.com/ReagentX/imessage-exporter (documentation of its database library).
"""

import re
from collections import Counter
from typing import Any

from hoofprint.artifacts.fields import Field, decoded, differs, filled, first, gather
from hoofprint.formats import archiver, plist, typedstream, typedstream_many

PRINTABLE = re.compile(rb"[\x20-\x7e]{8,}")


def payload_links(payload: bytes) -> list[str]:
    """Links in `payload_data`: a keyed archive for link previews and most app messages.

    Of other data, the links that stand in it as plain text; raises `ValueError` where there are none.
    """
    try:
        return archiver.links(archiver.unarchive(payload))
    except ValueError:
        found = archiver.links([part.decode("ascii") for part in PRINTABLE.findall(payload)])
        if not found:
            raise
        return found


def earlier_texts(summary: Any) -> list[str]:
    """Texts of all versions of an edited message, in the order of the blob (oldest first for each part)."""
    return [text for body in _versions(summary) if (text := typedstream.text(body))]


def earlier_links(summary: Any) -> list[str]:
    """Links marked in those texts."""
    return [link for body in _versions(summary) for link in typedstream.links(body)]


def _versions(summary: Any) -> list[bytes]:
    """`ec` has for each part of the message a list of versions, whose `t` is an archived attributed string."""
    parts = plist.as_dict(plist.as_dict(plist.load(summary, Counter())).get("ec"))
    stages = [plist.as_dict(stage) for part in parts.values() for stage in plist.as_list(part)]
    return [body for stage in stages if isinstance(body := stage.get("t"), bytes)]


def plist_links(data: Any) -> list[str]:
    """Links in a plain property list, such as an attachment's `user_info`."""
    return archiver.links(plist.load(data, Counter()))


ARCHIVED = "archived attributed string (typedstream)"
DELETED_PARTS = "recoverable_message_part"
BODY = decoded(
    "attributedBody", typedstream.text, ARCHIVED, typedstream_many.texts, typedstream_many.text_column
)
TEXT = first(filled("text"), BODY)

CONTENT: dict[str, Field] = {
    "text": TEXT,
    "body": differs(BODY, TEXT),
    "body_links": decoded(
        "attributedBody", typedstream.links, ARCHIVED, typedstream_many.links, typedstream_many.link_column
    ),
    "payload_links": decoded("payload_data", payload_links, "keyed archive"),
    "earlier_texts": decoded("message_summary_info", earlier_texts, "property list"),
    "earlier_links": decoded("message_summary_info", earlier_links, "property list"),
    "deleted_parts": gather(
        "ROWID", DELETED_PARTS, decoded("part_text", typedstream.text, ARCHIVED), by="message_id"
    ),
}
"""Fields of a row of the message table."""
