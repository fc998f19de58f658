"""Which quotes, from whichever outlets, carry the same statement?

Quotes are taken longest first. One that words the statement of a longer one joins it; one that
fits none, or as a fragment fits several, stands alone and may be joined by shorter ones: star
clusters, because chains of look-alikes bridge statements that have nothing to do with each other.
Hands on `QuoteCluster` records; every quote is in exactly one.

What joins a cluster depends on no quote outside the connected part of the graph whose edges are
the pairs with `have_relation`, so that an archive can cluster just the part that changed. Two
quotes with a relation share a key of `statement_keys`.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from quotes.clusters.names import compare_names, name_blocks
from quotes.clusters.similarity import compare_wordings, longest_same, shared_shingles_needed
from quotes.clusters.wording import Wording, read_wording
from quotes.errors import FormatError
from quotes.folding import fold_name
from quotes.records import ClusterMember, Quote, QuoteCluster, Relation, Speaker

_DENIALS = frozenset(
    """deny denies denied denying reject rejects rejected rejecting refute refutes refuted
    dispute disputes disputed dismiss dismisses dismissed""".split()
)


def cluster_quotes(quotes: Iterable[Quote]) -> list[QuoteCluster]:
    """Group quotes that carry the same statement; each quote is in exactly one cluster.

    The clusters come in the order in which their first members were published, undated ones
    last; so do the members of each, after its representative, the longest form. The input's
    order makes no difference. A repeated record counts once.

    A cluster's `id` is a digest of the id of its earliest member by (date, id): it stays with
    the statement while later quotes join, and changes only if an earlier one is found.

    Raises:
        FormatError: two different quotes have the same id.
    """
    entries = sorted((_prepare(quote) for quote in _without_repeats(quotes)), key=_longest_first)
    frequency = Counter(key for entry in entries for key in entry.keys)
    statements: list[_Statement] = []
    postings: dict[str, list[int]] = {}
    for entry in entries:
        candidates = _find_candidates(entry, statements, postings, frequency)
        chosen = _choose(entry, _find_fits(entry, candidates))
        if chosen:
            chosen[0].add(entry, chosen[1])
            continue
        for key in entry.keys:
            postings.setdefault(key, []).append(len(statements))
        statements.append(_Statement(entry))
    clusters = sorted(
        (_to_cluster(statement) for statement in statements), key=lambda pair: pair[0]
    )
    return [cluster for _, cluster in clusters]


def statement_keys(quote: Quote) -> frozenset[str]:
    """Return the keys by which quotes of one statement can be found: they share at least one.

    Shingles of three words; for the sake of fragments also pairs of content words; and a text
    too short to be recognised by its words as a whole, within its article.
    """
    wording = read_wording(quote.text)
    keys = wording.shingles | wording.content_pairs
    if wording.is_short:
        keys |= {f"{quote.article_id}\n{' '.join(wording.words)}"}
    return keys


def have_relation(one: Quote, other: Quote) -> bool:
    """Tell whether two quotes, looked at by themselves, carry the same statement."""
    first, second = sorted((_prepare(one), _prepare(other)), key=_longest_first)
    return _find_relation(first, second) is not None


# --- Candidates ----------------------------------------------------------------------------------


class _Entry(NamedTuple):
    quote: Quote
    wording: Wording
    keys: frozenset[str]
    speaker: Speaker | None
    """The speaker where one is named; "officials" and "a source" tell nobody apart."""
    name_blocks: frozenset[str]
    """Of a person's name, what it must share with the names that may be the same."""


@dataclass(slots=True)
class _Statement:
    """A cluster in the making: the longest form in the centre, and what has joined it."""

    center: _Entry
    members: list[tuple[_Entry, Relation]] = field(default_factory=list)
    named: list[_Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.add(self.center, "same")

    def add(self, entry: _Entry, relation: Relation) -> None:
        self.members.append((entry, relation))
        if entry.speaker:
            self.named.append(entry)

    def accepts(self, entry: _Entry) -> bool:
        """Tell whether no member was said by somebody else than the entry was."""
        return all(_speakers_agree(member, entry) for member in self.named)


def _prepare(quote: Quote) -> _Entry:
    speaker = quote.speaker
    is_named = speaker is not None and speaker.kind != "unnamed" and fold_name(speaker.name) != ""
    named = speaker if is_named else None
    blocks = name_blocks(named.name) if named and named.kind == "person" else frozenset()
    return _Entry(quote, read_wording(quote.text), statement_keys(quote), named, blocks)


def _without_repeats(quotes: Iterable[Quote]) -> Iterator[Quote]:
    seen: dict[str, Quote] = {}
    for quote in quotes:
        known = seen.setdefault(quote.id, quote)
        if known is quote:
            yield quote
        elif known != quote:
            raise FormatError(
                f"two different quotes have the id {quote.id}; quotes from separate runs over"
                " files of the same name cannot be clustered together"
            )


def _longest_first(entry: _Entry) -> tuple[int, int, bool, tuple[int, str], str]:
    words, segments = entry.wording.words, entry.wording.segments
    # Of equal forms the named one comes first: an unknown speaker's then has to choose.
    is_unnamed = entry.speaker is None
    return -len(words), len(segments), is_unnamed, published_order(entry.quote), entry.quote.id


def _find_candidates(
    entry: _Entry,
    statements: Sequence[_Statement],
    postings: dict[str, list[int]],
    frequency: Counter[str],
) -> list[_Statement]:
    """Return the statements that share enough keys with an entry, in the order they began.

    Where `needed` of n shingles must be shared, one of any n - needed + 1 is: the commonest need
    not be looked up, which keeps stock phrases from making every quote a candidate.
    """
    own = entry.wording.shingles
    needed = 0 if entry.wording.is_short else shared_shingles_needed(len(own))
    keys: Iterable[str] = entry.keys
    if needed:
        keys = sorted(own, key=lambda key: (frequency[key], key))[: len(own) - needed + 1]
    return [
        statements[at]
        for at in sorted({at for key in keys for at in postings.get(key, ())})
        if _names_may_agree(entry, center := statements[at].center)
        and len(own & center.wording.shingles) >= needed
    ]


def _names_may_agree(one: _Entry, other: _Entry) -> bool:
    blocks, others = one.name_blocks, other.name_blocks
    return not blocks or not others or not blocks.isdisjoint(others)


def _find_fits(
    entry: _Entry, candidates: Iterable[_Statement]
) -> list[tuple[_Statement, Relation]]:
    """Return the statements an entry fits; of those it is a fragment of, no more than two."""
    fits: list[tuple[_Statement, Relation]] = []
    part_count = 0
    longest = longest_same(len(entry.wording.words))
    for statement in candidates:
        if part_count > 1 and len(statement.center.wording.words) > longest:
            continue
        relation = _find_relation(statement.center, entry)
        if relation and statement.accepts(entry):
            fits.append((statement, relation))
            part_count += relation != "same"
    return fits


# --- Verification --------------------------------------------------------------------------------


def _find_relation(center: _Entry, entry: _Entry) -> Relation | None:
    """Return how `entry` relates to a form that is at least as long, by these two alone."""
    ours, theirs = entry.quote, center.quote
    if not _same_act(ours, theirs) or not _speakers_agree(center, entry):
        return None
    is_one_article = ours.article_id == theirs.article_id
    if is_one_article and entry.wording.words == center.wording.words and entry.wording.words:
        return "same"
    relation = compare_wordings(entry.wording, center.wording)
    # A fragment of two or three words proves nothing by itself: the speaker must be known.
    if entry.wording.is_short and not is_one_article and not (entry.speaker and center.speaker):
        return None
    return relation


def _same_act(one: Quote, other: Quote) -> bool:
    """Tell whether both quotes do the same with their words: asserting, asking, denying …"""
    return (
        one.modality == other.modality
        and (one.medium == "thought") == (other.medium == "thought")
        and _is_denial(one) == _is_denial(other)
        and one.id != other.nested_in
        and other.id != one.nested_in
    )


def _is_denial(quote: Quote) -> bool:
    """Tell whether the words are what was denied: "denied that …", but not "denied: “I …”"."""
    if quote.kind != "indirect" or quote.cue is None:
        return False
    return not _DENIALS.isdisjoint(fold_name(quote.cue.text).split())


def _speakers_agree(one: _Entry, other: _Entry) -> bool:
    """Tell whether two quotes can be by one speaker; somebody unknown can be anyone."""
    if one.speaker is None or other.speaker is None:
        return True
    if one.speaker.kind == other.speaker.kind == "person":
        return compare_names(one.speaker.name, other.speaker.name) != "different"
    first, second = _words_of_side(one, other), _words_of_side(other, one)
    return first <= second or second <= first


def _words_of_side(entry: _Entry, other: _Entry) -> set[str]:
    """Return the words an organisation is known by; beside one, a person's role and affiliation.

    A ministry and its spokesman are one speaker where the role names the ministry.
    """
    speaker, role = entry.speaker, entry.quote.role
    assert speaker is not None
    texts = [speaker.name]
    if speaker.kind == "person" and other.speaker and other.speaker.kind != "person" and role:
        texts = [role.text, role.affiliation or ""]
    return {word for text in texts for word in fold_name(text).split()} - {"the", "of", "s"}


def _choose(
    entry: _Entry, fits: Sequence[tuple[_Statement, Relation]]
) -> tuple[_Statement, Relation] | None:
    """Return the one statement that an entry joins, nothing where it cannot be told.

    A whole form beats a fragment. Where an unknown speaker's words are those of several named
    ones, it joins only others of whom nobody knows the speaker either.
    """
    same = [fit for fit in fits if fit[1] == "same"]
    if len(same) > 1 and entry.speaker is None:
        same = [fit for fit in same if not fit[0].named]
        return same[0] if same else None
    if same:
        return max(same, key=lambda fit: fit[0].center.wording.words == entry.wording.words)
    return fits[0] if len(fits) == 1 else None


# --- Records -------------------------------------------------------------------------------------


def published_order(quote: Quote) -> tuple[int, str]:
    """Return the key that sorts quotes by the moment of publication, undated ones last.

    A date alone counts as its first moment, a time without a zone as UTC.
    """
    published = quote.published or ""
    try:
        moment = datetime.fromisoformat(published)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return 0, moment.astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        return 1, published


def _to_cluster(statement: _Statement) -> tuple[tuple[tuple[int, str], str], QuoteCluster]:
    """Return the record of a statement, after the key that sorts it among others."""
    ordered = sorted(
        ((published_order(entry.quote), entry.quote.id), entry.quote, relation)
        for entry, relation in statement.members
    )
    key, earliest, _ = ordered[0]
    center = statement.center.quote
    members = [(quote, relation) for _, quote, relation in ordered if quote is not center]
    cluster = QuoteCluster(
        id="c" + hashlib.sha256(earliest.id.encode(errors="surrogatepass")).hexdigest()[:15],
        representative_id=center.id,
        first_published=earliest.published,
        quotes=tuple(_to_member(*member) for member in [(center, "same"), *members]),
    )
    return key, cluster


def _to_member(quote: Quote, relation: Relation) -> ClusterMember:
    values = {name: getattr(quote, name) for name in Quote.model_fields}
    return ClusterMember(**values, relation=relation)
