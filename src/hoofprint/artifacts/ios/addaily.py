"""Daily network totals per process that iOS keeps for its analytics: com.apple.osanalytics.addaily.plist.

One row per process name, its four counters since one date. It is an echo of the same traffic DataUsage counts, not
a second witness. The date is stored without a zone and is the start of a day's count: take it as exact to a day.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from hoofprint.artifacts import Topic, reads
from hoofprint.artifacts.dates import dated
from hoofprint.artifacts.shapes import daemon, served
from hoofprint.formats import plist
from hoofprint.model.record import At, Bundle, Bytes, Process, Record, Time
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class DailyUse(Record, frozen=True):
    """Bytes one process moved since a date, as counted for analytics; a name does not say which binary ran."""

    since: Annotated[Time, "start of the count; stored without a zone, so exact to a day at best"] = None
    process: Annotated[Process, "process name, often `daemon/bundle it worked for`"] = None
    daemon: Annotated[Process, "the process alone, where the stored name joins it to a bundle"] = None
    bundle: Annotated[Bundle, "bundle id it worked for"] = None
    wifi_in: Annotated[Bytes, "received over Wi-Fi"] = None
    wifi_out: Annotated[Bytes, "sent over Wi-Fi"] = None
    wwan_in: Annotated[Bytes, "received over the mobile network"] = None
    wwan_out: Annotated[Bytes, "sent over the mobile network"] = None


COUNTERS = ("wifi_in", "wifi_out", "wwan_in", "wwan_out")


@reads(
    DailyUse,
    name=N_("daily network totals"),
    topic=Topic.NETWORK,
    says=N_("Analytics counts bytes for {process}"),
    files="/private/var/mobile/Library/Preferences/com.apple.osanalytics.addaily.plist",
    sources=(
        "https://docs.mvt.re/en/latest/ios/records/ (os_analytics_ad_daily)",
        "Amnesty International Security Lab, Forensic Methodology Report: How to catch NSO Group's Pegasus, 2021",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    baseline = plist.as_dict(plist.as_dict(file.plist()).get("netUsageBaseline"))

    def made(item: tuple[int, tuple[str, Any]]) -> tuple[At, DailyUse]:
        row, (name, stored) = item
        values = plist.as_list(stored)
        if len(values) != 1 + len(COUNTERS):
            file.notes["not the five values a process has"] += 1
        counts = {name: plist.as_int(value) for name, value in zip(COUNTERS, values[1:], strict=False)}
        use = DailyUse(
            since=dated(file.notes, "since", values[0]) if values else None,
            process=name,
            daemon=daemon(name),
            bundle=served(name),
            **counts,
        )
        return At(row, key=f"netUsageBaseline.{name}"), use

    return file.each(enumerate(baseline.items()), made)
