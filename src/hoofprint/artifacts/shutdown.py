"""Lines of shutdown.log, which two artifacts read: looks at what still runs, each program, the end of a restart."""

import re

DELAY = re.compile(r"After (\d+(?:\.\d+)?)s?, these clients are still here")
CLIENT = re.compile(r"remaining client pid: (\d+) \((.*)\)\s*$")
END = re.compile(r"SIGTERM: \[(\d+)\]|SIGTERM: .*@ *(\d{9,})")
FILES = ("/private/var/db/diagnostics/shutdown.log", "/private/var/db/diagnostics/shutdown.*.log")


def ended(found: re.Match[str]) -> int:
    """Unix seconds of a line that closes a restart."""
    return int((found[1] or found[2])[:12])
