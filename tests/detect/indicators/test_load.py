"""Lists of every format: what is loaded, what is listed with a reason, and that nothing ever stops a load."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.detect.indicators.gather import LISTED, Gatherer
from hoofprint.detect.indicators.load import parse, read
from tests.detect.indicators.lists import loaded, reasons, values


class TestMisp:
    def test_attributes_objects_flags_and_composites(self, tmp_path: Path) -> None:
        def attribute(kind: str, value: str, **more: object) -> dict[str, object]:
            return {"type": kind, "value": value, "to_ids": True, "category": "Network activity", **more}

        event = {
            "info": "An event",
            "date": "2021-11-15",
            "Orgc": {"name": "A publisher"},
            "Attribute": [
                attribute("domain|ip", "a.example|1.2.3.4"),
                attribute("filename|sha256", "x.apk|" + "a" * 64),
                attribute("domain", "context.example", to_ids=False),
                attribute("url", "https://report.example/a", to_ids=False, category="External analysis"),
                attribute("domain", "gone.example", deleted=True),
                attribute(
                    "email-src", "x@y.example", first_seen="2021-01-01T00:00:00Z", last_seen="2021-02-01"
                ),
                attribute("mutex", "x"),
            ],
            "Object": [
                {
                    "name": "android-app",
                    "Attribute": [
                        attribute("text", "com.example.spy", to_ids=False, object_relation="appid"),
                        attribute("sha1", "b" * 40, object_relation="certificate"),
                    ],
                }
            ],
        }
        one = loaded(tmp_path, "event.json", {"response": [{"Event": event}]})
        assert sorted(values(one)) == [
            "bundle com.example.spy",
            "cert_hash " + "b" * 40,
            "domain a.example",
            "domain context.example",
            "email x@y.example",
            "file_hash " + "a" * 64,
        ]
        by_value = {indicator.value: indicator for indicator in one.indicators}
        assert by_value["context.example"].notes == ("context only",)
        assert (by_value["com.example.spy"].platform, by_value["com.example.spy"].notes) == ("android", ())
        assert (
            by_value["a.example"].campaigns == ("An event",) and by_value["a.example"].source == "A publisher"
        )
        assert by_value["x@y.example"].valid_from and by_value["x@y.example"].valid_until
        assert "a reference" in reasons(one) and "deleted" in reasons(one) and "mutex" in reasons(one)


class TestXml:
    def test_openioc(self, tmp_path: Path) -> None:
        item = '<IndicatorItem id="{}" condition="{}"><Context search="{}"/><Content>{}</Content></IndicatorItem>'
        items = "".join(
            item.format(*row)
            for row in (
                ("1", "is", "Network/DNS", "a.example"),
                ("b.example", "is", "Network/DNS", ""),
                ("3", "contains", "FileItem/FileName", "x"),
                ("4", "is", "RegistryItem/Path", "HKLM"),
            )
        )
        both = (
            '<Indicator operator="AND">'
            + item.format("5", "is", "PortItem/remoteIP", "1.2.3.4")
            + item.format("6", "is", "FileItem/Md5sum", "c" * 32)
            + "</Indicator>"
        )
        text = (
            '<?xml version="1.0"?><ioc xmlns="http://schemas.mandiant.com/2010/ioc"><description>A case</description>'
            f'<definition><Indicator operator="OR">{items}{both}</Indicator></definition></ioc>'
        )
        one = loaded(tmp_path, "x.ioc", text)
        assert sorted(values(one)) == ["domain a.example", "domain b.example", "file_hash " + "c" * 32]
        assert one.indicators[0].campaigns == ("A case",)
        assert "contains" in reasons(one) and "RegistryItem" in reasons(one) and "AND" in reasons(one)

    def test_entities_are_refused(self, tmp_path: Path) -> None:
        bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><ioc>&b;</ioc>'
        assert "EntitiesForbidden" in reasons(loaded(tmp_path, "x.ioc", bomb))

    @pytest.mark.parametrize("text", ["<html><body/></html>", "<ioc><unclosed>", "<plist/>"])
    def test_other_xml_is_named(self, tmp_path: Path, text: str) -> None:
        assert reasons(loaded(tmp_path, "x.xml", text)).startswith("not an indicator file: XML")


class TestTables:
    def test_headings_in_any_words(self, tmp_path: Path) -> None:
        text = "Malware Family;C2 Domain;First Seen\nOne;a[.]example;2021-01-01\n;b.example;\n"
        one = loaded(tmp_path, "x.csv", text)
        assert values(one) == ["domain a.example", "domain b.example"]
        assert one.indicators[0].campaigns == ("One",) and one.indicators[0].valid_from

    def test_what_only_describes_is_not_loaded(self, tmp_path: Path) -> None:
        text = "SHA256,Package Name,Certificate\n" + "a" * 64 + ",com.example.spy," + "b" * 40 + "\n"
        assert values(loaded(tmp_path, "samples.csv", text)) == ["file_hash " + "a" * 64]
        text = "domain_name,ip_address\na.example,1.2.3.4\n"
        assert values(loaded(tmp_path, "x.csv", text)) == ["domain a.example"]

    def test_a_type_column_names_each_row(self, tmp_path: Path) -> None:
        text = (
            "uuid,category,type,value,comment,to_ids,date\n"
            '1,Network activity,domain,"a.example","quoted, comment",1,20161108\n'
            "2,Network activity,domain,b.example,,0,20161108\n"
            "3,External analysis,url,https://report.example/x,,0,20161108\n"
            '4,Payload,yara,"rule x {\n strings: a\n}",,1,20161108\n'
        )
        one = loaded(tmp_path, "iocs.csv", text)
        assert values(one) == ["domain a.example", "domain b.example"]
        assert [indicator.notes for indicator in one.indicators] == [(), ("context only",)]
        assert len(one.rejected) == 2 and one.indicators[0].published

    def test_without_heading_columns_are_guessed(self, tmp_path: Path) -> None:
        text = "".join(f"seen,{n}.a.example,{n:064x}\n" for n in range(5))
        assert len(loaded(tmp_path, "x.csv", text).indicators) == 10

    def test_without_a_telling_name_a_table_is_still_one(self, tmp_path: Path) -> None:
        assert values(loaded(tmp_path, "export", "type\tvalue\ndomain\ta.example\n")) == ["domain a.example"]

    def test_an_inventory_of_files_is_no_list(self, tmp_path: Path) -> None:
        text = "file\tlicence\tsha256\na.txt\tMIT\t" + "a" * 64 + "\n"
        assert "inventory" in reasons(loaded(tmp_path, "INDEX.tsv", text))


ECHAP = """
- name: Some App
  names:
  - Some App
  type: stalkerware
  packages:
  - com.example.spy
  certificates:
  - 31A6ECECD97CF39BC4126B8745CD94A7C30BF81C
  websites:
  - shop.example
  c2:
    domains:
    - api.example  # a comment
    ips:
    - 1.2.3.4
  certificate_organizations:
  - Some Company
- name : Other
  type: watchware
  ios_bundles:
    - com.example.watch
"""


def test_stalkerware_lists_tell_servers_from_shops(tmp_path: Path) -> None:
    one = loaded(tmp_path, "ioc.yaml", ECHAP)
    found = {indicator.value: indicator for indicator in one.indicators}
    assert found["shop.example"].notes == ("stalkerware", "vendor site")
    assert found["api.example"].notes == ("stalkerware",)
    assert found["com.example.spy"].platform == "android"
    assert (found["com.example.watch"].platform, found["com.example.watch"].notes) == ("ios", ("watchware",))
    assert found["api.example"].campaigns == ("Some App",)
    assert "certificate_organizations" in reasons(one)


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("rules.yar", "rule a { condition: true }", "YARA rules (1)"),
        ("rules.txt", 'import "pe"\nrule a : tag\n{ condition: true }', "YARA rules (1)"),
        ("README.md", "# Title\n\na.example", "prose (md)"),
        ("README.adoc", "= Title", "prose (adoc)"),
        ("notes", "This is a text about a case.\nIt has no values in it.\nNot one.", "text without a list"),
        ("x.bin", b"\x00\x01\x02", "binary data"),
        ("x.json", {"some": "thing"}, "JSON of a kind"),
        ("x.json", '{"type": "bundle", "objects": [', "JSON that cannot be read"),
        ("x.yaml", "a: &x\n  - *x", "YAML that is not read: line 1"),
        ("x.yaml", "some: thing", "YAML of a kind"),
        ("index.yaml", "indicators:\n  -\n    type: github\n    name: x\n", "an index of indicator lists"),
        ("make.py", "print(1)", "a file of a program"),
    ],
)
def test_other_files_are_listed_with_what_they_are(
    tmp_path: Path, name: str, content: object, what: str
) -> None:
    one = loaded(tmp_path, name, content)
    assert one.indicators == () and reasons(one).startswith("not an indicator file: " + what)


def test_an_empty_file_is_an_empty_list(tmp_path: Path) -> None:
    one = loaded(tmp_path, "domains.txt", "")
    assert (one.indicators, one.rejected) == ((), ())


def test_files_that_cannot_be_opened_are_listed(tmp_path: Path) -> None:
    (one,) = read([tmp_path / "absent.txt"])
    assert "cannot be read: No such file" in reasons(one)


def test_folders_are_read_in_order_and_sets_told_apart(tmp_path: Path) -> None:
    for folder in ("b", "a"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "domains.txt").write_text(f"{folder}.example")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "domains.txt").write_text("hidden.example")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a" / "domains.txt")
    assert [one.name for one in read([tmp_path])] == ["a/domains.txt", "b/domains.txt"]
    twice = read([tmp_path / "a" / "domains.txt", tmp_path / "b" / "domains.txt"])
    assert [one.name for one in twice] == ["domains.txt", "domains.txt (2)"]
    assert [one.indicators[0].set for one in twice] == ["domains.txt", "domains.txt (2)"]


def test_a_folder_that_cannot_be_listed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    listed, real = str(closed), os.scandir

    def scandir(path: str) -> object:
        if str(path) == listed:
            raise PermissionError(13, "Permission denied", listed)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    (one,) = read([tmp_path])
    assert one.name == "closed" and "cannot be read" in reasons(one)


def test_many_bad_entries_are_counted(tmp_path: Path) -> None:
    one = loaded(tmp_path, "domains.txt", "\n".join(f"bad_{n}" for n in range(LISTED + 500)))
    assert len(one.rejected) < LISTED + 10
    assert sum(rejected.count for rejected in one.rejected) == LISTED + 500


@given(
    st.binary(max_size=300),
    st.sampled_from(["x.txt", "x.json", "x.csv", "x.yaml", "x.ioc", "domains.txt", "x"]),
)
def test_no_bytes_raise(data: bytes, name: str) -> None:
    parse(data, name, Gatherer(name, ""))
