"""What does clustering need to know of a quote, and can two quotes be one speaker's one statement?

Hands on `Form`: a quote without the record, small enough for a million of them to be in memory at
once. Pure; two forms are looked at by themselves, whatever else is there.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, TypeVar

from quotes.clusters.decisions import NOTHING_DECIDED, Naming
from quotes.clusters.names import compare_names, compared_words, name_blocks
from quotes.clusters.similarity import compare_wordings
from quotes.clusters.wording import (
    MIN_CONTENT_WORDS,
    Wording,
    read_marked_wording,
    read_wording,
)
from quotes.folding import fold_name
from quotes.records import Quote, Relation

Moment = tuple[int, str]
"""What sorts by the moment of publication; see `published_order`."""

_DENIALS = frozenset(
    """deny denies denied denying reject rejects rejected rejecting refute refutes refuted
    dispute disputes disputed dismiss dismisses dismissed""".split()
)
MIN_WORDS_OF_UNKNOWN = 5
MIN_CONTENT_WORDS_OF_UNKNOWN = 3
"""Quotes with fewer are joined only where both speakers are known, or in one article."""

_NO_WORDS_OF_A_NAME = {"the", "of", "s"}


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker who is named: "officials" and "a source" are none, they tell nobody apart.

    `name` is the one they go by, `apart` the folded names of those whom somebody decided they are
    not. `words` are those of the name, `office` those of the role and
    affiliation stated with it. `blocks` are what a person's name must share with the names that
    may be the same; `name_words` are its words as they are compared.
    """

    name: str
    is_person: bool
    words: frozenset[str]
    office: frozenset[str]
    blocks: frozenset[str]
    name_words: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class Form:
    """The words of one quote, who said them when, and what was done with them.

    `act` is what two quotes of one statement do alike: the modality, whether it is a thought, and
    whether the words are what was denied. `place` is for whoever keeps
    the records: where this one is.
    """

    id: str
    article_id: str
    wording: Wording
    voice: Voice | None
    published: Moment
    act: tuple[str, bool, bool]
    nested_in: str | None
    place: int = 0

    @property
    def order(self) -> tuple[int, int, bool, Moment, str]:
        """What sorts the longest form first; of equal ones the named, then the earliest."""
        # The named one first: an unknown speaker's then has to choose.
        words, segments = len(self.wording.words), len(self.wording.segments)
        return -words, segments, self.voice is None, self.published, self.id


Parts = tuple[Any, ...]
"""What a form is made of, in plain values, which pass between processes in little time."""


def read_form(quote: Quote, naming: Naming = NOTHING_DECIDED) -> Form:
    """Return what clustering needs of a quote."""
    return build_form(read_parts(quote, naming))


def read_parts(quote: Quote, naming: Naming = NOTHING_DECIDED) -> Parts:
    """Return what the form of a quote is made of; this is nearly all the work."""
    speaker, role = quote.speaker, quote.role
    voice = None
    if speaker is not None and speaker.kind != "unnamed" and fold_name(speaker.name):
        office = (role.text, role.affiliation) if role else ("", None)
        goes_by, apart = naming.of(speaker.name)
        voice = (goes_by, speaker.kind == "person", *office, apart)
    read = read_marked_wording if quote.kind == "mixed" else read_wording
    wording = read(quote.text)
    return (
        quote.id,
        quote.article_id,
        " ".join(wording.words),
        wording.segments,
        tuple(wording.names),
        wording.content_count,
        wording.sentences,
        tuple(wording.inserted),
        voice,
        quote.published,
        (quote.modality, quote.medium == "thought", _is_denial(quote)),
        quote.nested_in,
    )


def build_form(parts: Parts, place: int = 0) -> Form:
    """Return a form from its parts; what many forms have alike is kept once."""
    id_, article_id, words, segments, names, count, sentences, inserted, voice, *rest = parts
    published, act, nested_in = rest
    wording = Wording(
        words=tuple(map(sys.intern, words.split(" "))) if words else (),
        segments=_shared(segments),
        names=_shared(frozenset(names)),
        content_count=count,
        sentences=_shared(sentences),
        inserted=frozenset(inserted),
    )
    return Form(
        id=id_,
        article_id=sys.intern(article_id),
        wording=wording,
        voice=read_voice(*voice) if voice else None,
        published=published_order(published),
        act=_shared(act),
        nested_in=nested_in,
        place=place,
    )


_SharedT = TypeVar("_SharedT")


@lru_cache(maxsize=20_000)
def _shared(value: _SharedT) -> _SharedT:
    return value


@lru_cache(maxsize=50_000)
def read_voice(
    name: str,
    is_person: bool,
    role: str = "",
    affiliation: str | None = None,
    apart: tuple[str, ...] = (),
) -> Voice:
    """Return a named speaker."""
    words = frozenset(fold_name(name).split()) - _NO_WORDS_OF_A_NAME
    office = fold_name(f"{role} {affiliation or ''}").split()
    return Voice(
        name=name,
        is_person=is_person,
        words=words,
        office=frozenset(office) - _NO_WORDS_OF_A_NAME,
        blocks=name_blocks(name) if is_person else frozenset(),
        name_words=compared_words(name) if is_person else (),
        apart=apart,
    )


@lru_cache(maxsize=10_000)
def published_order(published: str | None) -> Moment:
    """Return the key that sorts quotes by the moment of publication, undated ones last.

    A date alone counts as its first moment, a time without a zone as UTC.
    """
    try:
        moment = datetime.fromisoformat(published or "")
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return 0, moment.astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        return 1, published or ""


def find_relation(center: Form, form: Form) -> Relation | None:
    """Return how `form` relates to a form that stands before it in `order`, by these two alone."""
    if not _same_act(form, center) or not voices_agree(center.voice, form.voice):
        return None
    ours, theirs = form.wording, center.wording
    is_one_article = form.article_id == center.article_id
    if is_one_article and ours.words == theirs.words and ours.words:
        return "same"
    if not is_one_article and not (form.voice and center.voice) and not speaks_for_itself(ours):
        return None
    return compare_wordings(ours, theirs)


def speaks_for_itself(wording: Wording) -> bool:
    """Tell whether words are enough to know a statement by, though nobody knows who said them.

    A few words, or hardly any but names ("Secretary of State Ada Venn"), anybody can have said.
    """
    content = wording.content_count
    return (
        len(wording.words) >= MIN_WORDS_OF_UNKNOWN
        and content >= MIN_CONTENT_WORDS_OF_UNKNOWN
        and content - len(wording.names) >= MIN_CONTENT_WORDS
    )


def voices_agree(one: Voice | None, other: Voice | None) -> bool:
    """Tell whether two quotes can be by one speaker; somebody unknown can be anyone.

    A ministry and its spokesman are one speaker where the role names the ministry.
    """
    if one is None or other is None or one is other:
        return True
    if one.apart and fold_name(other.name) in one.apart:
        return False
    if one.is_person and other.is_person:
        if one.blocks.isdisjoint(other.blocks):
            return False
        return compare_names(one.name, other.name) != "different"
    first, second = _words_beside(one, other), _words_beside(other, one)
    return first <= second or second <= first


def _words_beside(one: Voice, other: Voice) -> frozenset[str]:
    """Return the words an organisation is known by; beside one, a person's office."""
    return one.office if one.is_person and not other.is_person and one.office else one.words


def _same_act(one: Form, other: Form) -> bool:
    """Tell whether both do the same with their words, and neither stands inside the other."""
    return one.act == other.act and one.id != other.nested_in and other.id != one.nested_in


def _is_denial(quote: Quote) -> bool:
    """Tell whether the words are what was denied: "denied that …", but not "denied: “I …”"."""
    if quote.kind != "indirect" or quote.cue is None:
        return False
    return not _DENIALS.isdisjoint(fold_name(quote.cue.text).split())
