"""How often Hoofprint's own rules were right when that was last measured: quoted in every report."""

import json
from importlib import resources

from hoofprint.model.face import RatesFace
from hoofprint.model.words import N_

FILE = resources.files("hoofprint.detect") / "data" / "error_rates.json"
QUOTED = N_(
    "Measured on {phones} synthetic phones with known truth: of {attacked} attacked ones {found} were found; of"
    " {innocent} others {false} gave a false alarm of moderate weight or more (at most {high} % of such phones, with"
    " 95 % confidence), where a search for published names alone would have alarmed on {names_false}. Synthetic phones"
    " are not real ones: this says that the rules do what they should, not how often real attacks are found."
)


def rates() -> RatesFace | None:
    """The sentence and its figures; None where nothing was measured yet."""
    if not FILE.is_file():
        return None
    told = json.loads(FILE.read_text("utf-8"))
    values = {
        name: f"{told[name]:,}"
        for name in ("phones", "attacked", "found", "innocent", "false", "names_false")
    }
    return RatesFace(
        version=told["version"], text=QUOTED, values=values | {"high": f"{100 * told['false_high']:.2g}"}
    )
