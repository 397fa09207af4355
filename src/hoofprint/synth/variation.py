"""Ways to build a phone once more and see whether a conclusion holds: other row order, a wrong clock, lost pieces."""

from dataclasses import dataclass, replace

from hoofprint.model.words import N_
from hoofprint.synth.dice import Dice
from hoofprint.synth.scenario import ScenarioError
from hoofprint.synth.timing import HOUR
from hoofprint.synth.world import Stored, World

_ZONE_ERROR = 5 * HOUR


@dataclass(frozen=True)
class Variation:
    """What is done to the phone; the empty one changes nothing.

    `shuffled`: row ids and manifest entries stand in another order than things happened. `zone+5h`: every time the
    phone wrote is five hours late; the times of the acquisition itself are right. `no-wal`: recent rows stood in
    write-ahead logs, and those were not collected. `corrupt:<artifact>`: the middle of its files is overwritten.
    """

    shuffled: bool = False
    shift: int = 0
    lost_wal: bool = False
    corrupt: str = ""

    @classmethod
    def parse(cls, text: str) -> "Variation":
        """From its written form; raises `ScenarioError` for another one."""
        known = {
            "": cls(),
            "shuffled": cls(shuffled=True),
            "zone+5h": cls(shift=_ZONE_ERROR),
            "no-wal": cls(lost_wal=True),
        }
        if text in known:
            return known[text]
        name, _, artifact = text.partition(":")
        if name == "corrupt" and artifact:
            return cls(corrupt=artifact)
        told = N_("variation '{variation}': one of shuffled, zone+5h, no-wal, corrupt:<artifact>")
        raise ScenarioError(told, variation=text)

    def wal(self, wanted: bool) -> bool:
        """Whether recent rows are left in write-ahead logs."""
        return wanted or self.lost_wal

    def applied(self, stored: Stored, world: World) -> Stored:
        """The file as this variation leaves it."""
        if self.lost_wal and stored.wal:
            left = tuple((event, where) for event, where in stored.landed if not world.late(event))
            return replace(stored, wal=b"", landed=left)
        if self.corrupt and stored.artifact == self.corrupt and stored.data:
            return replace(stored, data=_damaged(stored.data, world.dice.fork("damage", stored.path)))
        return stored


def _damaged(data: bytes, dice: Dice) -> bytes:
    """Noise over the middle half: the header stays, so the file still looks like what it was."""
    quarter = len(data) // 4
    return data[:quarter] + dice.bytes(2 * quarter) + data[3 * quarter :]
