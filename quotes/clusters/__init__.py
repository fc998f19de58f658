"""Room 5: which quotes are one statement, and which speakers are one person, across outlets?

Takes `Quote` records and hands on `QuoteCluster` and `Person` records. Needs no spaCy.
"""

from quotes.clusters.statements import cluster_quotes, have_relation, statement_keys
from quotes.clusters.wording import shingles

__all__ = ["cluster_quotes", "have_relation", "shingles", "statement_keys"]
