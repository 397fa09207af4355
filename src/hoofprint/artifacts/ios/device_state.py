"""What a sysdiagnose says of the phone itself: remotectl_dumpstate.txt, its lines `name => value`.

Product type, version and build of iOS, serial number and the like: personal data. Another device that was joined to the
phone can stand in the same text, so the heading above a line is kept with its name.
"""

from collections.abc import Iterator

from hoofprint.artifacts import Kind, Topic, reads
from hoofprint.artifacts.settings import TYPES, Setting
from hoofprint.model.record import At, Record
from hoofprint.model.words import N_
from hoofprint.workers.file import File


@reads(
    Setting,
    name=N_("what a sysdiagnose says of the phone"),
    topic=Topic.SETTINGS,
    says=N_("Device state: {key} is {value}"),
    files="/@sysdiagnose/remotectl_dumpstate.txt",
    kinds=(Kind.SYSDIAGNOSE,),
    sources=("https://docs.mvt.re/en/latest/ios/records/ (sysdiagnose_info)",),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    heading = ""
    for number, line in file.lines():
        name, arrow, value = (part.strip() for part in line.partition("=>"))
        if arrow and name:
            key = f"{heading}.{name}" if heading else name
            yield At(number, "line", key), Setting(key=key, value=value, type=TYPES[str])
        elif line[:1].strip():
            heading = _heading(line)


def _heading(line: str) -> str:
    """A line that begins a part, without the colon and brace that end it."""
    text = line.rstrip()
    inner = text[:-1].rstrip() if text[1:].endswith("{") else text
    return inner[:-1] if inner[1:].endswith(":") else inner
