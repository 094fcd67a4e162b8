"""Word-for-word English of Russian text, from dictionaries: no translation to read, but it ties the words of the two languages
together in the contexts they are used in, where no translated text is at hand."""
import random
import re
from collections import Counter, defaultdict
from functools import cache
from itertools import accumulate

import Stemmer

SEED = 1
LONGEST_ENTRY_WORDS = 3
FORMS_OF_AN_ENTRY = 3
SHORTEST_NAME = 4
WORD = re.compile(r'[а-я]+(?:-[а-я]+)*|[a-z]+|\d+')
LATIN = dict(zip('абвгдезийклмнопрстуфхцчшщъыьэюя',
                 'a b v g d e z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya'.split(' '))) | {'ж': 'zh'}
russian, english = Stemmer.Stemmer('russian'), Stemmer.Stemmer('english')

# English words for a Russian stem, and running totals of their weights.
Glossary = dict[str, tuple[list[str], list[float]]]


def build_glossary(pairs: dict, translations: dict) -> Glossary:
    """What the dictionaries say, in the forms that English text has, common words more often than rare ones."""
    counts = Counter(word for lines in translations.values() for _, line in lines for word in re.findall(r'[a-z]+', line))
    forms = defaultdict(list)
    for word, _ in counts.most_common():
        forms[english.stemWord(word)].append(word)
    glossary = defaultdict(set)
    for name, lines in pairs.items():
        if not name.endswith('/dict') or 'synonyms' in name:
            continue
        for a, b in lines:
            if len(b.split()) == 1 and len(a.split()) <= LONGEST_ENTRY_WORDS:
                entry = a.removeprefix('to ')
                glossary[russian.stemWord(b)].update([entry, *forms[english.stemWord(entry)][:FORMS_OF_AN_ENTRY]])
    return {stem: (sorted(words), list(accumulate((1 + counts[word]) ** 0.5 for word in sorted(words))))
            for stem, words in glossary.items()}


def translate_words(text: str, glossary: Glossary) -> str:
    """Words without an entry are spelt in Latin letters, as names are; short ones are left out."""
    chosen = random.Random(f'{SEED}{text}')
    words = []
    for word in WORD.findall(text):
        stem = stem_of(word)
        if not 'а' <= word[0] <= 'я':
            words.append(word)
        elif stem in glossary:
            entries, weights = glossary[stem]
            words.append(chosen.choices(entries, cum_weights=weights)[0])
        elif len(word) >= SHORTEST_NAME:
            words.append(in_latin(chosen.choice([word, stem])))
    return ' '.join(words)


@cache
def stem_of(word: str) -> str:
    return russian.stemWord(word)


@cache
def in_latin(word: str) -> str:
    return ''.join(LATIN.get(letter, letter) for letter in word)
