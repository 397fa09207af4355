"""Where lists of published values are kept between examinations."""

import os
from pathlib import Path

VARIABLE = "XDG_DATA_HOME"


def store() -> Path:
    """The folder by the convention of free desktops; it need not exist."""
    home = os.environ.get(VARIABLE)
    return (Path(home) if home else Path.home() / ".local/share") / "hoofprint" / "indicators"
