"""From the words of a source to a name: which mentions lead there?

Made right after an attribution is decided, from what was noted of the one it was decided for.
"""

from __future__ import annotations

from quotes.pipeline.people_attention import Note
from quotes.pipeline.people_cast import Figure
from quotes.pipeline.people_decisions import SpeakerDecision, WordRange
from quotes.pipeline.people_evidence import EvidenceLink, LinkKind, SpeakerEvidence
from quotes.pipeline.people_story import Story


def trace(story: Story, decision: SpeakerDecision, reasons: tuple[str, ...]) -> SpeakerEvidence:
    """Return what shows that a decision about the attribution in hand is right."""
    source = _link(story, _kind_of_source(story), story.sources[0]) if story.sources else None
    figure = story.conclude.figure_of(decision)
    is_named = source is not None and source.kind in ("name", "short name")
    links = [] if figure is None or is_named else _mentions_before(story, figure)
    if decision.mention is not None:
        start_char, end_char = decision.mention
        kind: LinkKind = "description" if decision.kind in ("unnamed", "group") else "name"
        text = story.tokens.text[start_char:end_char]
        links.append(EvidenceLink(kind, text, start_char, end_char))
    chain = {(link.start_char, link.end_char): link for link in links}
    if source is not None and len(chain) > 1:
        chain.pop((source.start_char, source.end_char), None)
    return SpeakerEvidence(source, tuple(chain.values()), decision.reason, reasons)


def _kind_of_source(story: Story) -> LinkKind:
    start, end = story.sources[0]
    if end - start == 1 and story.tokens.lowers[start] in story.tokens.lexicon.pronouns:
        return "pronoun"
    name = story.cast.at_word.get(end - 1)
    if name is None or name.start < start:
        return "source"
    return "short name" if len(name.words) == 1 else "name"


def _link(story: Story, kind: LinkKind, words: WordRange) -> EvidenceLink:
    start, end = words
    return EvidenceLink(kind, story.tokens.span_text(start, end), *story.conclude.chars(start, end))


def _mentions_before(story: Story, figure: Figure) -> list[EvidenceLink]:
    """Return the last mention of somebody before the place, and the last by name if it is none."""
    notes = [note for note in story.attention.notes.get(figure, ()) if note.word < story.place]
    if not notes:
        return []
    links = [_link_of_note(story, notes[-1])]
    if notes[-1].form != "name":
        named = [note for note in notes if note.form == "name"]
        links += [_link_of_note(story, note) for note in named[-1:]]
    return links


def _link_of_note(story: Story, note: Note) -> EvidenceLink:
    name = story.cast.at_word.get(note.word)
    if name is not None:
        kind: LinkKind = "short name" if len(name.words) == 1 else "name"
        return _link(story, kind, (name.start, name.end))
    if note.form == "pronoun":
        return _link(story, "pronoun", (note.word, note.word + 1))
    if note.word in story.source_at:
        words = story.source_at[note.word]
        return _link(story, "pronoun" if words[1] - words[0] == 1 else "description", words)
    phrase = story.discourse.phrase_at.get(note.word)
    if note.form == "phrase" and phrase is not None:
        return _link(story, "description", (phrase.start, phrase.end))
    return _link(story, "source", (note.word, note.word + 1))
