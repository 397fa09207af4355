"""What one run of the bench found out, as it is kept in the bench folder and shown on the page."""

from dataclasses import dataclass, field

from bench.machine import Machine


@dataclass(frozen=True)
class Cost:
    """Seconds."""

    cpu: float
    wall: float


@dataclass(frozen=True)
class Sample:
    """One measured run of a command."""

    cpu: float
    """Seconds, of the command and all processes it waited for."""
    wall: float
    peak: int | None
    """Bytes of the whole tree of processes, None where unknown."""
    written: int = 0
    """Bytes of what it left in its output folder."""


@dataclass(frozen=True)
class Limits:
    """What the machine needs at least for parts of the work."""

    scan: Cost
    sha256: Cost
    parquet: Cost
    derive: Cost | None
    """None where there is no encrypted backup."""
    aes: Cost | None
    scanned: int
    """Rows of all scanned tables."""
    hashed: int
    """Bytes of all files that were read."""
    files: int

    @property
    def cpu(self) -> float:
        """Scan, digest and Parquet together, which a plain backup needs."""
        return self.scan.cpu + self.sha256.cpu + self.parquet.cpu

    @property
    def wall(self) -> float:
        """The same by the clock, one after the other."""
        return self.scan.wall + self.sha256.wall + self.parquet.wall


@dataclass
class Scale:
    """One size of backup. What was measured in turn stands at the same place of each list."""

    name: str
    rows: int = 0
    """Records Hoofprint wrote."""
    plain: list[Sample] = field(default_factory=list)
    peer: list[Sample] = field(default_factory=list)
    encrypted: list[Sample] = field(default_factory=list)
    decrypt: list[Sample] = field(default_factory=list)
    """MVT's `decrypt-backup`; what follows it is `peer`, on the plain twin."""
    limits: list[Limits] = field(default_factory=list)
    million: list[Sample] = field(default_factory=list)
    """The plain backup once more, with a million further indicators."""


@dataclass(frozen=True)
class Load:
    """One loading of a list of indicators, with compiling, and the plain parse of the same bytes."""

    count: int
    size: int
    load: Cost
    parse: Cost


@dataclass(frozen=True)
class Rate:
    """One artifact read, checked and written alone."""

    artifact: str
    rows: int
    cpu: float
    wall: float


@dataclass
class Results:
    """Everything of one run."""

    date: str
    """Day of the run, UTC."""
    version: str
    machine: Machine
    confinement: str
    """Level measured during the runs, with the reason."""
    network: str
    """How the network was kept away, in words."""
    lists: int = 0
    """Published lists of indicators both programs were given."""
    peer: str = ""
    """MVT's version, empty where it was not run."""
    scales: list[Scale] = field(default_factory=list)
    loads: list[Load] = field(default_factory=list)
    rates: list[Rate] = field(default_factory=list)
    rates_of: str = ""
    """The scale the rates were measured on."""
    help: list[Cost] = field(default_factory=list)
    """`hoofprint --help`."""
    bare: list[Cost] = field(default_factory=list)
    """`python -c pass`, in turn with it."""
    missing: list[str] = field(default_factory=list)
    """What was not measured, and why."""
