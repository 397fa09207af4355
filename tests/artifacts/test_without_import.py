"""Every artifact reads its fixtures where nothing can be opened or imported any more, as in a confined worker.

Python imports some of its own library only when it is needed (the parser of dates, most text encodings). A parser that
relies on that works in every other test, and fails on every phone.
"""

import json
import pickle
import subprocess
import sys
import textwrap
from pathlib import Path

from tests.artifacts.fixtures import fixtures, forms

PROGRAM = """
    import json, os, pickle, resource, sys

    sys.modules.update(dict.fromkeys(("numpy", "pandas")))  # as where workers are forked

    from hoofprint.artifacts.registry import artifacts
    from hoofprint.formats.source import BytesSource
    from hoofprint.workers.file import File
    from hoofprint.workers.worker import read_file

    parsers = {name: artifact.parser for name, artifact in artifacts().items()}
    given, away = pickle.load(sys.stdin.buffer), os.open(os.devnull, os.O_WRONLY)
    tried, at = set(), ""

    def forbid(event, arguments):
        if event in ("open", "import", "socket.__new__", "subprocess.Popen"):
            tried.add((at, event, str(arguments[0])))

    sys.addaudithook(forbid)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    for at, name, path, data, sides in given:
        file = File(path, BytesSource(data), stored="", **{side: BytesSource(held) for side, held in sides.items()})
        done = read_file(parsers[name], file, 0, away)
        if done.reason.startswith("the parser stopped"):
            tried.add((at, "stopped", done.reason))
    print(json.dumps(sorted(tried)))
"""
XML_ASKS = "encodings"
"""The XML parser asks Python for encodings it does not know, and takes no for an answer."""


def test_nothing_is_opened_or_imported_by_any_parser(root: Path) -> None:
    given = [
        (
            f"{fixture}, {form}",
            fixture.artifact,
            file.path,
            file.data,
            {name: bytes(side.read(side.size, 0)) for name, side in file.sides.items()},
        )
        for fixture in fixtures()
        for form, file in forms(fixture)
    ]
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(PROGRAM)],
        input=pickle.dumps(given),
        capture_output=True,
        check=False,
        timeout=120,
        env={"PYTHONPATH": f"{root / 'src'}:{root}"},
    )
    assert done.returncode == 0, done.stderr.decode()
    assert [one for one in json.loads(done.stdout) if not (XML_ASKS in one[2] and "XML" in one[0])] == []
