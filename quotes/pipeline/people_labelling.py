"""Is this name a person's, a body's or a place's, by all of its places in the article?

The network labels each place by itself. Hands on the same mentions with labels that agree.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

from quotes.pipeline.mentions import FIRM_ENDINGS, NameMention
from quotes.pipeline.people_tokens import Tokens

_MIN_RUN = 4


def agree_on_labels(tokens: Tokens, mentions: list[NameMention]) -> list[NameMention]:
    """Give the same words the same label throughout, the one they have most often.

    A single word that is marked as a person's name as often as not is a person's only where it is
    the surname of somebody named in full; countries are never people.
    """
    mentions = _without_headline_runs(tokens, mentions)
    mentions = [_person_by_place(tokens, mention) for mention in mentions]
    counts: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        counts[mention.words][mention.label] += 1
    surnames = {words[-1] for words, found in counts.items() if len(words) > 1 and found["PERSON"]}
    countries = set(tokens.lexicon.demonyms.values())
    firms = _short_names_of_bodies(mentions, surnames)
    titled = {one.words for one in mentions if one.start and tokens.title_at(one.start - 1)}

    def settle(mention: NameMention) -> NameMention:
        found = counts[mention.words]
        single = len(mention.words) == 1
        if single and mention.words[0] in surnames:
            return mention
        label = max(found, key=lambda one: (found[one], (one == "PERSON") is not single))
        if single and label == "PERSON" and mention.gender == "-" and mention.words not in titled:
            word = tokens.lowers[mention.start - 1] if mention.start else ""
            if mention.words[0] in firms:
                label = "ORG"
            elif mention.words[0] in countries:
                label = "GPE"
            elif word in tokens.lexicon.organization_nouns or _is_called_body(tokens, mention):
                label = "ORG"  # "the news agency SENA", "Orvik, the company that built it"
        return mention if label == mention.label else replace(mention, label=label)

    settled = [settle(mention) for mention in mentions]
    bodies = {mention.words for mention in settled if mention.label == "ORG"}
    return [
        replace(mention, label="ORG")
        if mention.words in bodies and mention.is_person and len(mention.words) == 1
        else mention
        for mention in settled
    ]


def _without_headline_runs(tokens: Tokens, mentions: list[NameMention]) -> list[NameMention]:
    """Leave out what a headline's capitals make look like one long name of a body.

    "Tilda Marsh Backs Orvik" stays nobody's name, unless the article has it again.
    """
    headlines = headline_sentences(tokens, mentions)
    elsewhere = {
        mention.words for mention in mentions if tokens.sentences[mention.start] not in headlines
    }
    return [
        mention
        for mention in mentions
        if mention.label != "ORG"
        or len(mention.words) < _MIN_RUN
        or tokens.sentences[mention.start] not in headlines
        or mention.words in elsewhere
        or tokens.singular(mention.end - 1) in tokens.lexicon.organization_nouns
    ]


def _person_by_place(tokens: Tokens, mention: NameMention) -> NameMention:
    """Take a name between commas after a noun for a person for his or hers: `the party leader`."""
    comma = mention.start - 1
    if mention.label != "ORG" or comma < 1 or len(mention.words) < 2:
        return mention
    is_beside = tokens.words[comma] == "," and tokens.words[mention.end : mention.end + 1] == [","]
    if not is_beside or tokens.upos[comma - 1] != "NOUN" or not tokens.role_group(comma - 1):
        return mention
    nouns = tokens.lexicon.organization_nouns
    is_body = any(tokens.singular(index) in nouns for index in range(mention.start, mention.end))
    is_body = is_body or mention.words[-1] in FIRM_ENDINGS
    is_several = tokens.looks_plural(comma - 1)
    return mention if is_body or is_several else replace(mention, label="PERSON")


def headline_sentences(tokens: Tokens, people: list[NameMention]) -> set[int]:
    """Return the sentences that name people, are nearly all capitals', and have no plain verb.

    In "Orvik Slams Marsh Over Bridge" every word may be taken for a part of a name.
    """
    capitals: dict[int, list[bool]] = {tokens.sentences[mention.start]: [] for mention in people}
    plain: set[int] = set()
    for index, sentence in enumerate(tokens.sentences):
        if sentence not in capitals:
            continue
        capital = tokens.is_capitalised(index)
        if not capital and tokens.is_finite(index):
            plain.add(sentence)
        if len(tokens.words[index]) > 3 and not tokens.title_at(index):
            capitals[sentence].append(capital)
    return {
        sentence
        for sentence, found in capitals.items()
        if sentence not in plain and len(found) > 2 and sum(found) >= 0.75 * len(found)
    }


def _short_names_of_bodies(mentions: list[NameMention], surnames: set[str]) -> set[str]:
    """Return first words of bodies' names that may stand for them: `Orvik` for Orvik Chemicals.

    Beside firms any body will do that was named in full before its first word stood alone.
    """
    short: set[str] = set()
    alone: set[str] = set()
    for mention in mentions:
        if len(mention.words) == 1:
            alone.add(mention.words[0])
            continue
        is_first = mention.words[-1] in FIRM_ENDINGS or mention.words[0] not in alone
        if mention.label == "ORG" and mention.words[0] not in surnames and is_first:
            short.add(mention.words[0])
    return short


def _is_called_body(tokens: Tokens, mention: NameMention) -> bool:
    """Tell whether a noun for a body is set beside a name: `Orvik, the company that …`."""
    comma = mention.start - 1
    if (
        comma > 0
        and tokens.words[comma] == ","
        and tokens.words[mention.end : mention.end + 1] == [","]
    ):
        noun = tokens.singular(comma - 1)  # "the regulator, Ofwell,"
        if noun in tokens.lexicon.organization_nouns and not tokens.role_group(comma - 1):
            return True
    index = mention.end + 1
    if tokens.words[mention.end : index] != [","] or tokens.lowers[index : index + 1] not in (
        ["the"],
        ["a"],
        ["an"],
    ):
        return False
    index += 1
    while index + 1 < len(tokens) and tokens.upos[index] in ("ADJ", "NOUN", "PROPN"):
        index += 1
    return tokens.singular(index - 1) in tokens.lexicon.organization_nouns
