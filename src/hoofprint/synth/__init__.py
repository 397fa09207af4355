"""The synthetic phone: builds iPhone backups and dumps with known truth, from a short scenario, always the same bytes.

It is the public control: what the examiner finds on these phones can be compared with what was put there.
"""

from hoofprint.synth.engine import Absent, Planted, Truth, build, dump, held
from hoofprint.synth.expectation import Expect, Judged
from hoofprint.synth.population import clean
from hoofprint.synth.scenario import Scenario, ScenarioError, load, shipped

__all__ = [
    "Absent",
    "Expect",
    "Judged",
    "Planted",
    "Scenario",
    "ScenarioError",
    "Truth",
    "build",
    "clean",
    "dump",
    "held",
    "load",
    "shipped",
]
