"""Device paths as artifacts name them: with `*` for anything inside one component, `**` for any components."""

import re
from functools import lru_cache


@lru_cache(maxsize=1024)
def regex(pattern: str) -> str:
    """A pattern as a regular expression for a whole path; everything but the stars is itself."""
    parts = re.split(r"(\*\*/|\*\*|\*)", pattern)
    meaning = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*"}
    return "".join(meaning.get(part, re.escape(part)) for part in parts)
