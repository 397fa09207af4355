"""Files the phone keeps gzipped, read as if they were not."""

from hoofprint.formats.inflate import GZIP, UNKNOWN_SIZE, InflateSource
from hoofprint.formats.source import BytesSource, DamagedSource, blocks
from hoofprint.workers.file import WHOLE, File, TooLarge

GZIP_AND_MORE = 31
"""What zlib calls a gzip stream."""


def unpacked(file: File) -> File:
    """The file with its content inflated; the same file where it is not gzipped. Raises `TooLarge`.

    What a damaged stream yields before the broken place is kept, and the damage counted.
    """
    if file.source.read(len(GZIP), 0) != GZIP:
        return file
    inflated, parts, size = InflateSource(file.source, GZIP_AND_MORE, UNKNOWN_SIZE), [], 0
    try:
        for block in blocks(inflated):
            size += len(block)
            if size > WHOLE:
                raise TooLarge(f"inflates to more than the {WHOLE:,} bytes that are read whole")
            parts.append(block)
    except DamagedSource:
        file.notes["gzip stream is damaged or cut"] += 1
    made = File(file.path, BytesSource(b"".join(parts)), stored=file.stored)
    file.notes.update(inflated.notes)
    made.notes = file.notes
    return made
