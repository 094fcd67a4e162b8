"""Measures a table of token vectors: hit@1 / hit@5 of dense retrieval on the evaluation sets.

    python3 evaluate.py TABLE.npy WORK EVALUATION [DOCUMENT.txt ...]
    python3 evaluate.py TABLE.npy WORK --embed TEXT ...

A document's questions are beside it as `.jsonl`; without, they are the folder's `declaration-dev.jsonl`.
"""
import argparse
import json
import re
from pathlib import Path

import numpy as np
import sentencepiece as spm

from corpus import normalise
from model import Bags, Texts, sum_tokens, without_empty_tokens
from quantise import quantise


class Evaluation:
    """Sets tokenised once: each `*.tsv` of a folder (query, passage), and questions about documents."""

    def __init__(self, tokenizer, folder: Path, documents: list[Path]):
        self.tokenizer = tokenizer
        self.sets = {}
        for path in sorted(folder.glob('*.tsv')):
            rows = [line.rstrip('\n').split('\t')[:2] for line in path.open(encoding='utf-8')]
            queries, passages = zip(*rows)
            if path.stem.endswith('ru_en'):
                queries, passages = passages, queries  # English asks for Russian
            gold = [{row} for row in range(len(rows))]
            self.sets[path.stem.removesuffix('_ru_en')] = [(self.encode(queries), self.encode(passages), gold)]
        for path in documents:
            questions = path.with_suffix('.jsonl') if path.with_suffix('.jsonl').exists() else folder / 'declaration-dev.jsonl'
            name = 'questions' if path.with_suffix('.jsonl').exists() else 'declaration'
            self.sets.setdefault(name, []).append(self.about_document(path, questions))

    def about_document(self, document: Path, questions: Path):
        paragraphs = [p for p in re.split(r'\n\s*\n', document.read_text(encoding='utf-8')) if p.strip()]
        asked = [question for question in map(json.loads, questions.open(encoding='utf-8')) if 'paragraphs' in question]
        return (self.encode([question['question'] for question in asked]), self.encode(paragraphs),
                [{number - 1 for number in question['paragraphs']} for question in asked])

    def encode(self, texts) -> Bags:
        return encode(self.tokenizer, texts)

    def measure(self, rows: np.ndarray) -> dict[str, tuple[float, float]]:
        """hit@1 and hit@5 of each set."""
        figures = {}
        for name, parts in self.sets.items():
            ranks = [ranks_of(unit(rows, queries) @ unit(rows, passages).T, gold) for queries, passages, gold in parts]
            figures[name] = tuple(float((np.concatenate(ranks) < most).mean()) for most in (1, 5))
        return figures


def encode(tokenizer, texts) -> Bags:
    rows = tokenizer.encode([normalise(text) for text in texts])
    return Bags.of(Texts(np.array([token for row in rows for token in row], np.int64), np.cumsum([0, *map(len, rows)])))


def unit(rows: np.ndarray, bags: Bags) -> np.ndarray:
    sums = sum_tokens(rows, bags.tokens, bags.weights, bags.offsets)
    return sums / (np.linalg.norm(sums, axis=1, keepdims=True) + 1e-9)


def ranks_of(scores: np.ndarray, gold: list[set[int]], ties_count: bool = False) -> np.ndarray:
    """Rank, from 0, of the best right passage of each query; `ties_count` puts it behind wrong ones of the same score."""
    ranks = []
    for row, right in zip(scores, gold):
        best = max(row[list(right)])
        ties = sum(row[passage] == best for passage in range(len(row)) if passage not in right) if ties_count else 0
        ranks.append((row > best).sum() + ties)
    return np.array(ranks)


def describe(figures: dict[str, tuple[float, float]]) -> str:
    return '  '.join(f'{name.removeprefix("domain_")} {first:.3f}/{fifth:.3f}' for name, (first, fifth) in figures.items())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('table', type=Path)
    parser.add_argument('work', type=Path)
    parser.add_argument('evaluation', type=Path, nargs='?')
    parser.add_argument('documents', type=Path, nargs='*')
    parser.add_argument('--embed', nargs='+', metavar='TEXT', help='print the vectors of texts as JSON instead')
    options = parser.parse_args()
    tokenizer = spm.SentencePieceProcessor(model_file=str(options.work / 'tokenizer.model'))
    pieces = [tokenizer.id_to_piece(number) for number in range(tokenizer.get_piece_size())]
    rows = quantise(without_empty_tokens(np.load(options.table), pieces)).rows()
    if options.embed:
        print(json.dumps(unit(rows, encode(tokenizer, options.embed)).tolist()))
    else:
        print(describe(Evaluation(tokenizer, options.evaluation, options.documents).measure(rows)))


if __name__ == '__main__':
    main()
