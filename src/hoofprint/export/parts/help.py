"""Where frightened people get help from people. Addresses are public ones, shown as text and never fetched.

`read` says of each in which documents its address and what it offers were read, and how near those stand to the
organisation itself; all on `CHECKED`. Renew with each release.
"""

from typing import NamedTuple

from hoofprint.model.words import N_


class Help(NamedTuple):
    """An organisation that helps, for whom, and how it is reached."""

    name: str
    what: str
    reach: tuple[str, ...]
    read: str
    """Where address and offer were read; said plainly where only others repeat them."""
    first_in: str = ""
    """The language in whose report it is listed first."""

    @property
    def briefly(self) -> str:
        """The first address, without the scheme of a web address."""
        return self.reach[0].removeprefix("https://").rstrip("/")


CHECKED = "2026-11-22"
HELP = (
    Help(
        "Access Now, Digital Security Helpline",
        N_(
            "Day and night, free, for civil society, journalists and activists; answers in Spanish and English too."
        ),
        ("help@accessnow.org", "https://www.accessnow.org/help/"),
        read=(
            "offer: the helpline's own questions and answers, https://www.accessnow.org/help/helpline-faq/;"
            " e-mail address: public guides that repeat it, for that page writes it in words"
        ),
    ),
    Help(
        "Amnesty International, Security Lab",
        N_("Forensic examination for human rights defenders, journalists and civil society."),
        ("https://securitylab.amnesty.org/get-help/",),
        read=(
            "address: the source code of MVT (`securitylab.amnesty.org/get-help/?c=mvt`), which the Security Lab made;"
            " offer: https://securitylab.amnesty.org/digital-resources/ and the same source"
        ),
    ),
    Help(
        "The Citizen Lab, University of Toronto",
        N_("Researches targeted spyware against civil society."),
        ("https://citizenlab.ca/contact/",),
        read="research: pages of https://citizenlab.ca; the contact page itself was not read",
    ),
    Help(
        "Front Line Defenders",
        N_("Emergency telephone for human rights defenders, day and night, also in Spanish."),
        ("+353 1 210 0489", "https://www.frontlinedefenders.org/en/emergency-contact"),
        read=(
            "telephone day and night and its languages: https://www.frontlinedefenders.org/pt/who-we-are;"
            " the number: public guides that repeat it, not the organisation's own page"
        ),
    ),
    Help(
        "SocialTIC",
        N_("Digital security for activists, journalists and organisations in Latin America, in Spanish."),
        ("seguridad@socialtic.org", "https://socialtic.org"),
        read="SocialTIC's own handbook of consensual forensics, https://forensics.socialtic.org",
        first_in="es",
    ),
    Help(
        "R3D: Red en Defensa de los Derechos Digitales",
        N_("Legal help and documentation of surveillance in Mexico, in Spanish."),
        ("contacto@r3d.mx", "https://r3d.mx"),
        read=(
            "work: https://r3d.mx/privacidad; e-mail address: public directories that repeat it,"
            " not the organisation's own page"
        ),
        first_in="es",
    ),
)
WARNING = N_(
    "Write or call from another device than the examined phone, and do not reset or update the phone before you have"
    " spoken to somebody: both can destroy what is left to see."
)


def places(language: str) -> tuple[Help, ...]:
    """Places of help, those for speakers of a language first."""
    return tuple(sorted(HELP, key=lambda place: place.first_in != language))
