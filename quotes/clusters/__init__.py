"""Room 5: which quotes are one statement, and which speakers are one person, across outlets?

Takes `Quote` records and hands on `QuoteCluster` and `Person` records. Needs no spaCy.
"""

from quotes.clusters.people import group_people, identify_speakers
from quotes.clusters.statements import cluster_quotes, have_relation

__all__ = [
    "cluster_quotes",
    "group_people",
    "have_relation",
    "identify_speakers",
]
