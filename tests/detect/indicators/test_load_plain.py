"""Plain lists of indicators, one value a line: what is loaded, what is listed with a reason."""

from pathlib import Path

import pytest

from tests.detect.indicators.lists import loaded, reasons, values


class TestPlainLists:
    @pytest.mark.parametrize(
        ("name", "line", "value"),
        [
            ("processes.txt", "roleaccountd", "process roleaccountd"),
            ("file_paths.txt", "/private/var/tmp/x", "path /private/var/tmp/x"),
            ("file_names.txt", "pe_main.js", "path pe_main.js"),
            ("emails.txt", "A@b.example", "email a@b.example"),
            ("v2_domains.txt", "A.example", "domain a.example"),
            ("ip-addresses.txt", "1.2.3.4", "ip 1.2.3.4"),
            ("package_names.txt", "com.example.spy", "bundle com.example.spy"),
            ("package_cert_hashes.txt", "b" * 40, "cert_hash " + "b" * 40),
            (
                "config_profiles.txt",
                "76DAB334-7E17-475D-A5D6-0794EB5818A5",
                "profile 76dab334-7e17-475d-a5d6-0794eb5818a5",
            ),
            ("samples.sha256", "A" * 64, "file_hash " + "a" * 64),
            ("phone-numbers.txt", "+1 555 0100", "phone +15550100"),
            ("list.txt", "a.example", "domain a.example"),
            ("list.txt", "hxxps://a[.]example/b", "url https://a.example/b"),
            ("list.txt", "x@a.example", "email x@a.example"),
            ("list.txt", "1.2.3.4", "ip 1.2.3.4"),
            ("list.txt", "c" * 32, "file_hash " + "c" * 32),
            ("list.txt", "/private/var/tmp/x", "path /private/var/tmp/x"),
            ("list.txt", "com.example.spy", "bundle com.example.spy"),
            ("list.txt", "0.0.0.0 a.example", "domain a.example"),
            ("list.txt", "||a.example^", "domain a.example"),
            ("list.txt", "- `a.example`", "domain a.example"),
            ("list.txt", "a.example # seen in 2021", "domain a.example"),
            ("hosts", "a.example", "domain a.example"),
        ],
    )
    def test_kind_from_name_or_shape(self, tmp_path: Path, name: str, line: str, value: str) -> None:
        assert values(loaded(tmp_path, name, f"# a comment\n\n{line}\n")) == [value]

    def test_headings_inside_a_list(self, tmp_path: Path) -> None:
        text = "Hashes\n" + "a" * 64 + "\n\nDomains:\nlure[.]example\n\nProcesses\nbh\n"
        assert values(loaded(tmp_path, "report.txt", text)) == [
            "domain lure.example",
            "process bh",
            "file_hash " + "a" * 64,
        ]

    def test_packages_belong_to_android(self, tmp_path: Path) -> None:
        assert loaded(tmp_path, "package_names.txt", "com.example.spy").indicators[0].platform == "android"
        assert loaded(tmp_path, "bundle_ids.txt", "com.example.spy").indicators[0].platform is None

    def test_bare_words_need_a_name(self, tmp_path: Path) -> None:
        one = loaded(tmp_path, "list.txt", "a.example\nb.example\nroleaccountd\n")
        assert len(one.indicators) == 2 and "a bare word" in reasons(one)

    def test_any_encoding_and_line_end(self, tmp_path: Path) -> None:
        text = "a.example\r\nb.example\r\n"
        for data in (text.encode(), b"\xef\xbb\xbf" + text.encode(), text.encode("utf-16")):
            assert len(loaded(tmp_path, "domains.txt", data).indicators) == 2
        assert len(loaded(tmp_path, "domains.txt", b"a.example\n\xff\xfe.example\nb.example").indicators) == 2
