"""The baseline: hit@1 / hit@5 of BM25 over Snowball stems, and over character 4-grams, on the evaluation sets.

    python3 keywords.py EVALUATION [DOCUMENT.txt ...]
"""
import math
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from corpus import normalise
from evaluate import Evaluation, describe, ranks_of
from gloss import stem_of

SATURATION, LENGTH_NORMALISATION = 1.2, 0.75


def stems_of(text: str) -> list[str]:
    return [stem_of(word) for word in normalise(text).split()]


def grams_of(text: str) -> list[str]:
    padded = f' {normalise(text)} '
    return [padded[at:at + 4] for at in range(len(padded) - 3)]


def bm25(queries: list[list[str]], passages: list[list[str]]) -> np.ndarray:
    """Scores (queries, passages)."""
    lengths = np.array([len(terms) for terms in passages])
    norms = SATURATION * (1 - LENGTH_NORMALISATION + LENGTH_NORMALISATION * lengths / lengths.mean())
    postings: dict[str, list[tuple[int, int]]] = {}
    for row, terms in enumerate(passages):
        for term, count in Counter(terms).items():
            postings.setdefault(term, []).append((row, count))
    scores = np.zeros((len(queries), len(passages)))
    for row, terms in enumerate(queries):
        for term in set(terms):
            found = postings.get(term, [])
            weight = math.log(1 + (len(passages) - len(found) + 0.5) / (len(found) + 0.5))
            for passage, count in found:
                scores[row, passage] += weight * count * (SATURATION + 1) / (count + norms[passage])
    return scores


class KeywordEvaluation(Evaluation):
    """The same sets, with texts as lists of terms instead of tokens."""

    def __init__(self, terms_of, folder: Path, documents: list[Path]):
        self.terms_of = terms_of
        super().__init__(None, folder, documents)

    def encode(self, texts) -> list[list[str]]:
        return [self.terms_of(text) for text in texts]

    def measure(self) -> dict[str, tuple[float, float]]:
        figures = {}
        for name, parts in self.sets.items():
            # Without a term in common nothing is found: a tie counts as a miss.
            ranks = np.concatenate([ranks_of(np.round(bm25(queries, passages), 9), gold, ties_count=True) for queries, passages, gold in parts])
            figures[name] = (float((ranks < 1).mean()), float((ranks < 5).mean()))
        return figures


if __name__ == '__main__':
    folder, *documents = map(Path, sys.argv[1:])
    for name, terms_of in (('stems', stems_of), ('4-grams', grams_of)):
        print(f'BM25 over {name}:', describe(KeywordEvaluation(terms_of, folder, documents).measure()), flush=True)
