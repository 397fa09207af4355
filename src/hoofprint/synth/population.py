"""Clean phones in any number, each another one: the ordinary life a false alarm would come from.

Versions and builds: public lists of iOS releases.
"""

from datetime import UTC, datetime, timedelta

from hoofprint.synth.dice import Dice
from hoofprint.synth.expectation import Expect
from hoofprint.synth.scenario import Backup, Phone, Scenario

_RELEASES = (
    ("10.3.3", "14G60", "2017-07-19", ("iPhone7,2", "iPhone8,1")),
    ("11.4.1", "15G77", "2018-07-09", ("iPhone7,2", "iPhone8,1", "iPhone9,3")),
    ("12.4.1", "16G102", "2019-08-26", ("iPhone8,1", "iPhone9,3", "iPhone10,4")),
    ("13.3.1", "17D50", "2020-01-28", ("iPhone9,3", "iPhone10,4", "iPhone11,8")),
    ("14.4.2", "18D70", "2021-03-26", ("iPhone10,4", "iPhone11,8", "iPhone12,1")),
    ("15.5", "19F77", "2022-05-16", ("iPhone11,8", "iPhone12,1", "iPhone13,2")),
    ("16.6", "20G75", "2023-07-24", ("iPhone12,1", "iPhone13,2", "iPhone14,5")),
    ("17.5.1", "21F90", "2024-05-20", ("iPhone13,2", "iPhone14,5", "iPhone15,2")),
    ("18.3", "22D63", "2025-01-27", ("iPhone14,5", "iPhone15,2", "iPhone16,1")),
    ("26.2", "23C55", "2025-12-12", ("iPhone15,2", "iPhone16,1", "iPhone17,3")),
)
"""Version, build, day of release, and models that were sold at least a year before."""
_ZONES = ("-08:00", "-06:00", "-05:00", "-03:00", "+00:00", "+01:00", "+02:00", "+05:30", "+09:00")
_TABLETS = ((15, "iPad12,1"), (14, "iPad11,6"), (12, "iPad7,5"), (10, "iPad6,11"))
"""First major version of iOS of a tablet, and the tablet."""
_LIVES = (
    "ordinary",
    "ordinary",
    "ordinary",
    "traveller",
    "developer",
    "jailbreaker",
    "managed",
    "migrant",
    "tablet",
)
_NOISY = {"jailbreaker": "G2", "managed": "G2"}
"""Lives in which something weak is right: programs run that no list has, or somebody set what attackers set.
Elsewhere only notes are."""
_DAY = timedelta(days=1)


def clean(number: int) -> Scenario:
    """The clean phone of that number: always the same one, with nothing planted."""
    dice = Dice("population", number)
    ios, build, released, models = dice.pick(_RELEASES)
    made = datetime.fromisoformat(released).replace(tzinfo=UTC) + _DAY * (3 + 200 * dice.share())
    model, life = dice.pick(models), dice.pick(_LIVES)
    if life == "tablet":
        model = next(tablet for first, tablet in _TABLETS if int(ios.split(".")[0]) >= first)
    phone = Phone(
        model=model,
        ios=ios,
        build=build,
        zone=dice.pick(_ZONES),
        first_boot=made - _DAY * (30 + 300 * dice.share()),
        backup_time=made,
        life=life,
        amount=round(0.15 + dice.about(0.5), 2),
        language=dice.pick(("en", "en", "es")),
    )
    backup = Backup(encrypted=dice.chance(0.6), password="synthetic", iterations=1, wal=dice.chance(0.4))
    return Scenario(
        name=f"clean-{number:05d}",
        title=f"Clean phone {number}",
        about="Nothing is planted: whatever is found here is wrong.",
        seed=number,
        phone=phone,
        backup=backup,
        acquisition="dump" if dice.chance(0.25) else "backup",
        expect=Expect(at_most={"any": _NOISY.get(life, "G1")}),
        origin=f"clean phone {number}",
    )
