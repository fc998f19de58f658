"""In which other forms may a number stand: 11,000 and eleven thousand, £2.1bn and 2.1 billion?

Hands on query trees in which a number is looked for in every form that says the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from index.engine import And, AtLeast, Or, Phrase, Query, Word
from index.words import keys

_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_SIGNS = {"k": 3, "m": 6, "mn": 6, "mln": 6, "bn": 9, "tn": 12}
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(k|m|mn|mln|bn|tn)?")
MAX_DIGITS = 15


def with_number_forms(tree: Query) -> Query:
    """Return a tree that looks for every large bare number in all its forms.

    >>> with_number_forms(Word("11,000"))
    Or(children=(Word(text='11,000', field=None), Phrase(text='11 thousand', field=None), \
Word(text='11k', field=None)))
    """
    match tree:
        case And(children):
            return And(tuple(_joined(children)))
        case Or(children):
            return Or(tuple(with_number_forms(child) for child in children))
        case AtLeast(count, children):
            return AtLeast(count, tuple(with_number_forms(child) for child in children))
        case Word():
            return _forms(tree, _value(tree.text)) or tree
        case _:
            return tree


def _joined(children: Sequence[Query]) -> Iterator[Query]:
    """Yield the parts of an `And`; a number and the "thousand" after it become one."""
    at = 0
    while at < len(children):
        one = children[at]
        other = children[at + 1] if at + 1 < len(children) else None
        both = _both(one, other) if isinstance(one, Word) and isinstance(other, Word) else None
        yield both or with_number_forms(one)
        at += 2 if both else 1


def _both(one: Word, other: Word) -> Query | None:
    scale = _SCALES.get(other.text.lower())
    value = _value(one.text)
    if scale is None or value is None or one.field != other.field:
        return None
    text = f"{one.text} {other.text}"
    return _forms(Phrase(text, one.field), value.scaleb(scale))


def _value(text: str) -> Decimal | None:
    """Return the number that one word writes, `None` where it writes none."""
    folded = keys(text, "word")
    found = _NUMBER.fullmatch(folded[0]) if len(folded) == 1 else None
    if found is None or len(found[0]) > MAX_DIGITS:
        return None
    return Decimal(found[1]).scaleb(_SIGNS.get(found[2] or "", 0))


def _is_year(leaf: Word | Phrase, value: Decimal) -> bool:
    return 1500 <= value <= 2100 and isinstance(leaf, Word) and leaf.text.isdigit()


def _forms(leaf: Word | Phrase, value: Decimal | None) -> Query | None:
    """Return a leaf with the other forms of its number, `None` where there are none."""
    if value is None or value < 1000 or _is_year(leaf, value):
        return None
    forms: list[Word | Phrase] = [leaf]
    if value == value.to_integral_value():
        forms.append(Word(str(int(value)), leaf.field))
    for scales, kind in ((_SCALES, Phrase), (_SIGNS, Word)):
        for name, scale in scales.items():
            count = value.scaleb(-scale).normalize()
            if 1 <= count < 1000 and -count.as_tuple().exponent <= 2:  # type: ignore[operator]
                gap = " " if kind is Phrase else ""
                forms.append(kind(f"{count:f}{gap}{name}", leaf.field))
    known = {tuple(keys(form.text, "word")): form for form in reversed(forms)}
    kept = tuple(form for form in forms if known[tuple(keys(form.text, "word"))] is form)
    return Or(kept) if len(kept) > 1 else None
