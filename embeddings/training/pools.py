"""The token arrays that prepare.py wrote, to draw rows from."""
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numba import njit

from corpus import DOMAINS
from model import Texts

SHORTEST_PARAGRAPH = 16  # tokens

PAIR_KINDS = {
    'heading': [],  # everything not named below: headings and titles with the text under them
    'slug': ['ms_business_central.slug', 'ms_dynamics365_operations.slug', 'ms_cloud_adoption.slug'],
    'paraphrase': ['koziev_paraphrase.pairs', 'koziev_qa.pairs', 'tatoeba_ru.paraphrases'],
    'dictionary': ['dict_wiktionary_en_ru.dict', 'dict_wiktionary_en_de.dict', 'dict_wiktionary_en_es.dict', 'dict_openrussian.dict'],
    'synonym': ['dict_synonyms_abramov.dict', 'wordnet.synonyms'],
    'sense': ['wordnet.pairs', 'wiktionary_senses_ru.pairs', 'wiktionary_senses_de.pairs', 'wiktionary_senses_es.pairs'],
}


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


def open_pools(work: Path, settings: dict, random: np.random.Generator) -> dict[str, Pool]:
    """A pool for each task that has a share of the batches."""
    sources = {
        'cloze': lambda: paragraph_sources(work, settings['domains']),
        'gloss': lambda: changed_sources(work, 'glosses', settings['changed_domains']),
        'restated': lambda: changed_sources(work, 'restated', settings['changed_domains']),
        'translation': lambda: two_column_sources(work / 'translations', ('other', 'en'), power=settings['translation_power']),
        **{kind: lambda kind=kind: two_column_sources(work / 'pairs', ('query', 'passage'), power=0.5, kind=kind) for kind in PAIR_KINDS},
    }
    pools = {}
    for task, share in settings['tasks'].items():
        if share > 0:
            found = sources.get(task, list)()
            if not found:
                raise SystemExit(f'Cannot train the task "{task}": there is no text for it in "{work}"; run prepare.py on the whole corpus, or set its share to 0')
            pools[task] = Pool(found, random)
    return pools


def paragraph_sources(work: Path, shares: dict[str, float]) -> list[Source]:
    """Domains by their shares, and the sources of a domain by their size."""
    sources = []
    for domain, names in DOMAINS.items():
        paths = [work / 'paragraphs' / f'{name}.npz' for name in names]
        loaded = [load(path, 'text') for path in paths if path.exists()]
        loaded = [take(texts, np.flatnonzero(is_long_enough(texts))) for texts in loaded]
        total = sum(map(len, loaded))
        for texts in loaded:
            share = len(texts) / total
            sources.append(Source([texts], [equal_ids(texts)], shares[domain] * share))
    return sources


def changed_sources(work: Path, folder: str, shares: dict[str, float]) -> list[Source]:
    """Paragraphs beside what they were changed into, by size and domain."""
    sources = []
    for path in sorted((work / folder).glob('*.npz')):
        original, changed = load(work / 'paragraphs' / path.name, 'text'), load(path, 'text')
        rows = np.flatnonzero(is_long_enough(original) & is_long_enough(changed))
        original, changed = take(original, rows), take(changed, rows)
        domain = next(domain for domain, names in DOMAINS.items() if path.stem in names)
        sources.append(Source([changed, original], [equal_ids(original)] * 2, len(rows) * shares[domain]))
    return sources


def two_column_sources(folder: Path, names: tuple[str, str], power: float, kind: str | None = None) -> list[Source]:
    """Pairs, by a power of their number; of one kind, where a kind is given."""
    kinds = {name: kind for kind, members in PAIR_KINDS.items() for name in members}
    sources = []
    for path in sorted(folder.glob('*.npz')):
        if kind in (None, kinds.get(path.stem, 'heading')):
            columns = [load(path, name) for name in names]
            sources.append(Source(columns, [equal_ids(column) for column in columns], len(columns[0]) ** power))
    return sources


def load(path: Path, name: str) -> Texts:
    with np.load(path) as arrays:
        return Texts(arrays[f'{name}_tokens'], arrays[f'{name}_offsets'])


def is_long_enough(texts: Texts) -> np.ndarray:
    return np.diff(texts.offsets) >= SHORTEST_PARAGRAPH


def take(texts: Texts, rows: np.ndarray) -> Texts:
    return Texts(*copy_spans(texts.tokens, texts.offsets[rows], np.diff(texts.offsets)[rows]))


def join(parts: list[Texts]) -> Texts:
    shifts = np.cumsum([0, *(len(part.tokens) for part in parts)])
    offsets = [part.offsets[:-1] + shift for part, shift in zip(parts, shifts)]
    return Texts(np.concatenate([part.tokens for part in parts]), np.concatenate([*offsets, shifts[-1:]]))


def equal_ids(texts: Texts) -> np.ndarray:
    """A number for each text, the same for equal ones."""
    return np.array([hash(texts.tokens[a:b].tobytes()) for a, b in zip(texts.offsets, texts.offsets[1:])], np.int64)


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
