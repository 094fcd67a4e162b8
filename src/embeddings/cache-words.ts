/** Words whose tokens are remembered, before all are forgotten. */
const MAX_CACHED_WORDS = 100_000;

interface WordTokenizer {
  tokenize(word: string): string[];
}

/**
 * Lets a Unigram tokenizer part each word once: texts are made of the same words again and again, and parting them is most of the time of a small
 * model. Tokenizers of other kinds are left as they are.
 */
export function cacheWords(tokenizer: object): void {
  const model = (tokenizer as { _tokenizer?: { model?: Partial<WordTokenizer> } })._tokenizer?.model;
  if (model?.tokenize === undefined) return;
  const part = model.tokenize.bind(model);
  const known = new Map<string, string[]>();
  model.tokenize = (word) => {
    let tokens = known.get(word);
    if (tokens === undefined) {
      tokens = part(word);
      if (known.size === MAX_CACHED_WORDS) known.clear();
      known.set(word, tokens);
    }
    return tokens;
  };
}
