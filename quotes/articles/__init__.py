"""Room 1: from files, folders, streams and web pages to `Article` records.

Hands on articles with unique ids and exact text; everything after this room works on them alone.
"""

from quotes.articles.reading import LocatedArticle, locate_articles, read_articles
from quotes.articles.samples import samples_folder

__all__ = ["LocatedArticle", "locate_articles", "read_articles", "samples_folder"]
