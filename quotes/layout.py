"""How does the text of an article show what stands apart from its author's own words?

By its layout, as print does: a paragraph that is set in, as block quotations, posts of others and
the answers of an interview are, begins with an em space. The mark is part of `Article.text`, so it
survives every file, archive and process, and no word is invented to carry it.
"""

from __future__ import annotations

INDENT = "\u2003"
"""What begins a paragraph that is set in: one em space, the indent of typesetters. Nobody types it
by chance, unlike the blanks and tabs that begin every paragraph of many a wire story."""

CREDIT_DASH = "— "
"""What begins the line that says whose words a set-in block is, as in print."""


def is_set_in(text: str, start_char: int) -> bool:
    r"""Tell whether the paragraph whose first word begins at `start_char` is set in.

    >>> is_set_in("She wrote:\n\n\u2003We stay.", 13), is_set_in("We stay.", 0)
    (True, False)
    """
    return text[max(0, start_char - len(INDENT)) : start_char] == INDENT
