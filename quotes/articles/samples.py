"""Where are the sample articles that come with the program?"""

from __future__ import annotations

from pathlib import Path

from quotes.errors import ReadError


def samples_folder() -> Path:
    """Return the folder of sample articles, in an installed wheel or in a source checkout.

    Raises:
        ReadError: The installation has none.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "samples", package.parent / "samples"):
        if folder.is_dir():
            return folder
    raise ReadError("the sample articles are missing from this installation", str(package))
