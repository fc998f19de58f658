"""Where in an article are people and bodies named?

Automatic names are trimmed (titles, possessives), widened to whole names, relabelled where a title
or a given name says better, and added after `Mr.` where none was marked. Hands on `NameMention`s;
who is meant by them is for the cast.
"""

from __future__ import annotations

from dataclasses import dataclass

from quotes.pipeline.labels import map_name
from quotes.pipeline.people_names import name_words
from quotes.pipeline.people_tokens import APOSTROPHES, Tokens

_PARTICLES = frozenset("al el bin ben ibn von van de der den da di du del la le dos st mac".split())
_BODY_SIGNS = frozenset("of for and & the inc corp ltd llc co group times post news tv".split())
_BODY_JOINERS = frozenset({"of", "for", "and", "&", "on"})
FIRM_ENDINGS = frozenset(
    "chemicals securities holdings industries motors airlines partners plc ltd inc corp gmbh llc"
    " energy pharmaceuticals technologies systems logistics steel foods".split()
)
_SHORT_FOR_BODIES = frozenset(
    "agency association authority board bureau center commission committee company council court"
    " department foundation fund group institute ministry pac panel school society trust"
    " union university".split()
)
_BODIES_ON = frozenset(
    "alliance board center centre coalition commission committee council department foundation"
    " institute ministry office panel society subcommittee".split()
)
_SUFFIX_WORDS = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
MAX_NAME_WORDS = 9
_MAX_BODY_WORDS = 14


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name in the text: words `start` to before `end`, without title and possessive."""

    start: int
    end: int
    words: tuple[str, ...]
    label: str
    gender: str = "-"

    @property
    def is_person(self) -> bool:
        """Whether the name is a person's (else of a body or a place)."""
        return self.label == "PERSON"


def find_mentions(tokens: Tokens) -> list[NameMention]:
    """Return the trimmed names of the document, in order, none over another."""
    marked = [
        (*tokens.from_doc(span.start, span.end), map_name(span.label_)) for span in tokens.doc.ents
    ]
    marked = [
        (start, end, label)
        for start, end, label in marked
        if label not in ("", "NORP")
        and not _is_title_only(tokens, start, end)
        and not (label == "ORG" and _is_common_noun(tokens, start, end))
        and not (label == "PERSON" and _is_described(tokens, start, end))
    ]
    marked = _rejoined(tokens, marked)
    limits = [*(start for start, _, _ in marked[1:]), len(tokens)]
    others = [start for start, _, label in marked if label != "ORG"]
    mentions: list[NameMention] = []
    last_end = 0
    for (start, end, label), limit in zip(marked, limits, strict=False):
        if label == "PERSON" and _is_firm(tokens, start, end, limit):
            end, label = end + 1, "ORG"
        if _joins_a_firm(tokens, end, limit):
            end, label = end + 2, "ORG"
        if label == "ORG":
            start, end = _widen_body(tokens, start, end, last_end, limit)
            end = _subject_end(tokens, end, next((s for s in others if s >= end), len(tokens)))
        mention = _trim(tokens, max(start, last_end), end, label)
        if mention:
            mentions.append(mention)
            last_end = mention.end
    mentions.extend(_titled_names(tokens, mentions))
    return mentions


def _rejoined(tokens: Tokens, marked: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Join names that were marked in two: `The` + `Lantern`, `Rand` + `Orvik`."""
    joined: list[tuple[int, int, str]] = []
    for start, end, label in marked:
        before = joined[-1] if joined else (0, 0, "")
        if before[1] == start and _is_one_name(tokens, before, (start, end, label)):
            start, _, _ = joined.pop()
        joined.append((start, end, label))
    return joined


def _is_one_name(tokens: Tokens, first: tuple[int, int, str], second: tuple[int, int, str]) -> bool:
    if tokens.sentences[first[0]] != tokens.sentences[second[0]] or first[2] != second[2]:
        return False
    if second[2] == "ORG":
        return first[1] - first[0] == 1 and tokens.lowers[first[0]] == "the"
    given = first[0] + bool(tokens.title_at(first[0]))
    plain = all(map(str.isalpha, tokens.words[given : second[1]]))
    plain = plain and tokens.lowers[second[0]] not in FIRM_ENDINGS
    return second[2] == "PERSON" and plain and second[1] - given == 2


def _is_title_only(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether only the title before somebody's name was marked: `Mayor` Dr. Hale Orvik."""
    follows = end < len(tokens) and tokens.is_capitalised(end)
    return follows and end - start == 1 and bool(tokens.title_at(start))


def _is_common_noun(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether only a noun was marked that means a body named in full: `the Committee`."""
    if end - start != 1 or not start or tokens.lowers[start] not in _SHORT_FOR_BODIES:
        return False
    follows = end < len(tokens) and tokens.lowers[end] in _BODY_JOINERS
    return not follows and tokens.upos[start - 1] in ("DET", "ADJ", "PRON")


def _is_described(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether one word after "the" was marked that is no name: `Finn`, a ship's `Annabel`.

    In "the Orvik campaign" it is one.
    """
    if end - start != 1 or not start or tokens.lowers[start - 1] != "the":
        return False
    goes_on = end < len(tokens) and (tokens.is_nominal(end) or tokens.words[end] in ("-", "&"))
    return not goes_on and not tokens.looks_plural(start)


def _joins_a_firm(tokens: Tokens, end: int, limit: int) -> bool:
    """Tell whether `& Daughters` or the like follows a name."""
    follows = end + 1 < min(limit, len(tokens)) and tokens.words[end] in ("&", "＆")
    return follows and tokens.is_capitalised(end + 1)


def _is_firm(tokens: Tokens, start: int, end: int, limit: int) -> bool:
    """Tell whether one word marked as a person's only begins a firm's name: `Orvik` Chemicals."""
    if end - start != 1 or end >= min(limit, len(tokens)) or not tokens.is_capitalised(end):
        return False
    if tokens.sentences[start] != tokens.sentences[end]:
        return False
    in_prose = end + 1 >= len(tokens) or not tokens.is_capitalised(end + 1)
    return in_prose and (tokens.tags[end] == "NNPS" or tokens.lowers[end] in FIRM_ENDINGS)


def _widen_body(tokens: Tokens, start: int, end: int, last_end: int, limit: int) -> tuple[int, int]:
    """Take in the rest of a body's name that was cut: `Lake Arab` + `News Agency`.

    To the right only as far as another noun for a body ("Central" + "and East Lake Coalition").
    """
    nouns = tokens.lexicon.organization_nouns
    sentence = tokens.sentences[start]
    while (
        start > last_end
        and tokens.sentences[start - 1] == sentence
        and tokens.is_capitalised(start - 1)
        and tokens.upos[start - 1] in ("PROPN", "ADJ")
        and not tokens.role_group(start - 1)
        and tokens.lowers[start - 1] not in ("the", "a", "an")
    ):
        start -= 1
    if tokens.lowers[end - 1] in nouns:
        return start, end
    index, best = end, end
    while (
        index < min(limit, end + 6)
        and tokens.sentences[index] == sentence
        and (tokens.is_capitalised(index) or tokens.lowers[index] in _BODY_JOINERS)
    ):
        index += 1
        if tokens.is_capitalised(index - 1) and tokens.lowers[index - 1] in nouns:
            best = index
    return start, best


def _subject_end(tokens: Tokens, end: int, limit: int) -> int:
    """Return where what a body is for ends: the Committee `on Ports, Harbours and Home Affairs`."""
    end -= tokens.lowers[end - 1] in ("on", "for")
    if tokens.lowers[end - 1] not in _BODIES_ON or not tokens.is_capitalised(end - 1):
        return end
    if tokens.lowers[end : end + 1] not in (["on"], ["for"]):
        return end
    index = best = end + 1
    while index < limit and tokens.sentences[index] == tokens.sentences[end]:
        if tokens.is_capitalised(index):
            best = index + 1
        elif tokens.lowers[index] not in (",", "and", "&", "the", "a", "an"):
            break
        index += 1
    return best if best > end + 1 else end


def _titled_names(tokens: Tokens, marked: list[NameMention]) -> list[NameMention]:
    """Return names after `Mr.` or another short title that were not marked as names."""
    taken = {index for mention in marked for index in range(mention.start, mention.end)}
    found: list[NameMention] = []
    for index, lower in enumerate(tokens.lowers[:-1]):
        title = tokens.lexicon.titles.get(lower.rstrip("."))
        if title is None or not (title.is_honorific or lower.endswith(".")):
            continue
        start = index + 1
        if start in taken or not tokens.is_capitalised(start) or not tokens.is_capitalised(index):
            continue
        end = run_end(tokens, start, taken)
        words = name_words(tokens.span_text(start, end))
        if words and not tokens.title_at(start):
            found.append(NameMention(start, end, words, "PERSON", title.gender))
    return found


def run_end(tokens: Tokens, start: int, taken: set[int]) -> int:
    """Return where a run of capitalised words ends that no other name covers."""
    end = start + 1
    limit = min(len(tokens), start + 4)
    while (
        end < limit
        and end not in taken
        and tokens.is_capitalised(end)
        and tokens.upos[end] in ("PROPN", "NOUN")
        and tokens.sentences[end] == tokens.sentences[start]
    ):
        end += 1
    return end


def _trim(tokens: Tokens, start: int, end: int, label: str) -> NameMention | None:
    end = min(end, start + (_MAX_BODY_WORDS if label == "ORG" else MAX_NAME_WORDS))
    while end > start and (
        tokens.lowers[end - 1] in APOSTROPHES or not tokens.words[end - 1][-1:].isalnum()
    ):
        if tokens.words[end - 1][-1:] == "." and len(tokens.words[end - 1]) > 1:
            break
        end -= 1
    while start < end and not tokens.words[start][:1].isalnum():
        start += 1
    if start >= end:
        return None
    if label == "PERSON":
        start, end = _widen(tokens, start, end)
    inner = _person_inside(tokens, start, end) if label == "ORG" else None
    if inner is not None:
        start = inner
    looks_person = (
        inner is not None
        or label == "PERSON"
        or (label == "ORG" and _looks_like_person(tokens, start, end))
    )
    if not looks_person:
        if tokens.lowers[start] in ("the", "a", "an") and end - start > 1:
            start += 1
        words = name_words(tokens.span_text(start, end))
        return NameMention(start, end, words, label) if words else None
    start, gender = _strip_titles(tokens, start, end)
    words = name_words(tokens.span_text(start, end))
    return NameMention(start, end, words, "PERSON", gender) if words else None


def _widen(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Take in the rest of a name that was cut: `Faisal` + `al-Meqdad`, `King` + `Jr.`."""
    if end - start == 1 and start > 1 and tokens.upos[start - 1] == "PROPN":
        # "Sen." + `Hale` + "Orvik", of which only the surname was marked
        is_given = tokens.is_capitalised(start - 1) and not tokens.title_at(start - 1)
        same = tokens.sentences[start - 2] == tokens.sentences[start]
        start -= is_given and same and bool(tokens.title_at(start - 2))
    limit = min(len(tokens), start + MAX_NAME_WORDS)
    while end < limit:
        word = tokens.words[end]
        after = end + 1 < limit and (
            tokens.is_capitalised(end + 1) or tokens.upos[end + 1] == "PROPN"  # "Ban Ki-moon"
        )
        hyphened = tokens.starts[end] == tokens.ends[end - 1]
        nickname_end = _nickname_end(tokens, end)
        if nickname_end > end:
            return start, min(nickname_end, limit)
        if word in _SUFFIX_WORDS or (
            tokens.lowers[end] in _PARTICLES and _starts_name(tokens, end)
        ):
            end += 1
        elif word == "-" and hyphened and after and tokens.starts[end + 1] == tokens.ends[end]:
            end += 2
        elif tokens.words[end - 1] == "-" or (
            tokens.upos[end] == "PROPN"
            and tokens.is_capitalised(end)
            and tokens.heads[end] in range(start, end)
            and tokens.relations[end] == "flat"
        ):
            end += 1
        else:
            break
    return start, end


def _nickname_end(tokens: Tokens, index: int) -> int:
    """Return the word after `"Tug" Hibbert` where a nickname in marks begins at a word."""
    if index + 3 >= len(tokens) or not tokens.is_mark(index):
        return index
    if not tokens.is_mark(index + 2) and tokens.words[index + 2] not in ("’", "'"):
        return index
    named = tokens.is_capitalised(index + 1) and tokens.is_capitalised(index + 3)
    return index + 4 if named and tokens.upos[index + 3] == "PROPN" else index


def _starts_name(tokens: Tokens, index: int) -> bool:
    following = range(index + 1, min(index + 3, len(tokens)))
    return any(tokens.is_capitalised(i) for i in following) and not tokens.is_mark(index + 1)


def _person_inside(tokens: Tokens, start: int, end: int) -> int | None:
    """Return where a person's name begins at the end of a body's: `Port Director` Hale Orvik."""
    for index in range(start + 1, end - 1):
        known = tokens.lowers[index] in tokens.lexicon.given_names
        if known and any(tokens.role_group(before) for before in range(start, index)):
            return index
    return None


def _looks_like_person(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether a name marked as a body's is a person's: a title before, or a given name."""
    if not 2 <= end - start <= 4 or any(w in _BODY_SIGNS for w in tokens.lowers[start:end]):
        return False
    if any(tokens.lowers[i] in tokens.lexicon.organization_nouns for i in range(start, end)):
        return False
    before = tokens.title_at(start - 1) if start else ""
    if before and tokens.lexicon.titles[before].is_honorific:
        return True
    return tokens.lowers[start] in tokens.lexicon.given_names


def _strip_titles(tokens: Tokens, start: int, end: int) -> tuple[int, str]:
    """Return where the bare name begins and the gender its titles state."""
    gender = "-"
    while start < end - 1:
        key = tokens.title_at(start)
        role = not tokens.is_capitalised(start) and bool(tokens.role_group(start))
        asks = tokens.upos[start] == "AUX"  # "Will Orvik go?"
        if not (key or role or asks or tokens.lowers[start] in tokens.lexicon.demonyms):
            break
        if key:
            gender = _stated(gender, tokens.lexicon.titles[key].gender)
        start += 1
    for index in range(start - 1, max(-1, start - 4), -1):
        key = tokens.title_at(index)
        noun = tokens.lexicon.roles.get(tokens.lowers[index])
        if key:
            gender = _stated(gender, tokens.lexicon.titles[key].gender)
        elif noun:
            gender = _stated(gender, noun.gender)
        else:
            break
    return start, gender


def _stated(known: str, further: str) -> str:
    return further if known == "-" else known
