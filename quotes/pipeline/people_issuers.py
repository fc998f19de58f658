"""Who issued a document: whose poll, whose report, whose lawsuit?

Wherever an article mentions a document its issuer may stand: before it ("the Delta poll"), after it
("a report released in May by the Lake Institute") or as the subject ("the Lake Institute, which
conducted the poll"). A document that is mentioned without its issuer is one of the same sort.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from quotes.pipeline.mentions import NameMention
from quotes.pipeline.people_cast import Cast
from quotes.pipeline.people_phrases import is_determiner
from quotes.pipeline.people_tokens import APOSTROPHES, Tokens

POLLS = frozenset("poll survey polling average".split())
_KINDS = (
    POLLS,
    frozenset("report study paper analysis research review".split()),
    frozenset("lawsuit suit complaint filing petition".split()),
    frozenset("letter memo email e-mail note message".split()),
    frozenset("ad advert advertisement spot video".split()),
)
_ISSUE = frozenset(
    "issue release publish file bring conduct commission sponsor organize organise write sign send"
    " draft author pen produce prepare compile submit post circulate do".split()
)
# "The Marsh law" is not by Marsh.
NORMS = frozenset(
    "law bill legislation statute treaty convention constitution agreement amendment".split()
)
_SHOW = frozenset({"have", "launch", "unveil", "air", "run"})
_JOINERS = frozenset({"of", "at", "for", "and", "&"})
_MARKS_INSIDE = frozenset({"/", "-", "–", "&"})
_RELATIVES = frozenset({"who", "which", "that"})
_WHEN_OR_WHERE = frozenset(
    "january february march april may june july august september october november december monday"
    " tuesday wednesday thursday friday saturday sunday tv television radio web internet".split()
)
_MAX_PLAIN_BETWEEN, _MAX_SENTENCES_AHEAD = 3, 6
_MAX_WORDS_AFTER, _MAX_WORDS_TO_SUBJECT = 25, 40


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issued a document: words `start` to before `end`, and the name they are, if it is one."""

    start: int
    end: int
    name: NameMention | None = None


Issuers = tuple[Issuer, ...]


class Documents:
    """Finds the issuers of the documents of one article."""

    def __init__(self, tokens: Tokens, cast: Cast) -> None:
        self.tokens = tokens
        self.cast = cast

    def issuers(self, start: int, head: int) -> Issuers:
        """Return who issued the document at a noun, by the words around it; often nobody is."""
        if self.tokens.singular(head) in NORMS:
            return ()
        return self._before(start, head) or self._after(head) or self._subject(head)

    def issuers_elsewhere(self, start: int, head: int, *, is_definite: bool) -> Issuers:
        """Return who issued a document by what the article says of it in other places.

        For "the poll" the last one of that sort before, else the first after; for "a poll" one
        nearby, where the polls that are told of are all of one issuer.
        """
        noun, sentences = self.tokens.singular(head), self.tokens.sentences
        kind = next((kind for kind in _KINDS if noun in kind), frozenset({noun}))
        kin = sorted(one for other in kind for one in self._stated.get(other, ()))
        if is_definite:
            before = [found for place, found in kin if place < start]
            after = [found for place, found in self._stated.get(noun, ()) if place > head]
            return before[-1] if before else after[0] if after else ()
        if noun not in POLLS or len({self._words(found) for _, found in kin}) != 1:
            return ()
        place, found = kin[0]
        near = abs(sentences[place] - sentences[head]) <= _MAX_SENTENCES_AHEAD
        return found if near else ()

    def _words(self, issuers: Issuers) -> str:
        return self.tokens.span_text(issuers[0].start, issuers[-1].end).lower()

    @cached_property
    def _stated(self) -> dict[str, list[tuple[int, Issuers]]]:
        """All documents whose issuer stands with them, by their noun, in the order of the text."""
        found: dict[str, list[tuple[int, Issuers]]] = {}
        tokens = self.tokens
        for index in range(len(tokens)):
            noun = tokens.singular(index)
            if noun not in tokens.lexicon.document_nouns or not is_document(
                tokens, self.cast, index
            ):
                continue
            start = index
            while (
                start
                and tokens.sentences[start - 1] == tokens.sentences[index]
                and (
                    tokens.upos[start - 1] in ("ADJ", "NOUN", "PROPN", "NUM", "DET", "CCONJ", "ADP")
                    or tokens.lowers[start - 1] in APOSTROPHES
                    or tokens.words[start - 1] in _MARKS_INSIDE
                )
            ):
                start -= 1
                if is_determiner(tokens, start):
                    break
            issuers = self.issuers(start, index)
            if issuers:
                found.setdefault(tokens.singular(index), []).append((index, issuers))
        return found

    def _before(self, first: int, head: int) -> Issuers:
        """Return the capitals, or the owner, before a document's noun: the `CNX/Delta` poll."""
        tokens = self.tokens
        owner = next((i for i in range(head - 1, first, -1) if tokens.lowers[i] in APOSTROPHES), 0)
        name = self.cast.at_word.get(owner - 1) if owner else None
        if name is not None and name.start >= first:
            return (Issuer(name.start, name.end, name),)
        if tokens.is_capitalised(head) and tokens.singular(head) != "poll":
            return ()  # "the Lake Convention" is itself a name
        last = head
        while last > first and head - last < _MAX_PLAIN_BETWEEN and self._is_plain(last - 1):
            last -= 1
        begin = last
        while begin > first and (
            tokens.is_capitalised(begin - 1)
            or (tokens.words[begin - 1] in _MARKS_INSIDE and begin - 1 > first)
            or (
                tokens.lowers[begin - 1] in _JOINERS
                and begin < last
                and begin - 2 >= first
                and tokens.is_capitalised(begin - 2)
            )
        ):
            begin -= 1
        begin, last = self._trimmed(begin, last)
        if begin >= last:
            return ()
        opens = begin == 0 or tokens.sentences[begin - 1] != tokens.sentences[begin]
        if opens and tokens.upos[begin] != "PROPN" and begin not in self.cast.at_word:
            return ()
        name = self.cast.at_word.get(begin)
        if opens and name and name.end > last:
            return ()  # "New Poll Shows Orvik", all of it marked as one name
        whole = name if name and (name.start, name.end) == (begin, last) else None
        if name and name.label in ("GPE", "LOC") and name.end >= last:
            return ()
        return (Issuer(begin, last, whole),)

    def _is_plain(self, index: int) -> bool:
        tokens = self.tokens
        if tokens.is_capitalised(index) or index in self.cast.at_word:
            return False
        return tokens.upos[index] in ("ADJ", "NOUN", "NUM") or tokens.tags[index] in ("VBN", "VBG")

    def _trimmed(self, begin: int, last: int) -> tuple[int, int]:
        """Leave out what only says when and where: articles, demonyms, months, a state after it."""
        tokens = self.tokens

        def is_outside(index: int) -> bool:
            lower = tokens.lowers[index]
            return (
                is_determiner(tokens, index)
                or lower in tokens.lexicon.demonyms
                or lower in _WHEN_OR_WHERE
                or bool(tokens.title_at(index))
                or not tokens.words[index][:1].isalpha()
            )

        while begin < last and is_outside(begin):
            begin += 1
        while begin < last and is_outside(last - 1):
            last -= 1
        place = self.cast.at_word.get(last - 1) if begin < last else None
        is_place = place is not None and place.label in ("GPE", "LOC") and begin < place.start
        if place and is_place and tokens.lowers[place.start - 1] not in _JOINERS:
            last = place.start  # "an NBX/Delta Norland poll"
        return begin, last

    def _after(self, head: int) -> Issuers:
        """Return whom "by" names after a document's noun: a report issued in May `by X and Y`."""
        tokens = self.tokens
        follows = tokens.lowers[head + 1 : head + 2]
        if follows in (["of"], ["on"], ["in"]) and tokens.singular(head) not in POLLS:
            found = self._listed(head + 2)  # "a note on the Marsh campaign's website"
            # "a film of Hale Orvik", "an ad in Marsh's district" are not theirs
            return () if any(one.name and one.name.is_person for one in found) else found
        issued = False
        for index in range(head + 1, min(len(tokens), head + _MAX_WORDS_AFTER)):
            if tokens.sentences[index] != tokens.sentences[head] or tokens.is_mark(index):
                return ()
            lower = tokens.lowers[index]
            if lower in ("by", "from") and (issued or index == head + 1):
                return self._listed(index + 1) or self._named_last(index + 1)
            if tokens.lemmas[index] in _ISSUE:
                issued = True
            elif (
                tokens.lemmas[index] != "be"
                and tokens.is_finite(index)
                and tokens.lowers[index - 1] not in _RELATIVES
            ):
                return ()
        return ()

    def _named_last(self, index: int) -> Issuers:
        """Return the name after what somebody is: from `the club's director, Hale Orvik`."""
        tokens, sentence = self.tokens, self.tokens.sentences[index]
        while index < len(tokens) and tokens.sentences[index] == sentence:
            if tokens.words[index] == "," and tokens.role_group(index - 1):
                return self._listed(index + 1)
            if tokens.upos[index] in ("VERB", "AUX") or tokens.words[index] == ",":
                break
            index += 1
        return ()

    def _listed(self, index: int) -> Issuers:
        """Return the names that begin at a word: "X", "X of the Y and Z"."""
        tokens = self.tokens
        found: list[Issuer] = []
        while index < len(tokens):
            while index < len(tokens) and is_determiner(tokens, index):
                index += 1
            name = self.cast.at_word.get(index)
            if name is None or name.start != index or name.label in ("GPE", "LOC"):
                break
            is_cut = tokens.singular(name.end) in tokens.lexicon.organization_nouns
            found.append(Issuer(name.start, name.end + is_cut, None if is_cut else name))
            index = name.end + is_cut
            other = self.cast.at_word.get(index + 1) or self.cast.at_word.get(index + 2)
            place = other if other and other.start == index + 1 and other.label == "GPE" else None
            if tokens.lowers[index : index + 1] == ["at"] and place:
                found[-1] = Issuer(name.start, place.end)  # "the University of Tarrow at Lund"
                index = place.end
            elif tokens.lowers[index : index + 1] == ["of"] and other and name.is_person:
                index = other.end
            if tokens.lowers[index : index + 1] not in (["and"], [","], ["&"]):
                break
            index += 1
            if tokens.lowers[index : index + 1] == ["and"]:
                index += 1
        return self._as_one(found)

    def _as_one(self, found: list[Issuer]) -> Issuers:
        """Join what only lists the subjects of one body: the Academy `of Arts, Music and Dance`."""
        others = found[1:]
        named = found[0].name if others else None
        short = all(
            one.end - one.start == 1 and self.tokens.words[one.start].istitle() for one in others
        )
        if named and "of" in named.words and short:
            return (Issuer(found[0].start, others[-1].end),)
        return tuple(found)

    def _subject(self, head: int) -> Issuers:
        """Return who, as the subject, issued a document: `X and Y` have filed a lawsuit."""
        tokens = self.tokens
        verb = tokens.heads[head]
        if tokens.relations[head] != "obj" or tokens.lemmas[verb] not in _ISSUE | _SHOW:
            return ()
        for index in range(verb - 1, max(-1, verb - _MAX_WORDS_TO_SUBJECT), -1):
            if tokens.relations[index] == "nsubj" and tokens.heads[index] == verb:
                break
        else:
            return ()
        if tokens.lowers[index] in _RELATIVES:
            index = tokens.heads[verb] if tokens.relations[verb] == "acl" else index
        name = self.cast.at_word.get(index)
        while name and name.start > 1 and tokens.lowers[name.start - 1] in ("and", ","):
            before = self.cast.at_word.get(name.start - 2)
            if before is None or before.is_person is not name.is_person:
                break
            name = before  # "Orvik and Marsh" have
        return self._listed(name.start) if name else ()


def is_document(tokens: Tokens, cast: Cast, index: int) -> bool:
    """Tell whether a word names a document by itself: no part of a name, nor of `poll results`."""
    if not tokens.is_nominal(index) or tokens.role_group(index):
        return False
    noun = tokens.singular(index)
    if noun not in tokens.lexicon.document_nouns:
        return False
    name = cast.at_word.get(index)
    if name is not None and (name.is_person or noun not in POLLS or name.end > index + 1):
        return False
    after = index + 1
    if after == len(tokens) or tokens.sentences[after] != tokens.sentences[index]:
        return True
    goes_on = tokens.is_nominal(after) and not tokens.tags[after].startswith("VB")
    return not goes_on and tokens.lowers[after] not in APOSTROPHES


def document_noun(tokens: Tokens, cast: Cast, start: int, end: int) -> int | None:
    """Return the noun of a source that is a document, in its first words, else nothing."""
    for index in range(start, end):
        if is_document(tokens, cast, index):
            return index
        lower = tokens.lowers[index]
        inside = lower in _JOINERS and index > start and tokens.is_capitalised(index - 1)
        if tokens.words[index] in (",", "(", "—", "–") or lower in _RELATIVES:
            return None
        if tokens.upos[index] == "VERB" and any(map(tokens.is_nominal, range(start, index))):
            return None  # "judges handling lawsuits"
        if (tokens.upos[index] == "ADP" and not inside) or tokens.is_finite(index):
            return None
    return None
