"""Russian text said in other words: other forms of the same words, and synonyms. A question rarely has the words of its answer as they
stand there; this teaches the model that they are alike, and leaves the others as they are."""
import random
from collections import Counter, defaultdict
from itertools import accumulate

from gloss import stem_of

SEED = 2
OTHER_FORM, SYNONYM = 0.35, 0.15  # shares of words replaced
LONGEST_SYNONYM_WORDS = 2
RAREST_FORM = 3


class Restater:
    def __init__(self, paragraphs: dict, pairs: dict):
        counts = Counter(word for lines in paragraphs.values() for line in lines for word in line.split())
        forms = defaultdict(list)
        for word, count in counts.items():
            if count >= RAREST_FORM and 'а' <= word[0] <= 'я':
                forms[stem_of(word)].append(word)
        self.forms = {stem: (words, list(accumulate(counts[word] ** 0.5 for word in words)))
                      for stem, words in forms.items() if len(words) > 1}
        self.synonyms = defaultdict(list)
        for name, lines in pairs.items():
            if 'synonyms' in name:
                for word, synonym in lines:
                    if ' ' not in word and len(synonym.split()) <= LONGEST_SYNONYM_WORDS:
                        self.synonyms[stem_of(word)].append(synonym)

    def restate(self, text: str) -> str:
        chosen = random.Random(f'{SEED}{text}')
        return ' '.join(self.restate_word(word, chosen) for word in text.split())

    def restate_word(self, word: str, chosen: random.Random) -> str:
        luck = chosen.random()
        if luck >= OTHER_FORM + SYNONYM or not 'а' <= word[0] <= 'я':
            return word
        stem = stem_of(word)
        if luck < SYNONYM and stem in self.synonyms:
            return chosen.choice(self.synonyms[stem])
        if stem in self.forms:
            words, weights = self.forms[stem]
            return chosen.choices(words, cum_weights=weights)[0]
        return word
