/** Watches a text as it grows. */
export interface LoopFinder {
  /** @returns How much of this piece comes before the text only repeats itself, in UTF-16 code units; null when it does not. */
  push(text: string): number | null;
}

/** A run of this many code units without a letter or a digit, or of one short text again and again, is no answer. */
const RUN_LENGTH = 400;
/** The longest text that is looked for in a run. */
const MAX_PERIOD = 80;
/** The run is looked for this often. */
const STEP = 50;
/** Letters and digits; shorter sentences ("Yes.") may well stand twice. */
const MIN_SENTENCE = 20;
const WORD = /[\p{L}\p{N}]/u;

/** Creates what notices that a model goes round in a circle: the same sentence twice in a row, two in a row that both stood before, or a run of the same short text. */
export function createLoopFinder(): LoopFinder {
  let tail = '';
  let wordless = 0;
  let untilLook = STEP;
  let sentence = '';
  let previous = '';
  let isPreviousKnown = false;
  const known = new Set<string>();

  /** @returns Whether this character ends a sentence that stood just before. */
  function repeatsSentence(character: string): boolean {
    if (WORD.test(character)) sentence += character.toLowerCase();
    // A dot within a number ends nothing that would be longer than the least.
    if (!/[.!?…\n。！？]/.test(character) || sentence.length === 0) return false;
    const isKnown = sentence.length >= MIN_SENTENCE && known.has(sentence);
    const isRepeated = isKnown && (isPreviousKnown || sentence === previous);
    known.add(sentence);
    [previous, isPreviousKnown] = [sentence, isKnown];
    sentence = '';
    return isRepeated;
  }

  function isRun(character: string): boolean {
    wordless = WORD.test(character) ? 0 : wordless + character.length;
    if (wordless >= RUN_LENGTH) return true;
    tail += character;
    untilLook -= character.length;
    if (untilLook > 0) return false;
    untilLook = STEP;
    tail = tail.slice(-RUN_LENGTH);
    return tail.length === RUN_LENGTH && periodOf(tail) <= MAX_PERIOD;
  }

  return {
    push(text) {
      let read = 0;
      for (const character of text) {
        if (isRun(character) || repeatsSentence(character)) return read;
        read += character.length;
      }
      return null;
    },
  };
}

/** The length of the shortest text that this one is made of, again and again (Knuth, Morris and Pratt, 1977). */
function periodOf(text: string): number {
  const borders = [0];
  for (let at = 1; at < text.length; at += 1) {
    let border = borders[at - 1]!;
    while (border > 0 && text[at] !== text[border]) border = borders[border - 1]!;
    borders.push(text[at] === text[border] ? border + 1 : 0);
  }
  return text.length - borders.at(-1)!;
}
