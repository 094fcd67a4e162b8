import type { SentenceCheck } from './check-sentences.ts';

/** A check of sentences that counts those it refuses. */
interface CountingCheck extends SentenceCheck {
  /** Refused sentences in a row, since one that is supported. */
  readonly refusedInARow: number;
}

/** Counts what a check refuses. Sentences that cite nothing, before any that is supported, may be reasoning: they do not count. */
export function countRefusals(check: SentenceCheck): CountingCheck {
  let refusedInARow = 0;
  let wasSupported = false;
  return {
    citationOf: check.citationOf,
    async isSupported(sentence) {
      const isSupported = await check.isSupported(sentence);
      const cites = sentence.pieces.some(({ kind }) => kind === 'labels');
      if (isSupported) refusedInARow = 0;
      else if (cites || wasSupported) refusedInARow += 1;
      wasSupported ||= isSupported;
      return isSupported;
    },
    get refusedInARow() {
      return refusedInARow;
    },
  };
}
