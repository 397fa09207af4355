"""Published indicators: read from lists, checked for what every phone holds, compiled, and matched in one pass.

sets = builtin() + load([Path("indicators/")])
matcher = compile_sets(sets, platform="ios")
for hit in matcher.match(column, Observable.TEXT): ...
"""

from hoofprint.detect.indicators.catalogue import builtin
from hoofprint.detect.indicators.lint import lint
from hoofprint.detect.indicators.load import load
from hoofprint.detect.indicators.match import Hit, Matcher, Shortened, compile_sets

__all__ = ["Hit", "Matcher", "Shortened", "builtin", "compile_sets", "lint", "load"]
