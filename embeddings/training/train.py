"""Token arrays -> table of token vectors, by contrast. Goes on where it was stopped.

    python3 train.py WORK RUN [--set KEY=VALUE ...] [--evaluation FOLDER --documents FILE ...]
"""
import argparse
import json
import math
import time
from pathlib import Path

import numpy as np
import sentencepiece as spm

from batches import Sampler
from evaluate import Evaluation, describe, quantised
from model import Bags, Table, contrast, through_unit

SETTINGS = {
    'seed': 1, 'dimensions': 256, 'steps': 9000, 'batch': 2048, 'rate': 0.01, 'temperature': 0.05, 'warmup': 100,
    'tasks': {'cloze': 0.5, 'translation': 0.25, 'heading': 0.1, 'paraphrase': 0.05, 'dictionary': 0.05, 'synonym': 0.025, 'slug': 0.025},
    'domains': {'official': 0.6, 'documentation': 0.2, 'literature': 0.12, 'short': 0.08},
    'paragraph_power': 1.0, 'translation_power': 1.0, 'translation_boost': {}, 'changed_domains': {'official': 1, 'documentation': 0.3, 'literature': 0.3},
    'span': [2, 20], 'kept_spans': 0.2, 'thinned': 0.0, 'asked': 0.0,
    'neighbours': 16, 'neighbour_share': 0.0,
}
SAVE_EVERY = 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('work', type=Path)
    parser.add_argument('run', type=Path)
    parser.add_argument('--set', nargs='*', default=[], help='settings other than those above, as JSON')
    parser.add_argument('--evaluation', type=Path)
    parser.add_argument('--documents', type=Path, nargs='*', default=[])
    options = parser.parse_args()
    settings = {**SETTINGS, **{key: json.loads(value) for key, value in (item.split('=', 1) for item in options.set)}}
    options.run.mkdir(parents=True, exist_ok=True)
    (options.run / 'settings.json').write_text(json.dumps(settings, indent=2))

    tokenizer = spm.SentencePieceProcessor(model_file=str(options.work / 'tokenizer.model'))
    evaluation = Evaluation(tokenizer, options.evaluation, options.documents) if options.evaluation else None
    sampler = Sampler(options.work, tokenizer, settings, settings['seed'])
    table = Table(tokenizer.vocab_size(), settings['dimensions'], settings['seed'])
    train(table, sampler, settings, options.run, evaluation)


def train(table: Table, sampler: Sampler, settings: dict, run: Path, evaluation: Evaluation | None) -> None:
    start, losses = time.time(), []
    while table.step < settings['steps']:
        batch = sampler.draw(settings['batch'])
        asking, asked = Bags.of(batch.queries), Bags.of(batch.passages)
        queries, query_lengths = table.embed(asking)
        passages, passage_lengths = table.embed(asked)
        loss, of_queries, of_passages = contrast(queries, passages, batch.query_ids, batch.passage_ids, settings['temperature'])
        gradients = np.concatenate([through_unit(of_queries, queries, query_lengths),
                                    through_unit(of_passages, passages, passage_lengths)])
        table.update(asking.followed_by(asked), gradients, rate_at(table.step, settings))
        losses.append(loss)
        if table.step % SAVE_EVERY == 0 or table.step == settings['steps']:
            figures = describe(evaluation.measure(quantised(table.rows))) if evaluation else ''
            print(f'{table.step:6} of {settings["steps"]}  {time.time() - start:5.0f} s  loss {np.mean(losses):.3f}  {figures}', flush=True)
            losses = []
    np.save(run / 'table.npy', table.rows)


def rate_at(step: int, settings: dict) -> float:
    """Rises for `warmup` steps, then falls as a half cosine to a fiftieth."""
    wave = 0.5 * (1 + math.cos(math.pi * step / settings['steps']))
    return settings['rate'] * min(1, (step + 1) / settings['warmup']) * (0.02 + 0.98 * wave)


if __name__ == '__main__':
    main()
