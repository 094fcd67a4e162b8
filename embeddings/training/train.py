"""Token arrays -> table of token vectors, by contrast. Goes on where it was stopped.

    python3 train.py WORK RUN [--evaluation FOLDER --documents FILE ...]
    python3 train.py WORK RUN2 --stage second --start RUN/table.npy [...]
"""
import argparse
import json
import math
import time
from pathlib import Path

import numpy as np
import sentencepiece as spm

from batches import Batch, Sampler
from evaluate import Evaluation, describe
from model import Bags, Table, contrast, through_unit

FIRST_STAGE = {
    'seed': 1, 'dimensions': 512, 'steps': 7000, 'batch': 2048, 'rate': 0.012, 'warmup': 100,
    # Share of the batches, and temperature, of each task.
    'tasks': {'cloze': 0.27, 'restated': 0.13, 'gloss': 0.15, 'translation': 0.2, 'heading': 0.15, 'paraphrase': 0.05,
              'dictionary': 0.05, 'synonym': 0.025, 'slug': 0.025},
    'temperatures': {'cloze': 0.06, 'restated': 0.06, 'gloss': 0.08, 'translation': 0.08, 'heading': 0.05, 'paraphrase': 0.06,
                     'dictionary': 0.08, 'synonym': 0.08, 'slug': 0.08},
    # What is drawn from within a task: by domain, and within it by size.
    'domains': {'official': 0.6, 'documentation': 0.2, 'literature': 0.12, 'short': 0.08},
    'changed_domains': {'official': 1, 'documentation': 0.3, 'literature': 0.3},
    # Translations are drawn by this power of how many a source has.
    'translation_power': 1,
    # Tokens of a passage at most, tokens of a span that asks, and share of the passages that keep it.
    'longest_passage': 160, 'span': [2, 20], 'kept_spans': 0.3,
    # Share of the batches that are made of neighbours, and how many stand together.
    'neighbour_share': 0.2, 'neighbours': 16,
}
# The first ties the languages together; the second, on longer passages and sharper, tells like passages apart; the third goes on from what
# compose.py made, slowly, so that what the teacher knows of words that are not in the corpus is kept.
STAGES = {
    'first': FIRST_STAGE,
    'second': FIRST_STAGE | {
        'steps': 2500, 'rate': 0.006, 'longest_passage': 256, 'neighbour_share': 0.4,
        'tasks': {'cloze': 0.3, 'restated': 0.15, 'gloss': 0.08, 'translation': 0.12, 'heading': 0.25, 'paraphrase': 0.04,
                  'dictionary': 0.03, 'synonym': 0.02, 'slug': 0.01},
        'temperatures': {'cloze': 0.04, 'restated': 0.04, 'gloss': 0.06, 'translation': 0.06, 'heading': 0.035, 'paraphrase': 0.05,
                         'dictionary': 0.06, 'synonym': 0.06, 'slug': 0.06},
    },
    'third': FIRST_STAGE | {
        'dimensions': 640, 'steps': 3000, 'batch': 1024, 'rate': 0.002, 'longest_passage': 192, 'neighbour_share': 0.3, 'translation_power': 0.5,
        'tasks': {'cloze': 0.22, 'restated': 0.06, 'gloss': 0.08, 'translation': 0.27, 'heading': 0.13, 'paraphrase': 0.04,
                  'dictionary': 0.06, 'synonym': 0.03, 'sense': 0.1, 'slug': 0.01},
        'temperatures': {'cloze': 0.05, 'restated': 0.05, 'gloss': 0.07, 'translation': 0.06, 'heading': 0.045, 'paraphrase': 0.05,
                         'dictionary': 0.07, 'synonym': 0.07, 'sense': 0.06, 'slug': 0.07},
    },
}
SAVE_EVERY = 500


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('work', type=Path)
    parser.add_argument('run', type=Path)
    parser.add_argument('--stage', choices=STAGES, default='first')
    parser.add_argument('--set', nargs='*', default=[], metavar='KEY=VALUE', help='other settings than those of the stage, as JSON')
    parser.add_argument('--start', type=Path, help='a table to begin with instead of random rows')
    parser.add_argument('--evaluation', type=Path)
    parser.add_argument('--documents', type=Path, nargs='*', default=[])
    options = parser.parse_args()
    given = {key: json.loads(value) for key, value in (item.split('=', 1) for item in options.set)}
    settings = STAGES[options.stage] | given
    if unknown := given.keys() - STAGES[options.stage].keys():
        raise SystemExit(f'Cannot set {", ".join(unknown)}: the settings are {", ".join(STAGES[options.stage])}')
    options.run.mkdir(parents=True, exist_ok=True)
    (options.run / 'settings.json').write_text(json.dumps(settings, indent=2))

    tokenizer = spm.SentencePieceProcessor(model_file=str(options.work / 'tokenizer.model'))
    evaluation = Evaluation(tokenizer, options.evaluation, options.documents) if options.evaluation else None
    table = Table(tokenizer.vocab_size(), settings['dimensions'], settings['seed'])
    if options.start:
        table.rows = np.load(options.start)
    train(options.work, options.run, settings, table, evaluation)


def train(work: Path, run: Path, settings: dict, table: Table, evaluation: Evaluation | None) -> None:
    sampler = Sampler(work, settings)
    restore(run, table, sampler)
    start, first, losses = time.time(), table.step, []
    while table.step < settings['steps']:
        batch = sampler.draw(settings['batch'])
        losses.append(take_step(table, batch, settings))
        if table.step % SAVE_EVERY == 0 or table.step == settings['steps']:
            seconds = time.time() - start
            left = seconds / (table.step - first) * (settings['steps'] - table.step)
            figures = describe(evaluation.measure(table.rows)) if evaluation else ''
            print(f'{table.step:6} of {settings["steps"]} steps, {seconds:5.0f} s, {left:5.0f} s left, loss {np.mean(losses):.3f}  {figures}', flush=True)
            losses = []
            save(run, table, sampler)
    np.save(run / 'table.npy', table.rows)


def take_step(table: Table, batch: Batch, settings: dict) -> float:
    asking, asked = Bags.of(batch.queries), Bags.of(batch.passages)
    queries, query_lengths = table.embed(asking)
    passages, passage_lengths = table.embed(asked)
    loss, of_queries, of_passages = contrast(queries, passages, batch.query_ids, batch.passage_ids, settings['temperatures'][batch.task])
    gradients = np.concatenate([through_unit(of_queries, queries, query_lengths),
                                through_unit(of_passages, passages, passage_lengths)])
    table.update(asking.followed_by(asked), gradients, rate_at(table.step, settings))
    return loss


def save(run: Path, table: Table, sampler: Sampler) -> None:
    """The state is replaced whole, so that an interruption at any moment loses no more than the steps since."""
    half_written = run / 'state.part'
    with half_written.open('wb') as file:
        np.savez(file, rows=table.rows, mean=table.mean, variance=table.variance, step=table.step,
                 random=json.dumps(sampler.random.bit_generator.state))
    half_written.rename(run / 'state.npz')


def restore(run: Path, table: Table, sampler: Sampler) -> None:
    if not (run / 'state.npz').exists():
        return
    with np.load(run / 'state.npz') as state:
        table.rows, table.mean, table.variance, table.step = state['rows'], state['mean'], state['variance'], int(state['step'])
        sampler.random.bit_generator.state = json.loads(str(state['random']))
    print(f'Going on after step {table.step}', flush=True)


def rate_at(step: int, settings: dict) -> float:
    """Rises for `warmup` steps, then falls as a half cosine to a fiftieth."""
    wave = 0.5 * (1 + math.cos(math.pi * step / settings['steps']))
    return settings['rate'] * min(1, (step + 1) / settings['warmup']) * (0.02 + 0.98 * wave)


if __name__ == '__main__':
    main()
