"""Which statements look like one statement in two translations, or retold from memory?

One speaker, two days, the same names and numbers, the same things spoken of, and few words in the
same order: such pairs are suggested as `related` and never merged, because other words may be
another statement. Hands on pairs of forms. Pure; whether two are a pair depends on them alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain
from math import ceil
from typing import Any

from rapidfuzz.distance import LCSseq

from quotes.clusters.forms import Form, voices_agree
from quotes.clusters.names import word_skeleton
from quotes.clusters.similarity import count_numbers, has_opposites
from quotes.clusters.wording import FUNCTION_WORDS, NEGATIONS, Wording

MAX_DAYS_APART = 2
MIN_SHARED_TOPICS = 4
MIN_SHARED_WITHOUT_NAMES = 3
"""Who is spoken of is not yet what is said of them."""
MIN_TOPIC_SHARE = 0.6
"""Dice's coefficient of the words of content, by stem and sense."""
MAX_RUN_SHARE = 0.4
"""Where more of the shorter text stands in the other in one piece, they are no two translations:
the rest then says something else on purpose."""

MAX_COMMON_SHARE = 0.7
"""The same for the words that stand in both in one order."""

_STEM_LETTERS = 6
_SENSES = """
troops forces soldiers army military|territory land lands soil|liberate free|every each
withdraw leave depart quit|permission authorization consent approval|necessary needed required
continue keep persist|support back backing backed|resolved determined|begin start commence
end finish stop cease halt|attack assault strike raid|kill slay murder|aid help assist assistance
reject refuse rebuff|accept agree consent|demand insist|warn caution|defend protect safeguard
enemy foe adversary|answer reply respond response|ask request call|talks negotiations dialogue
agreement deal accord pact|peace|war conflict fighting|quickly rapidly fast swiftly|big large great
small little|people nation|country state homeland|return restore|reserve keep retain
take adopt undertake|inch span|increase raise grow|reduce cut lower decrease|destroy demolish ruin
build construct|occupation occupier occupying occupy|crime crimes offence|money funds funding
children kids|work labor job jobs|company firm business|choose select pick|show demonstrate prove
try attempt seek|important significant crucial vital|dangerous perilous risky|difficult hard tough
house home|law legislation|decide determine|finally eventually|allow permit let|ban forbid prohibit
also besides|think believe|understand grasp comprehend|entire whole full fully total
partner ally allies partners|leader chief head|capital city|illegal unlawful|legal lawful
border frontier|refugee migrant|poor needy|rich wealthy|sick ill|error mistake|true real genuine
justice fairness|freedom liberty|victory triumph|defeat|prison jail|judge court|proud pride
responsible accountable|suffer suffering|ready prepared|measure step|sooner soon|later late
"""
"""Words that translators choose between; a sense is called by its first word."""


@lru_cache(maxsize=100_000)
def topic(word: str) -> str:
    """Return what a folded word of content speaks of: its sense, or its stem cut short.

    >>> topic("troops") == topic("soldiers"), topic("palestinian") == topic("palestine")
    (True, True)
    """
    return _senses().get(_stem(word)) or _stem(word)


def topics(wording: Wording) -> frozenset[str]:
    """Return what a text speaks of."""
    return frozenset(topic(word) for word in wording.words if word not in FUNCTION_WORDS)


def speaker_key(form: Form) -> str | None:
    """Return what the names of one speaker have in common; nothing where nobody is named."""
    voice = form.voice
    if voice is None or not voice.words:
        return None
    if not voice.is_person:
        return f"o {' '.join(sorted(voice.words))}"
    return f"p {word_skeleton(voice.name_words[-1])}" if voice.name_words else None


def day_of(form: Form) -> int | None:
    """Return the day of publication as a number."""
    is_undated, moment = form.published
    return None if is_undated else date.fromisoformat(moment[:10]).toordinal()


def is_retranslation(one: Form, other: Form) -> bool:
    """Tell whether two forms look like one statement in other words."""
    mine, theirs = day_of(one), day_of(other)
    if mine is None or theirs is None or abs(mine - theirs) > MAX_DAYS_APART:
        return False
    key = speaker_key(one)
    if key is None or key != speaker_key(other) or one.article_id == other.article_id:
        return False
    if one.act != other.act or one.wording.is_short or other.wording.is_short:
        return False
    return voices_agree(one.voice, other.voice) and say_alike(one.wording, other.wording)


def say_alike(one: Wording, other: Wording) -> bool:
    """Tell whether two texts, whoever said them, speak of the same things in other words."""
    mine, theirs = topics(one), topics(other)
    if not share_enough(mine, theirs) or _is_template(one.words, other.words):
        return False
    names = _name_topics(one) | _name_topics(other)
    if len((mine & theirs) - names) < MIN_SHARED_WITHOUT_NAMES:
        return False
    return (
        _count_negations(one) == _count_negations(other)
        and count_numbers(one.words) == count_numbers(other.words)
        and names <= mine & theirs
        and not has_opposites(one.words, other.words)
    )


def share_enough(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether two texts speak of the same things, by their topics."""
    shared = len(mine & theirs)
    share = 2 * shared / max(1, len(mine) + len(theirs))
    return shared >= MIN_SHARED_TOPICS and share >= MIN_TOPIC_SHARE


def topics_needed(count: int) -> int:
    """Return how many of `count` topics a text must share at least with any that it is alike."""
    # share >= s gives shared >= s (n + m) / 2, and m >= shared gives m >= n s / (2 - s).
    return max(MIN_SHARED_TOPICS, ceil(count * MIN_TOPIC_SHARE / (2 - MIN_TOPIC_SHARE)))


def find_retranslations(forms: Sequence[Form]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of forms, by their places in `forms`, that look like one statement."""
    speakers: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, form in enumerate(forms):
        key, day = speaker_key(form), day_of(form)
        if key and day is not None and not form.wording.is_short:
            speakers[key].append((day, at))
    for spoken in speakers.values():
        if len(spoken) > 1:
            yield from _find_by_one(forms, sorted(spoken))


def _find_by_one(
    forms: Sequence[Form], spoken: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Find the pairs among the forms of one speaker, given in the order of their days."""
    own = {at: topics(forms[at].wording) for _, at in spoken}
    frequency = Counter(chain.from_iterable(own.values()))
    holders: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for day, at in spoken:
        rarest = sorted(own[at], key=lambda each: (frequency[each], each))
        found: set[int] = set()
        for each in rarest[: max(0, len(rarest) - topics_needed(len(rarest)) + 1)]:
            for other_day, other in reversed(holders[each]):
                if day - other_day > MAX_DAYS_APART:
                    break
                found.add(other)
        for other in sorted(found):
            if share_enough(own[at], own[other]) and is_retranslation(forms[other], forms[at]):
                yield other, at
        for each in rarest:
            holders[each].append((day, at))


def _count_negations(wording: Wording) -> int:
    return sum(word in NEGATIONS for word in wording.words)


def _name_topics(wording: Wording) -> set[str]:
    return {topic(wording.words[at]) for at in wording.names} - {""}


def _is_template(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether so many words stand in the same order that the others were put in on purpose."""
    shorter = min(len(one), len(other))
    common = LCSseq.similarity(list(one), list(other))
    return (
        common >= MAX_COMMON_SHARE * shorter or _longest_run(one, other) > MAX_RUN_SHARE * shorter
    )


def _longest_run(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words in a row two texts share at most."""
    longest = 0
    before = [0] * (len(other) + 1)
    for word in one:
        runs = [0] * (len(other) + 1)
        for at, theirs in enumerate(other, start=1):
            if word == theirs:
                runs[at] = before[at - 1] + 1
                longest = max(longest, runs[at])
        before = runs
    return longest


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    stemmed: str = _stemmer().stemWord(word)
    return stemmed[:_STEM_LETTERS].rstrip("i")


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    from snowballstemmer import stemmer

    return stemmer("english")


@lru_cache(maxsize=1)
def _senses() -> dict[str, str]:
    senses: dict[str, str] = {}
    for group in _SENSES.replace("\n", "|").split("|"):
        words = group.split()
        for word in words:
            senses.setdefault(_stem(word), f"={words[0]}")
    return senses
