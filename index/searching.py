"""How is a reading of a query put to a search engine?

Numbers are looked for in all their forms. Bare words must stand in what is shown of a statement, in
its words, speaker or role, at least one of them; only where nothing is found so, the text around is
enough by itself. Hands on the trees to try, the strictest first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.engine import And, FieldName, Leaf, Only, Or, Query, wanted_leaves
from index.query import Reading
from index.query_numbers import with_number_forms
from index.query_roles import with_role_forms

_SHOWN: tuple[FieldName, ...] = ("content", "speaker", "role")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One tree to try. `widened`: the tree that takes the text around as enough, if another."""

    tree: Query
    text: str
    widened: Query | None = None


def attempts(reading: Reading) -> Iterator[Attempt]:
    """Yield the trees to try for one reading, the strictest first."""
    tree = with_role_forms(with_number_forms(reading.tree))
    shown = _shown(tree)
    if shown is None:
        yield Attempt(tree, reading.text)
        return
    yield Attempt(And((tree, shown)), reading.text, widened=tree)
    yield Attempt(tree, f"{reading.text}, be it only in the text around")


def _shown(tree: Query) -> Query | None:
    """Return what demands that a bare word stands in what is shown, `None` where none needs it."""
    leaves = wanted_leaves(tree)
    bare = [leaf for leaf in leaves if leaf.field is None]
    if not bare or any(leaf.field in (*_SHOWN, "context", "cue", "cluster") for leaf in leaves):
        return None
    spread: list[Leaf] = [replace(leaf, field=field) for leaf in bare for field in _SHOWN]
    return Only(Or(tuple(dict.fromkeys(spread))))
