import type { Citation } from '../../../protocol/answer.ts';
import type { CanonicalText } from '../../answer.ts';
import type { GroundingCheck } from '../../grounding/check-grounding.ts';
import { verifyCitations } from '../../grounding/verify-citations.ts';
import type { LabelledSentence } from '../prompt/pack-passages.ts';
import { NO_ANSWER } from '../prompt/prompts.ts';
import { textOf } from './read-markers.ts';
import type { Sentence } from './split-stream.ts';

/** What a sentence that a model wrote is; `missing`: it says what the passages do not say. */
type SentenceKind = 'refusal' | 'missing' | 'statement' | 'blank';

/** A sentence that says what is missing rests on nothing, and must not go on to say more. */
export const SAYS_MISSING =
  /^(?:В документе не сказано|The document does not say)(?!.*[\s,;](?:но|однако|but|however)[\s,])/iu;

/** @param text A sentence without its labels. */
export function kindOf(text: string): SentenceKind {
  if (text.includes(NO_ANSWER)) return 'refusal';
  if (SAYS_MISSING.test(text.trim())) return 'missing';
  return text.trim() === '' ? 'blank' : 'statement';
}

/** Checks the sentences of an answer against the sentences they cite. */
export interface SentenceCheck {
  /** The verified citation of a label, the same object each time; null for an unknown label and for words that the document does not have. */
  citationOf(label: number): Promise<Citation | null>;
  /** Whether what a sentence cites supports it; what is missing needs no support. @throws MODEL_UNAVAILABLE */
  isSupported(sentence: Sentence): Promise<boolean>;
}

/** @param options.sentences Those of the prompt, which the labels refer to. */
export function createSentenceCheck({
  sentences,
  canonicalText,
  checkGrounding,
}: {
  sentences: LabelledSentence[];
  canonicalText: CanonicalText;
  checkGrounding: GroundingCheck;
}): SentenceCheck {
  const byLabel = new Map(sentences.map((sentence) => [sentence.label, sentence]));
  const verified = new Map<number, Citation | null>();

  async function citationOf(label: number): Promise<Citation | null> {
    const sentence = byLabel.get(label);
    if (!sentence) return null;
    if (!verified.has(label)) verified.set(label, (await verifyCitations([sentence], canonicalText))[0] ?? null);
    return verified.get(label) ?? null;
  }

  return {
    citationOf,
    async isSupported({ pieces }) {
      const text = textOf(pieces).trim();
      if (kindOf(text) === 'missing') return true;
      const cited: LabelledSentence[] = [];
      for (const label of pieces.flatMap((piece) => (piece.kind === 'labels' ? piece.labels : []))) {
        if (await citationOf(label)) cited.push(byLabel.get(label)!);
      }
      if (cited.length === 0) return false;
      const title = cited.map(({ paragraph }) => paragraph.documentTitle).join(' ');
      const texts = cited.map((sentence) => sentence.text);
      return (await checkGrounding(text, texts, { title })).isSupported;
    },
  };
}
