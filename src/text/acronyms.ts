/** Shorter ones are the initials of too many words. */
const ACRONYM = /^\p{Lu}{3,6}$/u;
const WORD = /[\p{L}\p{N}]+/gu;
/** Words that an acronym rarely counts. */
const SMALL = /^(?:of|for|and|the|in|on|to|и|в|по|для|о|на|с)$/iu;

/** The acronyms of a question, as they stand there. */
export function acronymsIn(question: string): string[] {
  // In a question in capitals every short word looks like one.
  if (question === question.toUpperCase()) return [];
  return (question.match(WORD) ?? []).filter((word) => ACRONYM.test(word));
}

/** The first letters of the words of a text, with and without small words: the acronyms of its names are in them. */
export function initialsOf(text: string): string {
  const words = text.match(WORD) ?? [];
  const initials = (of: readonly string[]) =>
    of
      .map((word) => word[0])
      .join('')
      .toUpperCase();
  return `${initials(words)} ${initials(words.filter((word) => !SMALL.test(word)))}`;
}
