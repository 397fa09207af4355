"""`python -m hoofprint`."""

import sys

from hoofprint.cli import main

if __name__ == "__main__":
    sys.exit(main())
