"""Table and teacher's vectors -> the table that training goes on from: RUN/table.npy.

    python3 compose.py WORK RUN [--weight 0.6] [--dimensions 640]

The two stand side by side, and are then turned to as few numbers as the model has.
"""
import argparse
import unicodedata
from pathlib import Path

import numpy as np

from export import pieces_of
from extend import usual_lengths
from teacher import vectors_in

# Directions of the teacher that are kept: the others are mostly noise, which whitening would make as loud as the rest.
TEACHER_DIMENSIONS = 300


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('work', type=Path)
    parser.add_argument('run', type=Path)
    parser.add_argument('--weight', type=float, default=0.6, help='of the teacher beside the table')
    parser.add_argument('--dimensions', type=int, default=640)
    options = parser.parse_args()
    options.run.mkdir(parents=True, exist_ok=True)
    pieces, scores = zip(*pieces_of(options.work / 'tokenizer.vocab'))
    rows = np.load(options.work / 'start.npy')
    taught = whitened(vectors_in(options.work), np.array([script_of(piece) for piece in pieces]))
    lengths = usual_lengths(rows, np.array(scores, float))
    composed = np.concatenate([rows, options.weight * lengths[:, None] * taught], axis=1).astype(np.float32)
    composed[~rows.any(axis=1)] = 0
    np.save(options.run / 'table.npy', turned(composed, options.dimensions))


def script_of(piece: str) -> str:
    """The script of its first letter; the same for all that has none."""
    names = (unicodedata.name(sign, '').split(' ')[0] for sign in piece if sign.isalpha())
    return next(names, '')


def whitened(vectors: np.ndarray, scripts: np.ndarray) -> np.ndarray:
    """Unit vectors with as much in each direction, and none of what tokens of one script have in common.

    A teacher's vectors of single words say first of all which language they are in.
    """
    vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    for script in np.unique(scripts):
        vectors[scripts == script] -= vectors[scripts == script].mean(0)
    variances, directions = np.linalg.eigh(np.cov(vectors.T))
    kept = np.argsort(-variances)[:TEACHER_DIMENSIONS]
    white = vectors @ (directions[:, kept] / np.sqrt(np.maximum(variances[kept], 1e-9)))
    return white / np.maximum(np.linalg.norm(white, axis=1, keepdims=True), 1e-6)


def turned(rows: np.ndarray, dimensions: int) -> np.ndarray:
    """The principal directions alone; the origin stays where it is, as sums of rows are what is compared."""
    _, directions = np.linalg.eigh(rows.T @ rows)
    return np.ascontiguousarray(rows @ directions[:, ::-1][:, :dimensions], np.float32)


if __name__ == '__main__':
    main()
