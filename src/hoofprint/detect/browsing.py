"""Listed hosts in the records of browsers and web views: shared by the traces of single tools and the general one."""

from collections.abc import Iterator

from hoofprint.artifacts.ios.resource_loads import LoadedDomain
from hoofprint.artifacts.ios.safari_history import HistoryVisit
from hoofprint.artifacts.ios.safari_tabs import Tab
from hoofprint.artifacts.ios.session_resources import SessionResource
from hoofprint.detect.addresses import host_port
from hoofprint.detect.campaigns import claimed
from hoofprint.detect.rows import Rows, hit
from hoofprint.detect.trace import Hit, Trace
from hoofprint.model.record import Observable

KINDS = (Observable.DOMAIN, Observable.URL, Observable.IP)


def loaded(
    visits: Rows[HistoryVisit],
    tabs: Rows[Tab],
    loads: Rows[LoadedDomain],
    resources: Rows[SessionResource],
    trace: Trace,
    tool: str | None,
) -> Iterator[Hit]:
    """One hit for each record whose own address is a listed one (not one it merely came from or led to)."""
    for rows, time, column in (
        (visits, "time", "url"),
        (tabs, "last_viewed", "url"),
        (loads, "last_seen", "domain"),
        (resources, "last_seen", "domain"),
    ):
        for row, position, sighting in rows.sighted(*KINDS, columns=(column,)):
            if not (claimed(sighting, tool) if tool else not claimed(sighting, "pegasus")):
                continue
            host, port = host_port(row[column]) if column == "url" else (row[column], None)
            yield hit(
                row,
                time,
                key=sighting.indicator.value,
                stage=trace.stage,
                grade=trace.grade,
                sightings=(position,),
                host=sighting.indicator.value,
                full_host=host or "",
                port=str(port or ""),
            )
