"""Which body speaks: a ministry, a campaign, "the council", whoever issued a poll?

Bodies named by a common noun are followed to the longer name they had before; documents to the
body that issued them, where the phrase says which.
"""

from __future__ import annotations

from quotes.pipeline.mentions import FIRM_ENDINGS, NameMention
from quotes.pipeline.people_attention import Attention
from quotes.pipeline.people_cast import Cast, Figure
from quotes.pipeline.people_conclusions import Conclusions
from quotes.pipeline.people_decisions import SpeakerDecision
from quotes.pipeline.people_phrases import is_determiner
from quotes.pipeline.people_ranking import Question, Ranker
from quotes.pipeline.people_sources import SourceReading
from quotes.pipeline.people_tokens import Tokens

_NEWS_NOUNS = frozenset(
    "agency newspaper paper tabloid station broadcaster channel magazine website".split()
)
_PRESS_NOUNS = frozenset("newspaper paper magazine journal tabloid daily weekly".split())
_NO_PAPERS = frozenset("agency associated news newswire press reporter reuters wire".split())
_PLACE_NOUNS = frozenset("town city village state country nation kingdom county province".split())
_IN_ACRONYMS = frozenset(
    "agency association authority board bureau commission committee council department federation"
    " foundation league organization society union".split()
)
_FIRM_NOUNS = frozenset({"company", "firm", "manufacturer", "business", "corporation"})
_ANY_BODY = frozenset(
    "group organisation organization body institution agency association outfit".split()
)
_STATED, _ALSO_FIRM, _OTHER_BODY, _UNKNOWN_BODY = 4.0, 1.3, 0.1, 0.4
_DOUBTFUL, _DOUBTED, _CLEARLY = 0.3, 0.45, 0.6
_PER_MENTION, _NOBODY, _LIKELY, _MAX_MENTIONS = 0.05, 0.1, 0.5, 5
_KINDS = tuple(
    frozenset(words.split())
    for words in (
        "ministry department office",
        "company firm corporation utility manufacturer operator retailer business line",
        "regulator watchdog authority monitor",
        "court tribunal",
        "union federation guild",
        "club team side squad united city rovers athletic wanderers albion fc",
        "committee panel commission board inquiry",
        "council assembly parliament senate",
        "university college school institute academy",
        "charity foundation trust nonprofit",
        "newspaper paper magazine journal weekly daily",
        "party movement",
        "army force military navy",
    )
)
"""Nouns of one set may stand for each other's bodies: "the department" for a ministry."""

_CAMPAIGNS = frozenset({"campaign", "team", "camp"})
_ISSUED = "issued the document"


class Bodies:
    """Decides sources that are bodies or documents of one article."""

    def __init__(
        self,
        tokens: Tokens,
        cast: Cast,
        conclude: Conclusions,
        attention: Attention,
        ranker: Ranker,
    ) -> None:
        self.tokens = tokens
        self.cast = cast
        self.conclude = conclude
        self.attention = attention
        self.ranker = ranker
        self._spoken: dict[str, SpeakerDecision] = {}
        self._nouns_beside: dict[Figure, frozenset[str]] = {}

    def decide_body(self, key: str, reading: SourceReading, last_place: int) -> SpeakerDecision:
        """Decide for a body; "the council" for the one that was called so, or ends so, before."""
        tokens = self.tokens
        start = reading.start + 1 if is_determiner(tokens, reading.start) else reading.start
        noun = tokens.singular(reading.head)
        campaign = self._campaign(key, reading, noun)
        if campaign is not None:
            self.remember(noun, campaign)
            return campaign
        if reading.is_definite and reading.head == start:
            known = self._spoken.get(noun)
            named = self.only_one_called(noun) if known else None
            if known is not None and (named is None or self.conclude.figure_of(known)):
                return self._as_before(key, noun, known)
            return self._named_by_noun(key, reading, noun, last_place)
        name = self._named_press(start, reading.head) if reading.head == reading.end - 1 else None
        if name is not None:
            figure = self.cast.figures_of[name][0]
            decision = self.conclude.decided(key, figure, 0.9, f"named: {figure.name}")
            self.remember(noun, decision)
            return decision
        names_it = any(map(tokens.is_capitalised, range(start, reading.end)))
        if not reading.is_definite and not names_it:
            return self.conclude.as_worded(key, reading, "unnamed", 0.6)
        decision = self._named_body(key, start, reading.end)
        self.remember(noun, decision)
        return decision

    def _named_body(self, key: str, start: int, end: int) -> SpeakerDecision:
        """Decide for a body by its own words, or by the fuller name that has them all."""
        fuller = self.cast.fuller_body(start, end) or self._kindred(start, end)
        if fuller is None:
            return self._body(key, start, end, 0.85, "a body")
        return self.conclude.decided(key, fuller, 0.85, f"named: {fuller.name}")

    def _kindred(self, start: int, end: int) -> Figure | None:
        """Return the body of that kind with the same other words: `Lake panel`, a committee.

        Of several it is the first, where the headline or lead has not named any yet.
        """
        kin = _kind_of(self.tokens.singular(end - 1))
        others = set(self.tokens.lowers[start : end - 1])
        found = [
            figure
            for figure in self._all_bodies
            if others and others.issubset(figure.words) and not kin.isdisjoint(figure.words)
        ]
        is_clear = len(found) == 1 or (found and start < found[0].mentions[0].start)
        return found[0] if is_clear else None

    def _as_before(self, key: str, noun: str, known: SpeakerDecision) -> SpeakerDecision:
        reason = f'"{noun}" stands for {known.name}'
        return SpeakerDecision(key, known.name, known.kind, known.mention, 0.8, reason=reason)

    def _campaign(self, key: str, reading: SourceReading, noun: str) -> SpeakerDecision | None:
        """Decide for "Marsh's team", "her campaign" by what the article calls it elsewhere."""
        tokens = self.tokens
        pronoun = tokens.lexicon.pronouns.get(tokens.lowers[reading.start])
        is_hers = pronoun is not None and reading.head > reading.start
        if noun not in _CAMPAIGNS or (noun == "campaign" and not is_hers):
            return None
        surname = ""
        if pronoun and pronoun.gender in ("m", "f"):
            ranking = self.ranker.rank(Question(reading.start, pronoun.gender, "owner"))
            if ranking and ranking[0][0] >= _CLEARLY:
                surname = ranking[0][1].words[-1]
        else:
            near = map(self.cast.at_word.get, (reading.head - 1, reading.head - 2))
            surname = next((name.words[-1] for name in near if name), "")
        for mention in self.cast.mentions:
            follows = tokens.lowers[mention.end : mention.end + 1]
            if follows in (["campaign"], ["camp"]) and mention.words[-1] == surname:
                reason = f"what the article calls the {noun}"
                return self._body(key, mention.start, mention.end + 1, 0.75, reason)
        return None

    def _described_before(self, key: str, noun: str, place: int) -> SpeakerDecision | None:
        """Decide for a body that was described before: "a `Lakeland ballot commission`"."""
        tokens = self.tokens
        for index in range(place - 1, 0, -1):
            if tokens.singular(index) != noun or tokens.looks_plural(index):
                continue
            if tokens.is_capitalised(index) or tokens.is_nominal(index + 1):
                continue
            start = index
            while start and tokens.upos[start - 1] in ("ADJ", "NOUN", "PROPN"):
                start -= 1
            if start < index and any(map(tokens.is_capitalised, range(start, index))):
                return self._body(key, start, index + 1, 0.7, "described so before")
        return None

    def _named_press(self, start: int, head: int) -> NameMention | None:
        """Return the name of a paper or agency: "the nationalist `Tarrow Times` tabloid"."""
        tokens = self.tokens
        if tokens.singular(head) not in _NEWS_NOUNS or tokens.is_capitalised(head):
            return None
        end = head - 1 if tokens.lowers[head - 1] in ("news", "press") else head
        name = self.cast.at_word.get(end - 1) if end > start else None
        is_it = name is not None and name.label == "ORG" and start <= name.start
        is_it = is_it and tokens.lowers[start - 1] not in ("a", "an")  # a Lund newspaper
        return name if is_it else None

    def remember(self, noun: str, decision: SpeakerDecision) -> None:
        """Remember for which body a noun stood."""
        self._spoken[noun] = decision

    def decide_at(self, key: str, place: int, last_place: int) -> SpeakerDecision | None:
        """Decide for the body that a word names or belongs to; nothing where it is neither."""
        name = self.cast.at_word.get(place)
        if name is not None:
            figure = self.cast.figures_of[name][0]
            return self.conclude.decided(key, figure, 0.9, f"named: {figure.name}")
        start = place
        while start and (
            is_determiner(self.tokens, start - 1)
            or self.tokens.upos[start - 1] in ("ADJ", "NOUN", "PROPN")
        ):
            start -= 1
        definite = self.tokens.lowers[start] == "the"
        reading = SourceReading("body", start, place + 1, place, (), definite)
        return self.decide_body(key, reading, last_place)

    def _named_by_noun(
        self, key: str, reading: SourceReading, noun: str, last_place: int
    ) -> SpeakerDecision:
        """Decide for the body that a noun can mean ("the council", of the Lake Council)."""
        figure, share = self._figure_by_noun(noun, max(last_place, reading.head))
        if not any(self._fit(one, noun) >= _STATED for one in self._all_bodies):
            described = self._described_before(key, noun, reading.start)
            if described is not None:
                self.remember(noun, described)
                return described
        if figure is None:
            confidence = _DOUBTED if share >= _DOUBTFUL else 0.6
            decision = self.conclude.as_worded(key, reading, "organization", confidence)
            self.remember(noun, decision)
            return decision
        return self.conclude.decided(key, figure, 0.9 * share, f'the "{noun}" of the article')

    def only_one_called(self, noun: str) -> Figure | None:
        """Return the one body whose name says that it is such a body."""
        called = [figure for figure in self._all_bodies if self._fit(figure, noun) >= _STATED]
        return called[0] if len(called) == 1 else None

    def _figure_by_noun(self, noun: str, place: int) -> tuple[Figure | None, float]:
        """Return the likeliest body for a noun, or nobody, with the share of the first."""
        scores: list[tuple[float, Figure]] = []
        best = 0.0
        for figure in self._all_bodies:
            fit = self._fit(figure, noun)
            best = max(best, fit)
            presence = self.attention.salience(figure, place)
            presence += _PER_MENTION * min(len(figure.mentions), _MAX_MENTIONS)
            scores.append((fit * presence, figure))
        total = sum(score for score, _ in scores) + (0.0 if best >= _STATED else _NOBODY)
        scores.sort(key=lambda pair: (-pair[0], pair[1].mentions[0].start))
        if not scores or scores[0][0] < _LIKELY * total:
            return None, scores[0][0] / total if scores else 0.0
        return scores[0][1], scores[0][0] / total

    @property
    def _all_bodies(self) -> list[Figure]:
        return [
            figure
            for figure in self.cast.figures
            if not figure.is_person and any(mention.label == "ORG" for mention in figure.mentions)
        ]

    def _fit(self, figure: Figure, noun: str) -> float:
        """Return how well a noun describes a body: by its name, by what is set beside it."""
        if noun == figure.words[-1]:
            return 2 * _STATED
        if noun in figure.words or noun in self._beside(figure) or _is_initial(noun, figure.name):
            return _STATED
        if noun in _PLACE_NOUNS:
            return 0.0
        if noun in _PRESS_NOUNS and self._is_press(figure):
            return _STATED
        kin = _kind_of(noun)
        if not kin.isdisjoint(figure.words) or not kin.isdisjoint(self._beside(figure)):
            return _ALSO_FIRM if noun in _FIRM_NOUNS else _STATED / 2
        nouns = {word for word in figure.words if word in self.tokens.lexicon.organization_nouns}
        is_firm = figure.words[-1] in FIRM_ENDINGS or "&" in figure.name
        if noun in _FIRM_NOUNS:
            other = bool(nouns or self._beside(figure))
            return _STATED if is_firm else _OTHER_BODY if other else 1.0
        if nouns or is_firm or self._beside(figure):
            return 1.0 if noun in _ANY_BODY else _OTHER_BODY
        return 1.0 if noun in _ANY_BODY else _UNKNOWN_BODY

    def _is_press(self, figure: Figure) -> bool:
        """Tell whether a name is a paper's: by its last word, or as `The Lamp` in a text."""
        last = figure.words[-1]
        if len(figure.words) > 1 and last in self.tokens.lexicon.press_nouns - _NO_PAPERS:
            return True
        tokens = self.tokens
        return any(
            mention.start > 1
            and tokens.words[mention.start - 1] == "The"
            and tokens.sentences[mention.start - 2] == tokens.sentences[mention.start]
            for mention in figure.mentions
        )

    def _beside(self, figure: Figure) -> frozenset[str]:
        """Return the nouns beside a body's name: "the charity Wells", "Wells, a firm"."""
        if figure not in self._nouns_beside:
            tokens, found = self.tokens, set()
            for mention in figure.mentions[:_MAX_MENTIONS]:
                before = mention.start - 1
                if before > 0 and tokens.words[before] == ",":
                    before -= 1  # "the regulator, Ofwell,"
                if before >= 0 and tokens.is_nominal(before):
                    found.add(tokens.singular(before))
                index = mention.end
                if tokens.words[index : index + 1] != [","]:
                    continue
                index += 1
                if index == len(tokens) or not is_determiner(tokens, index):
                    continue
                index += 1
                while index < len(tokens) and tokens.upos[index] in ("ADJ", "NOUN", "PROPN"):
                    index += 1
                found.add(tokens.singular(index - 1))
            self._nouns_beside[figure] = frozenset(found)
        return self._nouns_beside[figure]

    def _body(
        self, key: str, start: int, end: int, confidence: float, reason: str
    ) -> SpeakerDecision:
        name = self.tokens.span_text(start, end)
        mention = self.conclude.chars(start, end)
        return SpeakerDecision(key, name, "organization", mention, confidence, reason=reason)

    def begins_a_body(self, name: NameMention) -> bool:
        """Tell whether a name only begins a body's: `Lake` in "the Lake campaign's website"."""
        nouns = self.tokens.lexicon.organization_nouns
        return name.end < len(self.tokens) and self.tokens.singular(name.end) in nouns

    def decide_owner(self, key: str, noun: str, start: int, head: int) -> SpeakerDecision | None:
        """Decide for the body before a document's noun: "the ports committee report"."""
        figure, _ = self._figure_by_noun(noun, head)
        if figure is not None:
            return self.conclude.decided(key, figure, 0.65, _ISSUED)
        if head - start > 2 and self.tokens.lowers[start] == "the":
            return self._body(key, start + 1, head, 0.6, _ISSUED)
        return None


def _is_initial(noun: str, name: str) -> bool:
    """Tell whether a noun can be one of the words that capitals stand for: the `agency`, FSA."""
    letters = name.replace(".", "").lower()
    return name.isupper() and 2 < len(letters) < 6 and noun in _IN_ACRONYMS and noun[0] in letters


def _kind_of(noun: str) -> frozenset[str]:
    """Return the nouns that may stand for the same bodies as a noun."""
    return next((kind for kind in _KINDS if noun in kind), frozenset())
