"""How was a query understood, in words?

Describes a query tree so that a reader sees what was looked for and where; hands on one plain
sentence without its full stop.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from index.engine import (
    And,
    AtLeast,
    DateRange,
    Everything,
    FieldName,
    Fuzzy,
    Leaf,
    Near,
    Not,
    Only,
    Or,
    Phrase,
    Prefix,
    Query,
    Word,
    wanted_leaves,
)

_Where = tuple[FieldName | None, ...]

_BARE_EXCLUDED: _Where = ("content", "speaker", "role")
_PLACE: dict[_Where, str] = {
    ("speaker",): "said by {}",
    ("speaker", "role"): "said by somebody with {} in name or role",
    ("role",): "said by somebody in the role {}",
    (None,): "with {}",
    _BARE_EXCLUDED: "with {}",
    ("content",): "quoted with {}",
    ("context",): "with {} around them",
    ("cue",): "reported with {}",
    ("outlet",): "carried by {}",
    ("kind",): "of the kind {}",
    ("cluster",): "being the statement {}",
}
"""What is said of leaves looked for in these fields, in the order of the sentence."""


def describe(tree: Query) -> str:
    """Return what a tree asks for as a sentence.

    >>> describe(And((Word("Okell", "speaker"), Word("harbour"), Phrase("by spring"))))
    'Statements said by Okell, with harbour and exactly “by spring”'
    """
    if isinstance(tree, Everything):
        return "All statements, the newest first"
    if tree == Or(()):
        return "Nothing: there is no word to look for"
    return f"Statements {_clause(tree)}"


def _clause(tree: Query) -> str:
    if found := _one_leaf(tree):
        where, leaf = found
        return _PLACE[where].format(_leaf(leaf))
    match tree:
        case And(children):
            return ", ".join(_clauses(children))
        case Or(children):
            return _either(children)
        case AtLeast(count, children):
            return _some(count, children)
        case Only(child):
            return _clause(child)
        case Not(child):
            return f"not {_clause(child)}"
        case DateRange():
            return _days(tree)
        case _:
            return "of any kind"


def _one_leaf(tree: Query) -> tuple[_Where, Leaf] | None:
    """Return a leaf, and the fields it is looked for in, where a tree is no more than that."""
    if isinstance(tree, Or) and (role := _in_name_or_role(tree)):
        return ("speaker", "role"), role
    leaves = tree.children if isinstance(tree, Or) else (tree,)
    where = tuple(leaf.field for leaf in leaves if isinstance(leaf, Leaf))
    bare = {replace(leaf, field=None) for leaf in leaves if isinstance(leaf, Leaf)}
    is_one = len(where) == len(leaves) and len(bare) == 1 and where in _PLACE
    return (where, bare.pop()) if is_one else None


def _in_name_or_role(tree: Or) -> Word | None:
    """Return the word that is looked for in names and roles, in all the forms a role may have."""
    fields = {leaf.field for leaf in wanted_leaves(tree)}
    first = tree.children[0] if tree.children else None
    is_one = len(tree.children) > 2 and fields == {"speaker", "role"} and isinstance(first, Word)
    if not is_one or tree.children[1] != replace(first, field="role"):  # type: ignore[type-var]
        return None
    return Word(first.text)  # type: ignore[union-attr]


def _clauses(children: tuple[Query, ...]) -> list[str]:
    """Return a clause for each place in which leaves are looked for, and for everything else."""
    texts: dict[_Where, list[str]] = {}
    others: list[str] = []
    for child in children:
        if isinstance(child, Only):
            # It says where the words must stand, which is what a reader takes for granted.
            continue
        if found := _one_leaf(child):
            where, leaf = found
            texts.setdefault(where, []).append(_leaf(leaf))
        else:
            others.append(f"({_clause(child)})" if isinstance(child, And | Or) else _clause(child))
    by, by_either = texts.get(("speaker",), []), texts.get(("speaker", "role"), [])
    if by and by_either:
        # A name of several words: the first may be a title, and then stands in the role.
        texts[("speaker",)] = [" ".join([*texts.pop(("speaker", "role")), *by])]
    named = [where for where in _PLACE if where in texts]
    return [_PLACE[where].format(_series(texts[where], "and")) for where in named] + others


def _either(children: tuple[Query, ...]) -> str:
    found = [_one_leaf(child) for child in children]
    places = {where for where, _ in filter(None, found)}
    if None not in found and len(places) == 1:
        texts = [_leaf(leaf) for _, leaf in filter(None, found)]
        return _PLACE[places.pop()].format(_series(texts, "or"))
    return "either " + ", or ".join(_clause(child) for child in children)


def _some(count: int, children: tuple[Query, ...]) -> str:
    found = [_one_leaf(child) for child in children]
    places = {where for where, _ in filter(None, found)}
    if None not in found and len(places) == 1:
        texts = [_leaf(leaf) for _, leaf in filter(None, found)]
        return _PLACE[places.pop()].format(f"at least {count} of {_series(texts, 'and')}")
    return f"at least {count} of: " + "; ".join(_clause(child) for child in children)


def _leaf(leaf: Leaf) -> str:
    match leaf:
        case Phrase(text):
            return f"exactly “{text}”"
        case Prefix(text):
            return f"a word beginning with {text}"
        case Fuzzy(text, distance):
            return f"a word like {text} ({distance} {'letter' if distance == 1 else 'letters'} off)"
        case Near(words, distance):
            return f"{_series(list(words), 'and')} at most {distance} words apart"
        case Word(text):
            return text


def _days(days: DateRange) -> str:
    earliest, latest = _day(days.earliest), _day(days.latest)
    if earliest and latest:
        return f"published {'on' if earliest == latest else 'from'} {earliest}" + (
            "" if earliest == latest else f" to {latest}"
        )
    return f"published from {earliest} on" if earliest else f"published up to {latest}"


def _day(number: int | None) -> str:
    if number is None or not 1 <= number <= date.max.toordinal():
        return ""
    day = date.fromordinal(number)
    return f"{day.day} {day:%B} {day.year}"


def _series(texts: list[str], word: str) -> str:
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} {word} {texts[-1]}"
