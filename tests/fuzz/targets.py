"""What is fuzzed: for every place where foreign bytes enter, a function of bytes that lets only our own errors pass.

`make fuzz` runs each under a coverage-guided fuzzer; the ordinary suite replays the corpus and tries any bytes. Whoever
adds a reader adds its target here, and a sound sample under `corpus/<target>/`.
"""

import os
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

from hoofprint.artifacts.ios import raw_texts
from hoofprint.export import inert
from hoofprint.formats import archiver, ips, mbdb, mbfile, plist, protobuf, segb, typedstream
from hoofprint.formats.archive import DamagedArchive, Kind, detect, members, open_member
from hoofprint.formats.keybag import Keybag, KeybagError
from hoofprint.formats.source import BytesSource, DamagedSource, InflateSource, blocks
from hoofprint.formats.sqlite import Damaged, Database, NotDatabase, SchemaUnknown
from hoofprint.model.entry import IndexedEntry
from hoofprint.workers.file import File
from hoofprint.workers.wire import BadFrame, receive

Target = Callable[[bytes], object]
MOST = 4 * 1024 * 1024
"""Bytes one member or stream may give before a target turns to the next."""


def property_list(data: bytes) -> None:
    with suppress(plist.DamagedPlist):
        value = plist.load(data, Counter())
        assert len(repr(type(value))) < 100


def keyed_archive(data: bytes) -> None:
    with suppress(plist.DamagedPlist, ValueError):
        archiver.links(archiver.unarchive(data, Counter()))


def archive(data: bytes) -> None:
    source = BytesSource(data)
    kinds: tuple[Kind, ...] = ("zip", "tar", "tar.gz")
    for kind in {detect(source), *kinds} - {None}:
        with suppress(DamagedArchive, DamagedSource):
            for member in members(source, kind, Counter()):  # type: ignore[arg-type]
                with suppress(DamagedArchive, DamagedSource):
                    given = 0
                    for block in blocks(open_member(source, member)):
                        given += len(block)
                        if given > MOST:
                            break


def inflating(data: bytes) -> None:
    for bits in (31, -15):
        with suppress(DamagedSource):
            InflateSource(BytesSource(data), bits, len(data) * 20).read(1000, len(data))


def database(data: bytes) -> None:
    """The first byte says where the write-ahead log begins."""
    cut = len(data) * data[0] // 256 if data else 0
    with (
        suppress(Damaged, NotDatabase, SchemaUnknown),
        Database(BytesSource(data[1:]), BytesSource(data[cut:]) if cut else None, deadline=2.0) as base,
    ):
        for name, table in base.tables.items():
            with suppress(Damaged):
                for batch in base.scan(name, table.columns[:20]):
                    assert all(len(column) == len(batch.rowids) for column in batch.columns)


def key_bag(data: bytes) -> None:
    with suppress(KeybagError):
        Keybag.parse(data)


def manifest(data: bytes) -> None:
    with suppress(ValueError):
        for _ in mbdb.records(data):
            pass
    mbfile.read(data)


def biome(data: bytes) -> None:
    with suppress(ValueError):
        for _ in segb.entries(data, Counter()):
            pass


def message(data: bytes) -> None:
    with suppress(ValueError):
        found = protobuf.Message(data)
        list(found.texts())
        for number in range(4):
            found.number(number), found.double(number), found.text(number)


def attributed_text(data: bytes) -> None:
    typedstream.text(data)
    typedstream.links(data)


def crash_report(data: bytes) -> None:
    with suppress(ValueError):
        ips.facts(ips.read(data))


def frames(data: bytes) -> None:
    """The parent under attack by a worker."""
    read, write = os.pipe()
    try:
        os.write(write, data[:60_000])
        os.close(write)
        with suppress(BadFrame):
            for _ in receive(read, IndexedEntry):
                pass
    finally:
        os.close(read)


def escaping(data: bytes) -> None:
    text = data.decode(errors="surrogateescape")
    shown = inert.terminal(text)
    assert inert.original(shown) == text and "\n" not in shown and "\x1b" not in shown


def sweep(data: bytes) -> None:
    for chunk in raw_texts.ARTIFACT.parser.read(File("/x", BytesSource(data))):
        assert chunk.count


TARGETS: dict[str, Target] = {
    one.__name__: one
    for one in (
        property_list, keyed_archive, archive, inflating, database, key_bag, manifest, biome, message,
        attributed_text, crash_report, frames, escaping, sweep,
    )
}  # fmt: skip
