import type { Embedder } from '../../embeddings/embedder.ts';
import { compareWords } from './compare-words.ts';
import { type Fault, findFault } from './find-fault.ts';
import { readTexts, wordsOf } from './reading/read-texts.ts';

/** Whether the cited text supports a sentence; if not, the first signal that refused. */
type Grounding = { isSupported: true; reason: null } | { isSupported: false; reason: Fault };

/**
 * Checks one sentence of an answer, without markers, against the texts it cites; an empty list supports nothing.
 *
 * `title` is that of the cited document: an answer may name what the title names although the sentence it cites does not, and what the
 * `question` names.
 * @throws MODEL_UNAVAILABLE
 */
export type GroundingCheck = (
  sentence: string,
  cited: string[],
  more?: { title?: string; question?: string },
) => Promise<Grounding>;

/** Creates a check by rules, each of which may refuse a sentence (`find-fault.ts` has them in their order). */
export function createGroundingCheck({ embedder }: { embedder: Embedder }): GroundingCheck {
  return async (sentence, cited, { title = '', question = '' } = {}) => {
    const texts = readTexts(sentence, { cited, title, question });
    const reason = findFault(texts, await compareWords(embedder, wordsOf(texts)));
    return reason === null ? { isSupported: true, reason } : { isSupported: false, reason };
  };
}
