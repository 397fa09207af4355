"""The system-call filter, run in a small machine of our own: so every architecture is tested on any computer."""

import re
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.workers import kernel
from hoofprint.workers.confine import ALLOWED, FATAL

ALLOW, KILL, EPERM, ENOTTY = 0x7FFF0000, 0x80000000, 0x00050001, 0x00050019
ARCHES = tuple(kernel.AUDIT)
OTHER = {"x86_64": "aarch64", "aarch64": "x86_64"}


def run(program: bytes, audit: int, number: int, arguments: tuple[int, ...] = ()) -> int:
    """What a classic BPF machine returns for one system call."""
    padded = [*arguments, *([0] * (6 - len(arguments)))]
    data = struct.pack("<IIQ6Q", number, audit, 0, *padded)
    steps = list(struct.iter_unpack("<HBBI", program))
    at = value = 0
    while True:
        code, true, false, operand = steps[at]
        at += 1
        if code == 0x06:
            return int(operand)
        if code == 0x20:
            (value,) = struct.unpack_from("<I", data, operand)
        else:
            tests = {0x15: value == operand, 0x35: value >= operand, 0x45: bool(value & operand)}
            at += true if tests[code] else false


@pytest.fixture(scope="module", params=ARCHES)
def arch(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def result(arch: str, name: str, *arguments: int) -> int:
    number = kernel.number(name, arch)
    assert number is not None
    return run(kernel.filter_program(arch, ALLOWED, FATAL), kernel.AUDIT[arch], number, arguments)


def test_every_listed_call_gets_its_answer(arch: str) -> None:
    for names, answer in ((ALLOWED, ALLOW), (FATAL, KILL)):
        for name in names:
            if kernel.number(name, arch) is not None:
                assert result(arch, name) == answer, name


def test_nothing_is_both_allowed_and_fatal() -> None:
    assert not set(ALLOWED) & set(FATAL)


def test_a_call_of_another_architecture_ends_the_process(arch: str) -> None:
    program = kernel.filter_program(arch, ALLOWED, FATAL)
    assert run(program, kernel.AUDIT[OTHER[arch]], 0) == KILL
    assert run(program, kernel.AUDIT[arch], 0x40000000) == KILL  # the 32-bit-pointer calls of x86_64


@pytest.mark.parametrize("name", ["mmap", "mprotect"])
def test_memory_is_never_executable(arch: str, name: str) -> None:
    assert result(arch, name, 0, 4096, 3) == ALLOW
    assert result(arch, name, 0, 4096, 5) == EPERM
    assert result(arch, name, 0, 4096, 7) == EPERM


def test_descriptor_flags_are_read_only(arch: str) -> None:
    assert [result(arch, "fcntl", 3, command) for command in (0, 1, 2, 3, 4, 1030)] == [
        EPERM, ALLOW, ALLOW, ALLOW, EPERM, EPERM,
    ]  # fmt: skip


def test_devices_are_no_terminals(arch: str) -> None:
    assert result(arch, "ioctl", 1, 0x5401) == ENOTTY


@given(
    arch=st.sampled_from(ARCHES),
    number=st.integers(0, 2**32 - 1),
    arguments=st.tuples(*[st.integers(0, 9)] * 6),
)
def test_what_is_not_listed_is_refused(arch: str, number: int, arguments: tuple[int, ...]) -> None:
    answer = run(kernel.filter_program(arch, ALLOWED, FATAL), kernel.AUDIT[arch], number, arguments)
    special = {kernel.number(name, arch) for name in ("mmap", "mprotect", "fcntl", "ioctl")}
    if number >= 0x40000000 or number in {kernel.number(name, arch) for name in FATAL}:
        assert answer == KILL
    elif number in {kernel.number(name, arch) for name in ALLOWED}:
        assert answer == ALLOW
    elif number not in special:
        assert answer == EPERM


@pytest.mark.parametrize(
    ("arch", "header", "pattern"),
    [
        ("x86_64", "/usr/include/x86_64-linux-gnu/asm/unistd_64.h", r"#define __NR_(\w+) (\d+)"),
        ("aarch64", "/usr/include/asm-generic/unistd.h", r"#define __NR(?:3264)?_(\w+)\s+(\d+)"),
    ],
)
def test_numbers_are_the_kernels(arch: str, header: str, pattern: str) -> None:
    if not Path(header).is_file():
        pytest.skip(f"no kernel header {header}: the table of {arch} cannot be compared here")
    known = {name: int(value) for name, value in re.findall(pattern, Path(header).read_text())}
    missing = {"poll", "time", "fork", "vfork"} if arch == "aarch64" else set()
    for name in kernel.NUMBERS:
        assert kernel.number(name, arch) == (None if name in missing else known[name]), name
