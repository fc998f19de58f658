"""Rooms 2 to 4: from an article's text to a spaCy `Doc` that knows its quotes."""
