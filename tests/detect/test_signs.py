"""What tests of innocent causes compare: addresses in texts, and people."""

import pytest

from hoofprint.detect.addresses import extra_labels, host_port, injected, linked
from hoofprint.detect.people import handle


@pytest.mark.parametrize(
    ("text", "is_link"),
    [
        ("https://lure.example/4410927s/", True),
        ("HTTPS://A.LURE.EXAMPLE", True),
        ("see http://user@lure.example:8080/x now", True),
        ("lure.example/4410927s", True),
        ("www.lure.example/4", True),
        ("https://lure.example./4", True),
        ("(lure.example/4)", True),
        ("Beware of lure.example!", False),
        ("lure.example", False),
        ("hxxps://lure.example/4410927s/", False),
        ("lure[.]example/4410927s/", False),
        ("https://lure.example.org/", False),
        ("https://xlure.example/", True),
        ("", False),
    ],
)
def test_a_link_is_something_a_phone_offers_to_open(text: str, is_link: bool) -> None:
    assert linked(text, "lure.example") == is_link


def test_names_in_other_scripts_get_the_benefit_of_the_doubt() -> None:
    assert linked("anything", "xn--bcher-kva.example") and linked("anything", "a.xn--p1ai")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("+1 (512) 555-0164", "tel:5125550164", True),
        ("005125550164", "+5125550164", True),
        ("15125550164@s.whatsapp.net", "+15125550164", True),
        ("mailto:A@Example.com", "a@example.com", True),
        ("E:a@example.com", "a@example.com", True),
        ("+15125550164", "+15125550165", False),
        ("a@example.com", "b@example.com", False),
        ("72727", "72728", False),
        ("72727", "72727", True),
    ],
)
def test_handles_are_compared_as_people_write_them(one: str, other: str, same: bool) -> None:
    assert (handle(one) == handle(other)) == same


@pytest.mark.parametrize(
    ("url", "listed", "fits"),
    [
        ("https://a.b.listed.example:30495/x", "listed.example", True),
        ("https://b.listed.example:30495/x", "listed.example", False),
        ("https://a.b.listed.example/x", "listed.example", False),
        ("https://a.b.listed.example:443/x", "listed.example", False),
        ("https://a.b.unlisted.example:30495/x", "listed.example", False),
        ("https://[bad:30495/x", "listed.example", False),
    ],
)
def test_the_published_form_of_injection(url: str, listed: str, fits: bool) -> None:
    assert injected(*host_port(url), listed) == fits


def test_labels_are_counted_before_the_listed_name() -> None:
    assert [
        extra_labels(host, "x.example")
        for host in ("x.example", "a.x.example", "a.b.x.example", "ax.example")
    ] == [
        0,
        1,
        2,
        0,
    ]
