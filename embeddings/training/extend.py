"""Vocabulary and table -> a vocabulary that has the frequent words of several languages whole.

    python3 extend.py BEFORE WORK [--words en=20000 de=12000 …]

BEFORE has tokenizer.model, tokenizer.vocab and table.npy. WORK gets the longer vocabulary, and start.npy: the table, where a new token is the sum of
the tokens that it consisted of, so that nothing is lost by having it whole.
"""
import argparse
import importlib
import math
import re
from pathlib import Path

import numpy as np
import sentencepiece as spm

from corpus import normalise
from export import pieces_of
from model import without_empty_tokens
from vocabulary import write_vocabulary

WORDS = {'en': 20_000, 'de': 12_000, 'es': 12_000, 'uk': 6_000}
# How much of the text is taken to be in each language, for the probabilities of its words; of any other: .05.
SHARES = {'en': 0.4, 'ru': 0.4, 'de': 0.1, 'es': 0.1}
WORD = re.compile(r'[^\W\d_]{1,20}')


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('before', type=Path)
    parser.add_argument('work', type=Path)
    parser.add_argument('--words', nargs='+', metavar='LANGUAGE=COUNT', default=[f'{name}={count}' for name, count in WORDS.items()])
    parser.add_argument('--package', default='wordfreq', help='one that has iter_wordlist(language) and word_frequency(word, language)')
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    pieces = [(piece, float(score)) for piece, score in pieces_of(options.before / 'tokenizer.vocab')]
    words = {name: int(count) for name, count in (item.split('=') for item in options.words)}
    added = frequent_words(importlib.import_module(options.package), words, known={piece for piece, _ in pieces})
    rows = without_empty_tokens(np.load(options.before / 'table.npy'), [piece for piece, _ in pieces])
    before = spm.SentencePieceProcessor(model_file=str(options.before / 'tokenizer.model'))
    sums = np.array([rows[tokens].sum(0) for tokens in before.encode(list(added))], np.float32)
    pieces += [(f'▁{word}', score) for word, score in added.items()]
    scores = np.array([score for _, score in pieces])
    np.save(options.work / 'start.npy', np.concatenate([rows, shortened(sums, usual_lengths(rows, scores)[len(rows):])]))
    write_vocabulary(options.work, pieces)
    print(f'{len(added):,} words added, {len(pieces):,} tokens')


def frequent_words(lists, languages: dict[str, int], known: set[str]) -> dict[str, float]:
    """The log-probability of each word that is among the most frequent of a language and no token yet, frequent ones first."""
    scores = {}
    for language, count in languages.items():
        words = list(dict.fromkeys(word for word in map(normalise, lists.iter_wordlist(language)) if WORD.fullmatch(word)))
        for word in words[:count]:
            score = math.log(SHARES.get(language, 0.05) * max(lists.word_frequency(word, language), 1e-9))
            if f'▁{word}' not in known:
                scores[word] = max(round(score, 3), scores.get(word, -math.inf))
    return dict(sorted(scores.items(), key=lambda item: -item[1]))


def usual_lengths(rows: np.ndarray, scores: np.ndarray) -> np.ndarray:
    """Lengths that the table's vectors usually have, by the log-probabilities of the tokens: rare ones are longer."""
    lengths = np.linalg.norm(rows, axis=1)
    said = lengths > 0
    inside = scores[:len(rows)][said]
    return np.polyval(np.polyfit(inside, lengths[said], 2), np.clip(scores, inside.min(), inside.max()))


def shortened(rows: np.ndarray, longest: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(rows, axis=1)
    return rows * np.minimum(1, longest / np.maximum(lengths, 1e-6))[:, None].astype(np.float32)


if __name__ == '__main__':
    main()
