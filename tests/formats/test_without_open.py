"""Every reader of this room works where nothing can be opened or imported any more, as in a confined worker."""

import json
import subprocess
import sys
import textwrap
from pathlib import Path

PROGRAM = """
    import gzip, json, plistlib, resource, sys

    from hoofprint.formats import archive, archiver, keybag, mbdb, mbfile, plist, typedstream
    from hoofprint.formats.source import BytesSource, CbcSource, DamagedSource, InflateSource, UNKNOWN_SIZE, padded_size
    from tests.formats import archives

    UID = plistlib.UID
    objects = ["$null", {"Size": 1, "when": UID(2), "$class": UID(3)}, {"NS.time": 1.0, "$class": UID(4)}]
    objects += [{"$classname": "MBFile"}, {"$classname": "NSDate"}, "ñ"]
    blob = plistlib.dumps({"$objects": objects, "$top": {"root": UID(1)}}, fmt=plistlib.FMT_BINARY)
    xmls = [
        f'<?xml version="1.0" encoding="{name}"?><plist><string>ñ</string></plist>'.encode()
        for name in ("UTF-8", "cp037", "UTF-6", "koi8-r", "utf-7")
    ]
    zips = [
        archives.ended(archives.local(name, b"x", 1, 0), archives.central(name, 0, 1, 1, 0), 1)
        for name in (b"a", b"a\\xa4")
    ]
    tars = [archives.tarred({"ñ" * 80: b"x"}), gzip.compress(archives.tarred({"a": b"x"}))]
    tlv = lambda tag, value: tag + len(value).to_bytes(4, "big") + value
    four = lambda number: number.to_bytes(4, "big")
    bag = b"".join(
        tlv(tag, value)
        for tag, value in [
            (b"VERS", four(4)), (b"TYPE", four(1)), (b"SALT", bytes(20)), (b"ITER", four(1)), (b"DPSL", bytes(20)),
            (b"DPIC", four(1)), (b"UUID", bytes(16)), (b"CLAS", four(3)), (b"WRAP", four(2)), (b"WPKY", bytes(40)),
        ]
    )
    stream = typedstream.PLAIN + b"\\x03\\xc3\\xb1!" + b"\\x86" * 2 + b"NSURL"

    tried = []
    def forbid(event, arguments):
        if event in ("open", "import", "socket.__new__", "subprocess.Popen"):
            tried.append((event, arguments[0]))
    sys.addaudithook(forbid)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))

    assert plist.load(blob)["$objects"][-1] == "ñ"
    for xml in xmls:
        assert plist.load(xml)
    assert archiver.unarchive(blob)["when"].year == 2001
    assert mbfile.read(blob).size == 1
    assert typedstream.text(stream) == "ñ!"
    assert typedstream.links(stream) == []
    for data in zips + tars:
        kind = archive.detect(BytesSource(data))
        [member] = archive.members(BytesSource(data), kind)
        assert archive.open_member(BytesSource(data), member).read(1, 0) == b"x"
    list(archive.members(BytesSource(tars[0]), "tar"))
    try:
        keybag.Keybag.parse(bag).unlock("x")
    except keybag.WrongPassword:
        pass
    assert len(CbcSource(BytesSource(bytes(100_000)), bytes(32), 100_000).read(70_000, 3)) == 70_000
    try:
        padded_size(BytesSource(bytes(32)), bytes(32))
    except DamagedSource:
        pass
    assert list(mbdb.records(b"mbdb\\x05\\x00")) == []
    print(json.dumps(tried))
"""


def test_nothing_is_opened_or_imported_once_a_worker_is_confined(root: Path) -> None:
    """The XML parser asks Python for encodings it does not know; it must take no for an answer."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(PROGRAM)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={"PYTHONPATH": f"{root / 'src'}:{root}"},
    )
    assert done.returncode == 0, done.stderr
    assert [attempt for attempt in json.loads(done.stdout) if "encodings" not in attempt[1]] == []
