"""Was a statement spoken, written, or only thought?

Reads the word of the cue that reports, where the sentence says that it was said, and who the source
is; hands on the medium of one attribution (`medium_of`) and of those that only go on with what
somebody wrote (`continued_media`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.pipeline.cues import Saying, base_form, saying_of
from quotes.pipeline.lexicon import load_lexicon
from quotes.pipeline.texts import text_of
from quotes.records import Medium

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_PLACE_PREPOSITIONS = frozenset({"in", "on", "via", "by", "through", "at", "during", "over"})
_ISSUING = frozenset({"issue", "release", "post", "publish", "send", "circulate", "file", "submit"})
_SENTENCE_ENDS = frozenset({".", "!", "?", ";"})
_MARKS = frozenset("\"“”‘’'«»„")
_DASHES = frozenset({"-", "--", "–", "—", "―", "‒"})
_PRINTING = frozenset({"report", "say", "publish", "reveal", "note", "estimate"})
_CONTINUING = frozenset(
    "accuse acknowledge add argue assert call claim conclude contend continue declare describe"
    " emphasise emphasize explain express insist maintain note observe point predict reiterate say"
    " state stress urge warn".split()
)
"""Verbs that go on with a statement; "thanked", "promised" may well belong to another occasion."""
_SPEAKING = frozenset({"tell", "speak", "ask", "answer", "shout", "testify", "interview"})
_PRONOUNS = frozenset({"he", "she", "they", "it", "who"})
_RECORDED = frozenset({"video", "audio", "voice"})  # a video message is spoken
_OUT_LOUD = frozenset({"aloud", "loudly", "openly", "publicly", "vocally"})
_INSCRIBED = frozenset({"read", "show"})
_POLLED = frozenset({"respondents", "surveyed", "polled"})
_MAX_SHARE_WORDS = 5  # "fewer than one in four parents"
_NOT_GOING_ON = frozenset("have has had will would not n't n’t never could might may did".split())
_MAX_PHRASE_WORDS = 7
_MAX_SENTENCE_WORDS = 60
_MAX_GAP_PARAGRAPHS = 2
"""How many paragraph breaks may stand between two quotes of one statement."""

Range = tuple[int, int]


def medium_of(
    cue: Span | None, source: Span | None = None, contents: Sequence[Range] = ()
) -> Medium:
    """Return whether a cue reports speech, writing or thought.

    What the cue's own word says comes first: to tweet is to write, to hope is to think. Speech is
    writing where the sentence names a written place ("in a statement", "on Twitter", "as she
    issued a letter"), or where the source is a document, a share of those polled or, for what it
    reports, the press. A cue of unknown words, or of a mark alone, is speech.

    Args:
        cue: the reporting expression, if there is one.
        source: the words of the source, if there is one.
        contents: the character ranges of what is said, which are not searched for a place.
    """
    if cue is None:
        return "writing" if source is not None and _is_document(source) else "speech"
    saying = saying_of(cue)
    usual: Medium = saying.word.medium if saying.word else "speech"
    if usual == "writing":
        return "writing"
    is_document = source is not None and _is_document(source)
    if usual == "thought" and not _OUT_LOUD.isdisjoint(token.lower_ for token in cue):
        usual = "speech"
    if usual == "thought":
        return "writing" if is_document and not _may_be_people(source) else "thought"
    setting = setting_of(cue, source, contents)
    if setting is not None:
        return setting
    is_counted = source is not None and _is_counted(source)
    return "writing" if is_document or is_counted or _is_printed(saying, source) else "speech"


def setting_of(
    cue: Span, source: Span | None = None, contents: Sequence[Range] = ()
) -> Medium | None:
    """Return the medium of the place a sentence gives for what was said, `None` without a place.

    The cue itself is searched first, then what follows it, then what stands before it in the
    sentence: "In a letter to staff on Monday, he told them …".
    """
    doc = cue.doc
    skipped = list(contents)
    if source is not None:
        skipped.append((source.start_char, source.end_char))
    after = _sentence_words(doc, cue.end, 1, skipped)
    before = _sentence_words(doc, cue.start - 1, -1, skipped)[::-1]
    verb = saying_of(cue).token
    if base_form(verb, _ISSUING) in _ISSUING:  # of "issued a statement" the statement is content
        issued = _setting_in([*cue, *doc[cue.end : cue.end + _MAX_PHRASE_WORDS]], may_issue=True)
        if issued is not None:
            return issued
    # "issued a statement after she told them" says nothing of how she told them.
    speaks = base_form(verb, _SPEAKING) in _SPEAKING
    for words, may_issue in (([*cue, *after], True), (before, not speaks)):
        setting = _setting_in(words, may_issue=may_issue)
        if setting is not None:
            return setting
    return None


def _sentence_words(doc: Doc, start: int, step: int, skipped: Sequence[Range]) -> list[Token]:
    """Return the words from a place to the end of the sentence, or back to its beginning.

    What is said and who says it are stepped over, with their marks and stops; another verb of
    saying ends the search, for what stands beyond it belongs to another statement.
    """
    verbs = load_lexicon().verbs
    words: list[Token] = []
    index = start
    while 0 <= index < len(doc) and abs(index - start) < _MAX_SENTENCE_WORDS:
        token = doc[index]
        index += step
        if any(first <= token.idx < end for first, end in skipped) or token.text in _MARKS:
            continue
        known = verbs.get(base_form(token, verbs)) if token.pos_ == "VERB" else None
        is_saying = known is not None and known.medium == "speech"
        if (
            token.lower_ == "but"
            or token.text in _SENTENCE_ENDS
            or "\n\n" in token.text
            or is_saying
        ):
            break
        words.append(token)
    return words


def _setting_in(words: Sequence[Token], *, may_issue: bool) -> Medium | None:
    """Return the medium of the first "in a …", "on …" or "issued a …" that is a known setting."""
    settings = load_lexicon().settings
    for index, token in enumerate(words):
        issues = may_issue and token.pos_ == "VERB" and base_form(token, _ISSUING) in _ISSUING
        if not issues and token.lower_ not in _PLACE_PREPOSITIONS:
            continue
        found: Medium | None = None
        for noun in _phrase(words[index + 1 : index + 1 + _MAX_PHRASE_WORDS]):
            found = settings.get(base_form(noun, settings), found)
            if noun.lower_ in _RECORDED:
                break
        if found is not None and (found == "writing" or not issues):
            return found
    return None


def _phrase(words: Sequence[Token]) -> Iterator[Token]:
    """Yield the words of a noun phrase up to the next preposition, verb or stop."""
    for index, token in enumerate(words):
        leads_on = index + 1 < len(words) and words[index + 1].pos_ == "NOUN"  # "worded letter"
        is_verb = token.pos_ in {"VERB", "AUX"} and index > 0 and not leads_on
        if (
            is_verb
            or token.pos_ in {"ADP", "SCONJ", "CCONJ"}
            or (token.is_punct and token.text not in _DASHES)
        ):
            return
        yield token


def _is_document(source: Span) -> bool:
    """Tell whether the main noun of a source is a document's."""
    nouns = load_lexicon().document_nouns
    head = _head(source)
    return head is not None and base_form(head, nouns) in nouns


def _may_be_people(source: Span | None) -> bool:
    head = None if source is None else _head(source)
    lexicon = load_lexicon()
    return head is not None and base_form(head, lexicon.person_nouns) in lexicon.person_nouns


def _is_counted(source: Span) -> bool:
    """Tell whether the source is a share of people: what they say was filled in in a poll.

    "54 percent of voters", "four in 10 parents", "most respondents", "those surveyed".
    """
    words = [token.lower_ for token in source]
    if not _POLLED.isdisjoint(words):
        return True
    # A share elsewhere is something else: "Orvik, who owns 20 percent of the mill".
    number = next((i for i, token in enumerate(source) if token.like_num), _MAX_SHARE_WORDS)
    if number >= _MAX_SHARE_WORDS or "," in words[:number]:
        return False
    is_rate = words[number + 1 : number + 2] == ["in"] and len(words) > number + 2
    return words[number + 1 : number + 2] in (["percent"], ["%"]) or (
        is_rate and source[number + 2].like_num
    )


_HEAD_ENDS = frozenset(", of by from on in that which released published for about to".split())


def _head(source: Span) -> Token | None:
    """Return the last word of the source before a comma, a preposition or a clause."""
    head = None
    for token in source:
        if head is not None and (token.lower_ in _HEAD_ENDS or token.pos_ == "VERB"):
            break
        if not token.is_punct and not token.is_space:
            head = token
    return head


def _is_printed(saying: Saying, source: Span | None) -> bool:
    """Tell whether the press itself reports: "the Ledger reported", "Meridian News said"."""
    if source is None:
        return False
    verb, head = base_form(saying.token, _PRINTING), _head(source)
    words = [token.lower_ for token in source]
    nouns = load_lexicon().press_nouns
    if head is None or verb not in _PRINTING or not {"for", "of", "at"}.isdisjoint(words):
        return False
    if verb == "report" and ("news" in words or (head.is_upper and len(source) == 1)):
        return True
    if head.lower_ == "agency":  # the environment agency says, the news agency reports
        return verb == "report" or "news" in words
    is_named = head.text[0].isupper() or head.lower_ in {"newspaper", "magazine", "newswire"}
    return head.lower_ in nouns and is_named


def is_signed(doc: Doc, cue: Span | None, source: Span | None) -> bool:
    """Tell whether a dash and a name stand under a quotation: “We have had enough.” — Ina Moor."""
    if source is None or (cue is not None and any(token.is_alpha for token in cue)):
        return False
    # A tokenizer may leave the dash on the closing mark: ”—
    index = source.start - 1
    while index > 0 and doc[index].is_space:
        index -= 1
    return index >= 0 and doc[index].text[-1] in _DASHES


@dataclass(frozen=True, slots=True)
class Reported:
    """What tells whether an attribution goes on with the one before: its parts and its medium."""

    cue: Span | None
    source: Span | None
    contents: Sequence[Range]
    medium: Medium
    is_verbatim: bool


def continued_media(doc: Doc, reported: Sequence[Reported]) -> list[Medium]:
    """Return the media of the attributions of a text, in its order, read one after another.

    Whoever is quoted from a statement, a post or a letter is mostly quoted from it again: speech by
    the same source that follows what they wrote by no more than two paragraphs, with nobody else
    between and no other place given, is writing too. A quotation signed with a dash is a written
    comment unless the article lets the same person speak: then it repeats what was said.
    """
    media: list[Medium] = []
    text, speaking = text_of(doc), _words_of_speakers(doc, reported)
    names: set[str] = set()
    before: Reported | None = None
    medium_before: Medium = "speech"
    for one in reported:
        medium = one.medium
        if medium == "speech" and is_signed(doc, one.cue, one.source):
            speaks = one.source is not None and one.source[-1].lower_ in speaking
            medium = "speech" if speaks else "writing"
        elif medium == "speech" and before is not None and medium_before == "writing":
            medium = "writing" if _goes_on(text, before, one, names) else "speech"
        media.append(medium)
        if one.source is None and one.cue is not None:
            continue  # "it is believed" takes nobody's turn
        before, medium_before = one, medium
        names = (names if _is_pronoun(one.source) else set()) | _names(one.source)
    return media


def _words_of_speakers(doc: Doc, reported: Sequence[Reported]) -> set[str]:
    """Return the words of all sources that the text lets speak, signatures left out."""
    return {
        token.lower_
        for one in reported
        if one.medium == "speech" and one.cue and not is_signed(doc, one.cue, one.source)
        for token in one.source or ()
    }


def _goes_on(text: str, before: Reported, one: Reported, names: set[str]) -> bool:
    """Tell whether speech only goes on with what the same source has written just before.

    `names` are the words of the names that the source before was called by.
    """
    between = text[before.contents[-1][1] : one.contents[0][0]]
    if between.count("\n\n") > _MAX_GAP_PARAGRAPHS or not _is_same_source(before, one, names):
        return False
    if one.cue is None:
        return one.is_verbatim
    saying = saying_of(one.cue)
    other_time = any(token.lower_ in _NOT_GOING_ON for token in one.cue)
    is_denial = saying.word is not None and saying.word.modality == "negated"
    goes_on = base_form(saying.token, _CONTINUING) in _CONTINUING
    if not goes_on or other_time or is_denial:
        return False
    return setting_of(one.cue, one.source, one.contents) is None


def _is_same_source(before: Reported, one: Reported, names: set[str]) -> bool:
    if before.source is None:
        return False
    if one.source is None:
        return one.cue is None
    if one.source.text.lower() == before.source.text.lower():
        return True
    if not _is_pronoun(one.source):
        return one.source[-1].lower_ in names
    is_thing = _is_document(before.source) or (
        before.cue is not None and base_form(saying_of(before.cue).token, _INSCRIBED) in _INSCRIBED
    )
    return is_thing == (one.source.text.lower() == "it")


def _is_pronoun(source: Span | None) -> bool:
    return source is None or source.text.lower() in _PRONOUNS


def _names(source: Span | None) -> set[str]:
    words = [] if _is_pronoun(source) or source is None else list(source)
    return {token.lower_ for token in words if token.text[0].isupper()}
