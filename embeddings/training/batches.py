"""Draws batches of pairs of texts that belong together: what asks, and what it asks for."""
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from model import Texts
from pools import Pool, copy_spans, open_pools

LONGEST_QUERY = 64  # tokens


@dataclass
class Batch:
    task: str
    queries: Texts
    passages: Texts
    query_ids: np.ndarray
    passage_ids: np.ndarray


class Sampler:
    """Each batch is of one task, so that nothing but meaning tells its texts apart."""

    def __init__(self, work: Path, settings: dict):
        self.random = np.random.default_rng(settings['seed'])
        self.settings = settings
        self.pools = open_pools(work, settings, self.random)

    def draw(self, size: int) -> Batch:
        shares = np.array([self.settings['tasks'][task] for task in self.pools], float)
        task = list(self.pools)[self.random.choice(len(shares), p=shares / shares.sum())]
        is_close = self.random.random() < self.settings['neighbour_share']
        pool = self.pools[task]
        rows = pool.rows(size, self.settings['neighbours'] if is_close else 1)
        if task == 'cloze':
            return Batch(task, *self.cloze(pool, rows), pool.ids[0][rows], pool.ids[0][rows])
        if task in ('gloss', 'restated'):
            return Batch(task, *self.changed(pool, rows), pool.ids[0][rows], pool.ids[0][rows])
        passage = self.settings['longest_passage']
        longest = (passage, passage) if task == 'translation' else (LONGEST_QUERY, passage)
        texts = [self.crop(column, rows, most) for column, most in zip(pool.columns, longest)]
        return Batch(task, *texts, pool.ids[0][rows], pool.ids[1][rows])

    def cloze(self, pool: Pool, rows: np.ndarray) -> tuple[Texts, Texts]:
        """A span of a paragraph asks for the rest of it."""
        column = pool.columns[0]
        begin, length = self.window(column, rows, self.settings['longest_passage'])
        span = self.span(length)
        offset = (self.random.random(len(rows)) * (length - span + 1)).astype(np.int64)
        kept = self.random.random(len(rows)) < self.settings['kept_spans']
        # The passage is two pieces: what is before the span, and what is after (all of it, where the span is kept).
        before = np.where(kept, 0, offset)
        pieces = np.stack([begin, np.where(kept, begin, begin + offset + span)], 1).ravel()
        lengths = np.stack([before, np.where(kept, length, length - offset - span)], 1).ravel()
        tokens, offsets = copy_spans(column.tokens, pieces, lengths)
        return Texts(*copy_spans(column.tokens, begin + offset, span)), Texts(tokens, offsets[::2].copy())

    def changed(self, pool: Pool, rows: np.ndarray) -> tuple[Texts, Texts]:
        """A span of a paragraph said in other words (or in English) asks for the paragraph, or the other way round."""
        sides = [0, 1] if self.random.random() < 0.5 else [1, 0]
        asking, asked = pool.columns[sides[0]], pool.columns[sides[1]]
        begin, length = self.window(asking, rows, self.settings['longest_passage'])
        span = self.span(length)
        offset = (self.random.random(len(rows)) * (length - span + 1)).astype(np.int64)
        return Texts(*copy_spans(asking.tokens, begin + offset, span)), self.crop(asked, rows, self.settings['longest_passage'])

    def span(self, length: np.ndarray) -> np.ndarray:
        shortest, longest = self.settings['span']
        longest = np.minimum(longest, length // 2)
        return (shortest + self.random.random(len(length)) * (longest - shortest + 1)).astype(np.int64)

    def crop(self, column: Texts, rows: np.ndarray, most: int) -> Texts:
        return Texts(*copy_spans(column.tokens, *self.window(column, rows, most)))

    def window(self, column: Texts, rows: np.ndarray, most: int) -> tuple[np.ndarray, np.ndarray]:
        """Where to begin in the tokens, and how many to take: any stretch of at most so many."""
        begin, whole = column.offsets[rows], column.offsets[rows + 1] - column.offsets[rows]
        length = np.minimum(whole, most)
        return begin + (self.random.random(len(rows)) * (whole - length + 1)).astype(np.int64), length
