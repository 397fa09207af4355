"""Everything that can be planted lies where the truth says it lies, with the value and time that were asked for."""

import plistlib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from hoofprint.artifacts.registry import artifacts
from hoofprint.formats import typedstream
from hoofprint.synth import Planted, build
from hoofprint.synth.scenario import ScenarioError
from tests.synth.common import Backup, scenario

UNIX = 1_546_336_845.25
MAC = UNIX - 978_307_200
WHEN = "at = 2019-01-01T10:00:45.25Z\n"
ENCRYPTED = 'encrypted = true\npassword = "p"\niterations = 10'


def planted(tmp_path: Path, plant: str, ios: str = "12.4") -> tuple[Backup, Planted]:
    """A phone with one plant among its background, and where that lies."""
    text = f'[[plant]]\nid = "it"\n{WHEN}{plant}\n'
    truth = build(scenario(text, ios=ios, backup=ENCRYPTED), tmp_path / "phone")
    (one,) = [each for each in truth.planted if each.artifact != "ios.profiles"]
    assert one.artifact in artifacts()
    assert one.time == round(UNIX * 1_000_000)
    return Backup(tmp_path / "phone", "p"), one


def row(backup: Backup, one: Planted, columns: str) -> tuple[Any, ...]:
    """Those columns of the row the truth names."""
    ((domain, path),) = [place for place, (name, _, _) in backup.rows.items() if one.stored.endswith(name)]
    table, _, number = one.locator.partition(" row ")
    found = backup.database(domain, path).execute(f"SELECT {columns} FROM {table} WHERE rowid={number}")
    result: tuple[Any, ...] = found.fetchone()
    return result


@pytest.mark.parametrize(
    ("plant", "columns", "values"),
    [
        (
            'kind="visit"\nurl="https://a.example/x"\ntyped=true\nloaded=false',
            "visit_time, score, load_successful, (SELECT url FROM history_items WHERE id=history_item)",
            (MAC, 100, 0, "https://a.example/x"),
        ),
        (
            'kind="tab"\nurl="https://a.example/x"\nprivate=true',
            "last_viewed_time, url, private_browsing",
            (MAC, "https://a.example/x", 1),
        ),
        (
            'kind="process"\nname="bh"\nlasts="90s"\nwwan_in=7',
            "ZFIRSTTIMESTAMP, ZTIMESTAMP, ZPROCNAME, ZBUNDLENAME,"
            " (SELECT ZWWANIN FROM ZLIVEUSAGE WHERE ZHASPROCESS=ZPROCESS.Z_PK)",
            (MAC, MAC + 90, "bh", None, 7.0),
        ),
        (
            'kind="usage_orphan"\nwwan_out=9',
            "ZTIMESTAMP, ZWWANOUT, ZHASPROCESS IS NOT NULL,"
            " (SELECT count(*) FROM ZPROCESS WHERE Z_PK=ZLIVEUSAGE.ZHASPROCESS)",
            (MAC, 9.0, 1, 0),
        ),
        (
            'kind="whatsapp"\nfrom="12025550100"\ntext="t"\nmedia_url="https://m.example/"\npreview="https://p.example/"',
            "ZMESSAGEDATE, ZTEXT, ZFROMJID,"
            " (SELECT ZMEDIAURL FROM ZWAMEDIAITEM WHERE Z_PK=ZMEDIAITEM),"
            " (SELECT ZCONTENT1 FROM ZWAMESSAGEDATAITEM WHERE ZMESSAGE=ZWAMESSAGE.Z_PK)",
            (MAC, "t", "12025550100@s.whatsapp.net", "https://m.example/", "https://p.example/"),
        ),
        (
            'kind="call"\nnumber="+12025550100"\nanswered=false',
            "ZDATE, ZADDRESS, ZANSWERED, ZDURATION",
            (MAC, b"+12025550100", 0, 0.0),
        ),
        (
            'kind="whatsapp_call"\nfrom="12025550100"\nanswered=false',
            "ZDATE, ZGROUPCALLCREATORUSERJIDSTRING,"
            " (SELECT ZMISSED FROM ZWAAGGREGATECALLEVENT WHERE Z_PK=Z1CALLEVENTS)",
            (MAC, "12025550100@s.whatsapp.net", 1),
        ),
        (
            'kind="contact"\nfirst="Garage"\nemail="garage@example.org"',
            "CreationDate, First, (SELECT value FROM ABMultiValue WHERE record_id=ABPerson.ROWID)",
            (int(MAC), "Garage", "garage@example.org"),
        ),
        (
            'kind="interaction"\nwho="+12025550100"\ndirection="out"',
            "ZSTARTDATE, ZDIRECTION, (SELECT ZIDENTIFIER FROM ZCONTACTS c JOIN Z_2INTERACTIONRECIPIENT j"
            " ON j.Z_2RECIPIENTS=c.Z_PK WHERE j.Z_3INTERACTIONRECIPIENT=ZINTERACTIONS.Z_PK)",
            (MAC, 1, "+12025550100"),
        ),
    ],
    ids=lambda value: value.split('"')[1] if isinstance(value, str) and value.startswith("kind") else "",
)
def test_rows(tmp_path: Path, plant: str, columns: str, values: tuple[Any, ...]) -> None:
    backup, one = planted(tmp_path, plant)
    assert row(backup, one, columns) == values


@pytest.mark.parametrize("ios", ["10.2", "12.4", "17.5"])
def test_a_message_whose_text_is_only_attributed(tmp_path: Path, ios: str) -> None:
    backup, one = planted(
        tmp_path,
        'kind="message"\nfrom="x@example.org"\ntext="look"\nattributed_only=true\nhandleless=true',
        ios,
    )
    text, body, handle, date, chat = row(
        backup,
        one,
        "text, attributedBody, handle_id, date, (SELECT chat_identifier FROM chat JOIN chat_message_join j"
        " ON j.chat_id=chat.ROWID WHERE j.message_id=message.ROWID)",
    )
    assert (text, handle, chat) == (None, 0, "x@example.org")
    assert typedstream.text(body) == "look"
    assert date == (int(MAC) if ios == "10.2" else round(MAC * 10**9))


def test_an_attachment_that_was_removed_leaves_its_folder(tmp_path: Path) -> None:
    attachments = '[{name="kept.gif", size=5}, {name="gone.gif", stored=false}]'
    backup, one = planted(tmp_path, f'kind="message"\nfrom="+1"\ntext=""\nattachments={attachments}')
    names = "SELECT a.filename FROM attachment a JOIN message_attachment_join j ON j.attachment_id=a.ROWID"
    db = backup.database("HomeDomain", "Library/SMS/sms.db")
    number = one.locator.rpartition(" ")[2]
    kept, gone = [name for (name,) in db.execute(f"{names} WHERE j.message_id={number} ORDER BY a.ROWID")]
    assert len(backup.read("MediaDomain", kept.removeprefix("~/"))) == 5
    assert ("MediaDomain", gone.removeprefix("~/")) not in backup.rows
    assert backup.rows["MediaDomain", str(Path(gone.removeprefix("~/")).parent)][1] == 2


def test_a_redirect_links_both_visits(tmp_path: Path) -> None:
    text = f'[[plant]]\nkind="visit"\nid="a"\nurl="http://a.example/"\n{WHEN}'
    text += '[[plant]]\nkind="visit"\nid="b"\nurl="https://b.example/"\nafter="a"\ndelay="2ms"\nredirect_from="a"\n'
    truth = build(scenario(text), tmp_path / "phone")
    backup, (first, second) = Backup(tmp_path / "phone"), truth.planted
    a, b = (int(one.locator.rpartition(" ")[2]) for one in (first, second))
    assert row(backup, first, "redirect_source, redirect_destination") == (None, b)
    assert row(backup, second, "redirect_source, redirect_destination") == (a, None)


@pytest.mark.parametrize("ios", ["12.4", "13.3", "14.4", "17.5"])
def test_permissions_in_each_schema(tmp_path: Path, ios: str) -> None:
    plant = 'kind="tcc"\nservice="kTCCServiceCamera"\nclient="org.example"\ndecision="allowed"'
    backup, _ = planted(tmp_path, plant, ios)
    db = backup.database("HomeDomain", "Library/TCC/TCC.db")
    column = "auth_value" if float(ios) >= 14 else "allowed"
    found = db.execute(f"SELECT {column}, last_modified FROM access WHERE client='org.example'").fetchall()
    assert found == [(2 if float(ios) >= 14 else 1, int(UNIX))]


def test_passed_over_numbers_stay_without_rows(tmp_path: Path) -> None:
    text = f'[[plant]]\nkind="usage_gap"\nid="gap"\nrows=60\n{WHEN}'
    text += '[[plant]]\nkind="process"\nid="next"\nname="x"\nafter="gap"\ndelay="1s"\n'
    truth = build(scenario(text), tmp_path / "phone")
    first, after = (int(one.locator.removeprefix("ZPROCESS row ")) for one in truth.planted)
    assert after >= first + 60
    db = Backup(tmp_path / "phone").database("WirelessDomain", "Library/Databases/DataUsage.sqlite")
    near = f"BETWEEN {first} AND {first + 59}"
    assert db.execute(f"SELECT count(*) FROM ZPROCESS WHERE Z_PK {near}").fetchone() == (0,)
    assert db.execute(f"SELECT count(*) FROM ZLIVEUSAGE WHERE ZHASPROCESS {near}").fetchone() == (0,)


def test_property_lists(tmp_path: Path) -> None:
    def value(plant: str, domain: str, path: str, ios: str = "12.4") -> Any:
        folder = tmp_path / plant.split('"')[1]
        folder.mkdir()
        backup, one = planted(folder, plant, ios)
        found = backup.plist(domain, path)
        for part in one.locator.removeprefix("key ").split("/", 1):
            found = found[int(part)] if isinstance(found, list) else found[part]
        return found

    preferences = "Library/Preferences/com.apple."
    assert value(
        'kind="addaily"\nname="bh"\nwifi_in=3', "HomeDomain", f"{preferences}osanalytics.addaily.plist"
    ) == [
        datetime(2019, 1, 1, 10, 0, 45, 250_000),
        3.0,
        0.0,
        0.0,
        0.0,
    ]
    cache = f"{preferences}identityservices.idstatuscache.plist"
    looked_up = value('kind="lookup"\naccount="a@example.org"', "HomeDomain", cache)
    assert looked_up == {"LookupDate": MAC, "IDStatus": 1}
    clients = "Library/Caches/locationd/clients.plist"
    client = value('kind="location_client"\nbundle="org.example"\nexecutable="/x"', "RootDomain", clients)
    assert client == {
        "BundleId": "org.example",
        "Authorization": 4,
        "LocationTimeStopped": MAC,
        "Executable": "/x",
    }
    events = "Library/ConfigurationProfiles/MCProfileEvents.plist"
    system = "SysSharedContainerDomain-systemgroup.com.apple.configurationprofiles"
    event = value('kind="profile"\nname="P"\nidentifier="org.example.p"\nprocess="mc"', system, events)
    assert event["org.example.p"]["process"] == "mc"
    log = "Library/WebKit/WebsiteData/ResourceLoadStatistics/full_browsing_session_resourceLog.plist"
    safari = "AppDomain-com.apple.mobilesafari"
    entry = value('kind="resource_log"\norigin="a.example"\nredirects_from=["b.example"]', safari, log)
    assert (entry["PrevalentResourceOrigin"], entry["lastSeen"]) == ("a.example", UNIX)
    assert entry["topFrameUniqueRedirectsFrom"] == [{"origin": "b.example", "count": 1}]


def test_files_and_folders(tmp_path: Path) -> None:
    plants = f"""
[[plant]]
kind = "pref_file"
domain = "RootDomain"
path = "Library/Preferences/com.apple.CrashReporter.plist"
content = {{ ShouldSubmit = false, Seen = 2019-01-01T01:00:00+01:00 }}
born = "12s"
{WHEN}
[[plant]]
kind = "file"
domain = "HomeDomain"
path = "Library/a.md"
text = "á"
{WHEN}
[[plant]]
kind = "folder"
domain = "HomeDomain"
path = "Library/Logs/CrashReporter"
{WHEN}
[[plant]]
kind = "webstore"
host = "a.b.example"
port = 30495
{WHEN}
"""
    build(scenario(plants), tmp_path / "phone")
    backup = Backup(tmp_path / "phone")
    place = ("RootDomain", "Library/Preferences/com.apple.CrashReporter.plist")
    assert backup.plist(*place) == {"ShouldSubmit": False, "Seen": datetime(2019, 1, 1)}
    assert backup.rows[place][2]["LastModified"] == int(UNIX)
    assert backup.rows[place][2]["Birth"] == int(UNIX) - 12
    assert backup.read("HomeDomain", "Library/a.md") == "á".encode()
    assert backup.rows["HomeDomain", "Library/Logs/CrashReporter"][1] == 2
    stored = "Library/WebKit/WebsiteData/IndexedDB/https_a.b.example_30495"
    assert backup.rows["AppDomain-com.apple.mobilesafari", stored][2]["LastModified"] == int(UNIX)


def test_what_an_acquisition_cannot_hold_is_said(tmp_path: Path) -> None:
    plants = f'[[plant]]\nkind="call"\nid="c"\nnumber="+1"\n{WHEN}'
    plants += f'[[plant]]\nkind="resource_log"\nid="r"\norigin="a.example"\n{WHEN}'
    truth = build(scenario(plants, ios="15.1"), tmp_path / "phone")
    assert truth.planted == ()
    assert [(one.id, "ios.calls" in one.why) for one in truth.absent] == [("c", True), ("r", False)]


def test_a_planted_file_replaces_one_of_the_background(tmp_path: Path) -> None:
    path = "Library/Preferences/com.apple.CrashReporter.plist"
    plant = f'[[plant]]\nkind="pref_file"\ndomain="RootDomain"\npath="{path}"\ncontent={{Mine=1}}\n{WHEN}'
    build(scenario(plant, life="developer"), tmp_path / "phone")
    assert Backup(tmp_path / "phone").plist("RootDomain", path) == {"Mine": 1}
    with pytest.raises(ScenarioError, match="two plants"):
        build(scenario(plant + plant), tmp_path / "again")


@pytest.mark.parametrize("ios", ["12.4", "17.5"])
def test_a_planted_entry_goes_before_one_of_the_background(tmp_path: Path, ios: str) -> None:
    plants = "".join(
        f'[[plant]]\nkind="{plant}\n{WHEN}'
        for plant in (
            'addaily"\nname="apsd"\nwifi_in=77',
            'location_client"\nbundle="com.apple.Maps"',
            'observed"\ndomain="wikipedia.org"\ninteraction=true',
            'app"\nbundle="net.whatsapp.WhatsApp"\nname="WhatsApp"\nversion="9.9"',
            'webstore"\nhost="www.example.com"\napp="net.whatsapp.WhatsApp"',
            'tcc"\nservice="kTCCServiceCamera"\nclient="net.whatsapp.WhatsApp"\ndecision="denied"',
        )
    )
    truth = build(scenario(plants, ios=ios, amount=2), tmp_path / "phone")
    assert len({one.id for one in truth.planted}) == 6
    backup = Backup(tmp_path / "phone")
    daily = backup.plist("HomeDomain", "Library/Preferences/com.apple.osanalytics.addaily.plist")
    assert daily["netUsageBaseline"]["apsd"][1] == 77.0
    assert backup.info["Installed Applications"].count("net.whatsapp.WhatsApp") == 1


def test_an_unknown_domain_is_named(tmp_path: Path) -> None:
    plant = f'[[plant]]\nkind="file"\ndomain="MoonDomain"\npath="x"\n{WHEN}'
    with pytest.raises(ScenarioError, match="MoonDomain"):
        build(scenario(plant), tmp_path / "phone")


def test_profiles_are_files_too(tmp_path: Path) -> None:
    uuid = "3D1F0C2B-8D0B-4B0C-9C39-6B1B4F0F9A77"
    plant = f'[[plant]]\nkind="profile"\nname="P"\nuuid="{uuid}"\npayload="com.apple.notificationsettings"\n{WHEN}'
    truth = build(scenario(plant), tmp_path / "phone")
    (one,) = [each for each in truth.planted if each.artifact == "ios.profiles"]
    profile = plistlib.loads((tmp_path / "phone" / one.stored).read_bytes())
    assert profile["PayloadUUID"] == uuid
    assert profile["PayloadContent"][0]["PayloadType"] == "com.apple.notificationsettings"
