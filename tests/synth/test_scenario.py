"""Scenarios: what is written wrong is named, and plants dated by one another stand at the right moment."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.synth import ScenarioError, build, load, shipped
from hoofprint.synth.life import LIVES
from hoofprint.synth.timing import delay
from tests.synth.common import PHONE, scenario

LURE = '[[plant]]\nkind = "message"\nid = "lure"\nfrom = "+12025550100"\ntext = "x"\nat = 2019-01-01T10:00:00.25Z\n'
PAGE = '[[plant]]\nkind = "visit"\nid = "page"\nurl = "https://example.org/"\n'


@pytest.mark.parametrize(
    ("plants", "says"),
    [
        (LURE + "colour = 1\n", "colour"),
        ('[[plant]]\nkind = "letter"\n', "letter"),
        ('[[plant]]\nkind = "visit"\n', "url"),
        (PAGE + "at = 2019-01-01T10:00:00\n", "offset"),
        (PAGE + 'after = "nothing"\n', "nothing"),
        (PAGE + 'after = "page"\n', "after itself"),
        (LURE + PAGE + 'after = "lure"\nat = 2019-01-01T10:00:00Z\n', "both"),
        (LURE + PAGE + 'after = "lure"\ndelay = "a while"\n', "a while"),
        (LURE + LURE, "lure"),
        (LURE + '[[plant]]\nkind = "process"\nname = "x"\nlasts = "1 day"\n', "1 day"),
        ("[expect]\nstages = 1\n", "stages"),
    ],
)
def test_what_is_wrong_is_named(plants: str, says: str) -> None:
    with pytest.raises(ScenarioError, match=says):
        scenario(plants)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        (("12.4", "twelve"), "twelve"),
        (("+02:00", "Europe/Here"), "Europe/Here"),
        (("2019-11-20", "2017-11-20"), "first_boot"),
    ],
)
def test_an_impossible_phone_is_named(changed: tuple[str, str], says: str) -> None:
    text = PHONE.format(ios="12.4", model="iPhone10,4", life="ordinary", amount=0, backup="", plants="")
    with pytest.raises(ScenarioError, match=says):
        load(text.replace(*changed))


def test_an_unknown_life_is_named(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="hermit"):
        build(scenario(life="hermit"), tmp_path / "phone")


def test_the_message_names_the_file(tmp_path: Path) -> None:
    place = tmp_path / "mine.toml"
    place.write_text("name = 1\n")
    with pytest.raises(ScenarioError, match=r"mine\.toml.*name"):
        load(place)
    with pytest.raises(ScenarioError, match="gone"):
        load(tmp_path / "gone.toml")


def test_a_shipped_scenario_is_known_by_its_name() -> None:
    assert load("demo").name == "demo"


def test_plants_follow_one_another(tmp_path: Path) -> None:
    plants = LURE + PAGE + 'after = "lure"\ndelay = "45.5s"\n'
    plants += '[[plant]]\nkind = "process"\nid = "p"\nname = "x"\nafter = "page"\ndelay = "-3ms"\n'
    truth = build(scenario(plants), tmp_path / "phone")
    times = {one.id: one.time for one in truth.planted}
    start = datetime(2019, 1, 1, 10, 0, 0, 250_000, tzinfo=UTC)
    micros = (start - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    assert times == {"lure": micros, "page": micros + 45_500_000, "p": micros + 45_500_000 - 3_000}


def test_a_plant_without_time_falls_into_the_life_of_the_phone(tmp_path: Path) -> None:
    phone = scenario(PAGE)
    truth = build(phone, tmp_path / "phone")
    found = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=truth.planted[0].time)
    assert phone.phone.first_boot <= found < phone.phone.backup_time


@given(st.integers(0, 400), st.integers(0, 23), st.integers(0, 59), st.integers(0, 999), st.booleans())
def test_delays_add_up(days: int, hours: int, seconds: int, millis: int, back: bool) -> None:
    whole = (days * 86_400 + hours * 3_600 + seconds) * 1_000_000 + millis * 1_000
    assert delay(f"{'-' if back else ''}{days}d{hours}h{seconds}s{millis}ms") == (-whole if back else whole)


@pytest.mark.parametrize("place", shipped(), ids=lambda place: place.stem)
def test_every_shipped_scenario_says_what_is_expected(place: Path) -> None:
    one = load(place)
    assert one.name == place.stem
    assert one.title and one.about and one.expect
    assert one.expect.stage or one.expect.at_most
    assert one.phone.life in LIVES
    assert one.sources or not one.plant


def test_the_promised_scenarios_are_shipped() -> None:
    names = {place.stem for place in shipped()}
    attacked = {"I-01", "I-02", "I-03"}
    tempting = {"B-01", "B-02", "B-03", "B-04", "B-05", "B-06", "B-12", "B-13"}
    assert attacked | tempting | {"demo", "clean-ios12", "clean-ios17", "clean-ios26"} <= names


@pytest.mark.parametrize("names", [("a.csv", "a.csv"), ("../a.csv",)])
def test_lists_have_names_of_files_that_differ(names: tuple[str, ...]) -> None:
    lists = "".join(f'[[list]]\nname = "{name}"\ntext = "x"\n' for name in names)
    with pytest.raises(ScenarioError, match="lists need different names"):
        scenario(lists)
