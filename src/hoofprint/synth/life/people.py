"""Contacts, and everything said to and by them: messages, WhatsApp, calls, and CoreDuet's memory of it."""

from collections.abc import Iterator

from hoofprint.synth.dice import Dice
from hoofprint.synth.life.setting import Person, Setting
from hoofprint.synth.life.web import address
from hoofprint.synth.life.words import words
from hoofprint.synth.plants import Attachment, Call, Contact, Direction, Interaction, Message, WhatsApp
from hoofprint.synth.timing import MINUTE, SECOND, Event

_MONTHS_BEFORE_END = 150 * 1_440 * MINUTE
"""CoreDuet forgets after some months."""


def live(setting: Setting) -> Iterator[Event]:
    """All events of this part."""
    people = setting.people()
    if not people:
        return
    yield from _contacts(setting, people)
    yield from _messages(setting, people)
    yield from _notices(setting)
    yield from _whatsapp(setting, people)
    yield from _calls(setting, people)


def _contacts(setting: Setting, people: list[Person]) -> Iterator[Event]:
    dice = setting.dice.fork("contacts")
    for person in people:
        email = person.email if dice.chance(0.5) or person.handle == person.email else None
        card = Contact(first=person.first, last=person.last, phone=person.number, email=email)
        yield Event(setting.awake(dice), card)


def _said(setting: Setting, dice: Dice) -> str:
    if dice.chance(0.07):
        return dice.pick(words().shared[setting.language]).format(url=address(dice))
    return dice.pick(words().said[setting.language])


def _talks(setting: Setting, dice: Dice, count: int) -> Iterator[tuple[int, Direction]]:
    """Moments and directions of messages, in conversations of a few."""
    while count > 0:
        time, mine = setting.awake(dice), dice.chance(0.5)
        for _ in range(min(count, dice.whole(1, 6))):
            yield time, "out" if mine else "in"
            time = min(time + SECOND + int(dice.about(3.0) * MINUTE), setting.end - SECOND)
            mine, count = not mine if dice.chance(0.8) else mine, count - 1


def _messages(setting: Setting, people: list[Person]) -> Iterator[Event]:
    dice = setting.dice.fork("messages")
    left = setting.count(130)
    share = 0.08 if setting.version[0] >= 14 else 0.02
    while left > 0:
        person, length = dice.often(people), min(left, dice.whole(2, 14))
        left -= length
        for time, direction in _talks(setting, dice, length):
            picture = (Attachment(name=f"IMG_{dice.digits(4)}.jpeg"),) if dice.chance(0.03) else ()
            message = Message(
                sender=person.handle,
                text=_said(setting, dice),
                direction=direction,
                service="iMessage" if person.service == "iMessage" else "SMS",
                attributed_only=dice.chance(share),
                attachments=picture,
            )
            yield Event(time, message)
            if time > setting.end - _MONTHS_BEFORE_END and dice.chance(0.6):
                yield Event(time, Interaction(who=person.handle, name=person.name, direction=direction))


def _notices(setting: Setting) -> Iterator[Event]:
    """Short messages from numbers that are nobody's contact."""
    dice = setting.dice.fork("notices")
    senders = [str(dice.whole(22_000, 99_000)) for _ in range(4)]
    for _ in range(setting.count(14)):
        text = dice.pick(words().notices[setting.language]).format(code=dice.digits(6), url=address(dice))
        yield Event(setting.awake(dice), Message(sender=dice.often(senders), text=text, service="SMS"))


def _whatsapp(setting: Setting, people: list[Person]) -> Iterator[Event]:
    dice = setting.dice.fork("whatsapp")
    if dice.chance(0.3):
        return
    friends = people[: max(len(people) // 2, 1)]
    for _ in range(setting.count(10)):
        person = dice.often(friends)
        for time, direction in _talks(setting, dice, dice.whole(2, 6)):
            text = _said(setting, dice)
            link = next((word for word in text.split() if "://" in word), None)
            yield Event(
                time, WhatsApp(sender=person.number[1:], text=text, direction=direction, preview=link)
            )


def _calls(setting: Setting, people: list[Person]) -> Iterator[Event]:
    dice = setting.dice.fork("calls")
    for _ in range(setting.count(24)):
        person, out, answered = dice.often(people), dice.chance(0.5), dice.chance(0.7)
        service = "com.apple.FaceTime" if dice.chance(0.2) else "com.apple.Telephony"
        direction: Direction = "out" if out else "in"
        time = setting.awake(dice)
        call = Call(
            number=person.number,
            direction=direction,
            answered=answered,
            duration=round(dice.about(140.0), 3),
            service=service,
        )
        yield Event(time, call)
        if time > setting.end - _MONTHS_BEFORE_END:
            app = "com.apple.mobilephone"
            yield Event(time, Interaction(who=person.number, name=person.name, app=app, direction=direction))
