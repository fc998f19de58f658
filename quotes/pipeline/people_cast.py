"""Who is named in an article, and which of its names mean the same person or body?

Full names are entered first, then every shorter form finds whom it can stand for; people who share
a surname stay apart and a bare surname may stand for several. Hands on the `Cast`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from quotes.pipeline.mentions import NameMention, find_mentions, run_end
from quotes.pipeline.people_acronyms import find_expansions
from quotes.pipeline.people_labelling import agree_on_labels, headline_sentences
from quotes.pipeline.people_names import (
    is_acronym_of,
    is_blend_of,
    is_form_of,
    is_longer_form,
    is_within,
    name_words,
)
from quotes.pipeline.people_tokens import Tokens
from quotes.records import SpeakerKind

_BRACKETED = re.compile(r"\(([^()\n]{1,200})\)")


@dataclass(eq=False, slots=True)
class Figure:
    """Someone or some body in the article: the fullest name and every mention, in order.

    Somebody unnamed has the words of the first phrase in place of a name.
    """

    name: str
    words: tuple[str, ...]
    is_person: bool
    mentions: list[NameMention] = field(default_factory=list)
    gender: str = "-"
    gender_is_certain: bool = False
    is_named: bool = True
    is_introduced: bool = True
    """Whether somebody unnamed came in as "a driver" and not at once as "the driver"."""

    @property
    def kind(self) -> SpeakerKind:
        """What sort of speaker this is."""
        if not self.is_named:
            return "unnamed"
        return "person" if self.is_person else "organization"


class Cast:
    """Everyone named in an article.

    `figures` stand in order of first mention. `mentions` are sorted by place; `figures_of` gives
    those that a mention can mean: one where it is certain, several for a shared surname.
    """

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.mentions = agree_on_labels(tokens, find_mentions(tokens))
        self.figures: list[Figure] = []
        self.figures_of: dict[NameMention, list[Figure]] = {}
        self._by_word: dict[str, list[Figure]] = defaultdict(list)
        self._link_people()
        self._add_bare_surnames()
        self._link_bodies()
        self.mentions.sort(key=lambda mention: (mention.start, -mention.end))
        self.figures.sort(key=lambda figure: figure.mentions[0].start)
        self.at_word = {
            index: mention
            for mention in self.mentions
            for index in range(mention.start, mention.end)
        }

    def people_called(self, words: tuple[str, ...], gender: str = "-") -> list[Figure]:
        """Return the people a (short) name can mean: those of that surname before others.

        With a gender, as `Mr` states it, those of the other gender are left out.
        """
        if not words:
            return []
        found = [
            figure
            for figure in self._by_word.get(words[-1], ())
            if is_form_of(words, figure.words) and self._may_be(figure, gender)
        ]
        exact = [figure for figure in found if figure.words == words]
        if exact:
            return exact
        if len(words) == 1:
            return [figure for figure in found if figure.words[-1] == words[0]] or found
        return found

    def _may_be(self, figure: Figure, gender: str) -> bool:
        known = figure.gender
        if not figure.gender_is_certain and len(figure.words) > 1:
            known = self.tokens.lexicon.given_names.get(figure.words[0], "-")
        return "-" in (gender, known) or gender == known

    def mention_within(self, index: int, start: int, end: int) -> NameMention | None:
        """Return the name at a word, cut to a phrase where it was marked across the phrase's ends.

        A cut name counts only where it is somebody's of the cast: a headline's capitals are often
        marked as one long name.
        """
        mention = self.at_word.get(index)
        if mention is None or (mention.start >= start and mention.end <= end):
            return mention
        first, last = max(mention.start, start), min(mention.end, end)
        words = name_words(self.tokens.span_text(first, last))
        found = self.people_called(words)
        if not found:
            return None
        cut = NameMention(first, last, words, "PERSON")
        self.figures_of[cut] = found
        return cut

    def name_anew(self, mention: NameMention, start: int, end: int) -> NameMention:
        """Return the name in the words `start` to before `end`, of which `mention` was a part."""
        words = name_words(self.tokens.span_text(start, end))
        whole = NameMention(start, end, words, "PERSON", mention.gender)
        found = self.people_called(words, mention.gender)
        if found:
            self.figures_of[whole] = found
        else:
            self.add_figure(whole)
        return whole

    def add_figure(self, mention: NameMention) -> Figure:
        """Enter a new name, read at `mention`, into the cast."""
        name = self.tokens.span_text(mention.start, mention.end)
        figure = Figure(name, mention.words, mention.is_person)
        self.figures.append(figure)
        self._enter(figure, mention)
        if mention.is_person:
            for word in dict.fromkeys(mention.words):
                self._by_word[word].append(figure)
        return figure

    def _enter(self, figure: Figure, mention: NameMention) -> None:
        figure.mentions.append(mention)
        self.figures_of[mention] = [figure]
        if mention.gender != "-" and not figure.gender_is_certain:
            figure.gender, figure.gender_is_certain = mention.gender, True

    def _link_people(self) -> None:
        people = [mention for mention in self.mentions if mention.is_person]
        headlines = headline_sentences(self.tokens, people)
        sentences = self.tokens.sentences
        headline = {mention for mention in people if sentences[mention.start] in headlines}
        # The fullest forms first, so that every shorter one finds what it can stand for; headlines
        # last, where capitals make names look longer than they are.
        for mention in sorted(people, key=lambda m: (m in headline, *_fullest_first(m))):
            found = self.people_called(mention.words, mention.gender)
            if not found and mention in headline:
                found = self._people_partly_called(mention)
            if len(found) == 1:
                if is_longer_form(mention.words, found[0].words):
                    self._rename(found[0], mention)  # "Ken Orvik" is Kenneth Orvik
                self._enter(found[0], mention)
            elif found:
                self.figures_of[mention] = found
            else:
                self.add_figure(mention)

    def _people_partly_called(self, mention: NameMention) -> list[Figure]:
        """Return somebody of the cast whose name begins or ends what a headline seems to name."""
        for length in range(len(mention.words) - 1, 1, -1):
            found = [f for f in self.people_called(mention.words[:length]) if len(f.words) > 1]
            if found:
                return found
        for words in (mention.words[-1:], mention.words[:1]):
            found = [f for f in self.people_called(words) if f.words[-1] == words[0]]
            if found:
                given = mention.words[0] in self.tokens.lexicon.given_names
                if given and len(found[0].words) == 1 and words == mention.words[-1:]:
                    self._rename(found[0], mention)  # only the headline gives the full name
                return found
        return []

    def _add_bare_surnames(self) -> None:
        """Find surnames of the cast that were not marked as names, or as names of bodies."""
        surnames = {figure.words[-1] for figure in self.figures}
        tokens = self.tokens
        taken = {i for mention in self.mentions for i in range(mention.start, mention.end)}
        for index, lower in enumerate(tokens.lowers):
            if lower in surnames and index not in taken and tokens.is_capitalised(index):
                start, end = self._unmarked_name(index, taken)
                words = name_words(tokens.span_text(start, end))
                self._admit(NameMention(start, end, words, "PERSON"))
        mislabelled = [
            mention
            for mention in self.mentions
            if not mention.is_person and len(mention.words) == 1 and mention.words[0] in surnames
        ]
        dropped = set(mislabelled)
        self.mentions = [m for m in self.mentions if m not in dropped]
        for mention in mislabelled:
            self._admit(NameMention(mention.start, mention.end, mention.words, "PERSON"))
        for figure in self.figures:
            figure.mentions.sort(key=lambda mention: mention.start)

    def _unmarked_name(self, index: int, taken: set[int]) -> tuple[int, int]:
        """Return the whole name around an unmarked surname: `Barack` + `Obama`, `Ban` + `Ki-moon`.

        Words after it are taken only where capitals begin and end with the name.
        """
        tokens = self.tokens
        before = index - 1
        free = before >= 0 and before not in taken
        if free and tokens.lowers[before] in tokens.lexicon.given_names:
            return before, index + 1
        if before >= 0 and (tokens.is_capitalised(before) or tokens.is_mark(before)):
            return index, index + 1
        end = run_end(tokens, index, taken)
        complete = end < len(tokens) and (
            tokens.words[end] == "," or (tokens.is_finite(end) and not tokens.is_capitalised(end))
        )
        return (index, end) if complete and end - index == 2 else (index, index + 1)

    def _admit(self, mention: NameMention) -> None:
        found = self.people_called(mention.words)
        if not found:
            # "Mr. Ban" was known; here his name stands in full.
            known = (
                *self.people_called(mention.words[:1]),
                *self.people_called(mention.words[-1:]),
            )
            found = [figure for figure in known if len(figure.words) == 1]
            for figure in found:
                self._rename(figure, mention)
        if found:
            self.mentions.append(mention)
            self.figures_of[mention] = found
            if len(found) == 1:
                found[0].mentions.append(mention)

    def _rename(self, figure: Figure, mention: NameMention) -> None:
        """Give somebody the fuller name that a mention has."""
        figure.name = self.tokens.span_text(mention.start, mention.end)
        figure.words = mention.words
        for word in mention.words:
            if figure not in self._by_word[word]:
                self._by_word[word].append(figure)

    def _link_bodies(self) -> None:
        tokens = self.tokens
        bodies = [mention for mention in self.mentions if not mention.is_person]
        known: dict[tuple[str, ...], Figure] = {}
        by_initial: dict[str, list[Figure]] = defaultdict(list)
        firms: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
        for mention in sorted(bodies, key=lambda m: (-len(m.words), m.start)):
            text = tokens.span_text(mention.start, mention.end)
            figure = known.get(mention.words)
            if figure is None and mention.label == "ORG" and text.replace(".", "").isupper():
                called = by_initial[text[:1].lower()]
                figure = next((f for f in called if is_acronym_of(text, f.name)), None)
            if figure is None:
                figure = _fuller(mention.words, firms[mention.words])
            if figure is None:
                figure = self.add_figure(mention)
                figure.name = self._expanded(text) or figure.name
                if len(figure.words) > 1 and mention.label == "ORG":
                    self._note_short_names(figure, mention, firms)
                if len(figure.words) > 1:
                    by_initial[figure.words[0][:1]].append(figure)
            else:
                self._enter(figure, mention)
            known[mention.words] = figure
        for figure in known.values():
            figure.mentions.sort(key=lambda mention: mention.start)

    def _note_short_names(
        self, figure: Figure, mention: NameMention, firms: dict[tuple[str, ...], list[Figure]]
    ) -> None:
        """Note the first words of a body's name as names that may stand for it.

        Not an acronym ("F.N.A. Security Council"), unless of a paper or channel ("FNA News"), nor
        what only begins somebody's office ("Lake House Press Secretary").
        """
        is_acronym = self.tokens.words[mention.start].isupper()
        is_own = is_acronym and figure.words[-1] not in self.tokens.lexicon.press_nouns
        after = mention.end < len(self.tokens) and self.tokens.role_group(mention.end)
        for length in range(1, 1 if is_own else 2 if after else len(figure.words)):
            firms[figure.words[:length]].append(figure)

    def bodies_called(self, start: int, end: int) -> list[Figure]:
        """Return the one body that unmarked words mean, if there is just one.

        They may be its initials, its first words or beginnings of its words put together.
        """
        text = self.tokens.span_text(start, end)
        words = name_words(text)
        found = [
            figure
            for figure in self.figures
            if not figure.is_person
            and (
                is_acronym_of(text, figure.name)
                or is_blend_of(text, figure.name)
                or (words and not text.isupper() and figure.words[: len(words)] == words)
            )
        ]
        return found if len(found) == 1 else []

    def named_alike(self, start: int, end: int, *, is_definite: bool) -> NameMention | None:
        """Return unmarked words as a name, where a body of the cast has just these words.

        After "the" they may lack the noun that ends its name: "the Census" of the Census Bureau.
        """
        words = name_words(self.tokens.span_text(start, end))
        nouns = self.tokens.lexicon.organization_nouns
        for figure in self.figures:
            is_short = is_definite and figure.words[:-1] == words and figure.words[-1] in nouns
            if not figure.is_person and (figure.words == words or is_short):
                found = NameMention(start, end, words, "ORG")
                self.figures_of[found] = [figure]
                return found
        return None

    def fuller_body(self, start: int, end: int) -> Figure | None:
        """Return the one body in whose name all words stand: the `board of elections` of a state.

        It ends with the same word, in singular or plural; at least two words must be given.
        """
        words = name_words(self.tokens.span_text(start, end))
        found = [f for f in self.figures if not f.is_person and is_within(words, f.words)]
        return found[0] if len(found) == 1 else None

    def _expanded(self, text: str) -> str | None:
        """Return what capitals stand for, where the article says so in brackets after it."""
        if text not in self._bracketed:
            return None  # looking further would load textacy for nothing
        return self._expansions.get(text)

    @cached_property
    def _bracketed(self) -> set[str]:
        return set(_BRACKETED.findall(self.tokens.text))

    @cached_property
    def _expansions(self) -> dict[str, str]:
        return find_expansions(self.tokens.doc, self.tokens.text)


def _fuller(words: tuple[str, ...], fuller: list[Figure]) -> Figure | None:
    """Return the one body that a name's first words mean: "Orvik" for Orvik Chemicals.

    Of several it is the one whose name only adds what the body is for, "for Justice".
    """
    if len(fuller) > 1:
        fuller = [figure for figure in fuller if figure.words[len(words)] in ("for", "of", "on")]
    return fuller[0] if len(fuller) == 1 else None


def _fullest_first(mention: NameMention) -> tuple[int, bool, int]:
    """Sort full names before short ones, and those whose title states a gender before others."""
    return -len(mention.words), mention.gender == "-", mention.start
