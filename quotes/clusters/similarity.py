"""Do two texts word the same statement, and how does the shorter relate to the longer?

No plain score separates repeats from look-alikes ("fell to 3 percent", "fell to 8 percent"), so
candidates that share word groups are verified: each stretch between the ellipses of the shorter
text must be found in the longer one, nearly word for word and close together, and a difference in
negation, numbers, names or in a word against its opposite is a veto. Hands on a relation; pure,
and symmetric in its two arguments. The thresholds come from our own comparison of such pairs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

from quotes.clusters.alignment import MIN_CONTENT_SHARE, MIN_WORD_SHARE, locate
from quotes.clusters.respelling import adopt_spellings
from quotes.clusters.wording import (
    MIN_CONTENT_WORDS,
    MIN_WORDS,
    NEGATIONS,
    Wording,
    count_content,
    is_number,
    read_wording,
)

WordingRelation = Literal["same", "shortened", "contained"]

MIN_SHORTENED_SHARE = 0.5
"""A text with less of the longer one's content is a fragment of it: `contained`."""
MIN_SHARED_SHINGLES = 2
MIN_WORDS_WITH_ONE_OF_CONTENT = 5
NEGATION_REACH = 2
"""A negation so many words before a stretch turns it round: "no evidence" is not "evidence"."""

_OPPOSITES = """
up/down rise,rises,rising,rose,risen/fall,falls,falling,fell,fallen more/less,fewer
increase,increases,increased/decrease,decreases,decreased,reduce,reduced
strong,stronger/weak,weaker win,wins,winning,won/lose,loses,losing,lost
support,supports,supported/oppose,opposes,opposed
accept,accepts,accepted/reject,rejects,rejected,refuse,refuses,refused before/after
all,everyone/none always/never good,better,best/bad,worse,worst
open,opens,opened/close,closes,closed,shut innocent/guilty true/false,untrue
start,starts,started,begin,begins,began/end,ends,ended,stop,stopped left/right
high,higher/low,lower for/against with/without buy,buys,bought/sell,sells,sold
friend,friends,ally,allies/enemy,enemies first/last north,northern/south,southern
east,eastern/west,western import,imports,imported/export,exports,exported war/peace
safe/dangerous hope,hopes/fear,fears confirm,confirms,confirmed/deny,denies,denied
success,succeed,succeeded/failure,fail,failed love,loves,loved/hate,hates,hated
early,earlier/late,later alive/dead in/out man,men/woman,women
allow,allows,allowed,permit,permits,permitted/ban,bans,banned,forbid,forbids,forbidden
"""
_OPPOSITE_PAIRS = frozenset(
    frozenset((one, other))
    for line in _OPPOSITES.split()
    for ones, others in (line.split("/"),)
    for one in ones.split(",")
    for other in others.split(",")
)
_OPPOSING_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "mis", "anti")


def compare(one: str, other: str) -> WordingRelation | None:
    """Compare the words of two quotes; the relation is that of the shorter to the longer.

    `same`: each holds nearly all of the other. `shortened`: the shorter leaves out part of the
    longer, at ellipses or at its ends. `contained`: it is a fragment, with less than half of
    the longer one's content; one too short to be recognised by its words is a fragment if the
    longer holds it exactly.

    >>> compare("We will not trade land for peace", "We won't trade land … for peace!")
    'same'
    >>> compare("a grave mistake", "It was, let me say it, a grave mistake by a tired man")
    'contained'
    >>> compare("We lost forty men at the bridge", "We lost 14 men at the bridge") is None
    True
    """
    return compare_wordings(read_wording(one), read_wording(other))


def compare_wordings(one: Wording, other: Wording) -> WordingRelation | None:
    """Compare two prepared texts; see `compare`."""
    shorter, longer = _by_length(one, other)
    if len(longer.words) < MIN_WORDS or not (_says_enough(shorter) and _says_enough(longer)):
        return None
    if shorter.is_short:
        if shorter.words == longer.words:
            return "same"
        return "contained" if _holds_exactly(longer, shorter) else None
    if shorter.words == longer.words:
        return "same"
    if not _may_align(shorter, longer):
        return None
    found = _locate_segments(shorter, longer)
    if found is None:
        return None
    covered = [word for start, end in found for word in longer.words[start:end]]
    if _is_covered(covered, longer) and _locate_segments(longer, shorter) is not None:
        return "same"
    share = count_content(covered) / max(1, longer.content_count)
    is_cut = len(shorter.segments) > 1 or share >= MIN_SHORTENED_SHARE
    return "shortened" if is_cut else "contained"


def longest_same(word_count: int) -> float:
    """Return how many words a text can have at most to be the `same` as one of `word_count`."""
    return word_count / MIN_WORD_SHARE**2


def shared_shingles_needed(own: int) -> int:
    """Return how many of a shorter text's `own` shingles another must share to be compared.

    A fifth of the words may differ, and each stands in three shingles: of n words' n - 2
    shingles at least 0.4 n - 2 are left.
    """
    return min(own, max(MIN_SHARED_SHINGLES, int(0.4 * (own + 2)) - 2))


def _says_enough(wording: Wording) -> bool:
    """Tell whether a text, if it stands in another word for word, can be taken for a part of it.

    One word of content is enough where five words in a row are the same: "nothing is off the
    table".
    """
    is_long = len(wording.words) >= MIN_WORDS_WITH_ONE_OF_CONTENT
    return wording.content_count >= (1 if is_long else MIN_CONTENT_WORDS)


def _may_align(shorter: Wording, longer: Wording) -> bool:
    """Tell by sets of words alone whether an alignment is worth its time."""
    if len(set(shorter.words).difference(longer.words)) > missable_words(shorter):
        return False
    own = shorter.content_triples
    return len(own & longer.triples) >= max(1, shared_shingles_needed(len(own)))


def missable_words(wording: Wording) -> int:
    """Return how many different words of a text a longer one need not have to word the same."""
    # A name may be there in another spelling; of the other words four fifths must be there.
    return int(len(wording.words) * (1 - MIN_WORD_SHARE)) + len(wording.names)


def _by_length(one: Wording, other: Wording) -> tuple[Wording, Wording]:
    if len(one.words) != len(other.words):
        return (one, other) if len(one.words) < len(other.words) else (other, one)
    return (one, other) if _length_order(one) <= _length_order(other) else (other, one)


def _length_order(
    wording: Wording,
) -> tuple[int, int, tuple[str, ...], tuple[tuple[int, int], ...]]:
    # At equal length the one with ellipses is taken to be the cut one.
    return len(wording.words), -len(wording.segments), wording.words, wording.segments


def _holds_exactly(longer: Wording, shorter: Wording) -> bool:
    """Tell whether a fragment stands in a text word for word, and nothing turns it round."""
    if len(shorter.segments) != 1:
        return False
    size = len(shorter.words)
    return any(
        longer.words[at : at + size] == shorter.words
        and not _is_turned_round(shorter.words, longer, at)
        for start, end in longer.segments
        for at in range(start, end - size + 1)
    )


def _locate_segments(shorter: Wording, longer: Wording) -> list[tuple[int, int]] | None:
    """Find every stretch of one text in the other, in order; nothing if one is not there."""
    shorter = adopt_spellings(shorter, longer)
    found = []
    after = 0
    for start, end in shorter.segments:
        window = locate(shorter.words[start:end], longer.words, after)
        if window is None or not _agree(shorter, (start, end), longer, window):
            return None
        found.append(window)
        after = window[1]
    return found


def _is_covered(covered: Sequence[str], whole: Wording) -> bool:
    return (
        len(covered) >= MIN_WORD_SHARE * len(whole.words)
        and count_content(covered) >= MIN_CONTENT_SHARE * whole.content_count
    )


# --- What must not differ ------------------------------------------------------------------------


def _agree(
    shorter: Wording, segment: tuple[int, int], longer: Wording, window: tuple[int, int]
) -> bool:
    """Tell whether nothing in an aligned stretch changes what is said."""
    ours, theirs = shorter.words[slice(*segment)], longer.words[slice(*window)]
    if ours == theirs:
        return not _is_turned_round(ours, longer, window[0])
    return (
        _count(ours, NEGATIONS) == _count(theirs, NEGATIONS)
        and count_numbers(ours) == count_numbers(theirs)
        and _names_agree(shorter, segment, longer, window)
        and not has_opposites(ours, theirs)
        and not _is_turned_round(ours, longer, window[0])
    )


def _count(words: Sequence[str], wanted: frozenset[str]) -> int:
    return sum(map(wanted.__contains__, words))


def count_numbers(words: Iterable[str]) -> Counter[str]:
    """Count the numbers; a 1 is left out, because "one" is as often an article."""
    return Counter(word for word in words if word != "1" and is_number(word))


def _names_agree(
    shorter: Wording, segment: tuple[int, int], longer: Wording, window: tuple[int, int]
) -> bool:
    """Tell whether each name on one side is a word on the other."""
    theirs = (*longer.words[slice(*window)], *longer.inserted)
    ours = (*shorter.words[slice(*segment)], *shorter.inserted)
    return _names_known(shorter, segment, theirs) and _names_known(longer, window, ours)


def _names_known(wording: Wording, stretch: tuple[int, int], words: Sequence[str]) -> bool:
    return all(wording.words[at] in words for at in wording.names if stretch[0] <= at < stretch[1])


def has_opposites(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Tell whether a word that only one side has stands against its opposite on the other."""
    mine, others = set(ours) - set(theirs), set(theirs) - set(ours)
    return any(are_opposites(word, other) for word in mine for other in others)


def are_opposites(word: str, other: str) -> bool:
    """Tell whether two folded words say the opposite of each other."""
    if frozenset((word, other)) in _OPPOSITE_PAIRS:
        return True
    shorter, longer = sorted((word, other), key=len)
    return any(longer == prefix + shorter for prefix in _OPPOSING_PREFIXES)


def _is_turned_round(segment: Sequence[str], longer: Wording, start: int) -> bool:
    """Tell whether a negation stands just before a stretch and not in its beginning."""
    sentence = max(at for at in (0, *longer.sentences) if at <= start)
    before = longer.words[max(sentence, start - NEGATION_REACH) : start]
    return any(word in NEGATIONS for word in before) and segment[0] not in NEGATIONS
