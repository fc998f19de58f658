"""Lets `python -m quotes` do what `quotes` does."""

import sys

from quotes.cli import main

if __name__ == "__main__":
    sys.exit(main())
