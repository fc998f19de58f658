"""Where are people and bodies named in an article, and which names mean the same one?

Automatic names are trimmed (titles, possessives), widened to whole names and relabelled where the
rest of the article knows better. Hands on the `Cast`: everyone named, with their mentions.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from quotes.pipeline.labels import map_name
from quotes.pipeline.people_acronyms import find_expansions
from quotes.pipeline.people_names import is_acronym_of, is_form_of, name_words
from quotes.pipeline.people_tokens import APOSTROPHES, Tokens

_PARTICLES = frozenset("al el bin ben ibn von van de der den da di du del la le dos st mac".split())
_BODY_SIGNS = frozenset("of for and & the inc corp ltd llc co group times post news tv".split())
_SUFFIX_WORDS = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
MAX_NAME_WORDS = 9


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


@dataclass(eq=False, slots=True)
class Figure:
    """Someone or some body named in the article: the fullest name and every mention, in order."""

    name: str
    words: tuple[str, ...]
    is_person: bool
    mentions: list[NameMention] = field(default_factory=list)
    gender: str = "-"
    gender_is_certain: bool = False


class Cast:
    """Everyone named in an article.

    `figures` stand in order of first mention. `mentions` are sorted by place; `figures_of` gives
    those that a mention can mean: one where it is certain, several for a shared surname.
    """

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.mentions = _find_mentions(tokens)
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

    def people_called(self, words: tuple[str, ...]) -> list[Figure]:
        """Return the people a (short) name can mean: those of that surname before others."""
        if not words:
            return []
        found = [f for f in self._by_word.get(words[-1], ()) if is_form_of(words, f.words)]
        exact = [figure for figure in found if figure.words == words]
        if exact:
            return exact
        if len(words) == 1:
            return [figure for figure in found if figure.words[-1] == words[0]] or found
        return found

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

    def _link_people(self) -> None:
        people = [mention for mention in self.mentions if mention.is_person]
        # The fullest forms first, so that every shorter one finds what it can stand for.
        for mention in sorted(people, key=lambda m: (-len(m.words), m.start)):
            found = self.people_called(mention.words)
            if len(found) == 1:
                self._enter(found[0], mention)
            elif found:
                self.figures_of[mention] = found
            else:
                self.add_figure(mention)
        for figure in self.figures:
            figure.mentions.sort(key=lambda mention: mention.start)

    def _add_bare_surnames(self) -> None:
        """Find surnames of the cast that were not marked as names, or as names of bodies."""
        surnames = {figure.words[-1] for figure in self.figures if len(figure.words) > 1}
        tokens = self.tokens
        taken = {i for mention in self.mentions for i in range(mention.start, mention.end)}
        for index, lower in enumerate(tokens.lowers):
            if lower in surnames and index not in taken and tokens.is_capitalised(index):
                mention = NameMention(index, index + 1, (lower,), "PERSON")
                self._admit(mention)
        for mention in [m for m in self.mentions if not m.is_person and len(m.words) == 1]:
            if mention.words[0] in surnames:
                self.mentions.remove(mention)
                self._admit(NameMention(mention.start, mention.end, mention.words, "PERSON"))

    def _admit(self, mention: NameMention) -> None:
        found = self.people_called(mention.words)
        if found:
            self.mentions.append(mention)
            self.figures_of[mention] = found
            if len(found) == 1:
                found[0].mentions.append(mention)
                found[0].mentions.sort(key=lambda m: m.start)

    def _link_bodies(self) -> None:
        tokens = self.tokens
        bodies = [mention for mention in self.mentions if not mention.is_person]
        known: dict[tuple[str, ...], Figure] = {}
        expansions = find_expansions(tokens.doc) if bodies else {}
        for mention in sorted(bodies, key=lambda m: (-len(m.words), m.start)):
            text = tokens.span_text(mention.start, mention.end)
            figure = known.get(mention.words)
            if figure is None and text.replace(".", "").isupper():
                figure = self._body_abbreviated(text, expansions, known)
            if figure is None:
                figure = self.add_figure(mention)
                figure.name = expansions.get(text, figure.name)
            else:
                self._enter(figure, mention)
            known[mention.words] = figure
        for figure in known.values():
            figure.mentions.sort(key=lambda mention: mention.start)

    def _body_abbreviated(
        self, acronym: str, expansions: dict[str, str], known: dict[tuple[str, ...], Figure]
    ) -> Figure | None:
        expansion = expansions.get(acronym)
        if expansion:
            words = _without_article(name_words(expansion))
            if words in known:
                return known[words]
        for figure in known.values():
            if is_acronym_of(acronym, figure.name):
                return figure
        return None


def _without_article(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[1:] if words and words[0] in ("the", "a", "an") else words


def _find_mentions(tokens: Tokens) -> list[NameMention]:
    """Return the trimmed names of the document, in order, none over another."""
    mentions: list[NameMention] = []
    last_end = 0
    for span in tokens.doc.ents:
        label = map_name(span.label_)
        if not label or label == "NORP":
            continue
        mention = _trim(tokens, max(span.start, last_end), span.end, label)
        if mention:
            mentions.append(mention)
            last_end = mention.end
    return mentions


def _trim(tokens: Tokens, start: int, end: int, label: str) -> NameMention | None:
    end = min(end, start + MAX_NAME_WORDS)
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
    looks_person = label == "PERSON" or (label == "ORG" and _looks_like_person(tokens, start, end))
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
    limit = min(len(tokens), start + MAX_NAME_WORDS)
    while end < limit:
        word = tokens.words[end]
        after = end + 1 < limit and tokens.is_capitalised(end + 1)
        hyphened = tokens.starts[end] == tokens.ends[end - 1]
        if word in _SUFFIX_WORDS or (tokens.lowers[end] in _PARTICLES and _starts_name(tokens, end)):
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


def _starts_name(tokens: Tokens, index: int) -> bool:
    following = range(index + 1, min(index + 3, len(tokens)))
    return any(tokens.is_capitalised(i) for i in following) and not tokens.is_mark(index + 1)


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
        if not key and not role and tokens.lowers[start] not in tokens.lexicon.demonyms:
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
