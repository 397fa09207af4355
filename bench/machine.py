"""What kind of machine measured: never its name."""

import os
import platform
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Machine:
    """The class of a machine, as far as its speed depends on it."""

    cpu: str
    """The processor's own name of its kind."""
    count: int
    """Processors this process may use."""
    memory: int
    """Bytes."""
    system: str
    """Kind and release of the operating system."""
    python: str
    load: float
    """Processes that wanted to run, mean of the last minute, before anything was measured."""

    def shown(self) -> str:
        """One sentence."""
        return (
            f"{self.count} processors ({self.cpu}), {self.memory / 1e9:.0f} GB of memory, {self.system}, "
            f"Python {self.python}; {self.load:.1f} processes wanted to run when the measuring began."
        )


def machine(proc: Path = Path("/proc")) -> Machine:
    """This machine."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Machine(
        cpu=processor(proc),
        count=usable,
        memory=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        system=f"{platform.system()} {platform.release().split('-')[0]}",
        python=platform.python_version(),
        load=os.getloadavg()[0],
    )


def processor(proc: Path) -> str:
    """The first processor's model, or what the system calls its architecture; with what speeds up hashing and AES."""
    try:
        text = (proc / "cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return platform.machine()
    values: dict[str, str] = {}
    for line in text.splitlines():
        key, _, value = line.partition(":")
        values.setdefault(key.strip(), value.strip())
    flags = values.get("flags", values.get("Features", "")).split()
    kind = values.get("model name") or platform.machine()
    has = [name for name, flag in (("SHA", ("sha_ni", "sha2")), ("AES", ("aes",))) if {*flag} & {*flags}]
    return f"{kind}, {' and '.join(has)} instructions" if has else f"{kind}, no SHA or AES instructions"
