"""A semi-Markov CRF over BIO tags: what a sequence of spans costs, against all others.

Each word is scored by its tag, each two neighbours by their tags (Lafferty et al., 2001), and each
whole span by how its first word goes with its last (Sarawagi & Cohen, 2004; the score is a dot
product of two vectors, as for the arcs of a parser). `quotes/pipeline/segments.py` reads with it.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from quotes.pipeline.decoding import FORBIDDEN, is_legal


class SemiCrf(nn.Module):
    """The tables between neighbouring words, and the loss of a batch."""

    def __init__(self, tags: tuple[str, ...]) -> None:
        super().__init__()
        self.kinds = (len(tags) - 1) // 2
        self.transitions = nn.Parameter(torch.zeros(len(tags), len(tags)))
        self.starts = nn.Parameter(torch.zeros(len(tags)))
        legal = torch.tensor([[is_legal(a, b) for b in tags] for a in tags])
        self.register_buffer("illegal", (~legal).float() * FORBIDDEN)
        first = torch.tensor([is_legal("O", tag) for tag in tags])
        self.register_buffer("illegal_start", (~first).float() * FORBIDDEN)

    def tables(self) -> tuple[Tensor, Tensor]:
        """Return (transitions, starts) with the illegal ones forbidden."""
        return self.transitions + self.illegal, self.starts + self.illegal_start

    def loss(
        self, scores: Tensor, tags: Tensor, mask: Tensor, span_starts: Tensor, span_ends: Tensor
    ) -> Tensor:
        """Return the mean negative log-likelihood a word.

        `scores` is (windows, words, tags), `tags` and `mask` (windows, words), `span_starts` and
        `span_ends` (windows, words, kinds × width).
        """
        shape = (self.kinds, -1)
        whole = torch.einsum(
            "bikd,bjkd->bijk", span_starts.unflatten(-1, shape), span_ends.unflatten(-1, shape)
        )
        gold = self._score_of_tags(scores, tags, mask) + _score_of_spans(whole, tags, mask)
        return (self._score_of_all(scores, whole, mask) - gold).sum() / mask.sum()

    def _score_of_tags(self, scores: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        transitions, starts = self.tables()
        emitted = scores.gather(2, tags[:, :, None]).squeeze(2) * mask
        moved = transitions[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]
        return starts[tags[:, 0]] + emitted.sum(1) + moved.sum(1)

    def _score_of_all(self, scores: Tensor, whole: Tensor, mask: Tensor) -> Tensor:
        """Return the logarithm of the sum over all sequences, a value a window.

        `whole` is (windows, first word, last word, kinds).
        """
        transitions, starts = self.tables()
        begins = 1 + 2 * torch.arange(self.kinds)
        insides = begins + 1
        stay = transitions[insides, insides]
        within = (scores[:, :, insides] + stay).cumsum(1)
        first = scores[:, :, begins]
        enter = transitions[begins, insides] - stay
        single = whole.diagonal(dim1=1, dim2=2).transpose(1, 2) + first
        # All of a longer span but its running sum up to the last word, by that word.
        longer = (whole + (first + enter - within)[:, :, None]).unbind(2)
        lengths = mask.sum(1).long()
        total = scores.new_zeros(len(scores))
        reached = starts.expand(len(scores), -1)
        ends = reached
        opened: list[Tensor] = []
        for step in range(scores.shape[1]):
            if step:
                reached = torch.logsumexp(ends[:, :, None] + transitions, dim=1)
            here = reached[:, begins]
            if step:
                sums = torch.stack(opened, 1) + longer[step][:, :step]
                closed = torch.logsumexp(sums, dim=1) + within[:, step]
            else:
                closed = torch.full_like(here, FORBIDDEN)
            opened.append(here)
            outside = reached[:, :1] + scores[:, step, :1]
            pairs = torch.stack([here + single[:, step], closed], -1).flatten(1)
            ends = torch.cat([outside, pairs], 1)
            total = torch.where(lengths == step + 1, torch.logsumexp(ends, 1), total)
        return total


def _score_of_spans(whole: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
    """Return the sum of the scores of the spans that `tags` say, a value a window."""
    places: list[list[int]] = []
    lengths = mask.sum(1).long().tolist()
    for row, (line, length) in enumerate(zip(tags.tolist(), lengths, strict=True)):
        for position, tag in enumerate(line[:length]):
            if tag % 2:
                places.append([row, position, position, tag // 2])
            elif tag:
                places[-1][2] = position
    total = whole.new_zeros(len(tags))
    if not places:
        return total
    rows, firsts, lasts, kinds = torch.tensor(places).T
    return total.index_add(0, rows, whole[rows, firsts, lasts, kinds])
