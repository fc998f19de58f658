"""Is this the speaker, is this the role, and how many quotes are right from end to end?

Hands on the comparison of names and roles and the end-to-end count, the figure that matters to a
reader: the quote is found and the right person said it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.folding import fold_name, fold_text
from quotes.records import Attribution, Quote, Role, Speaker
from quotes.scoring import Match, Score, match_quotes

MIN_ROLE_F1 = 0.6

_ARTICLES = frozenset("a an the".split())
# Words before a name that say what someone is and are no part of the name.
_TITLES = frozenset(
    """mr mrs ms miss mx dr doctor prof professor sir dame lord lady sheikh president vice prime
    minister deputy foreign chancellor premier king queen prince princess senator sen
    representative rep congressman congresswoman governor gov mayor judge justice general gen
    lieutenant lt colonel col major maj captain capt sergeant sgt admiral adm commander secretary
    ambassador spokesman spokeswoman spokesperson chairman chairwoman pope cardinal archbishop
    bishop father sister brother rev reverend imam ayatollah rabbi former ex acting""".split()
)
_GENERATIONS = frozenset("jr sr ii iii iv".split())


def is_asserted_speech_or_writing(quote: Attribution) -> bool:
    """Tell whether a quote is of the sort shown by default and counted end to end."""
    return quote.modality == "asserted" and quote.medium in ("speech", "writing")


def is_same_speaker(gold: Speaker | None, found: Speaker | None) -> bool:
    """Tell whether the speaker found is the right one; nobody is right where there is nobody.

    Names are folded and lose their titles; then they must be the same words, or have the same
    surname (last word) and all words of the one inside the other. For an unnamed speaker two
    thirds of the words of the longer description are enough.

    >>> is_same_speaker(Speaker(name="Orla Venn"), Speaker(name="Mayor Venn"))
    True
    >>> is_same_speaker(Speaker(name="Orla Venn"), Speaker(name="Orla"))
    False
    """
    if gold is None or found is None:
        return gold is None and found is None
    if gold.kind == "unnamed":
        left, right = (Counter(_without_articles(fold_text(s.name))) for s in (gold, found))
        return 3 * (left & right).total() >= 2 * max(left.total(), right.total()) > 0
    left_words, right_words = _name_words(gold.name), _name_words(found.name)
    if not left_words or not right_words:
        return False
    if sorted(left_words) == sorted(right_words):
        return True
    left, right = Counter(left_words), Counter(right_words)
    return left_words[-1] == right_words[-1] and (left <= right or right <= left)


def is_same_role(gold: Role | None, found: Role | None) -> bool:
    """Tell whether two wordings of a role agree.

    They do where the F1 of their folded words is 0.6 or more, or one contains the other.

    >>> is_same_role(Role(text="the mayor of Harrow Quay"), Role(text="Harrow Quay mayor"))
    True
    """
    if gold is None or found is None:
        return gold is None and found is None
    left, right = (_without_articles(fold_text(role.text)) for role in (gold, found))
    if not left or not right:
        return False
    if _contains(left, right) or _contains(right, left):
        return True
    shared = (Counter(left) & Counter(right)).total()
    return 2 * shared / (len(left) + len(right)) >= MIN_ROLE_F1


@dataclass(frozen=True, slots=True)
class EndToEnd:
    """What became of the asserted speech and writing of one article.

    `score` counts matches with the right speaker; `overlap_score` matches with any speaker.
    `matches` point into the two lists given; `missed_indexes` into gold, `spurious_indexes` into
    found. What counts neither for nor against is in none of them.
    """

    score: Score
    overlap_score: Score
    matches: tuple[Match, ...]
    missed_indexes: tuple[int, ...]
    spurious_indexes: tuple[int, ...]


def compare_end_to_end(text: str, gold: Sequence[Quote], found: Sequence[Quote]) -> EndToEnd:
    """Compare the asserted speech and writing of one article, speakers included.

    A found quote that matches gold of another medium or modality counts neither for nor against;
    one that matches nothing, a scare quote for example, counts against.
    """
    wanted = [index for index, quote in enumerate(gold) if is_asserted_speech_or_writing(quote)]
    other = [quote for quote in gold if not is_asserted_speech_or_writing(quote)]
    shown = [index for index, quote in enumerate(found) if is_asserted_speech_or_writing(quote)]
    pairs = match_quotes(
        text,
        [gold[index] for index in wanted] + other,
        [found[index] for index in shown],
        prefer=lambda left, right: is_same_speaker(left.speaker, right.speaker),
    )
    matches = tuple(
        Match(wanted[pair.gold_index], shown[pair.found_index], pair.overlap)
        for pair in pairs
        if pair.gold_index < len(wanted)
    )
    right = sum(
        is_same_speaker(gold[m.gold_index].speaker, found[m.found_index].speaker) for m in matches
    )
    matched_gold = {match.gold_index for match in matches}
    matched_found = {shown[pair.found_index] for pair in pairs}
    spurious = tuple(index for index in shown if index not in matched_found)
    found_count = len(matches) + len(spurious)
    return EndToEnd(
        score=Score(right, found_count, len(wanted)),
        overlap_score=Score(len(matches), found_count, len(wanted)),
        matches=matches,
        missed_indexes=tuple(index for index in wanted if index not in matched_gold),
        spurious_indexes=spurious,
    )


def _without_articles(folded: str) -> list[str]:
    return [word for word in folded.split() if word not in _ARTICLES]


def _name_words(name: str) -> list[str]:
    """Return the folded words of a name without titles before it and "Jr." after it."""
    words = _without_articles(fold_name(name))
    while len(words) > 1 and words[0] in _TITLES:
        words.pop(0)
    while len(words) > 1 and words[-1] in _GENERATIONS:
        words.pop()
    return words


def _contains(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    width = len(shorter)
    return any(
        list(longer[start : start + width]) == list(shorter)
        for start in range(len(longer) - width + 1)
    )
