"""spaCy's English tokenizer, made safe for runs of hundreds of characters without white space.

spaCy strips marks off a run one at a time and looks at the whole run again each time: a row of
10,000 quotation marks takes minutes. Here a long run is cut into stretches that are tokenized one
by one; ordinary words are never that long.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import registry

NAME = "quotes.bounded_tokenizer.v1"
LONGEST_RUN = 160
"""Longer runs are cut; long web addresses stay whole."""

_LONG_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")


class BoundedTokenizer(Tokenizer):  # type: ignore[misc]  # spaCy's is not typed
    """A `Tokenizer` whose time is linear in the length of the text."""

    def __call__(self, string: str) -> Doc:
        """Return the `Doc` of `string`; only runs over `LONGEST_RUN` are treated otherwise."""
        if not _LONG_RUN.search(string):
            whole: Doc = super().__call__(string)
            return whole
        words: list[str] = []
        spaces: list[bool] = []
        for stretch in _stretches(string):
            doc = super().__call__(stretch)
            words.extend(token.text for token in doc)
            spaces.extend(bool(token.whitespace_) for token in doc)
        return Doc(self.vocab, words=words, spaces=spaces)


def _stretches(text: str) -> Iterator[str]:
    """Yield `text` in pieces; each cut is inside or at the edge of a long run."""
    position = 0
    for run in _LONG_RUN.finditer(text):
        if run.start() > position:
            yield text[position : run.start()]
        for start in range(run.start(), run.end(), LONGEST_RUN):
            yield text[start : min(start + LONGEST_RUN, run.end())]
        position = run.end()
    if position < len(text):
        yield text[position:]


@registry.tokenizers(NAME)  # type: ignore[untyped-decorator]
def make_bounded_tokenizer() -> Callable[[Language], BoundedTokenizer]:
    """Return a maker of the bounded tokenizer with the rules of the pipeline's language."""

    def make(nlp: Language) -> BoundedTokenizer:
        create = registry.tokenizers.get("spacy.Tokenizer.v1")()
        plain = create(nlp)
        return BoundedTokenizer(
            nlp.vocab,
            rules=plain.rules,
            prefix_search=plain.prefix_search,
            suffix_search=plain.suffix_search,
            infix_finditer=plain.infix_finditer,
            token_match=plain.token_match,
            url_match=plain.url_match,
        )

    return make
