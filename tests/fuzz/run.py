"""One target under a coverage-guided fuzzer: `python -m tests.fuzz.run TARGET SECONDS CORPUS [options of libFuzzer]`.

Needs atheris, which `make fuzz` installs; it is no dependency of anything else.
"""

import sys

import atheris

with atheris.instrument_imports(include=["hoofprint"]):
    from tests.fuzz.targets import TARGETS


def main() -> None:
    name, seconds, *rest = sys.argv[1:]
    limits = [f"-max_total_time={seconds}", "-max_len=65536", "-timeout=10", "-rss_limit_mb=2048"]
    atheris.Setup([sys.argv[0], *rest, *limits], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
