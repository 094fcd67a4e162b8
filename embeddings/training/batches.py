"""Draws batches of (query, passage) pairs from the token arrays that prepare.py wrote."""
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numba import njit

from corpus import DOMAINS
from model import Texts

LONGEST_PASSAGE = 160  # tokens
LONGEST_QUERY = 64
SHORTEST_PARAGRAPH = 16


@dataclass
class Batch:
    task: str
    queries: Texts
    passages: Texts
    query_ids: np.ndarray
    passage_ids: np.ndarray


@dataclass
class Source:
    """Rows of token ids in one or two columns, with the ids of equal texts of each column."""
    columns: list[Texts]
    ids: list[np.ndarray]
    weight: float


class Pool:
    """Sources drawn from by weight; neighbours can be drawn together, so that a batch has passages that are hard to tell apart."""

    def __init__(self, sources: list[Source], random: np.random.Generator):
        self.random = random
        self.ends = np.cumsum([len(source.columns[0]) for source in sources])
        self.starts = self.ends - [len(source.columns[0]) for source in sources]
        weights = np.array([source.weight for source in sources], float)
        self.shares = weights / weights.sum()
        self.columns = [join([source.columns[k] for source in sources]) for k in range(len(sources[0].columns))]
        self.ids = [np.concatenate([source.ids[k] for source in sources]) for k in range(len(sources[0].columns))]

    def rows(self, count: int, neighbours: int) -> np.ndarray:
        source = self.random.choice(len(self.shares), -(-count // neighbours), p=self.shares)
        room = np.maximum(self.ends[source] - self.starts[source] - neighbours + 1, 1)
        first = self.starts[source] + (self.random.random(len(source)) * room).astype(np.int64)
        rows = first[:, None] + np.arange(neighbours)
        return np.minimum(rows, self.ends[source][:, None] - 1).ravel()[:count]


class Sampler:
    """Each batch is of one task, so that nothing but meaning tells its texts apart."""

    def __init__(self, work: Path, settings: dict):
        self.random = np.random.default_rng(settings['seed'])
        self.settings = settings
        self.pools = {
            'cloze': Pool(paragraph_sources(work, settings), self.random),
            'translation': Pool(two_column_sources(work / 'translations', ('ru', 'en'), settings['translation_power'],
                                                   settings['translation_boost']), self.random),
        }
        for task, folder in (('gloss', 'glosses'), ('restated', 'restated')):
            if settings['tasks'].get(task):
                self.pools[task] = Pool(changed_sources(work, folder, settings), self.random)
        kinds = {name: kind for kind, names in PAIR_KINDS.items() for name in names}
        for kind in PAIR_KINDS:
            chosen = lambda name, kind=kind: kinds.get(name, 'heading') == kind
            self.pools[kind] = Pool(two_column_sources(work / 'pairs', ('query', 'passage'), 0.5, {}, chosen), self.random)

    def draw(self, size: int) -> Batch:
        tasks = self.settings['tasks']
        shares = np.array(list(tasks.values()), float)
        task = list(tasks)[self.random.choice(len(shares), p=shares / shares.sum())]
        isClose = self.random.random() < self.settings['neighbour_share']
        pool = self.pools[task]
        rows = pool.rows(size, self.settings['neighbours'] if isClose else 1)
        if task == 'cloze':
            return Batch(task, *self.cloze(pool, rows), pool.ids[0][rows], pool.ids[0][rows])
        if task in ('gloss', 'restated'):
            return Batch(task, *self.changed(pool, rows), pool.ids[0][rows], pool.ids[0][rows])
        longest = (LONGEST_PASSAGE, LONGEST_PASSAGE) if task == 'translation' else (LONGEST_QUERY, LONGEST_PASSAGE)
        texts = [self.crop(column, rows, most) for column, most in zip(pool.columns, longest)]
        return Batch(task, *texts, pool.ids[0][rows], pool.ids[1][rows])

    def cloze(self, pool: Pool, rows: np.ndarray) -> tuple[Texts, Texts]:
        """A span of a paragraph asks for the rest of it."""
        column = pool.columns[0]
        begin, length = self.window(column, rows, LONGEST_PASSAGE)
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
        begin, length = self.window(asking, rows, LONGEST_PASSAGE)
        span = self.span(length)
        offset = (self.random.random(len(rows)) * (length - span + 1)).astype(np.int64)
        return Texts(*copy_spans(asking.tokens, begin + offset, span)), self.crop(asked, rows, LONGEST_PASSAGE)

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


PAIR_KINDS = {
    'heading': [],  # everything not named below: headings and titles with the text under them
    'slug': ['ms_business_central.slug', 'ms_dynamics365_operations.slug', 'ms_cloud_adoption.slug'],
    'paraphrase': ['koziev_paraphrase.pairs', 'koziev_qa.pairs', 'tatoeba_ru.paraphrases'],
    'dictionary': ['dict_wiktionary_en_ru.dict', 'dict_openrussian.dict'],
    'synonym': ['dict_synonyms_abramov.dict'],
}


def paragraph_sources(work: Path, settings: dict) -> list[Source]:
    sources = []
    for domain, names in DOMAINS.items():
        loaded = [long_enough(load(work / 'paragraphs' / f'{name}.npz', 'text')) for name in names
                  if (work / 'paragraphs' / f'{name}.npz').exists()]
        sizes = np.array([len(texts) for texts in loaded]) ** settings['paragraph_power']
        for texts, share in zip(loaded, sizes / sizes.sum()):
            sources.append(Source([texts], [equal_ids(texts)], settings['domains'][domain] * share))
    return sources


def changed_sources(work: Path, folder: str, settings: dict) -> list[Source]:
    sources = []
    for path in sorted((work / folder).glob('*.npz')):
        original, changed = load(work / 'paragraphs' / path.name, 'text'), load(path, 'text')
        rows = np.flatnonzero((np.diff(original.offsets) >= SHORTEST_PARAGRAPH) & (np.diff(changed.offsets) >= SHORTEST_PARAGRAPH))
        original, changed = take(original, rows), take(changed, rows)
        domain = next(domain for domain, names in DOMAINS.items() if path.stem in names)
        weight = len(rows) ** settings['paragraph_power'] * settings['changed_domains'][domain]
        sources.append(Source([changed, original], [equal_ids(original)] * 2, weight))
    return sources


def two_column_sources(folder: Path, names: tuple[str, str], power: float, boost: dict, is_wanted=lambda name: True) -> list[Source]:
    sources = []
    for path in sorted(folder.glob('*.npz')):
        if is_wanted(path.stem):
            columns = [load(path, name) for name in names]
            sources.append(Source(columns, [equal_ids(column) for column in columns],
                                  len(columns[0]) ** power * boost.get(path.stem, 1)))
    return sources


def load(path: Path, name: str) -> Texts:
    with np.load(path) as arrays:
        return Texts(arrays[f'{name}_tokens'], arrays[f'{name}_offsets'])


def long_enough(texts: Texts) -> Texts:
    return take(texts, np.flatnonzero(np.diff(texts.offsets) >= SHORTEST_PARAGRAPH))


def take(texts: Texts, rows: np.ndarray) -> Texts:
    return Texts(*copy_spans(texts.tokens, texts.offsets[rows], np.diff(texts.offsets)[rows]))


def join(parts: list[Texts]) -> Texts:
    shifts = np.cumsum([0, *(len(part.tokens) for part in parts)])
    offsets = [part.offsets[:-1] + shift for part, shift in zip(parts, shifts)]
    return Texts(np.concatenate([part.tokens for part in parts]), np.concatenate([*offsets, shifts[-1:]]))


def equal_ids(texts: Texts) -> np.ndarray:
    """A number for each text, the same for equal ones."""
    tokens = texts.tokens.astype(np.uint16)
    return np.array([hash(tokens[a:b].tobytes()) for a, b in zip(texts.offsets, texts.offsets[1:])], np.int64)


@njit(cache=True)
def copy_spans(tokens, begins, lengths):
    offsets = np.zeros(len(begins) + 1, np.int64)
    for i in range(len(begins)):
        offsets[i + 1] = offsets[i] + lengths[i]
    copied = np.empty(offsets[-1], tokens.dtype)
    for i in range(len(begins)):
        for k in range(lengths[i]):
            copied[offsets[i] + k] = tokens[begins[i] + k]
    return copied, offsets
