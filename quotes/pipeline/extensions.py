"""`doc._.quotes`: the quotes of a `Doc` as records, built from its spans and `user_data`.

A getter, so that it also works on a `Doc` that came back from `DocBin` or another process.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from spacy.tokens import Doc

from quotes.pipeline.parts import ATTRIBUTIONS_KEY
from quotes.pipeline.people_decisions import BYLINE_KEY, SPANS_KEY, SPEAKERS_KEY
from quotes.records import CONTENT_JOINER, Article, CharSpan, Quote, Role, Speaker

ARTICLE_ID_KEY = "quotes.article_id"
"""`doc.user_data` key under which a user may name the article; it begins the quotes' ids."""

_OUTLET_WORDS = frozenset(
    "magazine review journal weekly daily news newspaper online radio tv media quarterly".split()
)
"""What an outlet leaves out of its name in front of its own questions."""

__all__ = ["ARTICLE_ID_KEY", "BYLINE_KEY", "quotes_in", "register_extensions"]


def register_extensions() -> None:
    """Register `doc._.quotes` once; an extension of that name that is already there is kept."""
    if not Doc.has_extension("quotes"):
        Doc.set_extension("quotes", getter=quotes_in)


def quotes_in(doc: Doc, article: Article | None = None) -> tuple[Quote, ...]:
    """Return the quotes of `doc` in the order of the text.

    `article` gives identity, outlet and date; its text must be that of `doc`.
    """
    if article is None:
        article = Article(id=str(doc.user_data.get(ARTICLE_ID_KEY, "doc")), text=doc.text)
    facts: dict[str, dict[str, Any]] = doc.user_data.get(ATTRIBUTIONS_KEY, {})
    speakers: dict[str, dict[str, Any]] = doc.user_data.get(SPEAKERS_KEY, {})
    roles = {span.id_: span for span in doc.spans.get(SPANS_KEY, []) if span.label_ == "ROLE"}
    identities = _identities(article.id, facts)
    quotes = []
    for key, fact in facts.items():
        content = tuple(article.span(*chars) for chars in fact["content"])
        known = speakers.get(key, {})
        cue = _span(article, fact["cue"])
        speaker = _speaker(article, known)
        if speaker is not None and cue is not None and cue.text == ":":
            speaker = _outlet_in_full(speaker, article.outlet)
        quotes.append(
            Quote(
                id=identities[key],
                article_id=article.id,
                outlet=article.outlet,
                title=article.title,
                url=article.url,
                published=article.published,
                kind=fact["kind"],
                medium=fact["medium"],
                modality=fact["modality"],
                text=CONTENT_JOINER.join(span.text for span in content),
                content=content,
                cue=cue,
                source=_span(article, fact["source"]),
                speaker=speaker,
                speaker_candidates=tuple(
                    found
                    for found in (_speaker(article, c) for c in known.get("candidates", ()))
                    if found is not None
                ),
                role=_role(article, roles.get(key), known) if speaker else None,
                nested_in=identities.get(fact["nested_in"]),
                confidence=round(fact["confidence"], 3),
            )
        )
    return tuple(quotes)


def _identities(article_id: str, facts: dict[str, dict[str, Any]]) -> dict[str | None, str]:
    """Return each attribution's id: where its first content begins, numbered from the second on."""
    seen: Counter[int] = Counter()
    identities: dict[str | None, str] = {}
    for key, fact in facts.items():
        start_char = fact["content"][0][0]
        seen[start_char] += 1
        ending = f".{seen[start_char]}" if seen[start_char] > 1 else ""
        identities[key] = f"{article_id}:{start_char}{ending}"
    return identities


def _span(article: Article, chars: list[int] | None) -> CharSpan | None:
    return None if chars is None else article.span(*chars)


def _speaker(article: Article, known: dict[str, Any]) -> Speaker | None:
    if not known.get("name"):
        return None
    return Speaker(
        name=known["name"],
        kind=known["kind"],
        mention=_span(article, known.get("mention")),
        confidence=round(known["confidence"], 3),
    )


def _outlet_in_full(speaker: Speaker, outlet: str | None) -> Speaker:
    """Return the speaker of a label such as "Breakwater:" as the outlet, if it is short for that.

    The questions of an interview bear the first words of the outlet's name, or its initials.
    """
    words = [word for word in (outlet or "").split() if word.lower() != "the"]
    shorter = " ".join(words[:-1]) if words[-1:] and words[-1].lower() in _OUTLET_WORDS else None
    initials = "".join(word[0] for word in words) if len(words) > 1 else None
    if outlet is None or speaker.name not in (shorter, initials):
        return speaker
    return speaker.model_copy(update={"name": outlet, "kind": "organization"})


def _role(article: Article, span: Any, known: dict[str, Any]) -> Role | None:
    if span is None:
        return None
    mention = article.span(span.start_char, span.end_char)
    return Role(text=mention.text, mention=mention, affiliation=known.get("affiliation"))
