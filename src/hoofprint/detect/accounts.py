"""Listed accounts in look-ups: shared by the trace of one tool and the general one."""

from collections.abc import Iterator

from hoofprint.artifacts.ios.id_status import IdStatus
from hoofprint.detect.campaigns import claimed
from hoofprint.detect.rows import Rows, hit
from hoofprint.detect.trace import Hit, Trace
from hoofprint.model.indicator import How
from hoofprint.model.record import Observable

KINDS = (Observable.EMAIL, Observable.ACCOUNT, Observable.PHONE)


def looked_up(lookups: Rows[IdStatus], trace: Trace, tool: str | None) -> Iterator[Hit]:
    """One hit for each look-up of exactly a listed account."""
    for row, position, sighting in lookups.sighted(*KINDS, columns=("handle",)):
        ours = claimed(sighting, tool) if tool else not claimed(sighting, "pegasus")
        if ours and sighting.how is How.EXACT:
            yield hit(
                row,
                "looked_up",
                key=sighting.indicator.value,
                stage=trace.stage,
                grade=trace.grade,
                sightings=(position,),
                account=sighting.indicator.value,
                sender=sighting.indicator.value,
                service=row["service"] or "",
            )
