/** Joins two lines of one text. */
export type JoinLines = (upper: string, lower: string) => string;

const SOFT_HYPHEN = '\u00ad';
/** At the end of a line: a hyphen after a letter, of the kinds that type setters use. */
const ENDS_IN_HYPHEN = /(?<word>(?<![\p{L}\p{M}\p{N}])[\p{L}\p{M}\p{N}]+)(?<hyphen>[-\u2010\u00ad])$/u;
const BREAK_SIGN = /\p{L}[\u2010\u00ad]$/u;
const HYPHEN_AT_END = /[\p{L}\p{M}\p{N}][-\u2010\u00ad]$/u;
const WORD_AT_START = /^[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{M}\p{N}]+)*/u;
const WORDS = /[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{M}\p{N}]+)*/gu;
/** Parts of Russian words that are written with a hyphen. */
const HYPHENATED_BEFORE = /^(?:кое|кой|по-[\p{L}]+|во|в)$/iu;
const HYPHENATED_AFTER = /^(?:то|либо|нибудь|таки|ка)$/iu;
/** «информационно-телекоммуникационных»: an adverb before an adjective. */
const COMPOUND_BEFORE = /^\p{L}{2,}(?:[бвгдзклмнпрстхчшщь]но|[её]во|ово|ско|ико)$/iu;
const COMPOUND_AFTER = /^\p{L}{5,}(?:[ыи]й|[ао]я|[ое]е|[ыи]е|[ое]го|[ое]му|[ыи]м|[ое]м|ую|юю|[ыи]х|[ыи]ми|[ое]й)$/iu;
const MIN_WORD_LENGTH = 4;
/** Share of lines that end in a hyphen from which the document counts as hyphenated; below it, these hyphens belong to the words. */
const MIN_SHARE_OF_BROKEN = 0.025;

/**
 * Creates the function that joins two lines: with a blank, or, where a word was broken, as one word. Whether the hyphen belongs to the word is decided
 * by the other words of the document.
 *
 * @param texts All lines of the document.
 */
export function createJoinLines(texts: readonly string[]): JoinLines {
  const words = new Set<string>();
  for (const text of texts) {
    const found = [...text.replaceAll(SOFT_HYPHEN, '').matchAll(WORDS)].map(([word]) => word.toLowerCase());
    // The first and the last word of a line may be parts.
    for (const word of found.slice(1, -1)) words.add(word);
    const isBroken = HYPHEN_AT_END.test(text);
    if (found.length > 1 && !isBroken) words.add(found.at(-1)!);
  }
  const firstParts = new Set([...words].flatMap((word) => word.split('-').slice(0, -1)));
  /** Chromium and others mark breaks by a sign of their own; "-" then belongs to the word. */
  const hasBreakSign = texts.some((text) => BREAK_SIGN.test(text));
  const breaksWords = texts.filter((text) => HYPHEN_AT_END.test(text)).length > texts.length * MIN_SHARE_OF_BROKEN;
  return (upper, lower) => {
    if (!HYPHEN_AT_END.test(upper)) return `${upper} ${lower}`;
    const { word, hyphen } = ENDS_IN_HYPHEN.exec(upper)?.groups ?? {};
    const rest = WORD_AT_START.exec(lower)?.[0];
    if (word === undefined || hyphen === undefined || rest === undefined) return `${upper} ${lower}`;
    const before = upper.slice(0, -1);
    if (hyphen !== '-') return before + lower;
    if (hasBreakSign) return `${before}-${lower}`;
    return keepsHyphen(word, rest, { words, firstParts, breaksWords }) ? `${before}-${lower}` : before + lower;
  };
}

function keepsHyphen(
  word: string,
  rest: string,
  {
    words,
    firstParts,
    breaksWords,
  }: { words: ReadonlySet<string>; firstParts: ReadonlySet<string>; breaksWords: boolean },
): boolean {
  if (!/^\p{Ll}/u.test(rest) || /\d$/.test(word)) return true;
  const [one, other] = [word.toLowerCase(), rest.toLowerCase()];
  if (words.has(one + other)) return false;
  if (words.has(`${one}-${other}`) || !breaksWords) return true;
  if (HYPHENATED_BEFORE.test(one) || HYPHENATED_AFTER.test(other)) return true;
  if (COMPOUND_BEFORE.test(one) && (firstParts.has(one) || COMPOUND_AFTER.test(other))) return true;
  const isLong = Math.min(one.length, other.length) >= MIN_WORD_LENGTH;
  return isLong && words.has(one) && words.has(other);
}
