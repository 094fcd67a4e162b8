"""Reads the sources of the training corpus as normalised text.

A source is a folder with any of these files: `text.txt` (a paragraph a line), `ru.txt` (or another language) + `en.txt` (aligned lines),
`slug_ru.txt` + `slug_en.txt` (headings and their English slugs), `pairs*.tsv` (query, passage), `paraphrases.tsv`, `dict.tsv`.
"""
import re
import unicodedata
from pathlib import Path

DOMAINS = {
    'official': ['duma_speeches', 'ru_codes', 'ru_law_titles', 'rurebus_official', 'court_acts', 'finguide',
                 'factrueval2016', 'un_sdg', 'mozilla_legal'],
    'documentation': ['ms_business_central', 'ms_dynamics365_operations', 'ms_cloud_adoption', 'mdn_ru', 'php_manual',
                      'tarantool_docs', 'rust_book', 'vue_docs', 'opensource_guide', 'mozilla_www',
                      'stellarium_skycultures'],
    'literature': ['ruslit_prose'],
    'short': ['tatoeba_ru', 'koziev_facts', 'ud_taiga'],
}
PARAGRAPH_CHARACTERS = (40, 4000)
TRANSLATION_CHARACTERS = (3, 1500)
PAIR_CHARACTERS = (2, 4000)


# Everything but letters, digits and these signs parts words and is left out.
SEPARATORS = re.compile(r'(?:(?![%$€₽+#])[\W_])+')


def normalise(text: str) -> str:
    """As the tokenizer does it: NFKC, lower case, ё as е, words and numbers without punctuation."""
    return SEPARATORS.sub(' ', unicodedata.normalize('NFKC', text).lower().replace('ё', 'е')).strip()


def read_paragraphs(corpus: Path) -> dict[str, list[str]]:
    """Paragraphs of each source, in the order of its documents."""
    sources = [source for domain in DOMAINS.values() for source in domain]
    return {source: read_lines(corpus / source / 'text.txt', PARAGRAPH_CHARACTERS) for source in sources
            if (corpus / source / 'text.txt').exists()}


def read_translations(corpus: Path) -> dict[str, list[tuple[str, str]]]:
    """Lines in another language, mostly Russian, and English ones that say the same, of each source."""
    translations = {}
    for source in folders_with(corpus, 'en.txt'):
        [other] = [path for path in (corpus / source).glob('??.txt') if path.name != 'en.txt']
        translations[source] = read_aligned(other, corpus / source / 'en.txt')
    return translations


def read_pairs(corpus: Path) -> dict[str, list[tuple[str, str]]]:
    """Pairs that belong together, by kind and source: questions and passages, paraphrases, words and their translations."""
    pairs = {}
    for path in sorted(corpus.glob('*/*.tsv')):
        if path.name == 'premise_question_answer.tsv':
            continue
        pairs[f'{path.parent.name}/{path.stem}'] = read_columns(path)
    for source in folders_with(corpus, 'slug_ru.txt'):
        pairs[f'{source}/slug'] = read_aligned(corpus / source / 'slug_ru.txt', corpus / source / 'slug_en.txt')
    return pairs


def folders_with(corpus: Path, name: str) -> list[str]:
    return sorted(path.parent.name for path in corpus.glob(f'*/{name}'))


def read_lines(path: Path, characters: tuple[int, int]) -> list[str]:
    with path.open(encoding='utf-8') as file:
        return [line for line in map(normalise, file) if characters[0] <= len(line) <= characters[1]]


def read_aligned(other: Path, english: Path) -> list[tuple[str, str]]:
    with other.open(encoding='utf-8') as lines, english.open(encoding='utf-8') as in_english:
        return only_sized(((normalise(a), normalise(b)) for a, b in zip(lines, in_english, strict=True)), TRANSLATION_CHARACTERS)


def read_columns(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding='utf-8') as file:
        columns = (line.rstrip('\n').split('\t') for line in file)
        return only_sized(((normalise(row[0]), normalise(row[1])) for row in columns if len(row) > 1), PAIR_CHARACTERS)


def only_sized(pairs, characters: tuple[int, int]) -> list[tuple[str, str]]:
    shortest, longest = characters
    return [pair for pair in pairs if all(shortest <= len(text) <= longest for text in pair) and pair[0] != pair[1]]
