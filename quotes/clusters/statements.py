"""Which quotes, from whichever outlets, carry the same statement?

Quotes are taken longest first, and each joins the statement it words or begins one of its own
(`quotes.clusters.stars`). Hands on `QuoteCluster` records; every quote is in exactly one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from quotes.clusters.decisions import NOTHING_DECIDED, Naming
from quotes.clusters.forms import Form, Moment, find_relation, read_form
from quotes.clusters.members import build_cluster
from quotes.clusters.retranslations import find_retranslations
from quotes.clusters.stars import Statement, choose_statement
from quotes.errors import FormatError
from quotes.records import Quote, QuoteCluster, Relation


def cluster_quotes(quotes: Iterable[Quote], naming: Naming = NOTHING_DECIDED) -> list[QuoteCluster]:
    """Group quotes that carry the same statement; each quote is in exactly one cluster.

    The clusters come in the order in which their first members were published, undated ones
    last; so do the members of each, after its representative, the longest form. The input's
    order makes no difference. A repeated record counts once.

    A cluster's `id` is a digest of the id of its earliest member by (date, id): it stays with
    the statement while later quotes join, and changes only if an earlier one is found.

    `naming` is what somebody decided about the names of speakers.

    Raises:
        FormatError: two different quotes have the same id.
    """
    records = {quote.id: quote for quote in _without_repeats(quotes)}
    statements = cluster_forms(read_form(quote, naming) for quote in records.values())
    return [to_cluster(statement, records) for statement in sorted(statements, key=first_moment)]


def cluster_forms(forms: Iterable[Form]) -> list[Statement]:
    """Group forms into statements, in the order of their centres."""
    # Only here, because it brings numpy with it.
    from quotes.clusters.candidates import Candidates

    ordered = sorted(forms, key=lambda form: form.order)
    candidates = Candidates(ordered)
    begun: dict[int, Statement] = {}
    for rank, form in enumerate(ordered):
        chosen = choose_statement(form, (begun[at] for at in candidates.find(rank)))
        if chosen:
            chosen[0].add(form, chosen[1])
        else:
            begun[rank] = Statement(form)
            candidates.begin(rank)
    statements = list(begun.values())
    _relate(statements)
    return statements


def _relate(statements: list[Statement]) -> None:
    """Let statements that look like one in other words name each other's longest forms."""
    centers = [statement.center for statement in statements]
    for one, other in find_retranslations(centers):
        statements[one].related.append(centers[other])
        statements[other].related.append(centers[one])


def have_relation(one: Quote, other: Quote) -> bool:
    """Tell whether two quotes, looked at by themselves, carry the same statement."""
    first, second = sorted((read_form(one), read_form(other)), key=lambda form: form.order)
    return find_relation(first, second) is not None


def first_moment(statement: Statement) -> tuple[Moment, str]:
    """Return the moment and id of a statement's earliest quote: what sorts statements."""
    return min((form.published, form.id) for form, _ in statement.members)


def cluster_id(earliest_quote_id: str) -> str:
    """Return the id of the statement whose earliest quote has this id."""
    return "c" + hashlib.sha256(earliest_quote_id.encode(errors="surrogatepass")).hexdigest()[:15]


def ordered_members(statement: Statement) -> list[tuple[Form, Relation]]:
    """Return the members with their relations: the centre, then in order of publication.

    Those that are only `related` come last.
    """
    first, *others = statement.members
    related: list[tuple[Form, Relation]] = [(form, "related") for form in statement.related]
    return [first, *sorted(others, key=_by_moment), *sorted(related, key=_by_moment)]


def _by_moment(member: tuple[Form, Relation]) -> tuple[Moment, str]:
    return member[0].published, member[0].id


def to_cluster(statement: Statement, records: dict[str, Quote]) -> QuoteCluster:
    """Return the record of a statement, from the records of its quotes by id."""
    earliest = records[first_moment(statement)[1]]
    members = [(records[form.id], relation) for form, relation in ordered_members(statement)]
    return build_cluster(cluster_id(earliest.id), members, earliest.published)


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
