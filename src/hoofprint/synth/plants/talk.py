"""Messages, calls, and the people they are with."""

from typing import Literal

import msgspec

from hoofprint.synth.plants.base import Direction, Plant


class Attachment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file sent with a message; `stored = false` leaves its folder empty, as after a clean-up."""

    name: str
    mime: str = "image/jpeg"
    uti: str = "public.jpeg"
    size: int = 400
    stored: bool = True
    magic: str = ""
    """Hexadecimal bytes it begins with, whatever its name says: `38425053` is a Photoshop file."""
    place: str = ""
    """The whole path the database states, where it is not in the folder of attachments; no file lies there."""


class Message(Plant, frozen=True, kw_only=True, tag="message"):
    """An SMS or iMessage. `from` is the other side's number, address or short code, also when it was sent."""

    text: str
    sender: str = msgspec.field(name="from")
    direction: Direction = "in"
    service: Literal["SMS", "iMessage", "RCS"] = "iMessage"
    attributed_only: bool = False
    """The text stands only in `attributedBody`; the column `text` is NULL."""
    handleless: bool = False
    """The row names no handle (`handle_id` 0), as group and system rows do; only the chat tells who."""
    read: bool = True
    attachments: tuple[Attachment, ...] = ()

    @property
    def what(self) -> str:
        return self.text


class WhatsApp(Plant, frozen=True, kw_only=True, tag="whatsapp"):
    """A WhatsApp message. `from` is the other side's number without `+`, or a full JID."""

    sender: str = msgspec.field(name="from")
    text: str | None = None
    direction: Direction = "in"
    media_url: str | None = None
    preview: str | None = None
    """Link of the preview card stored beside the message."""

    @property
    def what(self) -> str:
        return self.text or self.media_url or self.preview or ""


class WhatsAppCall(Plant, frozen=True, kw_only=True, tag="whatsapp_call"):
    """A call in WhatsApp's own list. `from` is the other side's number without `+`, or a full JID."""

    sender: str = msgspec.field(name="from")
    direction: Direction = "in"
    answered: bool = True
    duration: float = 60.0

    @property
    def what(self) -> str:
        return self.sender


class Call(Plant, frozen=True, kw_only=True, tag="call"):
    """A call in the call history."""

    number: str
    direction: Direction = "in"
    answered: bool = True
    duration: float = 60.0
    service: str = "com.apple.Telephony"

    @property
    def what(self) -> str:
        return self.number


class Contact(Plant, frozen=True, kw_only=True, tag="contact"):
    """A card in the address book."""

    first: str
    last: str = ""
    phone: str | None = None
    email: str | None = None
    organization: str | None = None

    @property
    def what(self) -> str:
        return " ".join(part for part in (self.first, self.last) if part)


class Interaction(Plant, frozen=True, kw_only=True, tag="interaction"):
    """A contact with somebody as CoreDuet remembers it."""

    who: str
    name: str | None = None
    app: str = "com.apple.MobileSMS"
    direction: Direction = "in"

    @property
    def what(self) -> str:
        return self.who


class Lookup(Plant, frozen=True, kw_only=True, tag="lookup"):
    """An entry of the IDS status cache: this phone once looked up whether an account has iMessage and the like."""

    account: str
    service: str = "com.apple.madrid"
    status: int = 1

    @property
    def what(self) -> str:
        return self.account
