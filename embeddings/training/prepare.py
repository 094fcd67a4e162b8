"""Corpus -> SentencePiece vocabulary and token arrays. Skips what is there already.

    python3 prepare.py CORPUS WORK [--vocabulary 64000] [--lines 8000]
"""
import argparse
import random
import time
from functools import partial
from pathlib import Path

import numpy as np
import sentencepiece as spm

import corpus as sources
import gloss
from restate import Restater

SEED = 1
# What the vocabulary is learnt from, in lines a source at most: so that no domain drowns the others.
VOCABULARY_LINES = 60_000
VOCABULARY_LINE_CHARACTERS = 600


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('corpus', type=Path)
    parser.add_argument('work', type=Path)
    parser.add_argument('--vocabulary', type=int, default=64_000)
    parser.add_argument('--lines', type=int, help='paragraphs of a source at most, taken evenly')
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)

    start = time.time()
    tell = lambda what: print(f'{time.time() - start:5.0f} s  {what}', flush=True)
    paragraphs = {source: evenly(lines, options.lines) for source, lines in sources.read_paragraphs(options.corpus).items()}
    translations = sources.read_translations(options.corpus)
    russian = {source: lines for source, lines in translations.items() if (options.corpus / source / 'ru.txt').exists()}
    pairs = sources.read_pairs(options.corpus)
    tell(f'{sum(map(len, paragraphs.values())):,} paragraphs, {sum(map(len, translations.values())):,} translations, '
         f'{sum(map(len, pairs.values())):,} pairs')

    model = options.work / 'tokenizer.model'
    if not model.exists():
        train_tokenizer(options.work, options.vocabulary, paragraphs, russian, pairs)
        tell('vocabulary')
    tokenizer = spm.SentencePieceProcessor(model_file=str(model))

    for source, lines in paragraphs.items():
        write_tokens(options.work / 'paragraphs' / f'{source}.npz', tokenizer, text=lines)
    tell('paragraphs')
    for source, lines in translations.items():
        write_tokens(options.work / 'translations' / f'{source}.npz', tokenizer, other=[a for a, _ in lines], en=[b for _, b in lines])
    for name, lines in pairs.items():
        write_tokens(options.work / 'pairs' / f'{name.replace("/", ".")}.npz', tokenizer,
                     query=[a for a, _ in lines], passage=[b for _, b in lines])
    tell('translations and pairs')

    write_versions(options.work / 'glosses', ['official', 'literature'], paragraphs, tokenizer, tell,
                   lambda: partial(gloss.translate_words, glossary=gloss.build_glossary(pairs, russian)))
    write_versions(options.work / 'restated', ['official', 'documentation', 'literature'], paragraphs, tokenizer, tell,
                   lambda: Restater(paragraphs, pairs).restate)


def write_versions(folder: Path, domains: list[str], paragraphs: dict, tokenizer, tell, make_version) -> None:
    """Another version of the paragraphs of some domains; `make_version` gives the function from text to text."""
    missing = [source for domain in domains for source in sources.DOMAINS[domain]
               if source in paragraphs and not (folder / f'{source}.npz').exists()]
    version_of = make_version() if missing else None
    for source in missing:
        write_tokens(folder / f'{source}.npz', tokenizer, text=list(map(version_of, paragraphs[source])))
        tell(f'{folder.name}: {source}')


def evenly(lines: list[str], most: int | None) -> list[str]:
    return lines if most is None else lines[::max(1, -(-len(lines) // most))]


def train_tokenizer(work: Path, size: int, paragraphs: dict, translations: dict, pairs: dict) -> None:
    chosen = random.Random(SEED)
    some = lambda lines: chosen.sample(lines, min(len(lines), VOCABULARY_LINES))
    text = work / 'tokenizer.txt'
    with text.open('w', encoding='utf-8') as file:
        for lines in paragraphs.values():
            file.writelines(f'{line[:VOCABULARY_LINE_CHARACTERS]}\n' for line in some(lines))
        for lines in translations.values():
            file.writelines(f'{line[:VOCABULARY_LINE_CHARACTERS]}\n' for pair in some(lines) for line in pair)
        for name, lines in pairs.items():
            if name.endswith('/dict'):
                file.writelines(f'{line}\n' for pair in some(lines) for line in pair)
    spm.SentencePieceTrainer.train(
        input=str(text), model_prefix=str(work / 'tokenizer'), vocab_size=size, model_type='unigram',
        character_coverage=0.9998, normalization_rule_name='identity', max_sentencepiece_length=20,
        input_sentence_size=700_000, shuffle_input_sentence=True, train_extremely_large_corpus=False,
        num_threads=2, pad_id=0, unk_id=1, bos_id=-1, eos_id=-1, minloglevel=1)
    text.unlink()


def write_tokens(path: Path, tokenizer, **columns: list[str]) -> None:
    """Each column as `<name>_tokens` (uint32, all rows one after the other) and `<name>_offsets` (int64, rows + 1)."""
    if path.exists():
        return
    path.parent.mkdir(exist_ok=True)
    arrays = {}
    for name, lines in columns.items():
        rows = [np.array(row, np.uint32) for row in tokenizer.encode(lines)]
        arrays[f'{name}_tokens'] = np.concatenate(rows)
        arrays[f'{name}_offsets'] = np.cumsum([0, *map(len, rows)])
    half_written = path.with_suffix('.part')
    with half_written.open('wb') as file:
        np.savez(file, **arrays)
    half_written.rename(path)


if __name__ == '__main__':
    main()
