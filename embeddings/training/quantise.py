"""Two bits a number: four numbers of a row are one of 256 codes, and a row has a scale.

The codes are learnt from the table (k-means). Rows are turned at random first, which changes no cosine and makes all numbers alike.
"""
from dataclasses import dataclass

import numpy as np

SEED = 1
TOGETHER = 4  # numbers a code stands for
CODES = 256
LEARNT_FROM = 60_000  # groups of numbers
ROUNDS = 12
AT_ONCE = 100_000


@dataclass
class Quantised:
    """codes (vocabulary, dimensions / 4) uint8; codebook (256, 4) float32; scale (vocabulary, 1) float32."""
    codes: np.ndarray
    codebook: np.ndarray
    scale: np.ndarray

    def rows(self) -> np.ndarray:
        """The table as it is stored."""
        return self.codebook[self.codes].reshape(len(self.codes), -1) * self.scale


def quantise(rows: np.ndarray) -> Quantised:
    random = np.random.default_rng(SEED)
    if rows.shape[1] % TOGETHER:
        raise SystemExit(f'Cannot store {rows.shape[1]} numbers a token: {TOGETHER} share a code; take a multiple of it')
    turn, _ = np.linalg.qr(random.normal(size=(rows.shape[1], rows.shape[1])))
    rows = rows @ turn.astype(np.float32)
    spread = np.maximum(rows.std(1, keepdims=True), 1e-9)
    groups = (rows / spread).reshape(-1, TOGETHER)
    groups_said = groups[groups.any(1)]
    codebook = learn(groups_said[random.choice(len(groups_said), min(LEARNT_FROM, len(groups_said)), replace=False)], random)
    codes = nearest(groups, codebook).reshape(len(rows), -1)
    coded = codebook[codes].reshape(rows.shape)
    scale = (coded * rows).sum(1, keepdims=True) / np.maximum(np.square(coded).sum(1, keepdims=True), 1e-9)
    return Quantised(codes.astype(np.uint8), codebook, scale.astype(np.float32))


def learn(groups: np.ndarray, random: np.random.Generator) -> np.ndarray:
    codebook = groups[random.choice(len(groups), CODES, replace=len(groups) < CODES)]
    for _ in range(ROUNDS):
        owners = nearest(groups, codebook)
        counts = np.bincount(owners, minlength=CODES)[:, None]
        sums = np.stack([np.bincount(owners, column, CODES) for column in groups.T], 1)
        codebook = np.where(counts > 0, sums / np.maximum(counts, 1), codebook).astype(np.float32)
    return codebook


def nearest(groups: np.ndarray, codebook: np.ndarray) -> np.ndarray:
    half_squares = np.square(codebook).sum(1) / 2
    parts = (groups[begin:begin + AT_ONCE] for begin in range(0, len(groups), AT_ONCE))
    return np.concatenate([(part @ codebook.T - half_squares).argmax(1) for part in parts])
