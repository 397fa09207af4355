"""Results made by hand: one with a story and one with nothing."""

from typing import Any

import msgspec

from hoofprint.model import face as f

HASH = "3f1c" * 16
RISING = ("message with a published link", "redirect", "process")


def evidence(artifact: str, time: str | None, says: str, element: str = "", **values: str) -> f.EvidenceFace:
    return f.EvidenceFace(
        artifact=artifact,
        file=f"/private/var/mobile/Library/{artifact.rpartition('.')[2]}.db",
        stored="3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28",
        sha256=HASH,
        locator="message row 17",
        time=time,
        says=says,
        values=values,
        element=element,
    )


def alternatives() -> tuple[f.AlternativeFace, ...]:
    return (
        f.AlternativeFace(
            id="B-01",
            text="The message was quoted or forwarded by somebody who wrote about the attack.",
            outcome="excluded",
            why="The sender {handle} is in no contact and in no other conversation.",
            values={"handle": "+1 555 0142"},
        ),
        f.AlternativeFace(
            id="B-04",
            text="The rows were restored from an older phone.",
            outcome="possible",
            why="The records begin before the phone's first start.",
        ),
        f.AlternativeFace(
            id="B-06",
            text="A developer's or jailbreak tool has the same name.",
            outcome="not testable",
            why="not kept in a backup",
        ),
    )


def finding(**changes: Any) -> f.FindingFace:
    base = f.FindingFace(
        id="f1",
        rule="SQ-01",
        stage="S3",
        grade="G4",
        attribution="A3",
        families=("C", "D", "A"),
        title="A link, a redirect and a process follow each other as in published cases",
        shows="Three independent signs met within a minute, in the order published cases describe.",
        does_not_show="Who sent the message, or what the process did.",
        when=f.WhenFace(
            start="2021-07-11T13:45:22.000000Z",
            end="2021-07-11T13:46:09.250000Z",
            basis="times as the phone's own records state them",
        ),
        evidence=(
            evidence(
                "ios.messages",
                "2021-07-11T13:45:22.000000Z",
                "{service} message, {direction}, {handle}: {text}",
                "lure",
                service="SMS",
                direction="incoming",
                handle="+1 555 0142",
                text="Your parcel is waiting: https://track.example.org/7391552s/",
            ),
            evidence(
                "ios.safari_history",
                "2021-07-11T13:45:31.400000Z",
                "{url} loaded",
                "redirect",
                url="https://b7x.k2.example.com:30495/a1B2c3D",
            ),
            evidence(
                "ios.data_usage_processes",
                "2021-07-11T13:46:09.250000Z",
                "{process} first used the network",
                "process",
                process="bh",
            ),
        ),
        alternatives=alternatives(),
        reasons=("a name this short has other uses",),
        raised_by=("a second invented name within five minutes",),
        refuted_by=("a developer profile installed that day",),
        missing=("crash report: not observable (not kept in a backup)",),
        next="Make a full file-system copy before the phone restarts, and ask a laboratory.",
        sources=("Amnesty International Security Lab, Forensic Methodology Report, 2021",),
        sightings=("s1",),
        count=3,
    )
    return msgspec.structs.replace(base, **changes)


def sighting(id_: str, value: str, **changes: Any) -> f.SightingFace:
    base = f.SightingFace(
        id=id_,
        kind="domain",
        value=value,
        how="subdomain",
        indicator=f.IndicatorFace(
            value="example.com",
            set="published.stix2",
            source="https://example.org/report",
            campaign="A published campaign",
            campaigns=("A published campaign",),
            valid_from="2021-07-18T00:00:00.000000Z",
        ),
        also_in=(),
        artifact="ios.safari_history",
        column="url",
        file="/private/var/mobile/Library/Safari/History.db",
        locator="history_visits row 91",
        time="2021-07-11T13:45:31.400000Z",
        count=2,
    )
    return msgspec.structs.replace(base, **changes)


def covered(artifact: str, status: str, rows: int = 0, reason: str = "", **changes: Any) -> f.CoverageFace:
    file = f"/private/var/mobile/Library/{artifact.rpartition('.')[2]}.db"
    there = status != "absent"
    one = f.CoverageFileFace(
        file=file, stored="aa/aa11", sha256=HASH, size=40960, status=status, rows=rows, reason=reason,
        oddities={"date: text instead of number": 2} if status == "partial" else {}, missing=(),
    )  # fmt: skip
    base = f.CoverageFace(
        artifact=artifact,
        status=status,
        rows=rows,
        oddities=2 if status == "partial" else 0,
        start="2020-02-03T08:00:00.000000Z" if rows else None,
        end="2021-07-18T09:30:00.000000Z" if rows else None,
        reason=reason,
        file=file if there else "",
        files=(one,) if there else (),
    )
    return msgspec.structs.replace(base, **changes)


def short_link(host: str, artifact: str, time: str | None, **changes: Any) -> f.ShortLinkFace:
    base = f.ShortLinkFace(
        host=host,
        artifact=artifact,
        column="text",
        count=3,
        first=f"https://{host}/2xY7",
        file="/private/var/mobile/Library/SMS/sms.db",
        locator="message row 40",
        time=time,
    )
    return msgspec.structs.replace(base, **changes)


def short_links() -> tuple[f.ShortLinkFace, ...]:
    return (
        short_link("bit.example.org", "ios.safari_history", None, count=1),
        short_link("bit.example.org", "ios.messages", "2021-03-02T10:00:00.000000Z"),
        short_link("go.example.net", "ios.calendar", "2021-05-06T07:08:09.000000Z", count=9),
    )


COVERAGE = (
    covered("ios.applications", "read", 61, start=None, end=None),
    covered("ios.calls", "read", 214, start="2021-03-01T08:00:00.000000Z"),
    covered("ios.data_usage", "read", 88, start="2019-10-04T11:00:00.000000Z"),
    covered("ios.messages", "read", 1_422),
    covered("ios.safari_history", "read", 903, start="2021-06-01T00:00:00.000000Z"),
    covered("ios.safari_tabs", "empty"),
    covered("ios.whatsapp", "partial", 5_230, "2 pages of the database are damaged"),
    covered("ios.contacts", "failed", 0, "the database is cut after 4,096 of 40,960 bytes"),
    covered("ios.id_status_cache", "absent", 0, "not in this acquisition"),
    covered("ios.configuration_profiles", "absent", 0, "not in this acquisition"),
    covered("ios.net_usage", "absent", 0, "not kept in a backup"),
    covered("ios.shutdown_log", "absent", 0, "not kept in a backup"),
)


def acquisition(**changes: Any) -> f.AcquisitionFace:
    base = f.AcquisitionFace(
        id="a1",
        kind="ios_backup",
        wrapping="folder",
        encrypted=True,
        sha256=HASH,
        sha256_of="sorted manifest of names, sizes and hashes",
        device=f.DeviceFace(
            os_version="14.4.2",
            build="18D70",
            product="iPhone12,1",
            model="iPhone 11",
            serial_sha256=HASH,
            backup_time="2021-07-18T09:30:00.000000Z",
            zone="America/Mexico_City",
        ),
        verdict=f.VerdictFace(
            stage="S3",
            grade="G4",
            attribution="A3",
            text="There is strong support for code execution on this phone on {day}. {parts} of {all} sources could"
            " not be examined.",
            values={"day": "2021-07-11", "parts": "2", "all": "12"},
            next=("Leave the phone as it is, and switch it off only after advice.", "Ask one of the places below."),
        ),
        findings=(
            finding(
                also=(f.AlsoFace(rule="LST-02", title="A listed host", stage="S2", grade="G2", count=2),)
            ),
            finding(
                id="f2", rule="PEG-07", stage="S1", grade="G3", attribution="A2", sightings=(), evidence=(
                    finding().evidence[0],
                ), title="A message holds a link to a published address", count=1, missing=(), reasons=(),
            ),
            finding(
                id="f3", rule="PEG-05", stage="S4", grade="G1", attribution="A0", sightings=(), evidence=(),
                title="The setting for crash reports exists", count=1, missing=(), alternatives=(),
                when=f.WhenFace(basis="undated: the records state no time"),
            ),
        ),
        sightings=(sighting("s1", "b7x.k2.example.com"), sighting("s2", "news.example.com", count=14)),
        coverage=COVERAGE,
        provenance=f.ProvenanceFace(
            checks=(
                f.CheckFace(id="TI-01", outcome="passed", why="Row numbers and times rise together."),
                f.CheckFace(id="TI-04", outcome="not testable", why="The manifest holds no times."),
                f.CheckFace(id="TI-13", outcome="noted", why="A program for taking acquisitions asked the phone."),
            ),
        ),
        short_links=short_links(),
        not_evaluated=(f.NotEvaluatedFace(rule="PEG-09", why="ios.safari_history: not in this acquisition"),),
        notes=("2 files that the manifest lists are absent",),
    )  # fmt: skip
    return msgspec.structs.replace(base, **changes)


def result(*acquisitions: f.AcquisitionFace, **changes: Any) -> f.CheckResult:
    base = f.CheckResult(
        version="0.1.0",
        case="case",
        exit_code=1,
        indicators=f.IndicatorsFace(
            sets=(
                f.SetFace(
                    name="published.stix2", sha256=HASH, loaded=1_549, rejected=1, reasons=("an odd one",)
                ),
            )
        ),
        confinement=f.ConfinementFace(
            level="C4", why="measured before reading", layers=("own namespace", "no file can be opened")
        ),
        acquisitions=acquisitions or (acquisition(),),
    )
    return msgspec.structs.replace(base, **changes)


def quiet() -> f.CheckResult:
    """A phone on which nothing was found."""
    return result(
        acquisition(
            verdict=f.VerdictFace(
                stage="S0",
                grade="G0",
                attribution="A0",
                text="No trace was found within what could be examined.",
                next=("Read below what could not be seen.",),
            ),
            findings=(),
            sightings=(),
            short_links=(),
            coverage=COVERAGE[:6],
            notes=(),
        ),
        exit_code=0,
    )
