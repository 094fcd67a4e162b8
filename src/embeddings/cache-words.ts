/** Words whose tokens are cached; the next one empties the cache. */
const MAX_CACHED_WORDS = 100_000;

interface WordTokenizer {
  tokenize(word: string): string[];
}

/**
 * Caches the tokens of words in a Unigram tokenizer: texts repeat the same words, and splitting them takes most of the time of a small model.
 * Tokenizers of other kinds are left as they are.
 */
export function cacheWords(tokenizer: object): void {
  const model = (tokenizer as { _tokenizer?: { model?: Partial<WordTokenizer> } })._tokenizer?.model;
  if (model?.tokenize === undefined) return;
  const split = model.tokenize.bind(model);
  const known = new Map<string, string[]>();
  model.tokenize = (word) => {
    let tokens = known.get(word);
    if (tokens === undefined) {
      tokens = split(word);
      if (known.size === MAX_CACHED_WORDS) known.clear();
      known.set(word, tokens);
    }
    return tokens;
  };
}
