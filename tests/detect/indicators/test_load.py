"""Lists of every format: what is loaded, what is listed with a reason, and that nothing ever stops a load."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.detect.indicators.gather import LISTED, Gatherer
from hoofprint.detect.indicators.lint import annotate
from hoofprint.detect.indicators.load import parse, read
from hoofprint.detect.indicators.overlay import adjusted
from hoofprint.model import times
from hoofprint.model.indicator import IndicatorSet
from hoofprint.model.record import Observable


def loaded(tmp_path: Path, name: str, content: str | bytes | object) -> IndicatorSet:
    path = tmp_path / name
    if not isinstance(content, bytes):
        content = (content if isinstance(content, str) else json.dumps(content)).encode()
    path.write_bytes(content)
    (one,) = read([path])
    return one


def values(one: IndicatorSet) -> list[str]:
    return [f"{indicator.kind.value} {indicator.value}" for indicator in one.indicators]


def reasons(one: IndicatorSet) -> str:
    return " | ".join(rejected.reason for rejected in one.rejected)


def bundle(*objects: dict[str, object]) -> dict[str, object]:
    return {"type": "bundle", "objects": list(objects)}


def indicator(id_: str, pattern: str, **more: object) -> dict[str, object]:
    return {"type": "indicator", "id": id_, "pattern": pattern, "pattern_type": "stix", **more}


class TestStix2:
    def test_campaigns_source_and_dates(self, tmp_path: Path) -> None:
        one = loaded(
            tmp_path,
            "x.stix2",
            bundle(
                {"type": "identity", "id": "identity--1", "name": "A Laboratory"},
                {"type": "malware", "id": "malware--1", "name": "First"},
                {"type": "campaign", "id": "campaign--1", "name": "Second"},
                indicator(
                    "indicator--1",
                    "[domain-name:value='a.example']",
                    created_by_ref="identity--1",
                    created="2021-07-18T10:00:00.5Z",
                    valid_from="2021-07-18T10:00:00Z",
                    valid_until="2022-01-01T00:00:00Z",
                ),
                indicator(
                    "indicator--2", "[process:name='x-y']", valid_from="2020-01-01T00:00:00Z", revoked=True
                ),
                {"type": "relationship", "source_ref": "indicator--1", "target_ref": "malware--1"},
                {"type": "relationship", "source_ref": "indicator--1", "target_ref": "campaign--1"},
            ),
        )
        first, second = one.indicators
        assert (first.campaigns, first.source) == (("First", "Second"), "A Laboratory")
        assert first.valid_from is None, "the moment of export is no claim of validity"
        assert times.rfc3339(first.published or 0) == "2021-07-18T00:00:00.000000Z"
        assert times.rfc3339(first.valid_until or 0) == "2022-01-01T00:00:00.000000Z"
        assert second.withdrawn and times.rfc3339(second.valid_from or 0).startswith("2020-01-01")

    def test_neighbours_do_not_lend_each_other_their_claims(self, tmp_path: Path) -> None:
        day = "2021-07-18T10:00:00Z"
        end = {"valid_until": "2022-01-01T00:00:00Z"}
        variants: list[dict[str, object]] = [
            {},
            end,
            {},
            {"revoked": True},
            {},
            {"valid_from": "2020-01-01T00:00:00Z"},
            {},
            {"created_by_ref": "identity--1"},
            {},
            {"created": "2021-07-19T10:00:00Z"},
        ]
        things = [
            indicator(
                f"indicator--{n}",
                f"[domain-name:value='d{n}.example']",
                **{"created": day, "valid_from": day} | more,
            )
            for n, more in enumerate(variants)
        ]
        one = loaded(
            tmp_path, "x.stix2", bundle({"type": "identity", "id": "identity--1", "name": "Who"}, *things)
        )
        told = [
            (
                bool(i.valid_until),
                bool(i.withdrawn),
                bool(i.valid_from),
                i.source,
                times.rfc3339(i.published or 0)[:10],
            )
            for i in one.indicators
        ]
        plain = (False, False, False, "", "2021-07-18")
        assert told[0::2] == [plain] * 5
        assert told[1::2] == [
            (True, False, False, "", "2021-07-18"),
            (False, True, False, "", "2021-07-18"),
            (False, False, True, "", "2021-07-18"),
            (False, False, False, "Who", "2021-07-18"),
            (False, False, True, "", "2021-07-19"),
        ]

    def test_a_report_names_what_no_relationship_does(self, tmp_path: Path) -> None:
        report = {"type": "report", "id": "report--1", "name": "A report", "object_refs": ["indicator--1"]}
        one = loaded(
            tmp_path, "x.json", bundle(report, indicator("indicator--1", "[url:value='http://a.example/b']"))
        )
        assert one.indicators[0].campaigns == ("A report",)

    def test_one_bad_object_costs_itself(self, tmp_path: Path) -> None:
        one = loaded(
            tmp_path,
            "x.stix2",
            bundle(
                {"type": "indicator", "id": 7, "pattern": ["no"]},
                indicator("indicator--1", "[domain-name:value='a.example']"),
                indicator("indicator--2", "nonsense"),
                indicator("indicator--3", "", pattern_type="stix"),
                indicator("indicator--4", "rule x {}", pattern_type="yara"),
                {"type": "domain-name", "id": "domain-name--1", "value": "seen.example"},
            ),
        )
        assert values(one) == ["domain a.example"]
        assert [rejected.where for rejected in one.rejected] == [
            "object 0",
            "indicator--2",
            "indicator--3",
            "indicator--4",
            "bundle",
        ]

    def test_repeated_values_add_their_campaigns(self, tmp_path: Path) -> None:
        one = loaded(
            tmp_path,
            "x.stix2",
            bundle(
                {"type": "malware", "id": "malware--1", "name": "First"},
                {"type": "malware", "id": "malware--2", "name": "Second"},
                indicator("indicator--1", "[domain-name:value='a.example']"),
                indicator("indicator--2", "[domain-name:value='A.EXAMPLE']"),
                {"type": "relationship", "source_ref": "indicator--1", "target_ref": "malware--1"},
                {"type": "relationship", "source_ref": "indicator--2", "target_ref": "malware--2"},
            ),
        )
        assert one.repeated == ("domain:a.example",)
        assert one.indicators[0].campaigns == ("First", "Second")

    @pytest.mark.parametrize("wrap", [lambda o: o, lambda o: [o], lambda o: bundle(o)])
    def test_a_bare_object_an_array_and_a_bundle(self, tmp_path: Path, wrap: object) -> None:
        one = loaded(tmp_path, "x.json", wrap(indicator("indicator--1", "[file:name='x']")))  # type: ignore[operator]
        assert values(one) == ["path x"]


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


LEAF = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=10), st.sampled_from(["domain", "a.example"])
)
WORDS = "type objects pattern Event response Attribute Object iocs value id name revoked info date"
KEYS = st.sampled_from(WORDS.split())


@given(
    st.recursive(LEAF, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5))
)
def test_no_json_raises(tree: object) -> None:
    parse(json.dumps(tree).encode(), "x.json", Gatherer("x.json", ""))


def public_sets() -> list[list[str]]:
    lines = (Path(__file__).parent / "public_sets.tsv").read_text("utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines]


@pytest.fixture(scope="module")
def published(shared: Path) -> dict[str, IndicatorSet]:
    return {one.name: one for one in read([shared / "indicators"])}


@pytest.mark.parametrize("row", public_sets(), ids=lambda row: row[0])
def test_every_public_file_loads_or_says_why(published: dict[str, IndicatorSet], row: list[str]) -> None:
    """Counts of every file; `index` is what the folder's own index counts in it, and `why` explains a difference."""
    name, index, count, repeated, rejected, why = row
    one = published[name]
    found = (len(one.indicators), len(one.repeated), sum(entry.count for entry in one.rejected))
    assert found == (int(count), int(repeated), int(rejected))
    assert int(index) == sum(found) or why, "a difference from the index needs an explanation"


def test_no_public_file_is_left_out(published: dict[str, IndicatorSet]) -> None:
    assert sorted(published) == sorted(row[0] for row in public_sets())


def test_every_public_value_is_in_normal_form(published: dict[str, IndicatorSet]) -> None:
    from hoofprint.detect.indicators import normalise

    for one in published.values():
        for each in one.indicators:
            assert normalise.value(Observable(each.kind), each.value) == (each.kind, each.value), each.id


def test_what_lint_takes_out_of_the_public_sets(published: dict[str, IndicatorSet]) -> None:
    """Nothing that mercenary-spyware lists publish is dropped; a public signing key is."""
    before = list(published.values())
    after = annotate(map(adjusted, before))
    pairs = zip(before, after, strict=True)
    taken = {entry.where for old, new in pairs for entry in new.rejected[len(old.rejected) :]}
    assert taken == {"cert_hash:61ed377e85d386a8dfee6b864bd85b0bfaa5af81"}
