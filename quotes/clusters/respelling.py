"""How is one text written in the spellings of another, so that the two can be aligned?

Names in other transliterations, forms and misprints of words, and words written apart or together
("goat herd") take the spelling of the other text. Hands on a `Wording`. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from operator import add

from quotes.clusters.names import compare_words
from quotes.clusters.spellings import is_near, is_variant
from quotes.clusters.wording import INSERTED, NEGATIONS, Wording, is_number

CONTENT_WORDS_PER_NEAR_WORD = 6
"""Of so many words of content one may be another word that is spelled nearly alike ("tapped" for
"taped"): a slip of the pen if all around it is the same."""


def adopt_spellings(wording: Wording, model: Wording) -> Wording:
    """Return a wording with its names, forms and misprints spelled as the model spells them."""
    unknown = set(wording.words).difference(model.words)
    if not unknown:
        return wording
    wording = _join_or_part(wording, model, unknown)
    unknown = {word for word in unknown if _may_be_respelled(word)}
    if not unknown:
        return wording
    names = sorted(model.words[place] for place in model.names)
    known = set(wording.words)
    others = sorted(word for word in set(model.words) - known if _may_be_respelled(word))
    adopted = list(wording.words)
    near_left = wording.content_count // CONTENT_WORDS_PER_NEAR_WORD
    for at, word in enumerate(adopted):
        if word not in unknown:
            continue
        if at in wording.names:
            fitting = (name for name in names if compare_words(word, name) == "same")
        else:
            # Variants begin alike: of most words that is all there is to ask.
            fitting = (o for o in others if o[0] == word[0] and is_variant(word, o))
        found = next(fitting, None)
        if found is None and near_left and at not in wording.names:
            found = next((other for other in others if is_near(word, other)), None)
            near_left -= found is not None
        adopted[at] = found or word
    return replace(wording, words=tuple(adopted))


def _may_be_respelled(word: str) -> bool:
    return len(word) > 2 and word != INSERTED and not is_number(word)


def _join_or_part(wording: Wording, model: Wording, unknown: set[str]) -> Wording:
    """Write together or apart what the model writes so."""
    wanted = {word for word in set(model.words).difference(wording.words) if len(word) > 5}
    if wanted.isdisjoint(_joined(wording.words)) and unknown.isdisjoint(_joined(model.words)):
        return wording
    pairs = _pairs(model.words)
    words: list[str] = []
    names: list[int] = []
    segments: list[tuple[int, int]] = []
    for start, end in wording.segments:
        first = len(words)
        at = start
        while at < end:
            word, following = wording.words[at], wording.words[at + 1 : min(end, at + 2)]
            together = word + following[0] if following else ""
            if at in wording.names:
                names.append(len(words))
            if together in wanted:
                words.append(together)
                at += 1
            elif word in unknown and word in pairs:
                words.extend(pairs[word])
            else:
                words.append(word)
            at += 1
        segments.append((first, len(words)))
    # Where sentences begin is asked of the model only, and is left as it was.
    return replace(wording, words=tuple(words), segments=tuple(segments), names=frozenset(names))


def _joined(words: Sequence[str]) -> set[str]:
    return set(map(add, words, words[1:]))


def _pairs(words: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return the neighbours that could be written as one word, by that word."""
    return {
        one + two: (one, two)
        for one, two in pairwise(words)
        if len(one) > 1 and len(two) > 1 and one not in NEGATIONS and two not in NEGATIONS
    }
