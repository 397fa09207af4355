"""Scalars of a container's small property lists and texts, taken by a confined worker."""

from hoofprint.acquire.errors import DamagedAcquisition
from hoofprint.acquire.index import FACTS, PROPERTIES, Fact
from hoofprint.formats.source import Source
from hoofprint.model.coverage import Status
from hoofprint.workers.job import FileJob, Job
from hoofprint.workers.pool import Pool, WorkerFailed
from hoofprint.workers.wire import Batch


def read_facts(source: Source, name: str, pool: Pool) -> dict[str, Fact]:
    """Key path to fact, two levels deep; raises `DamagedAcquisition` where the list cannot be read."""
    return _read(FACTS, source, name, pool)


def read_properties(source: Source, name: str, pool: Pool) -> dict[str, Fact]:
    """The lines `name => value` of a text; raises `DamagedAcquisition` where it cannot be read."""
    return _read(PROPERTIES, source, name, pool)


def _read(parser: str, source: Source, name: str, pool: Pool) -> dict[str, Fact]:
    fds: list[int] = []
    job = Job(parser, [FileJob(name, name, source.recipe(fds))])
    found: dict[str, Fact] = {}
    try:
        for frame in pool.run(job, fds, Fact, source.size):
            if isinstance(frame, Batch):
                rows = [array.to_pylist() for array in frame.arrays[:4]]
                found |= {
                    str(k): Fact(key=k, text=t, blob=b, time=m) for k, t, b, m in zip(*rows, strict=True)
                }
            elif frame.status not in (Status.READ, Status.EMPTY):
                raise DamagedAcquisition("", where=name, because=frame.reason)
    except WorkerFailed as error:
        raise DamagedAcquisition("", where=name, because=error) from error
    return found
