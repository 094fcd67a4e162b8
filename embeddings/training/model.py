"""The model: a table of token vectors; a text is the unit vector of the sum of its tokens' vectors, each times the square root
of how often it occurs: a word said four times counts twice.

Plain NumPy and Numba: with so little between loss and table the gradient fits on a page, and the two places where a
framework spends its time (adding up gradients of repeated tokens, and the optimiser's pass over them) become one loop.
"""
import numpy as np
from numba import njit, prange


class Texts:
    """Token ids of several texts, one after the other: text i is tokens[offsets[i]:offsets[i + 1]]."""

    def __init__(self, tokens: np.ndarray, offsets: np.ndarray):
        self.tokens, self.offsets = tokens, offsets

    def __len__(self) -> int:
        return len(self.offsets) - 1


class Bags:
    """The different tokens of several texts, with their weights: bag i is tokens[offsets[i]:offsets[i + 1]]."""

    def __init__(self, tokens: np.ndarray, weights: np.ndarray, offsets: np.ndarray):
        self.tokens, self.weights, self.offsets = tokens, weights, offsets

    @classmethod
    def of(cls, texts: Texts) -> 'Bags':
        return cls(*count_tokens(texts.tokens.astype(np.int32), texts.offsets))

    def followed_by(self, others: 'Bags') -> 'Bags':
        return Bags(np.concatenate([self.tokens, others.tokens]), np.concatenate([self.weights, others.weights]),
                    np.concatenate([self.offsets, self.offsets[-1] + others.offsets[1:]]))


class Table:
    """Token vectors, (vocabulary, dimensions) float32, with the state of Adam; padding is row 0."""

    def __init__(self, vocabulary: int, dimensions: int, seed: int):
        random = np.random.default_rng(seed)
        self.rows = random.normal(0, 0.1, (vocabulary, dimensions)).astype(np.float32)
        self.rows[0] = 0
        self.mean = np.zeros_like(self.rows)
        self.variance = np.zeros_like(self.rows)
        self.step = 0

    def embed(self, bags: Bags) -> tuple[np.ndarray, np.ndarray]:
        """Unit vectors (texts, dimensions) and the lengths they had."""
        sums = sum_tokens(self.rows, bags.tokens, bags.weights, bags.offsets)
        lengths = np.sqrt(np.einsum('ij,ij->i', sums, sums)) + 1e-6
        return sums / lengths[:, None], lengths

    def update(self, bags: Bags, gradients: np.ndarray, rate: float, decay=(0.9, 0.999)) -> None:
        """A step of Adam on the rows of the texts' tokens; `gradients` (texts, dimensions) are of the sums."""
        self.step += 1
        correction = np.sqrt(1 - decay[1] ** self.step) / (1 - decay[0] ** self.step)
        starts, owners, weights = bags_of_tokens(bags.tokens, bags.weights, bags.offsets, len(self.rows))
        adam(self.rows, self.mean, self.variance, gradients, starts, owners, weights, np.float32(rate * correction),
             np.float32(decay[0]), np.float32(decay[1]))


def without_empty_tokens(rows: np.ndarray, pieces: list[str]) -> np.ndarray:
    """The table with zeros for tokens that say nothing: what stands for all that is not in the vocabulary, and the blank before it.

    Texts in a writing that the vocabulary lacks would otherwise all have the same vector.
    """
    empty = [number for number, piece in enumerate(pieces) if piece in ('<unk>', '▁')]
    rows = rows.copy()
    rows[empty] = 0
    return rows


def contrast(queries: np.ndarray, passages: np.ndarray, query_ids: np.ndarray, passage_ids: np.ndarray, temperature: float):
    """In-batch contrast, both ways: loss, and gradients of the unit vectors.

    Two pairs with the same query, or the same passage, are no negatives of each other.
    """
    count = len(queries)
    logits = queries @ passages.T
    logits *= 1 / temperature
    exclude_same(logits, query_ids, passage_ids)
    # Unit vectors: no logit is above 1 / temperature, so nothing overflows.
    logits -= 1 / temperature
    np.exp(logits, out=logits)
    by_query, by_passage = logits.sum(1), logits.sum(0)
    own = logits.diagonal()
    loss = float(np.mean(np.log(by_query) + np.log(by_passage) - 2 * np.log(own))) / 2
    gradient = softmax_gradient(logits, (1 / by_query).astype(np.float32), (1 / by_passage).astype(np.float32),
                                np.float32(0.5 / (count * temperature)))
    return loss, gradient @ passages, gradient.T @ queries


def through_unit(gradients: np.ndarray, units: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """Gradients of vectors from those of their unit vectors."""
    along = np.einsum('ij,ij->i', gradients, units)
    return (gradients - along[:, None] * units) / lengths[:, None]


@njit(parallel=True, cache=True)
def count_tokens(tokens, offsets):
    """Different tokens of each text, the square roots of their counts, and the new offsets."""
    sorted_tokens = tokens.copy()
    kept = np.zeros(len(offsets), np.int64)
    for text in prange(len(offsets) - 1):
        own = sorted_tokens[offsets[text]:offsets[text + 1]]
        own.sort()
        for position in range(len(own)):
            if position == 0 or own[position] != own[position - 1]:
                kept[text + 1] += 1
    kept = np.cumsum(kept)
    different = np.empty(kept[-1], np.int32)
    weights = np.zeros(kept[-1], np.float32)
    for text in prange(len(offsets) - 1):
        at = kept[text] - 1
        for position in range(offsets[text], offsets[text + 1]):
            if position == offsets[text] or sorted_tokens[position] != sorted_tokens[position - 1]:
                at += 1
                different[at] = sorted_tokens[position]
            weights[at] += 1
    return different, np.sqrt(weights), kept


@njit(parallel=True, fastmath=True, cache=True)
def sum_tokens(rows, tokens, weights, offsets):
    sums = np.zeros((len(offsets) - 1, rows.shape[1]), np.float32)
    for bag in prange(len(sums)):
        for position in range(offsets[bag], offsets[bag + 1]):
            token, weight = tokens[position], weights[position]
            for k in range(rows.shape[1]):
                sums[bag, k] += weight * rows[token, k]
    return sums


@njit(cache=True)
def bags_of_tokens(tokens, weights, offsets, vocabulary):
    """For each token the bags it is in, and its weights there: owners[starts[token]:starts[token + 1]]."""
    starts = np.zeros(vocabulary + 1, np.int64)
    for token in tokens:
        starts[token + 1] += 1
    for token in range(vocabulary):
        starts[token + 1] += starts[token]
    owners = np.empty(len(tokens), np.int32)
    weights_there = np.empty(len(tokens), np.float32)
    filled = starts[:-1].copy()
    for bag in range(len(offsets) - 1):
        for position in range(offsets[bag], offsets[bag + 1]):
            token = tokens[position]
            owners[filled[token]], weights_there[filled[token]] = bag, weights[position]
            filled[token] += 1
    return starts, owners, weights_there


@njit(parallel=True, fastmath=True, cache=True)
def adam(rows, mean, variance, gradients, starts, owners, weights, rate, decay_mean, decay_variance):
    for token in prange(1, len(rows)):
        if starts[token] == starts[token + 1]:
            continue
        gradient = np.zeros(rows.shape[1], np.float32)
        for position in range(starts[token], starts[token + 1]):
            owner, weight = owners[position], weights[position]
            for k in range(rows.shape[1]):
                gradient[k] += weight * gradients[owner, k]
        for k in range(rows.shape[1]):
            g = gradient[k]
            m = decay_mean * mean[token, k] + (np.float32(1) - decay_mean) * g
            v = decay_variance * variance[token, k] + (np.float32(1) - decay_variance) * g * g
            mean[token, k], variance[token, k] = m, v
            rows[token, k] -= rate * m / (np.sqrt(v) + np.float32(1e-8))


@njit(parallel=True, cache=True)
def exclude_same(logits, query_ids, passage_ids):
    for i in prange(len(logits)):
        for j in range(len(logits)):
            if i != j and (query_ids[i] == query_ids[j] or passage_ids[i] == passage_ids[j]):
                logits[i, j] = -np.inf


@njit(parallel=True, fastmath=True, cache=True)
def softmax_gradient(exponentials, by_query, by_passage, scale):
    for i in prange(len(exponentials)):
        for j in range(len(exponentials)):
            exponentials[i, j] *= (by_query[i] + by_passage[j]) * scale
        exponentials[i, i] -= 2 * scale
    return exponentials
