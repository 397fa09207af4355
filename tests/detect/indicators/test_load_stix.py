"""Lists in STIX 2: what is loaded, what is listed with a reason."""

from pathlib import Path

import pytest

from hoofprint.model import times
from tests.detect.indicators.lists import bundle, indicator, loaded, values


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
