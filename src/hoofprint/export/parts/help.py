"""Where frightened people get help from people. Addresses are public ones, shown as text and never fetched.

Checked against the organisations' own pages and public documents that cite them; renew with each release.
"""

from typing import NamedTuple

from hoofprint.model.words import N_


class Help(NamedTuple):
    """An organisation that helps, for whom, and how it is reached."""

    name: str
    what: str
    reach: tuple[str, ...]
    first_in: str = ""
    """The language in whose report it is listed first."""

    @property
    def briefly(self) -> str:
        """The first address, without the scheme of a web address."""
        return self.reach[0].removeprefix("https://").rstrip("/")


HELP = (
    Help(
        "Access Now, Digital Security Helpline",
        N_(
            "Day and night, free, for civil society, journalists and activists; answers in Spanish and English too."
        ),
        ("help@accessnow.org", "https://www.accessnow.org/help/"),
    ),
    Help(
        "Amnesty International, Security Lab",
        N_("Forensic examination for human rights defenders, journalists and civil society."),
        ("https://securitylab.amnesty.org/get-help/",),
    ),
    Help(
        "The Citizen Lab, University of Toronto",
        N_("Researches targeted spyware against civil society."),
        ("https://citizenlab.ca/contact/",),
    ),
    Help(
        "Front Line Defenders",
        N_("Emergency telephone for human rights defenders, day and night, also in Spanish."),
        ("+353 1 210 0489", "https://www.frontlinedefenders.org/en/emergency-contact"),
    ),
    Help(
        "SocialTIC",
        N_("Digital security for activists, journalists and organisations in Latin America, in Spanish."),
        ("seguridad@socialtic.org", "https://socialtic.org"),
        "es",
    ),
    Help(
        "R3D: Red en Defensa de los Derechos Digitales",
        N_("Legal help and documentation of surveillance in Mexico, in Spanish."),
        ("contacto@r3d.mx", "https://r3d.mx"),
        "es",
    ),
)
WARNING = N_(
    "Write or call from another device than the examined phone, and do not reset or update the phone before you have"
    " spoken to somebody: both can destroy what is left to see."
)


def places(language: str) -> tuple[Help, ...]:
    """Places of help, those for speakers of a language first."""
    return tuple(sorted(HELP, key=lambda place: place.first_in != language))
