"""Where does a phrase that names a role begin and end?

Noun phrases are read by tags and by the marks between them, not by the parse: the end of a long
apposition is where parsers err most. Hands on `(start, end, head)`, half-open, in words.
"""

from __future__ import annotations

from quotes.pipeline.people_cast import Cast
from quotes.pipeline.people_tokens import APOSTROPHES, Tokens

Bounds = tuple[int, int, int]

_ARTICLES = frozenset({"the", "a", "an", "another", "one", "this", "that"})
_POSSESSIVES = frozenset({"his", "her", "its", "their", "my", "our", "your"})
_ROLE_ADPOSITIONS = frozenset("of for to at with in from on against under within behind".split())
_OCCASIONS = frozenset("statement interview email e-mail letter tweet speech briefing call".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_MAX_BASE, _MAX_TAIL, _MAX_BEFORE = 14, 25, 9


def skip_brackets(tokens: Tokens, index: int) -> int:
    """Return the word after a bracket that opens here, else the same word."""
    if index < len(tokens) and tokens.words[index] in ("(", "-LRB-", "["):
        for close in range(index + 1, min(index + 9, len(tokens))):
            if tokens.words[close] in (")", "-RRB-", "]"):
                return close + 1
    return index


def is_determiner(tokens: Tokens, index: int) -> bool:
    """Tell whether a word is an article, a demonstrative or a possessive pronoun."""
    lower = tokens.lowers[index]
    return lower in _ARTICLES or lower in _POSSESSIVES


def _is_premodifier(tokens: Tokens, index: int) -> bool:
    word = tokens.words[index]
    if word in ("-", "&") or tokens.lowers[index] in APOSTROPHES:
        return True
    if tokens.upos[index] in ("ADJ", "NOUN", "PROPN", "NUM"):
        return True
    return tokens.tags[index] in ("VBN", "VBG") or tokens.lowers[index] in ("then", "longtime")


def read_phrase(
    tokens: Tokens, cast: Cast, start: int, *, needs_role: bool = True
) -> Bounds | None:
    """Read the role phrase that begins at a word: its article left out, its tail included.

    Returns nothing where the phrase's main noun is no role noun, is plural, or is the title of
    somebody who is named next. After an article every noun that names a person will do.
    """
    first = start
    while start < len(tokens) and is_determiner(tokens, start):
        start += 1
    end = _base_end(tokens, cast, start, needs_role)
    if end < len(tokens) and end in cast.at_word and cast.at_word[end].is_person:
        return None
    head = end - 1
    while head >= start and not tokens.is_nominal(head):
        head -= 1
    if head < start:
        return None
    noun = tokens.trade(head) if start > first else tokens.role_group(head)
    if needs_role and (not noun or tokens.looks_plural(head)):
        return None
    return start, _read_tail(tokens, cast, head + 1 if head + 1 == end else end), head


def _base_end(tokens: Tokens, cast: Cast, start: int, needs_role: bool) -> int:
    """Return where a phrase's nouns and what stands before them end; names are taken whole."""
    end = start
    limit = min(len(tokens), start + _MAX_BASE)
    while end < limit:
        mention = cast.at_word.get(end)
        if mention and mention.is_person and needs_role and not _owns(tokens, mention.end):
            break
        if mention and not mention.is_person:
            end = mention.end
        elif _is_premodifier(tokens, end):
            end += 1
        else:
            break
    return end


def _owns(tokens: Tokens, index: int) -> bool:
    return index < len(tokens) and tokens.lowers[index] in APOSTROPHES


def _read_tail(tokens: Tokens, cast: Cast, index: int) -> int:
    """Return where the prepositional tail of a phrase ends ("of the X union for Y")."""
    end = index
    limit = min(len(tokens), index + _MAX_TAIL)
    while index < limit:
        lower, upos = tokens.lowers[index], tokens.upos[index]
        if lower == "and" and _starts_somebody(tokens, cast, index + 1):
            break
        if upos == "ADP" and not _continues_role(tokens, index):
            break
        fits = (
            upos in ("ADP", "DET", "NOUN", "PROPN", "ADJ", "NUM", "CCONJ")
            or _is_premodifier(tokens, index)
            or lower in _POSSESSIVES
            or (upos == "PART" and lower in ("to", *APOSTROPHES))
            or (index in cast.at_word and not cast.at_word[index].is_person)
        )
        if not fits or lower in ("who", "which", "that", "but") or tokens.is_finite(index):
            break
        index += 1
        named = index - 1 in cast.at_word
        if tokens.is_nominal(index - 1) or named or lower in APOSTROPHES:
            end = index
    return end


def _starts_somebody(tokens: Tokens, cast: Cast, index: int) -> bool:
    """Tell whether the words after an "and" name the next person of a list."""
    for ahead in range(index, min(index + 6, len(tokens))):
        mention = cast.at_word.get(ahead)
        if mention:
            return mention.is_person
        if tokens.upos[ahead] in ("PUNCT", "ADP", "VERB", "AUX"):
            return False
    return False


def _continues_role(tokens: Tokens, index: int) -> bool:
    """Tell whether a preposition belongs to the role and not to the occasion of speaking."""
    if tokens.lowers[index] not in _ROLE_ADPOSITIONS:
        return False
    ahead = range(index + 1, min(index + 4, len(tokens)))
    return not any(tokens.lowers[i] in _OCCASIONS or tokens.lowers[i] in _DAYS for i in ahead)


def phrase_before(tokens: Tokens, cast: Cast, name_start: int) -> Bounds | None:
    """Read the role that stands directly before a name, `Mr` and `Sen.` left out of a longer one.

    A possessor that is a noun belongs to it ("the panel's chairman"); a person's own title never
    becomes the role of the one who is named after it.
    """
    end = _skip_stop(tokens, name_start)
    title = end - 1
    while end and tokens.is_short_title(end - 1):
        end -= 1  # abbreviations and honorifics: kept only when nothing fuller stands before them
    start = _walk_left(tokens, cast, end)
    head = _head_before(tokens, start, end)
    if head is not None:
        return _with_possessor(tokens, cast, start), end, head
    key = tokens.title_at(title) if title >= 0 else ""
    if key and not tokens.lexicon.titles[key].is_honorific:
        return title, name_start, title
    return None


def _skip_stop(tokens: Tokens, index: int) -> int:
    """Step back over the full stop of an abbreviated title that was made a word of its own."""
    if index > 1 and tokens.words[index - 1] == "." and tokens.is_short_title(index - 2):
        return index - 1
    return index


def _walk_left(tokens: Tokens, cast: Cast, end: int) -> int:
    start = end
    sentence = tokens.sentences[end] if end < len(tokens) else -1
    while start and end - start < _MAX_BEFORE:
        index = start - 1
        mention = cast.at_word.get(index)
        if tokens.sentences[index] != sentence:
            break
        if mention and mention.is_person:
            if tokens.lowers[mention.end] in tokens.lexicon.organization_nouns:
                start = mention.start  # "Orvik campaign spokesman Jon Pell"
                continue
            break
        lower = tokens.lowers[index]
        joins = lower in ("of", "for") and index > 0 and bool(tokens.role_group(index - 1))
        if lower == "the" and index > 1 and tokens.lowers[index - 1] in ("of", "for"):
            joins = bool(tokens.role_group(index - 2))  # "Speaker of the House"
        joins = joins or (lower == "&" and tokens.is_capitalised(start))
        hyphen = tokens.words[index] == "-" and tokens.ends[index] == tokens.starts[start]
        plain = tokens.upos[index] in ("ADJ", "NOUN", "PROPN") and lower not in _DAYS
        known = bool(tokens.title_at(index)) or lower in ("then", "longtime")
        if not (joins or hyphen or plain or known) or tokens.is_mark(index):
            break
        start = index
    while start < end and tokens.upos[start] in ("ADP", "CCONJ", "PUNCT"):
        start += 1
    return start


def _head_before(tokens: Tokens, start: int, end: int) -> int | None:
    """Return the role noun of a phrase before a name: its last word, or the one before "of"."""
    if start < end and tokens.trade(end - 1):
        # "candidates Pell and Orvik": the words are of both, not of one.
        return None if tokens.looks_plural(end - 1) else end - 1
    if start >= end or not tokens.is_nominal(end - 1):
        return None  # in "an attorney for Pell" nothing stands between "for" and the name
    for index in range(end - 3, start - 1, -1):
        if tokens.lowers[index + 1] in ("of", "for") and tokens.role_group(index):
            return index
    return None


def _with_possessor(tokens: Tokens, cast: Cast, start: int) -> int:
    """Take in a possessor before a role (`the panel's` chairman), but no person with his title."""
    if start < 2 or tokens.lowers[start - 1] not in APOSTROPHES:
        return start
    owner = start - 1
    while owner and start - owner < 7 and tokens.upos[owner - 1] in ("ADJ", "NOUN", "PROPN"):
        owner -= 1
    owners = (cast.at_word.get(index) for index in range(owner, start))
    if any(mention and mention.is_person for mention in owners):
        return start
    return owner if owner < start - 1 else start


def role_phrase_ending(tokens: Tokens, cast: Cast, end: int) -> Bounds | None:
    """Read the role phrase that ends before a comma: `An attorney for Pagliano,`.

    It must begin with an article or begin its sentence, and no preposition may stand before it:
    in "after a meeting with the president, Sato said" nothing is stated of Sato.
    """
    start = end
    sentence = tokens.sentences[end]
    while start and end - start < 18 and tokens.sentences[start - 1] == sentence:
        index = start - 1
        if tokens.upos[index] in ("PUNCT", "VERB", "AUX", "SCONJ", "SPACE") and not (
            tokens.tags[index] in ("VBN", "VBG") and index > 0 and tokens.upos[index] == "VERB"
        ):
            break
        start = index
    while start < end and tokens.upos[start] in ("CCONJ", "ADV", "SPACE"):
        start += 1
    if start >= end or tokens.upos[start] in ("ADP", "PART"):
        return None
    bounds = read_phrase(tokens, cast, start)
    return bounds if bounds and bounds[1] >= end - 1 else None


def definite_phrase_ending(
    tokens: Tokens, cast: Cast, end: int, *, name_ends_sentence: bool
) -> Bounds | None:
    """Read a definite role phrase before a comma inside a sentence: `met the port's chairman,`.

    A clause must have begun before it, or the name after the comma must end the sentence; else
    the comma may only end what was set in front of a clause.
    """
    start = end
    while start and end - start < _MAX_BEFORE and _is_premodifier(tokens, start - 1):
        start -= 1
    first = start - 1
    if first < 0 or not is_determiner(tokens, first) or tokens.lowers[first] in ("a", "an"):
        return None
    sentence = tokens.sentences[end]
    index = first - 1
    while index >= 0 and tokens.sentences[index] == sentence and not tokens.is_finite(index):
        index -= 1
    begun = name_ends_sentence or (index >= 0 and tokens.sentences[index] == sentence)
    bounds = read_phrase(tokens, cast, first) if begun else None
    return bounds if bounds and bounds[1] == end else None


def affiliation_in(tokens: Tokens, cast: Cast, start: int, end: int, head: int) -> str | None:
    """Return the body that a role phrase names, without article; after its noun before others."""
    found: str | None = None
    for index in range(end - 1, start - 1, -1):
        if index == head:
            if found:
                return found
            continue
        mention = cast.at_word.get(index)
        if mention and mention.label == "ORG" and not mention.start <= head < mention.end:
            found = tokens.span_text(max(start, mention.start), min(end, mention.end))
        elif found is None and tokens.lowers[index] in tokens.lexicon.organization_nouns:
            found = _body_around(tokens, start, index, head)
        elif found is None and index > head and tokens.lowers[index - 1] in ("for", "at", "with"):
            found = _capitals_from(tokens, cast, index, end)
    return found


def _capitals_from(tokens: Tokens, cast: Cast, start: int, end: int) -> str | None:
    """Return capitals after "for" or "at" in which no name was seen: `The Lake Herald`."""
    last = start
    while last < end and tokens.is_capitalised(last) and last not in cast.at_word:
        last += 1
    if last == start or (last < end and last in cast.at_word):
        return None
    first = start + 1 if tokens.lowers[start] == "the" and last > start + 1 else start
    return tokens.span_text(first, last)


def _body_around(tokens: Tokens, start: int, noun: int, head: int) -> str | None:
    """Return the body that ends in a noun; nothing for a noun that only helps to name an office.

    "The union" is a body; "secretary of state" and "Speaker of the House" are offices.
    """
    left = noun
    while (
        left > start
        and left - 1 != head
        and (
            tokens.upos[left - 1] in ("ADJ", "NOUN", "PROPN")
            or tokens.words[left - 1] in ("-", "&")
            or tokens.lowers[left - 1] in APOSTROPHES
        )
    ):
        left -= 1
    if tokens.lowers[left] in APOSTROPHES:
        left += 1
    known = left > 0 and tokens.lowers[left - 1] == "the" and not tokens.is_capitalised(noun)
    return tokens.span_text(left, noun + 1) if left < noun or known else None
